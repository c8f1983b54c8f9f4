import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Feed, FeedProduct } from "../../app/contract/feed.ts";
import { SOCIAL_VERSION, type SocialCounts, type SocialMine } from "../../app/contract/social.ts";
import { serveShop, type TestShop, tinyShop } from "../../sandbox/storefront/testing/shop.ts";
import { launchBrowser, openContext, watchConsole } from "../setup/browser.ts";
import { PLACEMENT, startShop, VIDEOS } from "./shop.ts";
import { axe, play, playing } from "./visit.ts";

const EXTENSION = fileURLToPath(new URL("../../extensions/shoppable-video", import.meta.url));
/** Sold in three ways: two colours, on sale, sold out. */
const PRODUCTS = [
  { id: "1", handle: "mug", title: "Mug" },
  { id: "2", handle: "lamp", title: "Lamp" },
  { id: "3", handle: "bowl", title: "Bowl" },
];
const TITLES = ["Tea at <six>", "A light for the corner", "Gone by noon"];

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

  async function open(path: string, designMode = false): Promise<Page> {
    const state = tinyShop();
    // Its pictures are names without files.
    for (const product of state.products) product.images = [];
    const videos = PRODUCTS.map((product, index) => ({
      id: VIDEOS[index],
      t: TITLES[index],
      poster: `${media.url}/media/3-a-sound.0/poster.jpg?v=1`,
      ph: "data:image/gif;base64,R0lGODlhAQABAIAAAJ2zq////yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==",
      w: 360,
      h: 640,
      d: 6000,
      pv: null,
      p: product.id,
      h1: product.handle,
      up: "2026-11-01T10:00:00Z",
      url: null,
    }));
    const installation = "gid://shopify/AppInstallation/77";
    const write = (ownerId: string, namespace: string, key: string, type: string, value: unknown) =>
      state.metafields.push({
        id: String(state.metafields.length + 1),
        ownerId,
        namespace,
        key,
        type,
        value: JSON.stringify(value),
        createdAt: "2026-11-01T10:00:00Z",
        updatedAt: "2026-11-01T10:00:00Z",
      });
    const head = { v: 1, id: PLACEMENT, rev: 1, title: "Summer" };
    // In two parts, as a placement too large for one metafield is published.
    write(installation, "clipshelf", "placement_summer", "json", {
      ...head,
      parts: 2,
      videos: videos.slice(0, 2),
    });
    write(installation, "clipshelf", "placement_summer_2", "json", {
      ...head,
      parts: 2,
      videos: videos.slice(2),
    });
    write(
      installation,
      "clipshelf",
      "products_summer",
      "list.product_reference",
      PRODUCTS.map(({ id }) => `gid://shopify/Product/${id}`),
    );
    write(installation, "clipshelf", "storefront", "json", {
      v: 1,
      proxy: "/apps/clipshelf",
      defaults: { carousel: "summer", floating: "summer" },
    });
    write("gid://shopify/Product/1", "$app:clipshelf", "videos", "json", {
      v: 1,
      placement: PLACEMENT,
      rev: 1,
      videos: videos.slice(0, 1),
    });
    const block = (name: string) => ({ type: `shopify://apps/clipshelf/blocks/${name}/1` });
    const section = (name: string) => ({
      type: "apps",
      blocks: { one: block(name) },
      block_order: ["one"],
    });
    state.theme["templates/index"] = { sections: { clips: section("carousel") }, order: ["clips"] };
    state.theme["templates/product"] = {
      sections: { main: { type: "main-product" }, clips: section("description") },
      order: ["main", "clips"],
    };
    state.theme.settings_data = { current: { blocks: { "1": block("floating") } } };
    shop = await serveShop({ shop: state, extensionDirs: [EXTENSION] });
    expect(shop.problems()).toEqual([]);

    context = await openContext(browser);
    complaints = watchConsole(context);
    await context.route("**/apps/clipshelf/collect", (route) => route.fulfill({ status: 204 }));
    await context.route(/\/apps\/clipshelf\/social\/\w+$/, (route) =>
      route.fulfill({
        json: { v: SOCIAL_VERSION, likes: 0, comments: 0, guests: true } satisfies SocialCounts,
      }),
    );
    await context.route(/\/apps\/clipshelf\/social\/\w+\/mine$/, (route) =>
      route.fulfill({
        json: { liked: false, waiting: [], own: [], signedIn: false } satisfies SocialMine,
      }),
    );
    await context.route(/\/apps\/clipshelf\/(feed|video)\//, async (route) => {
      const { pathname } = new URL(route.request().url());
      const answer = await fetch(media.url + pathname.replace("/clipshelf", ""));
      const body = (await answer.json()) as Feed;
      body.videos?.forEach((video, index) => {
        const product = PRODUCTS[index];
        const free = { image: null, variantId: null, from: null, to: null, x: null, y: null };
        video.products = product ? [{ ...product, ...free } satisfies FeedProduct] : [];
      });
      await route.fulfill({ json: body });
    });
    const page = await context.newPage();
    await page.goto(`${shop.url}${path}${designMode ? "?editor=1" : ""}`, { waitUntil: "load" });
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
