import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { axe, playing, storefront } from "./visit.ts";

const visit = storefront();

describe("the floating block", () => {
  const dock = (page: Page) => page.waitForFunction(() => customElements.get("clipshelf-dock"));

  it("folds into a button, and shows only the first clip", async () => {
    const { page } = await visit({ blocks: [{ block: "floating" }] });
    const shown = () => page.locator("clipshelf-clip:visible").count();
    await expect.poll(shown).toBe(1);
    await page.locator("summary").click();
    await expect.poll(shown).toBe(0);
    await page.locator("summary").press("Enter");
    await expect.poll(shown).toBe(1);
  });

  it("stays folded where the shopper allows remembering, and only there", async () => {
    for (const consent of [true, false]) {
      const { page } = await visit({ blocks: [{ block: "floating" }], consent });
      await page.locator("summary").click();
      await page.waitForTimeout(100);
      await page.reload();
      await dock(page);
      expect(
        await page.locator("details").evaluate((details: HTMLDetailsElement) => details.open),
      ).toBe(!consent);
      expect(await page.evaluate(() => localStorage.length > 0)).toBe(consent);
    }
  });

  it("is dragged to another corner without opening the clip, and stands there again", async () => {
    const { page } = await visit({ blocks: [{ block: "floating" }] });
    await dock(page);
    const at = async () => (await page.locator("clipshelf-dock").boundingBox())!;
    const before = await at();
    await page.mouse.move(before.x + 50, before.y + 90);
    await page.mouse.down();
    await page.mouse.move(400, 300, { steps: 4 });
    await page.mouse.move(120, 120, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await at()).x).toBe(16);
    expect((await at()).y).toBeLessThan(200);
    expect(await page.locator("clipshelf-player").count()).toBe(0);
    await page.reload();
    await dock(page);
    expect((await at()).x).toBe(16);
    await page.locator("[data-open]:visible").click();
    await page.locator("clipshelf-player").waitFor({ state: "attached" });
  });

  it("moves and goes by buttons too, and stays away on that kind of page alone", async () => {
    const { page, shop } = await visit({ blocks: [{ block: "floating" }] });
    await dock(page);
    await page.locator("summary").press("Enter");
    const move = page.getByRole("button", { name: "Move to another corner" });
    await move.press("Enter");
    await expect.poll(async () => (await page.locator("summary").boundingBox())!.x).toBe(16);
    expect(await axe(page)).toEqual([]);
    await page.getByRole("button", { name: "Hide videos" }).press("Enter");
    expect(await page.locator("clipshelf-dock").isVisible()).toBe(false);
    await page.reload();
    await dock(page);
    expect(await page.locator("clipshelf-dock").isVisible()).toBe(false);
    shop.page.pageType = "product";
    await page.reload();
    await dock(page);
    expect(await page.locator("clipshelf-dock").isVisible()).toBe(true);
  });

  it("rises above what the theme fixes at the window's edge, and stands low again without it", async () => {
    const { page } = await visit({ blocks: [{ block: "carousel" }, { block: "floating" }] });
    await dock(page);
    const bottom = () =>
      page
        .locator("clipshelf-dock")
        .evaluate((element) => Math.round(innerHeight - element.getBoundingClientRect().bottom));
    expect(await bottom()).toBe(16);
    await page.evaluate(() => {
      const bar = document.createElement("form");
      bar.id = "buy";
      bar.style.cssText = "position: fixed; inset: auto 0 0; height: 72px; background: #fff";
      bar.innerHTML = "<button>Add to cart</button>";
      document.body.append(bar);
    });
    await expect.poll(bottom).toBe(80);
    // The clip that plays on beside the page does the same.
    await page.locator("clipshelf-dock [data-open]:visible").click();
    await playing(page);
    await page.locator("clipshelf-player .minimise").click();
    const small = () =>
      page.evaluate(() => {
        const dialog = document
          .querySelector("clipshelf-player")
          ?.shadowRoot?.querySelector("dialog");
        return Math.round(innerHeight - (dialog?.getBoundingClientRect().bottom ?? 0));
      });
    await expect.poll(small).toBe(80);
    await page.keyboard.press("Escape");
    await page.locator("#buy").evaluate((bar) => bar.remove());
    await expect.poll(bottom).toBe(16);
  });

  it("covers nothing at the page's end: it folds up into a strip of its own until one scrolls back", async () => {
    const { page } = await visit({
      blocks: [{ block: "carousel" }, { block: "grid" }, { block: "floating" }],
      browser: { viewport: { width: 390, height: 700 } },
    });
    await dock(page);
    // The theme's last words end where the embed's own strip begins, as Shopify puts it last.
    await page.evaluate(() => {
      const embed = document.querySelector("clipshelf-placement:has(clipshelf-dock)");
      if (embed) document.body.append(embed);
      document.querySelector("main")!.style.background = "rgb(31, 56, 53)";
    });
    const open = () => page.locator("clipshelf-dock details[open]").count();
    expect(await open()).toBe(1);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect.poll(open).toBe(0);
    const overlap = () =>
      page.evaluate(() => {
        const last = document.querySelector("#main > p")!.getBoundingClientRect();
        const corner = document.querySelector("clipshelf-dock")!.getBoundingClientRect();
        return { high: corner.height, free: corner.top - last.bottom };
      });
    await expect.poll(async () => (await overlap()).high).toBe(44);
    expect((await overlap()).free).toBeGreaterThan(0);
    const strip = page.locator("clipshelf-placement:has(clipshelf-dock)");
    expect(await strip.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
      "rgb(31, 56, 53)",
    );
    await page.evaluate(() => scrollTo(0, 0));
    await expect.poll(open).toBe(1);
    // What the shopper folded stays folded, wherever she scrolls.
    await page.locator("clipshelf-dock summary").click();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.locator("clipshelf-dock[data-end]").waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    await page.locator("clipshelf-dock:not([data-end])").waitFor();
    expect(await open()).toBe(0);
  });

  it("shows on the pages that the merchant chose", async () => {
    const off = await visit({ blocks: [{ block: "floating", settings: { on_home: false } }] });
    expect(await off.page.locator("clipshelf-placement").count()).toBe(0);
    const cart = await visit({
      blocks: [{ block: "floating", settings: { on_other: true } }],
      pageType: "cart",
    });
    expect(await cart.page.locator("clipshelf-placement").count()).toBe(0);
  });
});
