import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { parseLineProperty } from "../../app/contract/events.ts";
import { type TestShop, VIDEOS } from "./shop.ts";
import { axe, play, playing, storefront } from "./visit.ts";

const visit = storefront();
const card = (page: Page) => page.locator("clipshelf-product");
const said = (page: Page) => card(page).locator(".said");

describe("sold out", () => {
  it("makes way for something like it, and says so", async () => {
    const { page, shop } = await visit({
      prepare: ({ shop: { similar } }) => {
        similar.push("sold-out-mug", "clay-pot");
      },
    });
    await play(page, 2);
    await card(page).getByText("Harbor Mug is sold out. This one is similar.").waitFor();
    await page.getByRole("button", { name: "See Harbor Mug" }).click();
    await page.getByRole("button", { name: "Sold out", exact: true }).waitFor();
    expect(await page.getByRole("link", { name: "Ask about it" }).getAttribute("href")).toBe(
      "/products/sold-out-mug",
    );
    await page.getByRole("button", { name: "Similar: Clay Pot" }).click();
    await page.getByRole("button", { name: "Add to cart" }).click();
    await said(page).getByText("Added to your cart: 1.").waitFor();
    expect(parseLineProperty(shop.cart.get("1021")?.properties._clipshelf ?? "")?.video).toBe(
      VIDEOS[2],
    );
  });
});

describe("sold out, where the merchant asks for an address", () => {
  const ask = (page: Page) => page.getByRole("button", { name: "Tell me when it is back" });
  const form = (page: Page) => page.getByRole("dialog", { name: "Tell me when it is back" });
  const waiting = async (shop: TestShop) =>
    (await shop.wishes.store.requests("shop", { filter: "waiting", after: null, limit: 9 }))
      .requests;

  it("swaps nothing, and keeps who wants to be told, once and with consent", async () => {
    const { page, shop } = await visit({
      soldOut: "notify",
      prepare: ({ shop: { similar } }) => {
        similar.push("clay-pot");
      },
    });
    await play(page, 2);
    expect(await page.getByRole("link", { name: "Ask about it" }).count()).toBe(0);
    await ask(page).click();
    const email = form(page).getByRole("textbox", { name: "Email address" });
    expect(
      await email.evaluate((field) => (field.getRootNode() as ShadowRoot).activeElement === field),
    ).toBe(true);
    expect(await axe(page)).toEqual([]);
    const send = form(page).getByRole("button", { name: "Tell me", exact: true });
    await email.fill("ann@example");
    await send.click();
    await form(page).getByText("Check the address.").waitFor();
    expect(await email.getAttribute("aria-invalid")).toBe("true");
    await email.fill("ann@example.com");
    await send.click();
    await form(page).getByText("Tick the box first").waitFor();
    expect(await waiting(shop)).toEqual([]);
    await form(page).getByRole("checkbox").check();
    await page.evaluate(() => {
      // Two taps at once.
      const root = document.querySelector("clipshelf-player")?.shadowRoot;
      const button = root?.querySelector<HTMLElement>(".notify .primary");
      button?.click();
      button?.click();
    });
    await page
      .getByText("The shop will write to ann@example.com when it is back.")
      .first()
      .waitFor();
    expect(shop.requests.filter((one) => one === "POST /apps/wishes/notify")).toHaveLength(1);
    expect(await waiting(shop)).toMatchObject([
      {
        ...{ productId: "103", variantId: "1031", email: "ann@example.com", language: "en" },
        consent: expect.stringContaining("The shop may write to me"),
      },
    ]);
    expect(shop.requests).not.toContain("GET /recommendations/products.json");
    await page.keyboard.press("Escape");
    await ask(page).waitFor();
    // The player is still there, and the focus is back where it came from.
    expect(
      await page.evaluate(() =>
        document
          .querySelector("clipshelf-player")
          ?.shadowRoot?.activeElement?.getAttribute("data-key"),
      ),
    ).toBe("notify");
  });

  it("lets a sold-out size be chosen, to be told of just that one", async () => {
    const { page, shop } = await visit({ soldOut: "notify" });
    await play(page);
    await page.getByRole("radio", { name: "L Sold out" }).check();
    expect(
      await page
        .getByRole("button", { name: "Sold out", exact: true })
        .getAttribute("aria-disabled"),
    ).toBe("true");
    await ask(page).click();
    await form(page).getByText("Linen Shirt, L / Sea").waitFor();
    await form(page).getByRole("checkbox").check();
    const email = form(page).getByRole("textbox", { name: "Email address" });
    await email.fill("bo@example.com");
    await email.press("Enter");
    await page.getByText("The shop will write to bo@example.com").first().waitFor();
    expect(await waiting(shop)).toMatchObject([{ variantId: "1015" }]);
  });

  it("says that nothing was kept when our server is down, and keeps what was typed", async () => {
    const { page, shop, expectComplaint } = await visit({ soldOut: "notify", phone: true });
    expectComplaint(/503/);
    await page.locator("[data-open]").nth(2).tap();
    await playing(page);
    await page.getByRole("button", { name: "See product" }).tap();
    await ask(page).tap();
    await form(page).getByRole("textbox", { name: "Email address" }).fill("bo@example.com");
    await form(page).getByRole("checkbox").check();
    shop.faults.serverDown = true;
    await form(page).getByRole("button", { name: "Tell me", exact: true }).tap();
    await form(page).getByText("nothing was kept").waitFor();
    expect(await form(page).getByRole("textbox").inputValue()).toBe("bo@example.com");
    shop.faults.serverDown = false;
    await form(page).getByRole("button", { name: "Tell me", exact: true }).tap();
    await page.getByText("The shop will write to").first().waitFor();
    expect(await waiting(shop)).toHaveLength(1);
  });

  it("leads to the product's page where the merchant wants no more", async () => {
    const { page, shop } = await visit({
      soldOut: "link",
      prepare: ({ shop: { similar } }) => {
        similar.push("clay-pot");
      },
    });
    await play(page, 2);
    await page.getByRole("link", { name: "Ask about it" }).waitFor();
    expect(await ask(page).count()).toBe(0);
    expect(shop.requests).not.toContain("GET /recommendations/products.json");
  });
});
