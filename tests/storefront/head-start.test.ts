import { describe, expect, it } from "vitest";
import { VIDEOS } from "./shop.ts";
import { front, play, playing, storefront } from "./visit.ts";

const visit = storefront();
/** Longer than an intent must last, and than its requests take here. */
const A_WHILE = 600;
const media = (requests: string[]) =>
  requests
    .filter((request) => /_init\.mp4|\.m4s/.test(request))
    .map((one) => one.split("/").at(-1));

describe("before the tap", () => {
  it("the first bytes of the clip under the pointer come, and come only once", async () => {
    const { page, shop } = await visit();
    await page.waitForTimeout(A_WHILE);
    expect(media(shop.requests)).toEqual([]);
    await page.locator("[data-open]").first().hover();
    await expect
      .poll(() => media(shop.requests).sort())
      .toEqual(["a_0.m4s", "a_init.mp4", "v1_0.m4s", "v1_init.mp4"]);
    await play(page);
    const asked = media(shop.requests.filter((request) => request.includes(".1/")));
    expect(new Set(asked).size).toBe(asked.length);
    expect(await page.locator("link[rel=preload]").count()).toBe(0);
  });

  it("a pointer that passes by, a finger that scrolls and those who save data ask for nothing", async () => {
    const { page, shop } = await visit();
    await page.waitForTimeout(A_WHILE);
    await page.locator("[data-open]").first().hover();
    await page.mouse.move(1, 1);
    await page.waitForTimeout(A_WHILE);
    expect(media(shop.requests)).toEqual([]);
    await page.locator("[data-open]").first().dispatchEvent("touchstart");
    await page.evaluate(() => dispatchEvent(new Event("scroll")));
    await page.waitForTimeout(A_WHILE);
    expect(media(shop.requests)).toEqual([]);
    const frugal = await visit({
      prepare: async ({ context }) => {
        await context.addInitScript(() => {
          Object.defineProperty(navigator, "connection", {
            value: { saveData: true, effectiveType: "4g" },
          });
        });
      },
    });
    await frugal.page.locator("[data-open]").first().hover();
    await frugal.page.waitForTimeout(A_WHILE);
    expect(media(frugal.shop.requests)).toEqual([]);
  });

  it("the connection to the media's own server is made once, when a block comes near", async () => {
    const { page, shop, expectComplaint } = await visit({
      prepare: async ({ context, shop: { url } }) => {
        await context.route(`${url}/apps/feed/summer`, async (route) => {
          const answer = await route.fetch();
          const text = await answer.text();
          await route.fulfill({
            response: answer,
            body: text.replaceAll(`"base":"${url}/`, '"base":"https://media.invalid/'),
          });
        });
      },
    });
    // An intent that lasts asks that server for media, and there is none.
    expectComplaint(/media\.invalid/);
    const links = page.locator("link[rel=preconnect]");
    await links.waitFor({ state: "attached" });
    await page.locator("[data-open]").nth(1).focus();
    await page.locator("[data-open]").nth(2).focus();
    expect(await links.count()).toBe(1);
    expect(await links.getAttribute("href")).toBe("https://media.invalid");
    expect(await links.getAttribute("crossorigin")).toBe("");
    expect(media(shop.requests)).toEqual([]);
  });
});

describe("a link to a clip", () => {
  it("starts player, engine, feed and media without waiting for one another's turn", async () => {
    const { page, shop } = await visit({ pageType: "index" });
    shop.requests.length = 0;
    await page.goto(`${shop.url}/?clip=${VIDEOS[1]}`);
    await playing(page);
    const at = (part: string) => shop.requests.findIndex((request) => request.includes(part));
    const first = Math.max(at("clipshelf-player"), at("clipshelf-engine"), at("/feed/"));
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(at("_init.mp4"));
    expect(first - at("clipshelf.js")).toBeLessThan(10);
  });
});

describe("a page that is still being parsed when our script runs", () => {
  it("has live cards, buttons and links to clips once it is whole", async () => {
    const { page, shop } = await visit({
      // The script is in the browser's cache, the rest of the page stuck behind a theme's slow one.
      script: `document.write('<script type="module" async src="/assets/clipshelf.js"><\\/script><script src="/slow.js"><\\/script>')`,
      prepare: async ({ context }) => {
        await context.route("**/slow.js", async (route) => {
          await new Promise((resolve) => setTimeout(resolve, 800));
          await route.fulfill({
            contentType: "text/javascript",
            body: "window.early = !!customElements.get('clipshelf-placement')",
          });
        });
      },
    });
    expect(await page.evaluate(() => (window as unknown as { early: boolean }).early)).toBe(true);
    expect(await page.locator("[data-open][role=button]").count()).toBe(4);
    expect(await page.locator("[data-pause]").isVisible()).toBe(true);
    await play(page);
    await page.goto(`${shop.url}/?clip=${VIDEOS[1]}`);
    await playing(page);
    expect((await front(page)).label).toBe("One pot, three dinners");
  });
});
