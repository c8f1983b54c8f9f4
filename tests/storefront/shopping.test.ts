import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { parseLineProperty } from "../../app/contract/events.ts";
import { type TestShop, VIDEOS } from "./shop.ts";
import { axe, events, leave, play, playing, storefront } from "./visit.ts";

const visit = storefront();
const card = (page: Page) => page.locator("clipshelf-product");
const said = (page: Page) => card(page).locator(".said");
const seek = (page: Page, seconds: number) =>
  page.evaluate((time) => {
    const root = document.querySelector("clipshelf-player")?.shadowRoot;
    const video = root?.querySelector<HTMLVideoElement>(".slide:not([inert]) video");
    if (video) {
      video.pause();
      video.currentTime = time;
    }
  }, seconds);

describe("the card", () => {
  it("says what is saved, what a unit costs and that few are left", async () => {
    const { page } = await visit({
      prepare: ({ shop }) => {
        const [shirt] = shop.products;
        Object.assign(shirt!.variants[0]!, {
          more: {
            unit_price: 2300,
            unit_price_measurement: { reference_value: 100, reference_unit: "g" },
          },
        });
      },
    });
    await play(page);
    const facts = card(page).locator(".facts");
    await facts.getByText("22% off").waitFor();
    expect(await facts.textContent()).toMatch(/\$23\.00 \/ 100 g/);
    expect(await facts.textContent()).toContain("Only 3 left");
    await page.getByRole("radio", { name: "M", exact: true }).check();
    await facts.waitFor({ state: "detached" });
    expect(await axe(page)).toEqual([]);
  });

  it("keeps to the steps, the least and the most that the shop sells", async () => {
    const { page, shop } = await visit({
      prepare: ({ shop: { products } }) => {
        const rule = { quantity_rule: { min: 2, max: 6, increment: 2 } };
        Object.assign(products[0]!.variants[2]!, { more: rule });
      },
    });
    await play(page);
    await page.getByRole("radio", { name: "M", exact: true }).check();
    const count = page.getByRole("textbox", { name: "Quantity" });
    expect(await count.inputValue()).toBe("2");
    await card(page).getByText("At least 2 · In steps of 2 · At most 6").waitFor();
    await page.getByRole("button", { name: "One more" }).click();
    expect(await count.inputValue()).toBe("4");
    await count.fill("50");
    await count.press("Tab");
    expect(await count.inputValue()).toBe("6");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await said(page).getByText("Added to your cart: 6.").waitFor();
    expect(shop.cart.get("1013")?.quantity).toBe(6);
  });

  it("sells by plan, at the plan's price", async () => {
    const { page, shop } = await visit({
      prepare: ({ shop: { products } }) => {
        const pot = products[1]!;
        pot.selling_plan_groups = [
          { selling_plans: [{ id: 7, name: "Every month", description: "Cancel any time." }] },
        ];
        pot.variants[0]!.more = {
          selling_plan_allocations: [{ selling_plan_id: 7, price: 4050 }],
        };
      },
    });
    await play(page, 1);
    await page.getByRole("radio", { name: /One-time purchase/ }).waitFor({ state: "attached" });
    expect(await page.getByRole("link", { name: "Buy now" }).count()).toBe(1);
    await page.getByRole("radio", { name: /Every month/ }).check();
    expect(await card(page).locator(".details .price").textContent()).toMatch(
      /\$40\.50.*\$45\.00/s,
    );
    // A permalink knows no plans, so there is none.
    expect(await page.getByRole("link", { name: "Buy now" }).count()).toBe(0);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await said(page).getByText("Added to your cart: 1.").waitFor();
    expect(shop.cart.get("1021")?.plan).toBe(7);
  });

  it("leads to the checkout with one tap, with its credit, and is counted once", async () => {
    const one = await visit();
    const { page, shop, context } = one;
    await play(page);
    const link = page.getByRole("link", { name: "Buy now" });
    const href = new URL((await link.getAttribute("href")) ?? "", shop.url);
    expect(href.pathname).toBe("/cart/1011:1");
    const properties = Buffer.from(href.searchParams.get("properties") ?? "", "base64url");
    const { _clipshelf: credit } = JSON.parse(properties.toString()) as Record<string, string>;
    expect(parseLineProperty(credit ?? "")?.video).toBe(VIDEOS[0]);
    // Answered so that the page stays: two taps while the checkout is on its way.
    await context.route(/\/cart\/1011:1/, (route) => route.fulfill({ status: 204 }));
    await link.click();
    await link.click();
    await leave(one);
    expect(events(shop).filter(([kind]) => kind === "add")).toHaveLength(1);
  });

  it("says that nothing was added when its own cart file does not come", async () => {
    const { page, context, shop, expectComplaint } = await visit();
    expectComplaint(/ERR_FAILED/);
    await context.route(/clipshelf-cart\.js/, (route) => route.abort());
    await play(page);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await card(page).locator(".said").getByText("nothing was added").waitFor();
    expect(shop.requests).not.toContain("POST /cart/add.js");
  });

  it("keeps title, price and the way to the product when the choices do not come", async () => {
    const { page, context, expectComplaint } = await visit();
    expectComplaint(/ERR_FAILED/);
    await context.route(/clipshelf-shop\.js/, (route) => route.abort());
    await play(page);
    await card(page).locator(".details .price").getByText("$69.00").waitFor();
    const link = page.getByRole("link", { name: "View full details" });
    expect(await link.getAttribute("href")).toBe("/products/linen-shirt");
  });
});

describe("several products", () => {
  const tags = [
    // The clip knows the title in the shop's own language; the theme says it in the shopper's.
    { handle: "linen-shirt", title: "Leinenhemd", from: 0, to: 2000, x: 0.2, y: 0.3 },
    { handle: "clay-pot", from: 2000, to: 4000, x: 0.98, y: 0.6 },
  ];
  const prepare = ({ shop }: { shop: TestShop }) => {
    shop.clips[0]!.productTags = tags;
  };

  it("are listed with their prices, and the one that is shown now is marked and on the card", async () => {
    const { page } = await visit({ prepare });
    await play(page);
    await seek(page, 1);
    const shirt = page.getByRole("button", { name: /^Linen Shirt/ });
    const pot = page.getByRole("button", { name: /^Clay Pot/ });
    await pot.getByText("$45.00").waitFor();
    await shirt.getByText("Showing now").waitFor();
    expect(await shirt.getAttribute("aria-pressed")).toBe("true");
    await seek(page, 3);
    await pot.getByText("Showing now").waitFor();
    await expect.poll(() => card(page).locator(".title").textContent()).toBe("Clay Pot");
    await shirt.click();
    await expect.poll(() => card(page).locator(".title").textContent()).toBe("Linen Shirt");
    // The shopper has chosen: the clip no longer changes the card under her hands.
    await seek(page, 1);
    await shirt.getByText("Showing now").waitFor();
    await seek(page, 3);
    await pot.getByText("Showing now").waitFor();
    expect(await card(page).locator(".title").textContent()).toBe("Linen Shirt");
    expect(await axe(page)).toEqual([]);
  });

  it("have hotspots in their time, at their place, for pointer and keyboard", async () => {
    const { page } = await visit({ prepare });
    await play(page);
    await seek(page, 1);
    const spot = (name: string) => page.getByRole("button", { name: `See product: ${name}` });
    await spot("Linen Shirt").waitFor();
    expect(await spot("Clay Pot").count()).toBe(0);
    const frame = (await page.locator(".slide:not([inert]) .frame").boundingBox())!;
    const box = (await spot("Linen Shirt").boundingBox())!;
    expect((box.x + box.width / 2 - frame.x) / frame.width).toBeCloseTo(0.2, 1);
    expect((box.y + box.height / 2 - frame.y) / frame.height).toBeCloseTo(0.3, 1);
    await spot("Linen Shirt").focus();
    await seek(page, 3);
    await spot("Clay Pot").waitFor();
    // It holds the focus, so it stays.
    expect(await spot("Linen Shirt").count()).toBe(1);
    await spot("Clay Pot").focus();
    await expect.poll(() => spot("Linen Shirt").count()).toBe(0);
    const edge = (await spot("Clay Pot").boundingBox())!;
    expect(edge.x + edge.width).toBeLessThanOrEqual(frame.x + frame.width + 1);
    await page.keyboard.press("Enter");
    await expect.poll(() => card(page).locator(".title").textContent()).toBe("Clay Pot");
    expect(await axe(page)).toEqual([]);
  });

  it("open the sheet from a hotspot on a phone, without pausing the clip", async () => {
    const { page } = await visit({ prepare, phone: true });
    await page.locator("[data-open]").first().tap();
    await playing(page);
    await page.getByRole("button", { name: "See product: Linen Shirt" }).tap();
    await card(page).locator("[data-do=collapse]").waitFor();
    expect(
      await page.evaluate(
        () =>
          document
            .querySelector("clipshelf-player")
            ?.shadowRoot?.querySelector<HTMLVideoElement>(".slide:not([inert]) video")?.paused,
      ),
    ).toBe(false);
  });
});

describe("saved products", () => {
  const stored = (page: Page) => page.evaluate(() => localStorage.getItem("clipshelf:wishlist"));

  it("are kept with consent, counted truly and can be taken away", async () => {
    const { page } = await visit();
    await play(page);
    const save = page.getByRole("button", { name: "Save", exact: true });
    await save.click();
    expect(await save.getAttribute("aria-pressed")).toBe("true");
    await page.reload();
    await play(page);
    await page.getByText("Saved products: 1").click();
    await page.getByRole("button", { name: "Remove Linen Shirt from saved" }).click();
    expect(await page.getByText("Saved products").count()).toBe(0);
    expect(await stored(page)).toBe("[]");
  });

  it("are not stored without consent, and the shopper is told", async () => {
    const { page } = await visit({ consent: false });
    await play(page);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved until you leave this page.").waitFor();
    await page.getByText("Saved products: 1").waitFor();
    expect(await stored(page)).toBeNull();
  });

  it("are in the account of whoever is signed in, on every device, and only while signed in", async () => {
    const list = (shop: TestShop) => shop.wishes.store.list("shop", "77");
    const { page, shop } = await visit({
      prepare: async ({ shop }) => {
        await shop.wishes.store.changeList("shop", "77", {
          ...{ save: [{ handle: "clay-pot", title: "Clay Pot" }], drop: [], at: 1, most: 9 },
        });
      },
    });
    await play(page);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved products: 1").waitFor();
    expect(shop.requests).not.toContain("POST /apps/wishes/list");
    shop.customer = "77";
    await page.reload();
    await play(page);
    // What this browser had and what the account had are one list now.
    await page.getByText("Saved products: 2").click();
    await expect.poll(async () => (await list(shop)).length).toBe(2);
    await page.getByRole("button", { name: "Remove Clay Pot from saved" }).click();
    await expect.poll(() => list(shop)).toEqual([{ handle: "linen-shirt", title: "Linen Shirt" }]);
    // Another device takes the last one away: it does not come back from here.
    await shop.wishes.store.changeList("shop", "77", {
      ...{ save: [], drop: ["linen-shirt"], at: 2, most: 9 },
    });
    await page.reload();
    await play(page);
    await expect.poll(() => stored(page)).toBe("[]");
    expect(await list(shop)).toEqual([]);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(async () => (await list(shop)).length).toBe(1);
    shop.customer = null;
    await page.reload();
    await play(page);
    expect(await page.getByText("Saved products: 1").count()).toBe(0);
    expect(await list(shop)).toHaveLength(1);
  });

  it("are kept here, and said to be, while the account cannot be reached", async () => {
    const { page, shop, expectComplaint } = await visit({
      prepare: ({ shop }) => {
        shop.customer = "77";
      },
    });
    expectComplaint(/503/);
    await play(page);
    await expect.poll(() => shop.requests).toContain("POST /apps/wishes/list");
    shop.faults.serverDown = true;
    const save = page.getByRole("button", { name: "Save", exact: true });
    await save.click();
    await page.getByText("Your account could not be reached.").waitFor();
    expect(await save.getAttribute("aria-pressed")).toBe("true");
    shop.faults.serverDown = false;
    await page.reload();
    await play(page);
    await expect.poll(() => shop.wishes.store.list("shop", "77")).toHaveLength(1);
  });
});
