import { describe, expect, it } from "vitest";
import { front, hurry, play, playing, storefront } from "./visit.ts";

const visit = storefront();
const segments = (requests: string[], rung: string) =>
  requests.filter((request) => request.includes(`/${rung}_`));

describe("our own engine", () => {
  it("asks for init and first segment at once, and nothing before them", async () => {
    const { page, shop } = await visit();
    await page.waitForTimeout(800);
    shop.requests.length = 0;
    await play(page);
    const media = shop.requests.filter(
      (request) => request.includes("/media/") && !/jpg|preview/.test(request),
    );
    expect(
      media
        .slice(0, 4)
        .map((request) => request.split("/").at(-1))
        .sort(),
    ).toEqual(["a_0.m4s", "a_init.mp4", "v1_0.m4s", "v1_init.mp4"]);
    expect(media.join()).not.toContain("m3u8");
  });

  it("plays to the end and starts over", async () => {
    const { page } = await visit();
    await play(page);
    await page.keyboard.press("ArrowRight");
    await playing(page, 4.5);
    await expect.poll(async () => (await front(page)).time, { timeout: 8000 }).toBeLessThan(2);
    await playing(page);
    expect(await front(page)).toMatchObject({ state: "playing", trouble: null });
  });

  it("starts low on a narrow road, and climbs when it widens", async () => {
    const { page, shop } = await visit({
      prepare: ({ shop: { faults } }) => {
        faults.mediaSpeed = 70_000;
      },
    });
    // The first guess is too high for this road: the second segment comes from the rung below.
    await play(page);
    await playing(page, 2.5);
    expect(segments(shop.requests, "v0").length).toBeGreaterThan(0);
    await expect.poll(async () => (await front(page)).width, { timeout: 10_000 }).toBe(180);
    shop.faults.mediaSpeed = 0;
    for (const label of ["One pot, three dinners", "Sold out before noon", "Just the sea"]) {
      await page.keyboard.press("ArrowDown");
      await expect.poll(async () => (await front(page)).label).toBe(label);
      await playing(page, 1);
    }
    expect((await front(page)).width).toBe(360);
  });

  it("seeks into what it has not loaded", async () => {
    const { page } = await visit({
      prepare: ({ shop: { faults } }) => {
        faults.mediaSpeed = 120_000;
      },
    });
    await play(page);
    await page.keyboard.press("ArrowRight");
    await playing(page, 5.2);
  });

  it("says that the connection is lost, and goes on by itself when it is back", async () => {
    const { page, shop, expectComplaint } = await visit();
    expectComplaint(/ERR_EMPTY_RESPONSE|ERR_CONNECTION|Failed to load resource/);
    await page.waitForTimeout(500);
    shop.faults.media = 0;
    await page.locator("[data-open]").first().click();
    await expect
      .poll(async () => (await front(page)).trouble, { timeout: 10_000 })
      .toMatch(/connection is lost/);
    shop.faults.media = null;
    await playing(page, 1);
    expect((await front(page)).trouble).toBeNull();
  });

  it("gives up with words and a way on when the road stays dead", async () => {
    const { page, shop, expectComplaint } = await visit({
      prepare: ({ context }) => hurry(context),
    });
    expectComplaint(/503|Failed to load resource/);
    await page.waitForTimeout(500);
    shop.faults.media = 503;
    await page.locator("[data-open]").first().click();
    await expect
      .poll(async () => (await front(page)).trouble, { timeout: 45_000 })
      .toMatch(/did not load/);
    shop.faults.media = null;
    await page.getByRole("button", { name: "Try again" }).click();
    await playing(page);
  }, 70_000);

  it("asks for fresh links when the old ones have expired", async () => {
    const { page, shop, expectComplaint } = await visit();
    expectComplaint(/404/);
    await expect.poll(() => shop.requests).toContain("GET /apps/feed/summer");
    // The feed that the page holds is the first that was given out.
    const issued = await page.evaluate(async () => {
      const feed = await (await fetch("/apps/feed/summer")).json();
      return feed.videos[0].playback.base as string;
    });
    const [, folder = "", number = "0"] = /media\/(.+)\.(\d+)\//.exec(issued) ?? [];
    shop.faults.expired = `${folder}.${Number(number) - shop.clips.length}`;
    shop.requests.length = 0;
    await play(page);
    expect(shop.requests).toContain("GET /apps/video/01aaaaaaaaaaaaaaaaaaaaaa");
    expect(await front(page)).toMatchObject({ state: "playing", trouble: null });
  });

  it("leaves a rung that does not decode for the one below", async () => {
    const { page, shop } = await visit({
      prepare: ({ shop: { faults } }) => {
        faults.broken = "v1";
      },
    });
    await page.locator("[data-open]").first().click();
    await playing(page, 1);
    expect((await front(page)).width).toBe(180);
    expect(segments(shop.requests, "v0").length).toBeGreaterThan(0);
  });

  it("plays a clip without sound, and offers none", async () => {
    const { page } = await visit();
    await play(page, 1);
    expect(await page.getByRole("button", { name: "Sound" }).count()).toBe(0);
  });
});

describe("other roads", () => {
  it("fetches hls.js only where the browser cannot play HLS itself", async () => {
    const { page, shop } = await visit({
      prepare: async ({ shop: { clips }, context }) => {
        for (const clip of clips) clip.playback = "hls";
        await context.addInitScript(() => {
          HTMLMediaElement.prototype.canPlayType = () => "";
        });
      },
    });
    await play(page);
    expect(shop.requests).toContain("GET /assets/clipshelf-hls.js");
    expect((await front(page)).state).toBe("playing");
  });

  it("takes the browser's own player where there is one", async () => {
    const { page, shop } = await visit({
      prepare: ({ shop: { clips } }) => {
        for (const clip of clips) clip.playback = "hls";
      },
    });
    const native = await page.evaluate(
      () => document.createElement("video").canPlayType("application/vnd.apple.mpegurl") !== "",
    );
    expect(native).toBe(true);
    await play(page);
    expect(shop.requests).not.toContain("GET /assets/clipshelf-hls.js");
  });

  it("plays our own media natively where there are no media sources", async () => {
    const { page, shop } = await visit({
      prepare: async ({ context }) => {
        await context.addInitScript(() => {
          Reflect.deleteProperty(window, "MediaSource");
          Reflect.deleteProperty(window, "ManagedMediaSource");
        });
      },
    });
    await play(page);
    expect(shop.requests.some((request) => request.endsWith("master.m3u8"))).toBe(true);
  });

  it("shows the preview, in words, when our server is down", async () => {
    const { page, expectComplaint } = await visit({
      prepare: ({ shop: { faults } }) => {
        faults.serverDown = true;
      },
    });
    expectComplaint(/503/);
    await page.locator("[data-open]").first().click();
    await playing(page);
    expect((await front(page)).trouble).toMatch(/short preview/);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page
      .getByRole("status")
      .getByText("Added to your cart: 1.")
      .waitFor({ state: "attached" });
  });
});
