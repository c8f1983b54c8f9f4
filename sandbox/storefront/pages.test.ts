import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { serveShop, type TestShop, tinyShop } from "./testing/shop.ts";

const EXTENSION = fileURLToPath(new URL("./testing/extension", import.meta.url));
const PLAIN = fileURLToPath(new URL("./testing/plain-theme", import.meta.url));
const STRIP = "shopify://apps/clipshelf/blocks/strip/11111111-2222-3333-4444-555555555555";
const DOCK = "shopify://apps/clipshelf/blocks/dock/11111111-2222-3333-4444-555555555555";
const HEAD = "shopify://apps/clipshelf/blocks/head/11111111-2222-3333-4444-555555555555";

async function get(shop: TestShop, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(shop.url + path, { headers, redirect: "manual" });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe("the sandbox's own theme", () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await serveShop();
  });
  afterAll(() => shop.close());

  test.each([
    ["/", 200, "Quiet things for busy mornings"],
    ["/products/mug", 200, "Add to cart"],
    ["/products/bowl", 200, "Sold out"],
    ["/collections/frontpage/products/mug", 200, "Mug"],
    ["/collections/frontpage", 200, "3 products"],
    ["/collections/all?sort_by=price-ascending", 200, "Price, low to high"],
    ["/collections", 200, "Collections"],
    ["/cart", 200, "Your cart is empty"],
    ["/search?q=tea", 200, "2 results for “tea”"],
    ["/search", 200, "Search"],
    ["/nothing/here", 404, "Page not found"],
    ["/products/secret", 404, "Page not found"],
    ["/products/%E0%A4%A", 404, "Page not found"],
  ])("%s answers %i", async (path, status, words) => {
    const page = await get(shop, path);
    expect(page.status).toBe(status);
    expect(page.text).toContain(words);
    expect(page.text).not.toMatch(/Liquid (syntax )?error|Translation missing/);
  });

  test("nothing is wrong in its files, nor was anything logged", () => {
    expect(shop.problems()).toEqual([]);
    expect(shop.messages).toEqual([]);
  });

  test("every locale file has the same keys", async () => {
    const { readFileSync } = await import("node:fs");
    const keys = (name: string) => {
      const path = fileURLToPath(new URL(`../theme/locales/${name}.json`, import.meta.url));
      const walk = (at: object, prefix: string): string[] =>
        Object.entries(at).flatMap(([key, value]) =>
          typeof value === "string" || "other" in value
            ? [prefix + key]
            : walk(value as object, `${prefix}${key}.`),
        );
      return walk(JSON.parse(readFileSync(path, "utf8")) as object, "").sort();
    };
    expect(keys("zh-CN")).toEqual(keys("en.default"));
    expect(keys("zh-CN.schema")).toEqual(keys("en.default.schema"));
  });

  test("prices follow the market, words the language", async () => {
    expect((await get(shop, "/products/lamp")).text).toContain("$90.00");
    const china = (await get(shop, "/zh-cn/products/mug")).text;
    expect(china).toContain("¥172.80");
    expect(china).toContain("加入购物车");
    expect(china).toContain("<html");
    expect(china).toMatch(/lang="zh-CN"/);
    expect(china).toContain('"routes":{"root":"/zh-cn/"}');
    expect(china).toContain('"currency":{"active":"CNY","rate":"7.2"}');
    expect(china).toContain('href="/zh-cn/cart"');
    const japan = (await get(shop, "/en-jp/products/mug?variant=12")).text;
    expect(japan).toContain("¥3,937");
    expect((await get(shop, "/zh/products/mug")).text).toContain("$24.00");
  });

  test("the country form leads to the same page in the other market", async () => {
    const post = (body: string) =>
      fetch(`${shop.url}/localization`, {
        method: "POST",
        redirect: "manual",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body,
      });
    const china = await post(
      "country_code=CN&locale_code=zh-CN&return_to=/products/mug?variant=11",
    );
    expect(china.headers.get("location")).toBe("/zh-cn/products/mug?variant=11");
    expect(china.headers.get("set-cookie")).toContain("localization=CN");
    const back = await post("country_code=US&locale_code=en&return_to=/zh-cn");
    expect(back.headers.get("location")).toBe("/");
    const evil = await post("country_code=JP&return_to=//e.vil/x");
    expect(evil.headers.get("location")).toBe("/en-jp");
  });

  test("section rendering: one as HTML, several as JSON", async () => {
    const page = await get(shop, "/products/mug");
    const id = /id="shopify-section-(template--\d+__main)"/.exec(page.text)?.[1];
    const section = await get(shop, `/products/mug?variant=12&section_id=${id}`);
    expect(section.text).toMatch(new RegExp(`^<section id="shopify-section-${id}"`));
    expect(section.text).toContain("$26.00");
    expect(section.text).not.toContain("<html");
    const several = await get(shop, `/?sections=cart-icon-bubble,header,no-such`);
    const body = JSON.parse(several.text) as Record<string, string | null>;
    expect(body["cart-icon-bubble"]).toContain("shopify-section-cart-icon-bubble");
    expect(body["no-such"]).toBeNull();
    expect((await get(shop, "/?section_id=no-such")).status).toBe(404);
    expect((await get(shop, "/?section_id=../layout/theme")).status).toBe(404);
  });

  test("recommendations as JSON and as a section", async () => {
    const json = await get(shop, "/recommendations/products.json?product_id=1&limit=1");
    expect((JSON.parse(json.text) as { products: unknown[] }).products).toHaveLength(1);
    expect((await get(shop, "/recommendations/products.json?product_id=77")).status).toBe(404);
    const page = await get(shop, "/products/mug");
    const url = /data-url="([^"]*recommendations\/products[^"]*)"/.exec(page.text)?.[1] ?? "";
    const section = await get(shop, url.replace(/&amp;/g, "&"));
    expect(section.status).toBe(200);
    expect(section.text).toContain("Lamp");
  });

  test("product data as Shopify gives it", async () => {
    const js = JSON.parse((await get(shop, "/products/mug.js")).text) as Record<string, unknown>;
    expect(js).toMatchObject({
      id: 1,
      handle: "mug",
      price: 2400,
      price_max: 2600,
      available: true,
      options: [{ name: "Colour", position: 1, values: ["Oat", "Ink"] }],
      url: "/products/mug",
    });
    expect((js.variants as object[])[1]).toMatchObject({
      id: 12,
      available: false,
      name: "Mug - Ink",
      public_title: "Ink",
      price: 2600,
    });
    const json = JSON.parse((await get(shop, "/en-jp/products/mug.json")).text);
    expect(json.product.variants[0]).toMatchObject({ price: "3634", compare_at_price: null });
    expect((await get(shop, "/products/nope.js")).status).toBe(404);
  });

  test("what is not the storefront's is left alone", async () => {
    for (const path of [
      "/apps/clipshelf/feed/x",
      "/zh-cn/apps/clipshelf",
      "/checkout",
      "/admin",
      "/webhooks/x",
    ])
      expect((await get(shop, path)).status, path).toBe(418);
  });

  test("pages are compressed and kept by nobody", async () => {
    const response = await fetch(`${shop.url}/`, { headers: { "accept-encoding": "br" } });
    expect(response.headers.get("content-encoding")).toBe("br");
    expect(response.headers.get("cache-control")).toContain("no-store");
    expect(await response.text()).toContain("</html>");
  });

  test("hostile words stay words", async () => {
    const page = await get(shop, `/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(page.text).not.toContain("<script>alert(1)");
  });
});

describe("app blocks and embeds", () => {
  let shop: TestShop;
  beforeEach(async () => {
    const world = tinyShop();
    world.theme = {
      "templates/index": {
        sections: {
          apps: {
            type: "apps",
            blocks: {
              one: { type: STRIP, settings: { label: "<b>", count: 1 } },
              two: { type: STRIP, settings: { product: "lamp" } },
              gone: { type: STRIP.replace("strip", "gone") },
              off: { type: STRIP, disabled: true },
            },
            block_order: ["two", "one", "gone", "off"],
          },
        },
        order: ["apps"],
      },
      settings_data: {
        current: {
          blocks: {
            d: { type: DOCK, disabled: false, settings: { text: "Hey" } },
            h: { type: HEAD, settings: { text: "in head" } },
          },
        },
      },
    };
    const metafield = (
      ownerId: string,
      namespace: string,
      key: string,
      type: string,
      value: unknown,
    ) => ({
      id: key,
      ownerId,
      namespace,
      key,
      type,
      value: JSON.stringify(value),
      createdAt: "",
      updatedAt: "",
    });
    world.metafields = [
      metafield("gid://shopify/AppInstallation/77", "clipshelf", "placement_home", "json", {
        videos: [{ t: "First clip" }, { t: "Second clip" }],
      }),
      metafield(
        "gid://shopify/AppInstallation/77",
        "clipshelf",
        "products_home",
        "list.product_reference",
        ["gid://shopify/Product/2", "gid://shopify/Product/4", "gid://shopify/Product/1"],
      ),
      metafield("gid://shopify/Product/1", "app--123--clipshelf", "videos", "json", {
        videos: [{ t: "Mug clip" }],
      }),
    ];
    shop = await serveShop({ shop: world, extensionDirs: [EXTENSION] });
  });
  afterEach(() => shop.close());

  test("blocks render in order with their settings, metafields and translations", async () => {
    const { text } = await get(shop, "/zh-cn");
    expect(text.indexOf('data-block="two"')).toBeLessThan(text.indexOf('data-block="one"'));
    expect(text.match(/class="strip"/g)).toHaveLength(2);
    expect(text).toContain(
      'id="shopify-block-one" class="shopify-block shopify-app-block" data-block-handle="strip"',
    );
    expect(text).toContain("2 段视频");
    expect(text).toContain("<b>First clip</b><b>Second clip</b>");
    expect(text).toContain("<i>Lamp ¥648.00</i>");
    expect(text).not.toContain("Secret");
    expect(text).toContain("&lt;b&gt;");
  });

  test("schema assets load once, from the extension's own CDN folder", async () => {
    const { text } = await get(shop, "/");
    const script = [...text.matchAll(/<script src="([^"]*strip\.js)" async="async">/g)];
    expect(script).toHaveLength(1);
    expect(text.indexOf("strip.js")).toBeLessThan(text.indexOf("</head>"));
    expect(text.match(/strip\.css/g)).toHaveLength(1);
    const url = `http:${script[0]?.[1]}`;
    const asset = await fetch(url);
    expect(asset.headers.get("cache-control")).toContain("immutable");
    expect(await asset.text()).toContain("stripRuns");
    expect(text).toMatch(
      /<img src="\/\/[^"]+\/cdn\/extensions\/11111111-[^"]+\/clipshelf-\w+\/assets\/mark.svg"/,
    );
    expect((await get(shop, "/products/mug")).text).not.toContain("strip.js");
  });

  test("embeds stand in head and body, on the pages they name, with global objects only", async () => {
    const product = (await get(shop, "/products/mug")).text;
    expect(product).toContain('<div class="dock">Hey|Tiny Shop||product</div>');
    expect(product.indexOf('name="fixture-head"')).toBeLessThan(product.indexOf("</head>"));
    expect((await get(shop, "/cart")).text).not.toContain("dock");
    expect((await get(shop, "/cart")).text).toContain('content="in head"');
  });

  test("a product metafield of the app's reserved namespace", async () => {
    shop.shop.theme["templates/product"] = {
      sections: {
        main: { type: "main-product", blocks: { s: { type: STRIP } }, block_order: ["s"] },
      },
      order: ["main"],
    };
    const { text } = await get(shop, "/products/mug");
    expect(text).toContain("Mug clip");
    expect(text).toContain('<span class="mark">HiMug</span>');
  });

  test("after an uninstall nothing of the app is left", async () => {
    shop.shop.installation = null;
    const { text } = await get(shop, "/");
    expect(text).not.toMatch(/strip|dock|fixture-head/);
    expect(text).not.toContain("Liquid error");
  });
});

describe("somebody else's theme", () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await serveShop({ themeDir: PLAIN, extensionDirs: [EXTENSION] });
  });
  afterAll(() => shop.close());

  test("renders with its own markup, wrapper and compiled assets", async () => {
    const { text } = await get(shop, "/");
    expect(text).toContain('<nav id="shopify-section-bar" class="shopify-section topbar">');
    expect(text).toContain("<h1>Plain shop</h1>");
    expect((await get(shop, "/cdn/shop/t/1/compiled_assets/styles.css")).text).toContain(".bar");
    expect((await get(shop, "/cdn/shop/t/1/compiled_assets/scripts.js")).text).toContain(
      "plainScripts",
    );
    expect((await get(shop, "/cdn/shop/t/1/assets/plain.css")).text).toContain(
      "td { color: soft; }",
    );
  });

  test("Liquid templates choose their layout", async () => {
    const { text } = await get(shop, "/cart");
    expect(text).toContain('<body class="bare">');
    expect(text).not.toContain("frame");
  });

  test("paginates", async () => {
    const { text } = await get(shop, "/collections/frontpage?page=2");
    expect(text).toContain('href="/collections/frontpage/products/bowl"');
    expect(text).not.toContain("products/mug");
    expect(text).toContain('<span class="prev"><a href="/collections/frontpage">');
  });

  test("unknown tags and filters are reported with file and line at start", () => {
    expect(shop.problems()).toEqual(
      expect.arrayContaining([
        {
          file: "templates/collection.liquid",
          line: 2,
          message: "Unknown filter 'shuffle_letters'",
        },
        { file: "templates/404.liquid", line: 1, message: "Unknown tag 'glitter'" },
      ]),
    );
    expect(shop.messages.join("\n")).toContain(
      "templates/collection.liquid:2 Unknown filter 'shuffle_letters'",
    );
  });

  test("a missing template says so", async () => {
    expect((await get(shop, "/search?q=x")).text).toContain("the theme has no template 'search'");
  });
});
