import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { TestShop } from "./shop.ts";
import { front, hurry, play, playing, storefront } from "./visit.ts";

const visit = storefront();
const trouble = async (page: Page) => (await front(page)).trouble;

/** Clips as another service would bring them: HLS alone, one rung. */
function byHls(shop: TestShop): void {
  for (const clip of shop.clips) {
    const { playback } = clip.media;
    clip.playback = "hls";
    clip.media = {
      ...clip.media,
      playback: { ...playback, renditions: playback.renditions.slice(0, 1) },
    };
  }
}

const HLS = {
  "hls.js": async (shop: TestShop, context: BrowserContext) => {
    byHls(shop);
    await context.addInitScript(() => {
      HTMLMediaElement.prototype.canPlayType = () => "";
    });
  },
  "the browser's own HLS": async (shop: TestShop) => byHls(shop),
};

for (const [name, prepare] of Object.entries(HLS))
  describe(name, () => {
    it("asks for a fresh link once when the old one has expired", async () => {
      const { page, shop, expectComplaint } = await visit({
        prepare: ({ shop, context }) => prepare(shop, context),
      });
      expectComplaint(/404/);
      await expect.poll(() => shop.requests).toContain("GET /apps/feed/summer");
      const issued = await page.evaluate(async () => {
        const feed = await (await fetch("/apps/feed/summer")).json();
        return feed.videos[0].playback.hls as string;
      });
      const [, folder = "", number = "0"] = /media\/(.+)\.(\d+)\//.exec(issued) ?? [];
      shop.faults.expired = `${folder}.${Number(number) - shop.clips.length}`;
      shop.requests.length = 0;
      await play(page);
      expect(shop.requests.filter((request) => request.includes("/apps/video/"))).toHaveLength(1);
      expect(await front(page)).toMatchObject({ state: "playing", trouble: null });
    });

    it("says in words that a clip is gone", async () => {
      const { page, shop, expectComplaint } = await visit({
        prepare: ({ shop, context }) => prepare(shop, context),
      });
      expectComplaint(/404/);
      await expect.poll(() => shop.requests).toContain("GET /apps/feed/summer");
      for (const clip of shop.clips) {
        clip.media = { ...clip.media, folder: `${clip.media.folder}-gone` };
        clip.id = `${clip.id.slice(0, -1)}x`;
      }
      await page.locator("[data-open]").first().click();
      await expect.poll(() => trouble(page), { timeout: 20_000 }).toMatch(/no longer available/);
    });

    it("goes on by itself when the network is back", async () => {
      const { page, context, shop, expectComplaint } = await visit({
        prepare: async ({ shop, context }) => {
          shop.faults.mediaSpeed = 30_000;
          await prepare(shop, context);
        },
      });
      expectComplaint(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|Failed to load/);
      await play(page);
      await context.setOffline(true);
      await expect.poll(() => trouble(page), { timeout: 40_000 }).not.toBeNull();
      shop.faults.mediaSpeed = 0;
      await context.setOffline(false);
      await playing(page, 4.2);
      expect(await trouble(page)).toBeNull();
    });
  });

describe("the browser's own HLS, which says nothing of a link that never answers", () => {
  const silence = (silent: RegExp) =>
    visit({
      prepare: async ({ shop, context }) => {
        byHls(shop);
        shop.faults.silent = silent;
        await hurry(context);
      },
    });

  it("gets a fresh link, and goes on from where it was", async () => {
    const { page, shop } = await silence(/_2\.m4s/);
    await play(page);
    await expect.poll(() => trouble(page), { timeout: 20_000 }).toMatch(/connection is lost/);
    shop.faults.silent = null;
    await playing(page, 4.2);
    expect(await trouble(page)).toBeNull();
    expect(shop.requests.some((request) => request.includes("/apps/video/"))).toBe(true);
  });

  it("is given up in words after some tries, and tried again when asked", async () => {
    const { page, shop } = await silence(/\.m4s/);
    await page.locator("[data-open]").first().click();
    await expect.poll(() => trouble(page), { timeout: 30_000 }).toMatch(/did not load/);
    expect(shop.requests.filter((request) => request.includes("/apps/video/"))).toHaveLength(3);
    shop.faults.silent = null;
    await page.getByRole("button", { name: "Try again" }).click();
    await playing(page);
    expect(await trouble(page)).toBeNull();
  });
});

describe("a decoder that fails elsewhere", () => {
  it("is said in words by hls.js after one more try", async () => {
    const { page } = await visit({
      prepare: async ({ shop, context }) => {
        shop.faults.broken = "v0";
        await HLS["hls.js"](shop, context);
      },
    });
    await page.locator("[data-open]").first().click();
    await expect.poll(() => trouble(page), { timeout: 30_000 }).toMatch(/cannot play/);
    await page.getByRole("button", { name: "Try again" }).waitFor();
  });

  it("is said in words where the browser's own HLS reports it, and tried again when asked", async () => {
    const { page } = await visit({ prepare: ({ shop }) => byHls(shop) });
    await play(page);
    // Chromium goes on waiting where Safari reports: the report is ours, as the standard has it.
    await page.evaluate(() => {
      const root = document.querySelector("clipshelf-player")?.shadowRoot;
      const video = root?.querySelector<HTMLVideoElement>(".slide:not([inert]) video");
      if (!video) return;
      Object.defineProperty(video, "error", { configurable: true, value: { code: 3 } });
      video.dispatchEvent(new Event("error"));
      Reflect.deleteProperty(video, "error");
    });
    await expect.poll(() => trouble(page)).toMatch(/cannot play/);
    const { time } = await front(page);
    await page.getByRole("button", { name: "Try again" }).click();
    await playing(page, time);
    expect(await trouble(page)).toBeNull();
  });
});
