import type { Browser, Page } from "playwright-core";
import { launchBrowser, openContext } from "../tests/setup/browser.ts";
import type { TestShop } from "../tests/storefront/shop.ts";
import { type Bench, judge, median } from "./bench.ts";
import {
  arrived,
  hlsReel,
  OURS,
  type Swiper,
  startReelShop,
  watchArrivals,
} from "./storefront/reel.ts";
import { throttle } from "./storefront/road.ts";

const ROUNDS = 5;
const SWIPES = 8;
/** From here on a task keeps the page from answering (web.dev, Total Blocking Time). */
const LONG_MS = 50;
/** What Web Vitals call good, for the slowest of a visit's interactions. */
const GOOD_INP_MS = 200;

/** What a page's main thread did since the last look, milliseconds. */
interface Work {
  /** Sum of what each long task took beyond 50 ms. */
  blocking: number;
  longest: number;
  /** The slowest interaction, from the input to the next frame painted. */
  interaction: number;
}

export const bench: Bench = {
  name: "main-thread",
  about: `long tasks of a page with three blocks beside the same page without them, then the slowest interaction while opening a clip, swiping ${SWIPES} times, liking and adding to the cart, beside hls.js swiped the same way; processor four times as slow, medians of ${ROUNDS}`,
  async run() {
    const shop = await startReelShop(12);
    const browser = await launchBrowser();
    const found = new Map<string, number[]>();
    const note = (name: string, value: number) =>
      found.set(name, [...(found.get(name) ?? []), value]);
    try {
      for (let round = 0; round < ROUNDS; round++) {
        for (const [name, blocks] of Object.entries(PAGES)) {
          shop.page.blocks = blocks;
          const { blocking, longest } = await load(browser, shop);
          note(`${name}_blocking_ms`, blocking);
          note(`${name}_longest_task_ms`, longest);
        }
        shop.page.blocks = PAGES.with_blocks;
        await visit(browser, shop, note);
        await swipePlain(browser, shop, note);
      }
    } finally {
      await browser.close();
      await shop.close();
    }
    const figures = Object.fromEntries([...found].map(([name, values]) => [name, median(values)]));
    const at = (name: string) => figures[name] ?? Number.NaN;
    figures.blocking_added_ms = at("with_blocks_blocking_ms") - at("without_blocks_blocking_ms");
    return judge(
      "main-thread",
      {
        ratios: {
          swipe_interaction_to_hls_plain: at("swipe_inp_ms") / at("hls_plain_swipe_inp_ms"),
        },
        figures,
      },
      {
        blocking_added_ms: { atMost: 20 },
        open_inp_ms: { atMost: GOOD_INP_MS },
        swipe_inp_ms: { atMost: GOOD_INP_MS },
        like_inp_ms: { atMost: GOOD_INP_MS },
        add_inp_ms: { atMost: GOOD_INP_MS },
      },
    );
  },
};

const PAGES: Record<"without_blocks" | "with_blocks", TestShop["page"]["blocks"]> = {
  without_blocks: [],
  with_blocks: [{ block: "stories" }, { block: "carousel" }, { block: "grid" }],
};

/** The page from its beginning until it has been at rest for a while. */
async function load(browser: Browser, shop: TestShop): Promise<Work> {
  return withPage(browser, async (page) => {
    await page.goto(shop.url, { waitUntil: "load" });
    await page.waitForTimeout(3000);
    return work(page);
  });
}

async function visit(
  browser: Browser,
  shop: TestShop,
  note: (name: string, value: number) => void,
): Promise<void> {
  await withPage(browser, async (page) => {
    await page.goto(shop.url, { waitUntil: "load" });
    await page.waitForTimeout(2000);
    const part = async (name: string, act: () => Promise<unknown>) => {
      await work(page);
      await act();
      await page.waitForTimeout(600);
      const { blocking, interaction } = await work(page);
      note(`${name}_inp_ms`, interaction);
      note(`${name}_blocking_ms`, blocking);
    };
    await part("open", async () => {
      await page.locator(".clipshelf-carousel [data-open]").first().click();
      await arrived(page, 0);
    });
    await page.getByRole("button", { name: "Add to cart" }).waitFor();
    await page.locator("clipshelf-player [data-social=like]").waitFor();
    await part("like", () => page.locator("clipshelf-player [data-social=like]").click());
    await part("add", async () => {
      await page.getByRole("button", { name: "Add to cart" }).click();
      await page.locator("clipshelf-player .said .good").waitFor({ state: "attached" });
    });
    // Arrow keys pressed inside the product belong to the product.
    await page.locator("clipshelf-player [data-do=close]").focus();
    await part("swipe", () => swipe(page, OURS));
  });
}

async function swipePlain(
  browser: Browser,
  shop: TestShop,
  note: (name: string, value: number) => void,
): Promise<void> {
  const plain = hlsReel("hls_plain", false);
  await withPage(browser, async (page) => {
    await plain.open(page, shop);
    await arrived(page, 0);
    await page.waitForTimeout(1000);
    await work(page);
    await swipe(page, plain);
    const { blocking, interaction } = await work(page);
    note("hls_plain_swipe_inp_ms", interaction);
    note("hls_plain_swipe_blocking_ms", blocking);
  });
}

async function swipe(page: Page, swiper: Swiper): Promise<void> {
  for (let index = 1; index <= SWIPES; index++) {
    await swiper.step(page, 1);
    await arrived(page, index);
    await page.waitForTimeout(300);
  }
}

async function withPage<T>(browser: Browser, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await openContext(browser, { viewport: { width: 390, height: 844 } });
  try {
    await watchArrivals(context);
    await context.addInitScript(watchWork);
    const page = await context.newPage();
    await throttle(page, "fast_4g");
    return await use(page);
  } finally {
    await context.close();
  }
}

/** Runs in the page. */
function watchWork(): void {
  const seen = { tasks: [] as number[], interactions: [] as number[] };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.tasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[])
      if (entry.interactionId > 0) seen.interactions.push(entry.duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

/** And begins anew. An interaction that was answered within a frame is not reported: it counts as one. */
async function work(page: Page): Promise<Work> {
  const { tasks, interactions } = await page.evaluate(() => {
    const { seen } = window as unknown as { seen: { tasks: number[]; interactions: number[] } };
    return { tasks: seen.tasks.splice(0), interactions: seen.interactions.splice(0) };
  });
  return {
    blocking: tasks.reduce((sum, task) => sum + Math.max(0, task - LONG_MS), 0),
    longest: Math.max(0, ...tasks),
    interaction: Math.max(16, ...interactions),
  };
}
