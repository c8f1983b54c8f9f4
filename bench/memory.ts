import type { Browser, CDPSession, Page } from "playwright-core";
import { launchBrowser, openContext } from "../tests/setup/browser.ts";
import type { TestShop } from "../tests/storefront/shop.ts";
import { type Bench, judge } from "./bench.ts";
import {
  arrived,
  hlsReel,
  OURS,
  type Swiper,
  startReelShop,
  watchArrivals,
} from "./storefront/reel.ts";

const CLIPS = 21;
/** From the first clip to the last: caches are warm and every clip has been made once. */
const WARM = CLIPS - 1;
const SWIPES = 100;

interface Held {
  heap_bytes: number;
  /** Reachable from anywhere, in the document or not. */
  video_elements: number;
  media_sources: number;
  dom_nodes: number;
  listeners: number;
}

export const bench: Bench = {
  name: "memory",
  about: `${SWIPES} swipes forwards and backwards through ${CLIPS} clips: heap after collection, video elements, media sources, nodes and listeners at the end beside those after ${WARM}, and beside hls.js with an element a clip`,
  async run() {
    const shop = await startReelShop(CLIPS);
    const browser = await launchBrowser();
    try {
      const figures: Record<string, number> = {};
      const ratios: Record<string, number> = {};
      for (const swiper of [OURS, hlsReel("hls_plain", false)]) {
        const [before, after] = await swipeOn(browser, shop, swiper);
        for (const key of Object.keys(before) as (keyof Held)[]) {
          figures[`${swiper.name}_${key}_after_${WARM}`] = before[key];
          figures[`${swiper.name}_${key}_after_${WARM + SWIPES}`] = after[key];
          ratios[`${swiper.name}_${key}_growth`] = after[key] / before[key];
        }
      }
      const last = (key: keyof Held) => figures[`ours_${key}_after_${WARM + SWIPES}`] ?? Number.NaN;
      ratios.heap_to_hls_plain =
        last("heap_bytes") / (figures[`hls_plain_heap_bytes_after_${WARM + SWIPES}`] ?? Number.NaN);
      return judge(
        "memory",
        { ratios, figures },
        {
          ours_heap_bytes_growth: { atMost: 1.05 },
          ours_dom_nodes_growth: { atMost: 1.05 },
          ours_listeners_growth: { atMost: 1.05 },
          [`ours_video_elements_after_${WARM + SWIPES}`]: { atMost: 3 },
          [`ours_media_sources_after_${WARM + SWIPES}`]: { atMost: 3 },
        },
      );
    } finally {
      await browser.close();
      await shop.close();
    }
  },
};

async function swipeOn(browser: Browser, shop: TestShop, swiper: Swiper): Promise<[Held, Held]> {
  const context = await openContext(browser, { viewport: { width: 390, height: 844 } });
  try {
    await watchArrivals(context);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await swiper.open(page, shop);
    let at = 0;
    let walked = 0;
    await arrived(page, at);
    const swipe = async (count: number) => {
      for (let swipe = 0; swipe < count; swipe++) {
        // To the last clip, back to the first, and again.
        const turn = Math.floor((walked + swipe) / (CLIPS - 1)) % 2;
        const step = turn === 0 ? 1 : -1;
        at += step;
        await forget(page);
        await swiper.step(page, step);
        await arrived(page, at);
      }
      walked += count;
    };
    await swipe(WARM);
    const before = await held(page, devtools);
    await swipe(SWIPES);
    return [before, await held(page, devtools)];
  } finally {
    await context.close();
  }
}

/** Arrivals so far: what the watcher keeps must not count. */
function forget(page: Page): Promise<void> {
  return page.evaluate(() => {
    (window as unknown as { arrivals: unknown[] }).arrivals.length = 0;
  });
}

async function held(page: Page, devtools: CDPSession): Promise<Held> {
  await page.waitForTimeout(1500);
  await forget(page);
  // What a first collection finalises, a second one frees.
  for (let turn = 0; turn < 2; turn++) await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
  return {
    heap_bytes: usedSize,
    video_elements: await living(devtools, "HTMLVideoElement"),
    media_sources: await living(devtools, "MediaSource"),
    dom_nodes: nodes,
    listeners: jsEventListeners,
  };
}

async function living(devtools: CDPSession, type: string): Promise<number> {
  const prototype = await devtools.send("Runtime.evaluate", {
    expression: `${type}.prototype`,
    objectGroup: "count",
  });
  const { objects } = await devtools.send("Runtime.queryObjects", {
    prototypeObjectId: prototype.result.objectId ?? "",
    objectGroup: "count",
  });
  const length = await devtools.send("Runtime.callFunctionOn", {
    objectId: objects.objectId ?? "",
    functionDeclaration: "function () { return this.length; }",
    returnByValue: true,
  });
  await devtools.send("Runtime.releaseObjectGroup", { objectGroup: "count" });
  return length.result.value as number;
}
