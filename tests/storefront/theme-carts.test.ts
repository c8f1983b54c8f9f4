import { readFileSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BLOCK_KINDS } from "../../app/contract/feed.ts";
import type { TestShop } from "../../sandbox/storefront/testing/shop.ts";
import { launchBrowser, openContext, watchConsole } from "../setup/browser.ts";
import {
  answerForApp,
  appBlock,
  appSection,
  publishedClip,
  publishedState,
  QUAY,
  servePublished,
} from "./published-shop.ts";
import { startShop } from "./shop.ts";

const KINDS = BLOCK_KINDS.filter((kind) => kind !== "page");
const BAGS = ["actions", "drawer", "notification", "page", "unknown"] as const;

/**
 * Every block in a theme never seen before, which shares no class name, markup or style with the sandbox's,
 * in each of the five ways in which themes show a cart. docs/storefront.md has this as a table.
 */
describe("a theme never seen before", () => {
  let browser: Browser;
  let media: Awaited<ReturnType<typeof startShop>>;
  let shop: TestShop;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launchBrowser();
    media = await startShop();
  });
  afterAll(async () => {
    await browser.close();
    await media.close();
  });

  describe.each(BAGS)("whose cart is: %s", (bag) => {
    let bought = 0;

    beforeAll(async () => {
      bought = 0;
      const state = publishedState([1].map((index) => publishedClip(index, media.url)));
      state.theme["quay:settings_data"] = {
        current: { bag, blocks: { corner: appBlock("floating", { previews: false }) } },
      };
      const row = (kind: (typeof KINDS)[number]) =>
        appSection("berth", { [kind]: appBlock(kind, { previews: false }) });
      // What the editor writes over a mounted theme is kept by the folder's name.
      state.theme["quay:templates/product"] = {
        sections: {
          thing: {
            type: "thing",
            blocks: {
              gallery: appBlock("gallery", { previews: false }),
              take: { type: "take" },
              tale: { type: "tale" },
              description: appBlock("description", { previews: false, place: "text" }),
            },
            block_order: ["gallery", "take", "tale", "description"],
          },
          ...Object.fromEntries(
            (["carousel", "stories", "grid", "hero", "single"] as const).map((kind) => [
              kind,
              row(kind),
            ]),
          ),
        },
        order: ["thing", "carousel", "stories", "grid", "hero", "single"],
      };
      shop = await servePublished(state, { themeDir: QUAY });
      context = await openContext(browser, { reducedMotion: "reduce" });
      complaints = watchConsole(context);
      await answerForApp(context, media.url);
      page = await context.newPage();
      await page.goto(`${shop.url}/products/lamp`, { waitUntil: "load" });
    });
    afterEach(() => {
      expect(complaints.splice(0)).toEqual([]);
      expect(shop.problems()).toEqual([]);
    });
    afterAll(async () => {
      await context.close();
      await shop.close();
    });

    const player = () => page.locator("clipshelf-player");
    const aboard = () => page.locator(".tote-number").textContent();

    it.each(KINDS)("%s sells, and the cart shows it", async (kind) => {
      await page.locator(`.clipshelf-${kind} [data-open]:visible`).first().click();
      await page.getByRole("button", { name: "Add to cart" }).click();
      bought += 1;
      await page.locator("clipshelf-product .said").getByText("Added to your cart: 1.").waitFor();
      await expect.poll(aboard).toBe(String(bought));
      const view = page.locator("clipshelf-product .said").getByRole("link", { name: "View cart" });
      expect(await view.getAttribute("href")).toBe("/cart");
      await SHOWS[bag](page, view, bought);
      if (await player().count()) await page.keyboard.press("Escape");
      await player().waitFor({ state: "detached" });
    });
  });

  /** "View cart", and what the theme makes of it. */
  const SHOWS: Record<
    (typeof BAGS)[number],
    (page: Page, view: ReturnType<Page["locator"]>, count: number) => Promise<void>
  > = {
    async actions(page, view, count) {
      expect(await page.evaluate(() => Reflect.get(window, "actionCalls"))).toBe(count);
      await view.click();
      await page.locator("body[data-cart-open]").waitFor();
      await page.evaluate(() => document.body.removeAttribute("data-cart-open"));
    },
    async drawer(page, view, count) {
      const hold = page.locator("cart-drawer");
      expect(await hold.locator(".hold-number").textContent()).toBe(String(count));
      expect(await hold.getAttribute("data-out")).toBeNull();
      await view.click();
      await page.locator("cart-drawer[data-out]").waitFor();
      await hold.evaluate((element) => element.removeAttribute("data-out"));
    },
    async notification(page, view, count) {
      const number = page.locator("cart-notification .hold-number");
      expect(await number.textContent()).toBe(String(count));
      if (count === KINDS.length) await leadsToCart(page, view, count);
    },
    async page(page, view, count) {
      if (count === KINDS.length) await leadsToCart(page, view, count);
    },
    async unknown(page, view, count) {
      await view.click();
      const cart = page.getByRole("dialog", { name: "Your cart" });
      await cart
        .getByText(`$${count * 90}.00`)
        .last()
        .waitFor();
      await page.keyboard.press("Escape");
      await cart.waitFor({ state: "detached" });
    },
  };

  async function leadsToCart(page: Page, view: ReturnType<Page["locator"]>, count: number) {
    await view.click();
    await page.waitForURL(/\/cart$/);
    expect(await page.locator(".basket-line").textContent()).toContain(`${count} × Lamp`);
    await page.goBack();
  }
});

it("is told in the documentation: every block, every way", () => {
  const docs = readFileSync(new URL("../../docs/storefront.md", import.meta.url), "utf8");
  const rows = new Map(
    [...docs.matchAll(/^\| ([a-z]+) \| (.+) \|$/gm)].map(([, kind, cells]) => [
      kind,
      cells?.split(" | ").length,
    ]),
  );
  for (const kind of KINDS) expect(rows.get(kind), kind).toBe(BAGS.length);
});
