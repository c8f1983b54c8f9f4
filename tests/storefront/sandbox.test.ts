import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { TestShop } from "../../sandbox/storefront/testing/shop.ts";
import type { ShopState } from "../../sandbox/world/types.ts";
import { launchBrowser, openContext, watchConsole } from "../setup/browser.ts";
import {
  answerForApp,
  appBlock,
  appSection,
  publishedClip,
  publishedState,
  servePublished,
} from "./published-shop.ts";
import { PLACEMENT, startShop, VIDEOS } from "./shop.ts";
import { axe, play, playing } from "./visit.ts";

/** The blocks as Shopify would draw them: the sandbox's Liquid, theme, markets and cart. */
describe("on the sandbox's storefront", () => {
  let browser: Browser;
  let media: Awaited<ReturnType<typeof startShop>>;
  let shop: TestShop;
  let context: BrowserContext;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launchBrowser();
    media = await startShop();
  });
  afterAll(async () => {
    await browser.close();
    await media.close();
  });
  afterEach(async () => {
    await context.close();
    await shop.close();
    expect(complaints).toEqual([]);
    expect(shop.problems()).toEqual([]);
  });

  async function open(path: string, change: (state: ShopState) => void = () => {}): Promise<Page> {
    const state = publishedState([0, 1, 2].map((index) => publishedClip(index, media.url)));
    state.theme["templates/index"] = {
      sections: { clips: appSection("apps", { one: appBlock("carousel") }) },
      order: ["clips"],
    };
    state.theme["templates/product"] = {
      sections: {
        main: { type: "main-product" },
        clips: appSection("apps", { one: appBlock("description") }),
      },
      order: ["main", "clips"],
    };
    state.theme.settings_data = { current: { blocks: { "1": appBlock("floating") } } };
    change(state);
    shop = await servePublished(state);
    expect(shop.problems()).toEqual([]);

    context = await openContext(browser);
    complaints = watchConsole(context);
    await answerForApp(context, media.url);
    const page = await context.newPage();
    await page.goto(`${shop.url}${path}`, { waitUntil: "load" });
    return page;
  }

  it("draws a placement of two parts with prices of the shopper's market", async () => {
    const page = await open("/");
    const cards = page.locator(".clipshelf-carousel clipshelf-clip");
    expect(await cards.count()).toBe(3);
    expect(await cards.nth(0).textContent()).toContain("Tea at <six>");
    expect(await cards.nth(0).locator(".clipshelf-price").textContent()).toMatch(/From\s*\$24\.00/);
    expect(await cards.nth(1).locator("s").textContent()).toContain("120.00");
    expect(await cards.nth(2).textContent()).toContain("Sold out");
    await page.goto(`${shop.url}/en-jp`);
    expect(await cards.nth(1).locator(".clipshelf-price").textContent()).toMatch(/¥\s?13,6\d\d/);
    await page.goto(`${shop.url}/zh-cn`);
    expect(await cards.nth(2).textContent()).toContain("售罄");
    expect(await cards.nth(0).locator(".clipshelf-product").textContent()).toBe("杯子");
    expect(await cards.nth(0).locator(".clipshelf-product").getAttribute("href")).toBe(
      "/zh-cn/products/mug",
    );
  });

  it("describes clips without letting a title break out", async () => {
    const page = await open("/");
    const blocks = await page.locator('script[type="application/ld+json"]').allTextContents();
    const clips = blocks
      .map((text) => JSON.parse(text) as { "@type"?: string; name?: string }[])
      .filter((list) => Array.isArray(list))
      .flat();
    expect(clips.map(({ name }) => name)).toContain("Tea at <six>");
  });

  it("plays, sells and shows the theme's cart its new count", async () => {
    const page = await open("/");
    await play(page, 0);
    await page.getByRole("radio", { name: "Oat" }).waitFor({ state: "attached" });
    expect(await page.getByRole("radio", { name: "Ink Sold out" }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.locator("clipshelf-product .said").getByText("Added to your cart: 1.").waitFor();
    const cart = (await page.evaluate(async () => (await fetch("/cart.js")).json())) as {
      items: { variant_id: number; properties: Record<string, string> }[];
    };
    expect(cart.items[0]).toMatchObject({ variant_id: 11 });
    expect(cart.items[0]?.properties._clipshelf).toMatch(`${VIDEOS[0]}.${PLACEMENT}.`);
    await expect.poll(() => page.locator("#cart-icon-bubble").first().textContent()).toMatch(/1/);
  });

  it("subscribes at the plan's price, from the player to the cart's line, though the theme's action drops plans", async () => {
    const plans = [
      { id: "701", name: "Every month", description: "", translations: {}, percentOff: 10 },
    ];
    const page = await open("/", ({ products }) => {
      products[1]!.sellingPlanGroups = [{ id: "g1", name: "Subscribe and save", plans }];
    });
    await play(page, 1);
    const once = page.getByRole("radio", { name: /One-time purchase/ });
    await once.waitFor({ state: "attached" });
    expect(await once.isChecked()).toBe(true);
    await page.getByRole("radio", { name: /Every month/ }).check();
    const card = page.locator("clipshelf-product");
    await card.locator(".details .price").getByText("$81.00").waitFor();
    await page.getByRole("button", { name: "Add to cart" }).click();
    await card.locator(".said").getByText("Added to your cart: 1.").waitFor();
    const cart = (await page.evaluate(async () => (await fetch("/cart.js")).json())) as {
      items: object[];
    };
    expect(cart.items).toMatchObject([
      {
        ...{ variant_id: 21, quantity: 1, price: 8100 },
        selling_plan_allocation: { selling_plan: { id: 701, name: "Every month" } },
        properties: { _clipshelf: expect.stringContaining(`${VIDEOS[1]}.${PLACEMENT}.`) },
      },
    ]);
    await expect.poll(() => page.locator("#cart-icon-bubble").first().textContent()).toMatch(/1/);
    await page.goto(`${shop.url}/cart`);
    await page.locator("main").getByText("Every month").first().waitFor();
  });

  it("writes yen and yuan in the player as the page does", async () => {
    const page = await open("/en-jp");
    await page.locator(".clipshelf-carousel [data-open]").nth(1).click();
    await playing(page);
    const card = await page
      .locator(".clipshelf-carousel clipshelf-clip")
      .nth(1)
      .locator(".clipshelf-price > span:not(.clipshelf-unseen)")
      .textContent();
    const price = page.locator("clipshelf-product .details .price > span:not(.unseen)").first();
    expect((await price.textContent())?.trim()).toBe(card?.trim());
  });

  it("shows a product's own clips and the floating one on its page, clean to axe", async () => {
    const page = await open("/products/mug");
    expect(await page.locator(".clipshelf-description clipshelf-clip").count()).toBe(1);
    await expect
      .poll(() => page.locator(".clipshelf-floating clipshelf-clip:visible").count())
      .toBe(1);
    const ours = (await axe(page)).filter((violation) => violation.includes("clipshelf"));
    expect(ours).toEqual([]);
  });
});
