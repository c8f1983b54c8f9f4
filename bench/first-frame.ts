import type { Browser } from "playwright-core";
import { launchBrowser, openContext } from "../tests/setup/browser.ts";
import { type Bench, judge, median } from "./bench.ts";
import { contenders } from "./storefront/contenders.ts";
import { floorMs, ROADS, type Road, throttle } from "./storefront/road.ts";
import { type BrowserShare, browserShare } from "./storefront/show.ts";
import { type Stage, startStage } from "./storefront/stage.ts";

const ROUNDS = 5;
const PEERS = [
  "mux_background_video",
  "mux_background_video_preloaded",
  "hls_light",
  "hls_light_preloaded",
  "hls_full",
  "video_js",
  "mux_player",
  "inline_loader",
] as const;

export const bench: Bench = {
  name: "first-frame",
  about: `cold page to first frame on screen, 4 × slower processor, ${ROUNDS} interleaved rounds on four roads, the same media for all`,
  async run() {
    const all = await contenders();
    const stage = await startStage(all);
    const browser = await launchBrowser();
    try {
      const ratios: Record<string, number> = {};
      const figures: Record<string, number> = {
        first_segment_bytes: stage.firstSegmentBytes,
        first_picture_bytes: stage.firstPictureBytes,
      };
      const shares: BrowserShare[] = [];
      for (const road of Object.keys(ROADS) as Road[]) {
        const found = new Map<string, number[]>(all.map(({ name }) => [name, []]));
        for (let round = 0; round < ROUNDS; round++) {
          shares.push(await browserShare(browser, stage));
          for (const { name } of all)
            found.get(name)?.push(await firstFrame(browser, stage, name, road));
        }
        const at = (name: string) => median(found.get(name) ?? []);
        for (const { name } of all) figures[`${road}_${name}_ms`] = at(name);
        for (const peer of PEERS) ratios[`${road}_to_${peer}`] = at("ours") / at(peer);
        console.log(
          `${road}: ${all.map(({ name }) => `${name} ${at(name).toFixed()}`).join(" · ")}`,
        );
      }
      const begin = median(shares.map((share) => share.begin));
      const show = median(shares.map((share) => share.show));
      Object.assign(figures, { browser_begin_ms: begin, browser_show_ms: show });
      for (const road of Object.keys(ROADS) as Road[]) {
        const ours = figures[`${road}_ours_ms`] ?? Number.NaN;
        const floor = floorMs(road, stage.firstSegmentBytes, begin + show);
        const picture = floorMs(road, stage.firstPictureBytes, begin + show);
        figures[`${road}_computed_floor_ms`] = floor;
        figures[`${road}_floor_of_first_picture_ms`] = picture;
        ratios[`${road}_to_computed_floor`] = ours / floor;
        ratios[`${road}_to_floor_of_first_picture`] = ours / picture;
      }
      return judge(
        "first-frame",
        { ratios, figures },
        {
          slow_4g_to_mux_background_video: { atMost: 0.54 },
          slow_4g_to_hls_full: { atMost: 0.34 },
          slow_4g_to_computed_floor: { atMost: 1.35 },
          three_g_to_mux_background_video: { atMost: 0.54 },
          three_g_to_computed_floor: { atMost: 1.35 },
          // On a fast road the processor is what takes the time: docs/decisions/0026.
          cable_to_mux_background_video: { atMost: 0.75 },
          cable_to_inline_loader: { atMost: 1.35 },
          fast_4g_to_mux_background_video: { atMost: 0.75 },
          fast_4g_to_inline_loader: { atMost: 1.35 },
        },
      );
    } finally {
      await browser.close();
      await stage.close();
    }
  },
};

/** Milliseconds from the start of navigation to the first frame that was handed to the screen. */
async function firstFrame(
  browser: Browser,
  stage: Stage,
  name: string,
  road: Road,
): Promise<number> {
  const context = await openContext(browser, { viewport: { width: 390, height: 844 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(watchForFrame);
    await throttle(page, road);
    await page.goto(stage.url(name), { waitUntil: "commit" });
    const frame = await page.waitForFunction(
      () => (window as unknown as { firstFrame?: number }).firstFrame,
      undefined,
      { timeout: 30_000 },
    );
    return (await frame.jsonValue()) ?? Number.NaN;
  } finally {
    await context.close();
  }
}

/** Runs in the page: finds its video, in whatever shadow tree, and asks it for its first frame. */
function watchForFrame(): void {
  const find = (root: Document | ShadowRoot): HTMLVideoElement | null => {
    for (const element of root.querySelectorAll("*")) {
      if (element instanceof HTMLVideoElement) return element;
      const inner = element.shadowRoot && find(element.shadowRoot);
      if (inner) return inner;
    }
    return null;
  };
  const look = () => {
    const video = find(document);
    if (!video) return void requestAnimationFrame(look);
    video.requestVideoFrameCallback((_now, { presentationTime }) => {
      Object.assign(window, { firstFrame: presentationTime });
    });
  };
  look();
}
