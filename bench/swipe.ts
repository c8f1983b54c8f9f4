import type { Browser } from "playwright-core";
import { launchBrowser, openContext } from "../tests/setup/browser.ts";
import type { TestShop } from "../tests/storefront/shop.ts";
import { type Bench, judge, median } from "./bench.ts";
import {
  arrived,
  hlsReel,
  mediaBytes,
  OURS,
  position,
  type Swiper,
  startReelShop,
  watchArrivals,
} from "./storefront/reel.ts";
import { type Road, throttle } from "./storefront/road.ts";

/** Seconds that each clip is watched: some are left at once, some nearly to the end. */
const STAYS = [2, 6, 1, 9, 3, 4, 1, 12, 2, 5, 3, 7, 1, 4, 8, 3];
const ROAD_NAMES: Road[] = ["fast_4g", "slow_4g"];

interface Session {
  /** Milliseconds from a clip in front to its next moving frame, by swipe. */
  waits: number[];
  /** Share of the media bytes that nobody saw. */
  wasted: number;
}

export const bench: Bench = {
  name: "swipe",
  about: `${STAYS.length - 1} swipes from clip to clip, ${Math.min(...STAYS)} to ${Math.max(...STAYS)} seconds each, on two roads with a processor four times as slow: time to the next moving frame and bytes nobody saw, beside hls.js attached when a clip comes to the front, and one clip ahead`,
  async run() {
    const swipers = [OURS, hlsReel("hls_plain", false), hlsReel("hls_one_ahead", true)];
    const shop = await startReelShop(STAYS.length);
    const browser = await launchBrowser();
    try {
      const figures: Record<string, number> = {};
      const ratios: Record<string, number> = {};
      for (const road of ROAD_NAMES) {
        for (const swiper of swipers) {
          const { waits, wasted } = await swipeThrough(browser, shop, swiper, road);
          figures[`${road}_${swiper.name}_p95_ms`] = percentile(waits, 0.95);
          figures[`${road}_${swiper.name}_median_ms`] = median(waits);
          figures[`${road}_${swiper.name}_wasted_share`] = wasted;
          console.log(
            `${road} ${swiper.name}: ${waits.map((wait) => wait.toFixed()).join(" ")} ms, ${(wasted * 100).toFixed(1)} % of the bytes unseen`,
          );
        }
        const at = (name: string) => figures[`${road}_${name}`] ?? Number.NaN;
        for (const { name } of swipers.slice(1)) {
          ratios[`${road}_p95_to_${name}`] = at("ours_p95_ms") / at(`${name}_p95_ms`);
          ratios[`${road}_wasted_to_${name}`] =
            at("ours_wasted_share") / at(`${name}_wasted_share`);
        }
      }
      return judge(
        "swipe",
        { ratios, figures },
        Object.fromEntries(
          ROAD_NAMES.flatMap((road) => [
            [`${road}_ours_p95_ms`, { atMost: 100 }],
            [`${road}_ours_wasted_share`, { atMost: 0.3 }],
          ]),
        ),
      );
    } finally {
      await browser.close();
      await shop.close();
    }
  },
};

async function swipeThrough(
  browser: Browser,
  shop: TestShop,
  swiper: Swiper,
  road: Road,
): Promise<Session> {
  const context = await openContext(browser, { viewport: { width: 390, height: 844 } });
  try {
    await watchArrivals(context);
    const page = await context.newPage();
    await throttle(page, road);
    shop.requests.length = 0;
    await swiper.open(page, shop);
    const waits: number[] = [];
    const watched = new Map<number, number>();
    for (const [index, stay] of STAYS.entries()) {
      const { front, frame } = await arrived(page, index);
      // The first clip was opened, not swiped to.
      if (index > 0) waits.push(Math.max(0, frame - front));
      await page.waitForTimeout(stay * 1000);
      watched.set(index, await position(page, index));
      await swiper.step(page, 1);
    }
    const { fetched, seen } = mediaBytes(shop, shop.requests, watched);
    return { waits, wasted: 1 - seen / fetched };
  } finally {
    await context.close();
  }
}

/** Nearest rank: with few values, the largest. */
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}
