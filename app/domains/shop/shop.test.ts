import { describe, expect, it } from "vitest";
import { fixedClock } from "../../kernel/clock.ts";
import { fakeShopBelongings, fakeShopInfo, fakeShopStore, fakeWebhookReceipts } from "./fakes.ts";
import { createShopDoor, createShopsDoor, createWebhookInbox } from "./index.server.ts";
import { PLANS } from "./index.ts";
import { shopStoreContract, webhookReceiptsContract } from "./shop-store.contract.ts";

const NOON = Date.UTC(2026, 10, 1, 12);
const HOUR = 60 * 60 * 1000;
const DOMAIN = "morrow-and-tide.myshopify.com";

shopStoreContract(async () => {
  const store = fakeShopStore();
  return { store, jobs: () => store.jobs };
});
webhookReceiptsContract(async () => fakeWebhookReceipts());

function setUp({ plansAreSold = true } = {}) {
  const clock = fixedClock(NOON);
  const store = fakeShopStore();
  const belongings = fakeShopBelongings();
  const names = () => store.jobs.map((job) => job.name);
  return {
    clock,
    store,
    belongings,
    names,
    shops: createShopsDoor({ store, belongings, clock, plansAreSold }),
  };
}

describe("the shops' door", () => {
  it("finds a shop while it is installed and knows it afterwards", async () => {
    const { shops, clock, names } = setUp();
    const shop = await shops.recordInstall(DOMAIN, "write_files");
    expect(await shops.recordInstall(DOMAIN, "write_files")).toEqual(shop);
    expect(await shops.find(DOMAIN)).toEqual(shop);
    expect(await shops.byId(shop.id)).toEqual(shop);
    clock.advance(HOUR);
    await shops.recordUninstall(DOMAIN, clock.now());
    expect(await shops.find(DOMAIN)).toBeNull();
    expect(await shops.byId(shop.id)).toBeNull();
    expect(await shops.known(DOMAIN)).toEqual(shop);
    expect(names()).toEqual(["shop.installed", "shop.uninstalled"]);
  });

  it("believes a late uninstalling only if the shop did not come back since", async () => {
    const { shops, clock } = setUp();
    await shops.recordInstall(DOMAIN, "");
    await shops.recordUninstall(DOMAIN, NOON + HOUR);
    clock.advance(2 * HOUR);
    await shops.recordInstall(DOMAIN, "");
    await shops.recordUninstall(DOMAIN, NOON + HOUR);
    expect(await shops.find(DOMAIN)).not.toBeNull();
  });

  it("takes a proxy path that Shopify can have made, and writes it to the shop once", async () => {
    const { shops, store, names } = setUp();
    const { id } = await shops.recordInstall(DOMAIN, "");
    for (const path of ["/evil/clips", "/apps/", "/apps/a/b", "https://x.example", "/apps/ü"])
      await shops.recordProxyPath(DOMAIN, path);
    expect(store.rows.get(id)?.proxyPath).toBe("/apps/clipshelf");
    await shops.recordProxyPath(DOMAIN, "/community/films");
    await shops.recordProxyPath(DOMAIN, "/community/films");
    await shops.recordProxyPath("stranger.myshopify.com", "/community/films");
    expect(store.rows.get(id)?.proxyPath).toBe("/community/films");
    expect(names().filter((name) => name === "shop.proxy-path-changed")).toHaveLength(1);
  });

  it("erases a shop two days after it left, and not one that came back", async () => {
    const { shops, store, belongings, names } = setUp();
    const { id } = await shops.recordInstall(DOMAIN, "");
    // Replayed, or sent for an earlier installation.
    await shops.requestRedact(DOMAIN, NOON + 47 * HOUR);
    expect(names()).not.toContain("shop.redact");
    await shops.recordUninstall(DOMAIN, NOON + HOUR);
    await shops.requestRedact(DOMAIN, NOON + 49 * HOUR);
    await shops.requestRedact("stranger.myshopify.com", NOON);
    expect(names().filter((name) => name === "shop.redact")).toHaveLength(1);
    await shops.redact(DOMAIN);
    await shops.redact(DOMAIN);
    expect(belongings.erased).toEqual([id]);
    expect(store.rows.size).toBe(0);
  });

  it("erases a shop whose uninstalling was never heard of", async () => {
    const { shops, names } = setUp();
    await shops.recordInstall(DOMAIN, "");
    await shops.requestRedact(DOMAIN, NOON + 80 * HOUR);
    expect(names()).toContain("shop.redact");
  });
});

describe("a shop's door", () => {
  it("reads the profile from Shopify again", async () => {
    const { shops, store } = setUp();
    const shop = await shops.recordInstall(DOMAIN, "");
    const door = createShopDoor({ store, info: fakeShopInfo(), plansAreSold: true }, shop);
    expect(await door.profile()).toMatchObject({ name: "", currency: "USD" });
    expect(await door.refreshProfile()).toMatchObject({
      name: "Morrow & Tide",
      currency: "EUR",
      timeZone: "Europe/Lisbon",
      proxyPath: "/apps/clipshelf",
    });
  });
});

describe("a shop's plan", () => {
  it("is the smallest until Shopify says that it subscribed, and again when that ends", async () => {
    const { shops, store } = setUp();
    const shop = await shops.recordInstall(DOMAIN, "");
    const info = fakeShopInfo();
    const door = createShopDoor({ store, info, plansAreSold: true }, shop);
    expect(await door.plan()).toEqual({ name: "starter", limits: PLANS.starter });
    for (const [planHandle, name] of [
      ["growth", "growth"],
      // Somebody pays for it, so nothing is held back.
      ["a-plan-of-next-year", "scale"],
      [null, "starter"],
    ] as const) {
      info.answer.planHandle = planHandle;
      await door.refreshProfile();
      expect((await door.plan()).name).toBe(name);
      expect((await shops.plan(shop.id)).name).toBe(name);
    }
  });

  it("has no limits where no plans are sold", async () => {
    const { shops } = setUp({ plansAreSold: false });
    const shop = await shops.recordInstall(DOMAIN, "");
    expect(await shops.plan(shop.id)).toEqual({
      name: "open",
      limits: { clips: null, bytes: null, fileBytes: null },
    });
  });
});

describe("the webhook inbox", () => {
  const webhook = {
    ...{ webhookId: "w1", shopDomain: DOMAIN, topic: "orders/create" },
    ...{ eventId: null, triggeredAt: NOON },
  };

  it("lets a webhook work once", async () => {
    const inbox = createWebhookInbox({ receipts: fakeWebhookReceipts(), clock: fixedClock(NOON) });
    let effects = 0;
    const effect = async () => {
      effects++;
    };
    expect(await inbox.once(webhook, effect)).toBe("done");
    expect(await inbox.once(webhook, effect)).toBe("repeated");
    expect(effects).toBe(1);
  });

  it("keeps nothing of the payload", async () => {
    const receipts = fakeWebhookReceipts();
    const inbox = createWebhookInbox({ receipts, clock: fixedClock(NOON) });
    const withPayload = { ...webhook, payload: { email: "mei@example.com" } };
    await inbox.once(withPayload, async () => {});
    expect([...receipts.kept.values()]).toEqual([{ ...webhook, receivedAt: NOON }]);
  });

  it("lets it work again when it failed", async () => {
    const inbox = createWebhookInbox({ receipts: fakeWebhookReceipts(), clock: fixedClock(NOON) });
    await expect(
      inbox.once(webhook, async () => {
        throw new Error("the database went away");
      }),
    ).rejects.toThrow("went away");
    expect(await inbox.once(webhook, async () => {})).toBe("done");
  });
});
