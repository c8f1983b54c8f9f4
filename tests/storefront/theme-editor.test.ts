import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, FrameLocator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { serveShop, type TestShop, tinyShop } from "../../sandbox/storefront/testing/shop.ts";
import { launchBrowser, openContext, watchConsole } from "../setup/browser.ts";
import { axe } from "./visit.ts";

const EXTENSION = fileURLToPath(
  new URL("../../sandbox/storefront/testing/extension", import.meta.url),
);

/** The sandbox's theme editor, driven by hand. */
describe("the theme editor", () => {
  let browser: Browser;
  let shop: TestShop;
  let context: BrowserContext;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    const state = tinyShop();
    for (const product of state.products) product.images = [];
    shop = await serveShop({ shop: state, extensionDirs: [EXTENSION] });
  });
  afterEach(async () => {
    await context.close();
    await shop.close();
    expect(complaints).toEqual([]);
  });

  async function blank(options: Parameters<typeof openContext>[1] = {}): Promise<Page> {
    context = await openContext(browser, options);
    complaints = watchConsole(context);
    return context.newPage();
  }

  async function open(
    query: string,
    options: Parameters<typeof openContext>[1] = {},
  ): Promise<{ page: Page; preview: FrameLocator }> {
    const page = await blank(options);
    await page.goto(`${shop.url}/admin/themes/current/editor?${query}`);
    const preview = page.frameLocator("iframe");
    await preview.locator("main").waitFor({ state: "attached" });
    return { page, preview };
  }

  const shopper = async (path: string) => (await fetch(shop.url + path)).text();
  const save = async (page: Page) => {
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
  };

  it("follows an app's deep link to a block: added, shown, kept once saved", async () => {
    const { page, preview } = await open(
      "template=index&addAppBlockId=abc123/strip&target=newAppsSection",
    );
    await preview.locator(".strip").waitFor();
    expect(await shopper("/")).not.toContain('class="strip"');
    await page.getByLabel("Label").fill("Seen live");
    await preview.locator(".mark", { hasText: "Seen live" }).waitFor();
    await save(page);
    const home = await shopper("/");
    expect(home).toContain("Seen live");
    expect(home).not.toContain("data-shopify-editor");
    expect(JSON.stringify(shop.shop.theme["templates/index"])).toContain(
      "shopify://apps/clipshelf/blocks/strip/11111111-2222-3333-4444-555555555555",
    );
    expect(Object.keys(shop.shop.theme)).toEqual(["templates/index"]);
  });

  it("shows what was changed before its page stood", async () => {
    const page = await blank();
    let letThrough = () => {};
    const held = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    let drawn = () => {};
    const pageDrawn = new Promise<void>((resolve) => {
      drawn = resolve;
    });
    await page.route(/oseid=/, async (route) => {
      if (!route.request().isNavigationRequest()) return route.continue();
      const response = await route.fetch();
      drawn();
      await held;
      await route.fulfill({ response });
    });
    await page.goto(`${shop.url}/admin/themes/current/editor?template=index`, {
      waitUntil: "commit",
    });
    await pageDrawn;
    const drafted = page.waitForResponse(/editor\/draft$/);
    await page.getByRole("button", { name: "Hero", exact: true }).click();
    await page.getByLabel("Heading").fill("Before it stood");
    await drafted;
    letThrough();
    const preview = page.frameLocator("iframe");
    await preview.getByRole("heading", { name: "Before it stood" }).waitFor();
  });

  it("shows a change that could not be sent with the one after it", async () => {
    const { page, preview } = await open("template=index");
    let refused = false;
    await page.route(/editor\/draft$/, (route) => {
      if (refused) return route.continue();
      refused = true;
      return route.abort();
    });
    await page.getByRole("button", { name: "Hero", exact: true }).click();
    await page.getByLabel("Heading").fill("Sent late");
    await page.getByText("could not", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByRole("button", { name: "Featured collection", exact: true }).click();
    await page.getByLabel("Heading").fill("Sent at once");
    await preview.getByRole("heading", { name: "Sent at once" }).waitFor();
    await preview.getByRole("heading", { name: "Sent late" }).waitFor();
    complaints.length = 0;
  });

  it("puts a block into the product's main section", async () => {
    const { page, preview } = await open(
      "template=product&addAppBlockId=abc123/strip&target=mainSection",
    );
    await preview.locator(".product__info .strip").waitFor();
    await save(page);
    expect(await shopper("/products/lamp")).toContain('class="strip"');
  });

  it("turns an app embed on by deep link, and off by its switch", async () => {
    const { page, preview } = await open("context=apps&template=index&activateAppId=abc123/dock");
    await preview.locator(".dock").waitFor();
    expect(await page.getByRole("switch", { name: "Dock" }).isChecked()).toBe(true);
    await save(page);
    expect(await shopper("/")).toContain('class="dock"');
    await page.getByRole("switch", { name: "Dock" }).click();
    await preview.locator(".dock").waitFor({ state: "detached" });
    await save(page);
    expect(await shopper("/")).not.toContain('class="dock"');
  });

  it("orders, hides, removes and takes back", async () => {
    const { page, preview } = await open("template=index");
    const order = () =>
      preview
        .locator("main > .shopify-section")
        .evaluateAll((elements) => elements.map((one) => one.id.split("__")[1]));
    expect(await order()).toEqual(["hero", "featured", "story", "collections"]);
    await page.locator('[data-item="featured"]').hover();
    await page.locator('[data-item="featured"]').getByRole("button", { name: "Move up" }).click();
    await expect.poll(order).toEqual(["featured", "hero", "story", "collections"]);
    await page.locator('[data-item="story"]').hover();
    await page.locator('[data-item="story"]').getByRole("button", { name: "Hide" }).click();
    await expect.poll(order).toEqual(["featured", "hero", "collections"]);
    await page.locator('[data-item="story"]').getByRole("button", { name: "Show" }).click();
    await expect.poll(order).toEqual(["featured", "hero", "story", "collections"]);
    await page.locator('[data-item="hero"]').hover();
    await page.locator('[data-item="hero"]').getByRole("button", { name: "Remove" }).click();
    await expect.poll(order).toEqual(["featured", "story", "collections"]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(order).toEqual(["featured", "hero", "story", "collections"]);
    expect(await shopper("/")).toMatch(/__hero[\s\S]*__featured/);
    await save(page);
    expect(await shopper("/")).toMatch(/__featured[\s\S]*__hero/);
  });

  it("drags a section to another place", async () => {
    const { page, preview } = await open("template=index");
    await page.locator('[data-item="collections"]').dragTo(page.locator('[data-item="hero"]'));
    await expect
      .poll(() =>
        preview
          .locator("main > .shopify-section")
          .evaluateAll((elements) => elements.map((one) => one.id.split("__")[1])),
      )
      .toEqual(["collections", "hero", "featured", "story"]);
    await page.getByText("Unsaved changes").waitFor();
  });

  it("adds sections and blocks from their real schemas", async () => {
    const { page, preview } = await open("template=index");
    const template = page.locator('[data-file="templates/index"]');
    await template.getByRole("button", { name: "Add section" }).click();
    const dialog = page.getByRole("dialog", { name: "Add section" });
    expect(await dialog.getByRole("button", { name: "Header" }).count()).toBe(0);
    await dialog.getByRole("button", { name: "Rich text" }).click();
    await preview.getByText("Talk about your brand").waitFor();
    await page.getByRole("button", { name: "Back" }).click();
    await template.getByRole("button", { name: "Add block" }).last().click();
    await page.getByRole("dialog").getByRole("button", { name: "Strip" }).click();
    await preview.locator(".rich-text .strip").waitFor();
    await page.getByLabel("How many").fill("5");
    await preview.locator(".strip", { hasText: "5 clips" }).waitFor();
    await page.getByLabel("Product").selectOption({ label: "Lamp" });
    await page.getByText("Unsaved changes").waitFor();
  });

  it("fires the editor's events on the real elements", async () => {
    const { page, preview } = await open("template=index");
    await preview.locator("body").evaluate(() => {
      const seen: string[] = [];
      (window as unknown as { seen: string[] }).seen = seen;
      for (const name of [
        "section:load",
        "section:unload",
        "section:select",
        "section:deselect",
        "section:reorder",
        "block:select",
        "block:deselect",
      ])
        document.addEventListener(`shopify:${name}`, (event) => {
          const { detail, target } = event as CustomEvent;
          const id = String(detail.blockId ?? detail.sectionId);
          seen.push(
            `${name} ${id.split("__").pop()} ${(target as Element).id.includes(id) || (target as Element).outerHTML.includes(id)}`,
          );
        });
    });
    const seen = () =>
      preview.locator("body").evaluate(() => (window as unknown as { seen: string[] }).seen);
    await page.getByRole("button", { name: "Hero", exact: true }).click();
    await expect.poll(seen).toContain("section:select hero true");
    await page.getByLabel("Heading").fill("New words");
    await expect.poll(seen).toContain("section:load hero true");
    expect(await seen()).toContain("section:unload hero true");
    await page.getByRole("button", { name: "Back" }).click();
    await expect.poll(seen).toContain("section:deselect hero true");
    await page.locator('[data-item="first"] .label').click();
    await expect.poll(seen).toContain("block:select first true");
    await page.getByRole("button", { name: "Back" }).click();
    await expect.poll(seen).toContain("block:deselect first true");
    expect(
      await preview
        .locator("body")
        .evaluate(
          () => (window as unknown as { Shopify: { designMode: boolean } }).Shopify.designMode,
        ),
    ).toBe(true);
  });

  it("follows clicks in the preview: selects, and opens the template of the page", async () => {
    const { page, preview } = await open("template=index");
    await preview.locator(".hero__subheading").click();
    await page.getByRole("heading", { name: "Hero" }).waitFor();
    await preview.locator(".product-grid a").first().click();
    await preview.locator(".product__info").waitFor();
    await page.getByRole("button", { name: "Product information" }).waitFor();
    expect(await page.locator("#template").inputValue()).toBe("product");
  });

  it("speaks Chinese, labels of schemas included", async () => {
    const { page } = await open("template=index&lang=zh-CN&addAppBlockId=x/strip");
    await page.getByText("有未保存的更改").waitFor();
    await page.getByLabel("数量").waitFor();
    await page.getByRole("button", { name: "返回" }).click();
    await page.getByRole("button", { name: "主视觉", exact: true }).waitFor();
  });

  it("can be used on a phone and is clean to axe", async () => {
    const { page, preview } = await open("template=product", { phone: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.getByRole("button", { name: "Price", exact: true }).waitFor();
    await page.getByRole("button", { name: "Preview" }).click();
    await preview.locator(".product__title").waitFor({ state: "visible" });
    await page.getByRole("button", { name: "Settings", exact: true }).click();
    expect(await axe(page)).toEqual([]);
  });

  it("refuses what it does not write", async () => {
    const { page } = await open("template=index");
    const post = (body: object) =>
      page.evaluate(async (sent) => {
        const response = await fetch("/admin/themes/current/editor/save", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(sent),
        });
        return response.status;
      }, body);
    const files = { "layout/theme": { sections: {} } };
    expect(await post({ session: "x", files })).toBe(400);
    expect(await post({ session: "x", files: {} })).toBe(409);
    complaints.length = 0;
    expect(shop.shop.theme).toEqual({});
  });
});
