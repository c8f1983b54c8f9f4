import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { serveShop, type TestShop, tinyShop } from "../../sandbox/storefront/testing/shop.ts";
import { launchBrowser, openContext, watchConsole } from "../setup/browser.ts";
import { axe } from "./visit.ts";

/** The sandbox's own theme as a shopper meets it. */
describe("the sandbox's theme", () => {
  let browser: Browser;
  let pictures: string;
  let shop: TestShop;
  let context: BrowserContext;
  let complaints: string[];
  let expected: RegExp | null;

  beforeAll(async () => {
    browser = await launchBrowser();
    pictures = mkdtempSync(join(tmpdir(), "theme-pictures-"));
    for (const name of ["mug-oat", "mug-ink", "lamp"])
      await sharp({ create: { width: 800, height: 1000, channels: 3, background: "#c9b79c" } })
        .png()
        .toFile(join(pictures, `${name}.png`));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(pictures, { recursive: true, force: true });
  });
  beforeEach(async () => {
    expected = null;
    const world = tinyShop();
    // The Ink mug can be had here, so that there is something to change to.
    const ink = world.products[0]?.variants[1];
    if (ink) Object.assign(ink, { inventory: 2, imageId: "102" });
    shop = await serveShop({ shop: world, pictureDirs: [pictures] });
  });
  afterEach(async () => {
    await context.close();
    await shop.close();
    expect(complaints.filter((one) => !expected?.test(one))).toEqual([]);
    expect(shop.problems()).toEqual([]);
  });

  async function open(
    path: string,
    options: Parameters<typeof openContext>[1] = {},
  ): Promise<Page> {
    context = await openContext(browser, options);
    complaints = watchConsole(context);
    const page = await context.newPage();
    await page.goto(shop.url + path);
    return page;
  }

  it("changes the variant without leaving the page and puts it in the cart", async () => {
    const page = await open("/products/mug");
    await page.getByText("Ink", { exact: true }).click();
    await page.waitForURL(/variant=12/);
    await page.getByText("$26.00").first().waitFor();
    expect(await page.locator(".product-variant-id").inputValue()).toBe("12");
    await page.getByText("Only 2 left").waitFor();
    await page.getByRole("button", { name: "Add to cart" }).click();
    const drawer = page.getByRole("dialog", { name: "Your cart" });
    await drawer.getByRole("link", { name: "Mug", exact: true }).waitFor();
    expect(await page.locator(".cart-count-bubble").textContent()).toContain("1");
    await drawer.getByRole("button", { name: "More Mug" }).click();
    await drawer.getByText("$52.00 USD").waitFor();
    await drawer.getByRole("link", { name: /Remove Mug/ }).click();
    await drawer.getByText("Your cart is empty").waitFor();
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "hidden" });
  });

  it("says in words that there is no more, and keeps what could be added", async () => {
    expected = /status of 422/;
    const page = await open("/products/mug?variant=12");
    await page.getByLabel("Quantity of Mug").fill("5");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByText("Only 2 items were added to your cart.").waitFor();
    await page.locator(".cart-count-bubble", { hasText: "2" }).waitFor();
  });

  it("answers the standard actions without reloading", async () => {
    const page = await open("/products/lamp");
    await page.evaluate(() => {
      (window as { mark?: string }).mark = "same page";
    });
    const result = await page.evaluate(async () => {
      type Answer = {
        cart: { totalQuantity: number; cost: { totalAmount: object } };
        userErrors: { message: string }[];
      };
      const { updateCart, openCart } = (
        window as unknown as {
          Shopify: {
            actions: {
              updateCart: { (payload: object): Promise<Answer>; isDefault(): boolean };
              openCart(): Promise<void>;
            };
          };
        }
      ).Shopify.actions;
      const seen: string[] = [];
      document.addEventListener("shopify:cart:lines-update", (event) =>
        seen.push((event as unknown as { action: string }).action),
      );
      const good = await updateCart({
        lines: [
          {
            merchandiseId: "gid://shopify/ProductVariant/21",
            quantity: 2,
            attributes: [{ key: "_clipshelf", value: "x" }],
          },
        ],
      });
      const bad = await updateCart({
        lines: [{ merchandiseId: "gid://shopify/ProductVariant/31" }],
      });
      await openCart();
      return {
        isDefault: updateCart.isDefault(),
        total: good.cart.totalQuantity,
        amount: good.cart.cost.totalAmount,
        errors: bad.userErrors.map((one) => one.message),
        seen,
      };
    });
    expected = /status of 422/;
    expect(result).toEqual({
      isDefault: false,
      total: 2,
      amount: { amount: "180.00", currencyCode: "USD" },
      errors: ["The product 'Bowl' is already sold out."],
      seen: ["add", "add"],
    });
    await page.getByRole("dialog", { name: "Your cart" }).waitFor();
    expect(await page.evaluate(() => (window as { mark?: string }).mark)).toBe("same page");
    const cart = Object.values(shop.shop.carts ?? {})[0];
    expect(cart?.lines[0]?.properties).toEqual({ _clipshelf: "x" });
  });

  it("lets an app of the Dawn family refresh its cart", async () => {
    const page = await open("/products/lamp");
    await page.evaluate(async () => {
      const drawer = document.querySelector("cart-drawer") as unknown as {
        getSectionsToRender(): { id: string }[];
        renderContents(state: unknown): void;
      };
      const response = await fetch("/cart/add.js", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({
          items: [{ id: 21 }],
          sections: drawer.getSectionsToRender().map((one) => one.id),
        }),
      });
      drawer.renderContents(await response.json());
    });
    await page.getByRole("dialog", { name: "Your cart" }).getByText("$90.00 USD").waitFor();
    expect(await page.locator(".cart-count-bubble").textContent()).toContain("1");
  });

  it("sells without scripts", async () => {
    const page = await open("/products/mug", { javaScriptEnabled: false });
    await page.getByLabel("Choose a version").selectOption("12");
    await page.getByRole("button", { name: "Add to cart" }).click();
    expect(new URL(page.url()).pathname).toBe("/cart");
    expect(await page.locator(".cart-line").textContent()).toContain("Ink");
    await page.getByLabel("Quantity of Mug").fill("2");
    await page.getByRole("button", { name: "Update" }).first().click();
    expect(await page.locator(".totals__value").textContent()).toBe("$52.00 USD");
    await page.getByRole("link", { name: /Remove Mug/ }).click();
    expect(await page.textContent("main")).toContain("Your cart is empty");
  });

  it("changes country and language where one stands", async () => {
    const page = await open("/products/mug?variant=12");
    await page.getByLabel("Country and currency").last().selectOption("CN");
    await page.waitForURL(/\/(zh|en)-cn\/products\/mug\?variant=12/);
    await page.getByText("¥187.20").first().waitFor();
  });

  it("asks for consent only where the shop does, and remembers the answer", async () => {
    const page = await open("/");
    const allowed = () =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            const shopify = (
              window as unknown as {
                Shopify: {
                  loadFeatures(features: object[], done: () => void): void;
                  customerPrivacy: { analyticsProcessingAllowed(): boolean };
                };
              }
            ).Shopify;
            shopify.loadFeatures([{ name: "consent-tracking-api", version: "0.1" }], () =>
              resolve(shopify.customerPrivacy.analyticsProcessingAllowed()),
            );
          }),
      );
    expect(await allowed()).toBe(true);
    await page.goto(`${shop.url}/?consent_banner=1`);
    expect(await allowed()).toBe(false);
    const heard = page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener("visitorConsentCollected", (event) =>
            resolve((event as CustomEvent).detail),
          ),
        ),
    );
    await page.getByRole("button", { name: "Accept" }).click();
    expect(await heard).toMatchObject({ analyticsAllowed: true, marketingAllowed: true });
    await page.reload();
    expect(await allowed()).toBe(true);
    expect(await page.getByRole("button", { name: "Accept" }).count()).toBe(0);
  });

  it.each([
    ["/", 1280],
    ["/products/mug", 320],
    ["/collections/frontpage", 375],
    ["/zh-cn/products/mug", 375],
    ["/cart", 320],
    ["/search?q=mug", 375],
  ])("%s is clean to axe and fits %i pixels", async (path, width) => {
    const page = await open(path, { viewport: { width, height: 800 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    expect(await axe(page)).toEqual([]);
  });
});
