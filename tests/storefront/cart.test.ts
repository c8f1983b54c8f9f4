import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { parseLineProperty } from "../../app/contract/events.ts";
import { PLACEMENT, VIDEOS } from "./shop.ts";
import { axe, play, playing, storefront } from "./visit.ts";

const visit = storefront();

const add = (page: Page) => page.getByRole("button", { name: "Add to cart" }).click();
/** What the player said last, to eyes; `status` is the same for ears. */
const said = (page: Page) => page.locator("clipshelf-product .said");
const status = (page: Page) => page.locator("clipshelf-player").getByRole("status");

describe("choosing", () => {
  it("knows what can be bought, and says why the rest cannot", async () => {
    const { page } = await visit();
    await play(page);
    const option = (name: string) => page.getByRole("radio", { name, exact: false });
    await option("S").first().waitFor({ state: "attached" });
    expect(await page.getByRole("radio", { name: "S", exact: true }).isChecked()).toBe(true);
    expect(await page.getByRole("radio", { name: "L Sold out" }).isDisabled()).toBe(true);
    expect(await page.getByRole("radio", { name: "Sea Sold out" }).isDisabled()).toBe(true);
    expect(await page.locator("clipshelf-product .details .price").textContent()).toMatch(
      /\$69\.00.*\$89\.00/s,
    );
    await page.getByRole("radio", { name: "M", exact: true }).check();
    expect(await page.locator("clipshelf-product .details .price").textContent()).toContain(
      "$72.00",
    );
    expect(await page.getByRole("radio", { name: "Sea", exact: true }).isEnabled()).toBe(true);
  });

  it("keeps the focus on the option that was picked by keyboard", async () => {
    const { page } = await visit();
    await play(page);
    await page.getByRole("radio", { name: "S", exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    const focused = await page.evaluate(
      () =>
        (document.querySelector("clipshelf-player")!.shadowRoot!.activeElement as HTMLInputElement)
          .value,
    );
    expect(focused).toBe("M");
  });

  it("starts on the variant that the tag means", async () => {
    const { page } = await visit({
      prepare: ({ shop }) => {
        shop.clips[0]!.variantId = "1014";
      },
    });
    await play(page);
    await page.getByRole("radio", { name: "M", exact: true }).waitFor({ state: "attached" });
    expect(await page.getByRole("radio", { name: "Sea", exact: true }).isChecked()).toBe(true);
  });

  it("does not sell what is sold out", async () => {
    const { page, shop } = await visit();
    await play(page, 2);
    const button = page.getByRole("button", { name: "Sold out", exact: true });
    expect(await button.getAttribute("aria-disabled")).toBe("true");
    await button.click({ force: true });
    expect(shop.requests).not.toContain("POST /cart/add.js");
  });

  it("says that the product did not load, and asks again", async () => {
    const { page, context, expectComplaint } = await visit();
    expectComplaint(/ERR_FAILED/);
    await context.route(/linen-shirt\.js/, (route) => route.abort());
    await page.locator("[data-open]").first().click();
    await page.getByText("Price and stock did not load.").last().waitFor();
    await context.unroute(/linen-shirt\.js/);
    await page.getByRole("button", { name: "Try again" }).last().click();
    await page.getByRole("button", { name: "Add to cart" }).waitFor();
  });
});

describe("adding", () => {
  it("puts the line in with its credit, however often it is tapped", async () => {
    const { page, shop } = await visit({
      prepare: ({ shop: { faults } }) => {
        faults.cartDelay = 150;
      },
    });
    await play(page);
    await page.getByRole("button", { name: "One more" }).click();
    const button = page.getByRole("button", { name: "Add to cart" });
    const box = (await button.boundingBox())!;
    for (let tap = 0; tap < 4; tap++) {
      await page.mouse.click(box.x + 20, box.y + 20);
      await page.waitForTimeout(90);
    }
    await said(page).getByText("Added to your cart: 2.").waitFor();
    expect(await status(page).textContent()).toContain("Added to your cart: 2.");
    expect(shop.requests.filter((request) => request === "POST /cart/add.js")).toHaveLength(1);
    const [line] = [...shop.cart];
    expect(line).toMatchObject(["1011", { quantity: 2 }]);
    expect(parseLineProperty(line![1].properties._clipshelf ?? "")).toMatchObject({
      video: VIDEOS[0],
      placement: PLACEMENT,
    });
  });

  it("adds from the bar on a phone where there is nothing to choose", async () => {
    const { page, shop } = await visit({ phone: true });
    await page.locator("clipshelf-clip").nth(1).scrollIntoViewIfNeeded();
    await page.locator("[data-open]").nth(1).tap();
    await playing(page);
    await page.getByRole("button", { name: "Add to cart" }).tap();
    await page.locator("clipshelf-product .bar-said").getByText("Added to your cart: 1.").waitFor();
    expect(shop.cart.get("1021")?.quantity).toBe(1);
  });

  it("says in the shop's words what was too much, and what was added all the same", async () => {
    const { page, expectComplaint } = await visit();
    expectComplaint(/422/);
    await play(page);
    for (let step = 0; step < 4; step++)
      await page.getByRole("button", { name: "One more" }).click();
    await add(page);
    await said(page).getByText("You can only add 3 Linen Shirt to the cart.").waitFor();
    expect(await said(page).textContent()).toMatch(/Added: 3\..*Your cart holds 3\..*View cart/s);
    await page.waitForTimeout(500);
    await add(page);
    await said(page).getByText("All 3 Linen Shirt are in your cart.").waitFor();
    expect(await said(page).textContent()).not.toContain("Added:");
  });

  it("admits that it does not know when the network fails", async () => {
    const { page, shop, expectComplaint } = await visit();
    expectComplaint(/ERR_EMPTY_RESPONSE/);
    await play(page);
    await page.getByRole("button", { name: "Add to cart" }).waitFor();
    shop.faults.cart = "drops";
    await add(page);
    await said(page).getByText("We could not reach the shop").waitFor();
    expect(await said(page).getByRole("link", { name: "View cart" }).getAttribute("href")).toBe(
      "/cart",
    );
    shop.faults.cart = "works";
    await page.waitForTimeout(500);
    await add(page);
    await said(page).getByText("Added to your cart: 1.").waitFor();
  });
});

describe("the theme's cart", () => {
  it("is told by the standard action where the theme has one", async () => {
    const { page, shop } = await visit({ theme: "actions" });
    await play(page);
    await add(page);
    await said(page).getByText("Added to your cart: 1.").waitFor();
    expect(shop.requests).not.toContain("POST /cart/add.js");
    const calls = await page.evaluate(() => Reflect.get(window, "actionCalls"));
    expect(calls).toMatchObject([
      {
        lines: [
          {
            merchandiseId: "gid://shopify/ProductVariant/1011",
            quantity: 1,
            attributes: [{ key: "_clipshelf" }],
          },
        ],
      },
    ]);
    await said(page).getByRole("link", { name: "View cart" }).click();
    await expect.poll(() => page.evaluate(() => Reflect.get(window, "cartOpened"))).toBe(true);
    expect(await page.locator("clipshelf-player").count()).toBe(0);
  });

  it("refuses in the theme's words", async () => {
    const { page } = await visit({ theme: "actions" });
    await play(page);
    await page.evaluate(() => Object.assign(window, { actionRefuses: "One per customer." }));
    await add(page);
    await said(page).getByText("One per customer.").waitFor();
  });

  it("never takes the default action, which would reload the page", async () => {
    const { page, shop } = await visit({
      script:
        "addEventListener('DOMContentLoaded', () => { const updateCart = () => location.reload(); updateCart.isDefault = () => true; Shopify.actions = { updateCart }; });",
    });
    await play(page);
    await add(page);
    await said(page).getByText("Added to your cart: 1.").waitFor();
    expect(shop.requests).toContain("POST /cart/add.js");
  });

  for (const theme of ["dawn-drawer", "dawn-notification"] as const)
    it(`is drawn anew in ${theme} without opening under the player`, async () => {
      const { page } = await visit({ theme });
      await play(page);
      await add(page);
      await said(page).getByText("Added to your cart: 1.").waitFor();
      const name = theme.replace("dawn", "cart");
      expect(await page.locator(`#in-${name}`).textContent()).toBe("1 in the cart");
      expect(await page.locator("#cart-icon-bubble").textContent()).toBe("Cart 1");
      await page.waitForTimeout(400);
      expect(await page.evaluate(() => Reflect.get(window, "themeOpened"))).toBeUndefined();
      await said(page).getByRole("link", { name: "View cart" }).click();
      if (theme === "dawn-drawer") {
        await expect.poll(() => page.evaluate(() => Reflect.get(window, "themeOpened"))).toBe(1);
        expect(await page.locator("clipshelf-player").count()).toBe(0);
      } else await page.waitForURL(/\/cart$/);
    });

  it("opens at once for who asks at once, and is the theme's own again", async () => {
    const { page } = await visit({ theme: "dawn-drawer" });
    await play(page);
    await page.evaluate(() =>
      document.addEventListener("clipshelf:added", () => {
        const ask = () => {
          const player = document.querySelector("clipshelf-player")?.shadowRoot;
          const view = player?.querySelector<HTMLElement>(".said a[href='/cart']");
          if (view) view.click();
          else requestAnimationFrame(ask);
        };
        ask();
      }),
    );
    await add(page);
    await page.locator("cart-drawer.active").waitFor();
    const own = await page.evaluate(() =>
      Object.hasOwn(document.querySelector("cart-drawer")!, "open"),
    );
    expect(own).toBe(false);
  });

  it("is counted anew in dawn with a cart page, and the page is a link away", async () => {
    const { page } = await visit({ theme: "dawn-page" });
    await play(page);
    await add(page);
    await said(page).getByText("Added to your cart: 1.").waitFor();
    await expect.poll(() => page.locator("#cart-icon-bubble").textContent()).toBe("Cart 1");
    await said(page).getByRole("link", { name: "View cart" }).click();
    await page.waitForURL(/\/cart$/);
  });

  it("survives a theme whose own code throws", async () => {
    const { page } = await visit({ theme: "dawn-drawer" });
    await page.evaluate(() => {
      Object.assign(document.querySelector("cart-drawer")!, {
        renderContents() {
          throw new Error("theme");
        },
      });
    });
    await play(page);
    await add(page);
    await said(page).getByText("Added to your cart: 1.").waitFor();
  });

  it("shows the new count in a theme never seen before, and tells it by the usual events", async () => {
    const { page } = await visit({ theme: "unknown" });
    await page.evaluate(() => {
      Object.assign(window, { heard: [] });
      for (const type of ["cart:refresh", "cart:updated", "clipshelf:added"])
        document.addEventListener(type, () => Reflect.get(window, "heard").push(type));
    });
    await play(page);
    await add(page);
    await expect.poll(() => page.locator("#bag").textContent()).toBe("Cart 1");
    expect(await page.evaluate(() => Reflect.get(window, "heard"))).toEqual(
      expect.arrayContaining(["cart:refresh", "cart:updated", "clipshelf:added"]),
    );
  });

  it("is shown by our own cart in a theme that has none to open, over the player", async () => {
    const { page, shop, expectComplaint } = await visit({ theme: "unknown" });
    expectComplaint(/422/);
    await play(page);
    await add(page);
    await said(page).getByRole("link", { name: "View cart" }).click();
    const cart = page.getByRole("dialog", { name: "Your cart" });
    await cart.getByRole("link", { name: "Linen Shirt" }).waitFor();
    expect(await cart.locator(".mini-total").textContent()).toContain("$69.00");
    expect(await axe(page)).toEqual([]);
    await cart.getByRole("button", { name: "One more Linen Shirt" }).click();
    await cart.getByText("$138.00").last().waitFor();
    await expect.poll(() => page.locator("#bag").textContent()).toBe("Cart 2");
    await cart.getByRole("button", { name: "One more Linen Shirt" }).click();
    await cart.getByText("$207.00").last().waitFor();
    await cart.getByRole("button", { name: "One more Linen Shirt" }).press("Enter");
    await cart.getByText("Only 3 are left.").first().waitFor();
    expect(shop.cart.get("1011")?.quantity).toBe(3);
    // Arrow keys belong to the cart now, not to the clips.
    const slide = await page.locator(".slide:not([inert])").getAttribute("aria-label");
    await page.keyboard.press("ArrowDown");
    await cart.getByRole("button", { name: "Remove Linen Shirt" }).click();
    await cart.getByText("Your cart is empty.").waitFor();
    await expect.poll(() => page.locator("#bag").textContent()).toBe("Cart 0");
    // A phone's back button closes the cart, and neither player nor page.
    await page.goBack();
    await cart.waitFor({ state: "detached" });
    expect(page.url()).toBe(`${shop.url}/`);
    expect(await page.locator("clipshelf-player").count()).toBe(1);
    expect(await page.locator(".slide:not([inert])").getAttribute("aria-label")).toBe(slide);
  });

  it("goes to the cart page when our own cart does not come", async () => {
    const { page, context, expectComplaint } = await visit({ theme: "unknown" });
    expectComplaint(/ERR_FAILED/);
    await context.route(/clipshelf-mini-cart\.js/, (route) => route.abort());
    await play(page);
    await add(page);
    await said(page).getByRole("link", { name: "View cart" }).click();
    await page.waitForURL(/\/cart$/);
  });

  it("gives way to the merchant's own button colour", async () => {
    const { page } = await visit({
      theme: "dawn-drawer",
      blocks: [{ block: "carousel", settings: { accent: "#7a2e1d" } }],
    });
    await play(page);
    const button = page.getByRole("button", { name: "Add to cart" });
    const colours = await button.evaluate((element) => {
      const { backgroundColor, color } = getComputedStyle(element);
      return [backgroundColor, color];
    });
    expect(colours).toEqual(["rgb(122, 46, 29)", "rgb(255, 255, 255)"]);
  });

  it("lends the player its colours", async () => {
    const { page } = await visit({ theme: "dawn-drawer" });
    await play(page);
    const button = page.getByRole("button", { name: "Add to cart" });
    expect(await button.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
      "rgb(38, 70, 60)",
    );
  });
});
