import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { BlockCall } from "./liquid.ts";
import { axe, playing, storefront } from "./visit.ts";

const visit = storefront();
const words = { heading: "Made slowly", text: "<p>One kiln, two hands, nine days.</p>" };
const each: BlockCall[] = [
  { block: "stories", settings: { heading: "Today" } },
  { block: "grid", settings: { heading: "All of it" } },
  { block: "hero", settings: { ...words, button: "See the shirts", link: "/collections/all" } },
  { block: "single", settings: words },
  { block: "gallery" },
];

/** Layout shifts since the page began. */
async function watchShifts(context: { addInitScript(run: () => void): Promise<unknown> }) {
  await context.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
}

const shown = (page: Page) =>
  page
    .locator("clipshelf-clip:visible")
    .evaluateAll((clips) => clips.map((clip) => (clip as HTMLElement).dataset.name));

describe.each(each)("the $block block", (call) => {
  const setup = { blocks: [call], pageType: "product" };

  it("is whole without script: poster, link and description for search engines", async () => {
    const { page } = await visit({ ...setup, browser: { javaScriptEnabled: false } });
    const first = page.locator("clipshelf-clip").first();
    const poster = first.locator("img");
    expect(await poster.evaluate((image: HTMLImageElement) => image.complete)).toBe(true);
    expect(await poster.getAttribute("width")).toBe("360");
    expect(await poster.getAttribute("srcset")).toMatch(/&width=180\s+180w/);
    expect(await first.locator("[data-open]").getAttribute("style")).toContain("data:image");
    expect(await first.locator("[data-open]").getAttribute("href")).toBe("/products/linen-shirt");
    const text = await page.locator('script[type="application/ld+json"]').textContent();
    const described = JSON.parse(text ?? "") as object[];
    expect(described).toHaveLength(await page.locator("clipshelf-clip").count());
    expect(described[0]).toMatchObject({ "@type": "VideoObject" });
    expect(await page.locator("button:visible").count()).toBe(0);
  });

  it("opens the player, closes, gives the focus back, and shifts nothing", async () => {
    const { page } = await visit({ ...setup, prepare: ({ context }) => watchShifts(context) });
    await page.waitForTimeout(800);
    expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual(
      [],
    );
    await page.locator("[data-open]").first().focus();
    await page.keyboard.press("Enter");
    await playing(page);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("clipshelf-player").count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.hasAttribute("data-open"))).toBe(true);
  });

  it("is clean to axe and fits on a computer, a phone of 320 px, in Chinese and Arabic", async () => {
    for (const more of [{}, { locale: "zh-CN" as const }, { locale: "ar" as const, phone: true }]) {
      const { page } = await visit({ ...setup, ...more });
      await page.waitForFunction(() => customElements.get("clipshelf-placement"));
      expect(await axe(page)).toEqual([]);
      // The widest and the narrowest are the same page: a window is quicker than a visit.
      if (!("phone" in more)) await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    }
  });

  it("is explained in the theme editor while nothing is published, and quiet outside of it", async () => {
    const { page: inside } = await visit({
      blocks: [{ block: call.block, settings: { placement: "winter" } }],
      pageType: "index",
      designMode: true,
    });
    expect(await inside.locator(".clipshelf-note").count()).toBe(1);
    const { page: outside } = await visit({
      blocks: [{ block: call.block, settings: { placement: "winter" } }],
      pageType: "index",
    });
    expect(await outside.locator("[class^=clipshelf]").count()).toBe(0);
  });

  it("wakes up again when the theme editor draws it anew, and comes into view when chosen", async () => {
    const { page } = await visit({ ...setup, designMode: true });
    await page.evaluate(() => {
      const section = document.querySelector<HTMLElement>("#shopify-block-0")!;
      const html = section.innerHTML;
      section.dispatchEvent(new CustomEvent("shopify:section:unload", { bubbles: true }));
      section.innerHTML = html;
      section.style.marginTop = "3000px";
      section.dispatchEvent(new CustomEvent("shopify:section:load", { bubbles: true }));
      section.dispatchEvent(new CustomEvent("shopify:block:select", { bubbles: true }));
    });
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(500);
    await page.locator("[data-open]").first().click();
    await page.locator("clipshelf-player").waitFor({ state: "attached" });
  });
});

describe("the grid", () => {
  it("filters by tag without script", async () => {
    const { page } = await visit({
      blocks: [{ block: "grid" }],
      browser: { javaScriptEnabled: false },
    });
    expect((await shown(page)).length).toBe(4);
    await page.getByRole("radio", { name: "kitchen" }).check();
    expect(await shown(page)).toEqual(["One pot, three dinners", "Sold out before noon"]);
    await page.keyboard.press("ArrowRight");
    expect(await shown(page)).toEqual(["Sold out before noon"]);
    expect(await page.locator(".clipshelf-filter").allTextContents()).toContainEqual(
      expect.stringContaining("<sea>"),
    );
  });

  it("opens the player on what the filter left", async () => {
    const { page } = await visit({ blocks: [{ block: "grid" }] });
    await page.getByRole("radio", { name: "kitchen" }).check();
    await page.locator("[data-open]:visible").nth(1).click();
    const slides = page.locator("clipshelf-player .slide");
    await expect.poll(() => slides.count()).toBe(2);
  });

  it("shows no filter where there is nothing to choose", async () => {
    const { page } = await visit({ blocks: [{ block: "grid", settings: { filter: false } }] });
    expect(await page.locator("fieldset").count()).toBe(0);
  });
});

describe("the story rail", () => {
  const blocks: BlockCall[] = [{ block: "stories" }];
  const seen = (page: Page) => page.locator("[data-seen]").count();

  it("takes the ring off what was opened, for later visits only where that is allowed", async () => {
    for (const consent of [true, false]) {
      const { page } = await visit({ blocks, consent });
      await page.waitForFunction(() => customElements.get("clipshelf-seen"));
      expect(await seen(page)).toBe(0);
      await page.locator("[data-open]").first().click();
      await expect.poll(() => seen(page)).toBe(1);
      await page.reload();
      await page.waitForFunction(() => customElements.get("clipshelf-seen"));
      expect(await seen(page)).toBe(consent ? 1 : 0);
      const kept = await page.evaluate(() => localStorage.getItem("clipshelf:seen"));
      expect(kept !== null).toBe(consent);
    }
  });

  it("can be without rings", async () => {
    const { page } = await visit({ blocks: [{ block: "stories", settings: { ring: false } }] });
    expect(await page.locator("[data-ring]").count()).toBe(0);
  });
});

describe("the hero", () => {
  it("keeps the button for the merchant's link and the rest for the clip", async () => {
    const { page } = await visit({ blocks: [each[2]!] });
    const link = page.getByRole("link", { name: "See the shirts" });
    expect(await link.getAttribute("href")).toBe("/collections/all");
    await page.getByText("Made slowly").click({ force: true });
    await playing(page);
  });

  it("asks for its poster first, and moves until it is paused", async () => {
    const { page } = await visit({ blocks: [each[2]!] });
    expect(await page.locator("clipshelf-clip img").getAttribute("fetchpriority")).toBe("high");
    await page.locator("video.clipshelf-preview--moving").waitFor();
    await page.getByRole("button", { name: "Pause moving previews" }).click();
    await expect.poll(() => page.locator("video").count()).toBe(0);
  });

  it("leaves the road to the theme's pictures where it is not the page's first section", async () => {
    const { page } = await visit({ blocks: [each[0]!, each[2]!] });
    const poster = page.locator(".clipshelf-hero clipshelf-clip img");
    expect(await poster.getAttribute("fetchpriority")).toBeNull();
    expect(await poster.getAttribute("loading")).toBe("lazy");
  });
});

describe("the single video", () => {
  it("shows the one that the merchant counted to", async () => {
    const { page } = await visit({ blocks: [{ block: "single", settings: { number: 3 } }] });
    expect(await shown(page)).toEqual(["Sold out before noon"]);
  });
});

describe("the gallery's videos", () => {
  it("are the product's own, of a gallery placement where there is one", async () => {
    const { page } = await visit({ blocks: [{ block: "gallery" }], pageType: "product" });
    expect((await shown(page)).length).toBe(2);
  });
});
