import { describe, expect, it } from "vitest";
import { checkBatch } from "../../app/domains/engagement/check-batch.ts";
import { PLACEMENT, VIDEOS } from "./shop.ts";
import { events, front, leave, play, playing, storefront } from "./visit.ts";

const visit = storefront();

describe("events", () => {
  it("tell a whole visit, in batches that the collect door accepts", async () => {
    const at = await visit();
    const { page, shop } = at;
    await page.waitForTimeout(1200);
    await play(page);
    await playing(page, 2.5);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByRole("status").getByText("Added").waitFor({ state: "attached" });
    await page.keyboard.press("Escape");
    await page.locator("clipshelf-player").waitFor({ state: "detached" });
    await leave(at);
    for (const batch of shop.batches)
      expect(checkBatch(Buffer.from(JSON.stringify(batch)))).toHaveProperty("events");
    const told = events(shop);
    const kinds = told.map(([kind]) => kind);
    for (const kind of ["view", "open", "play", "watch", "product", "add"])
      expect(kinds.filter((one) => one === kind).length, kind).toBeGreaterThan(0);
    expect(kinds.filter((kind) => kind === "play")).toHaveLength(1);
    expect(told).toContainEqual(["view", PLACEMENT, ""]);
    expect(told).toContainEqual(["open", PLACEMENT, VIDEOS[0]]);
    expect(told).toContainEqual(["product", PLACEMENT, VIDEOS[0], 0, "101"]);
    expect(told).toContainEqual(["add", PLACEMENT, VIDEOS[0], 1, "1011"]);
    const watched = told
      .filter(([kind]) => kind === "watch")
      .reduce((sum, [, , , ms]) => sum + Number(ms), 0);
    expect(watched).toBeGreaterThan(2000);
    expect(watched).toBeLessThan(8000);
    expect(new Set(shop.batches.map(({ s }) => s)).size).toBe(1);
  });

  it("count no play for a glance, nor a preview for anything", async () => {
    const at = await visit();
    await at.page.waitForTimeout(2500);
    await play(at.page);
    await at.page.waitForTimeout(200);
    await at.page.keyboard.press("Escape");
    await at.page.locator("clipshelf-player").waitFor({ state: "detached" });
    await leave(at);
    expect(events(at.shop).map(([kind]) => kind)).not.toContain("play");
  });

  it("complete when 95 % was watched, once, though it loops", async () => {
    const at = await visit();
    await play(at.page);
    await playing(at.page, 5.5);
    await expect.poll(async () => (await front(at.page)).time, { timeout: 5000 }).toBeLessThan(2);
    await playing(at.page, 1);
    await leave(at);
    const kinds = events(at.shop).map(([kind]) => kind);
    expect(kinds.filter((kind) => kind === "complete")).toHaveLength(1);
    expect(kinds.filter((kind) => kind === "play")).toHaveLength(1);
  });

  it("are sent when the page is hidden", async () => {
    const { page, shop } = await visit();
    await page.waitForTimeout(1200);
    await page.evaluate(() => {
      Object.defineProperty(document, "visibilityState", { value: "hidden" });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await expect.poll(() => events(shop)).toContainEqual(["view", PLACEMENT, ""]);
  });

  it("go as an ordinary request where beacons are blocked", async () => {
    const { page, shop } = await visit({
      prepare: async ({ context }) => {
        await context.addInitScript(() => {
          navigator.sendBeacon = () => false;
        });
      },
    });
    await page.waitForTimeout(1200);
    await page.evaluate(() => dispatchEvent(new Event("pagehide")));
    await expect.poll(() => events(shop)).toContainEqual(["view", PLACEMENT, ""]);
  });

  it("report a failure with its code", async () => {
    const at = await visit();
    at.expectComplaint(/404/);
    at.shop.faults.media = 404;
    await at.page.locator("[data-open]").first().click();
    await expect
      .poll(async () => (await front(at.page)).trouble, { timeout: 10_000 })
      .toMatch(/no longer available/);
    await leave(at);
    expect(events(at.shop)).toContainEqual(["error", PLACEMENT, VIDEOS[0], 4]);
  });
});

describe("consent", () => {
  it("given: one viewer id for this and the next visit", async () => {
    const at = await visit({ consent: true });
    await at.page.waitForTimeout(1200);
    await leave(at);
    await at.page.goto(at.shop.url);
    await at.page.waitForTimeout(1200);
    at.shop.batches.splice(1);
    const [first] = at.shop.batches;
    await at.page.goto("about:blank");
    await expect.poll(() => at.shop.batches.length).toBe(2);
    expect(first?.u).toMatch(/^[0-9a-z]{24}$/);
    expect(at.shop.batches[1]?.u).toBe(first?.u);
    expect(at.shop.batches[1]?.s).not.toBe(first?.s);
  });

  for (const consent of [false, null])
    it(`${consent === null ? "never asked for" : "refused"}: no id is sent, and nothing is stored`, async () => {
      const at = await visit({ consent });
      await at.page.waitForTimeout(1200);
      await play(at.page);
      await at.page.evaluate(() => dispatchEvent(new Event("pagehide")));
      const stored = await at.page.evaluate(
        () => localStorage.length + sessionStorage.length + document.cookie.length,
      );
      expect(stored).toBe(0);
      await leave(at);
      expect(at.shop.batches.every((batch) => !("u" in batch))).toBe(true);
    });

  it("withdrawn: the stored id goes", async () => {
    const at = await visit({ consent: true });
    await at.page.waitForTimeout(1200);
    await at.page.evaluate(() => dispatchEvent(new Event("pagehide")));
    expect(await at.page.evaluate(() => localStorage.getItem("clipshelf:viewer"))).not.toBeNull();
    await at.page.evaluate(() => {
      const { customerPrivacy } = (window as unknown as { Shopify: { customerPrivacy: object } })
        .Shopify;
      Object.assign(customerPrivacy, { analyticsProcessingAllowed: () => false });
    });
    await play(at.page);
    await at.page.evaluate(() => dispatchEvent(new Event("pagehide")));
    expect(await at.page.evaluate(() => localStorage.getItem("clipshelf:viewer"))).toBeNull();
  });
});
