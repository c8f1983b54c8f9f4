import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "../../kernel/ids.ts";
import type { JobRequest } from "../../kernel/job.ts";
import type { ShopStore, WebhookReceipts } from "./ports.ts";

const NOON = Date.UTC(2026, 10, 1, 12);
const job = (name: string) => (shop: { id: string }) => [{ name, payload: { shopId: shop.id } }];

/** What every ShopStore does. `jobs` says which were enqueued. */
export function shopStoreContract(
  make: () => Promise<{ store: ShopStore; jobs: () => Promise<JobRequest[]> | JobRequest[] }>,
): void {
  let store: ShopStore;
  let jobs: () => Promise<JobRequest[]> | JobRequest[];
  let domain: string;
  beforeEach(async () => {
    ({ store, jobs } = await make());
    domain = `shop-${newId()}.myshopify.com`;
  });
  const install = (at = NOON) =>
    store.install({ id: newId(), domain, scopes: "write_files", at }, job("installed"));
  const enqueued = async (shopId: string) =>
    (await jobs()).filter((one) => (one.payload as { shopId: string }).shopId === shopId);

  describe("ShopStore", () => {
    it("knows a shop once, however often it is installed", async () => {
      const all = await Promise.all([install(), install(), install()]);
      expect(new Set(all.map((shop) => shop.id)).size).toBe(1);
      const shop = all[0]!;
      expect(await store.byDomain(domain)).toMatchObject({
        id: shop.id,
        scopes: "write_files",
        installedAt: NOON,
        uninstalledAt: null,
      });
      expect(await enqueued(shop.id)).toHaveLength(1);
    });

    it("marks a shop as left once, and takes it back with the same id", async () => {
      const shop = await install();
      expect(await store.uninstall(domain, NOON + 1, job("left"))).toBe(true);
      expect(await store.uninstall(domain, NOON + 2, job("left"))).toBe(false);
      expect((await store.byId(shop.id))?.uninstalledAt).toBe(NOON + 1);
      expect((await install(NOON + 5)).id).toBe(shop.id);
      expect(await store.byId(shop.id)).toMatchObject({
        installedAt: NOON + 5,
        uninstalledAt: null,
      });
      expect((await enqueued(shop.id)).map((one) => one.name)).toEqual([
        "installed",
        "left",
        "installed",
      ]);
    });

    it("ignores an uninstalling that happened before the last installing", async () => {
      await install(NOON);
      expect(await store.uninstall(domain, NOON - 1, job("left"))).toBe(false);
      expect((await store.byDomain(domain))?.uninstalledAt).toBeNull();
    });

    it("has nothing to say about strangers", async () => {
      expect(await store.byDomain("stranger.myshopify.com")).toBeNull();
      expect(await store.byId(newId())).toBeNull();
      expect(await store.uninstall("stranger.myshopify.com", NOON, job("left"))).toBe(false);
      await store.setScopes("stranger.myshopify.com", "all");
      await store.erase(newId());
    });

    it("keeps what changed and enqueues what was asked", async () => {
      const shop = await install();
      await store.update(shop.id, { proxyPath: "/a/films" }, job("path")(shop));
      await store.setScopes(domain, "read_orders");
      expect(await store.byId(shop.id)).toMatchObject({
        proxyPath: "/a/films",
        scopes: "read_orders",
      });
      expect((await enqueued(shop.id)).map((one) => one.name)).toContain("path");
      expect((await store.byId(shop.id))?.soldOut).toBe("similar");
      await store.update(shop.id, { soldOut: "notify" });
      expect(await store.byId(shop.id)).toMatchObject({ soldOut: "notify", proxyPath: "/a/films" });
      expect((await store.byId(shop.id))?.planHandle).toBeNull();
      await store.update(shop.id, { planHandle: "growth" });
      expect((await store.byId(shop.id))?.planHandle).toBe("growth");
    });

    it("erases a shop, twice without harm", async () => {
      const shop = await install();
      await store.erase(shop.id);
      await store.erase(shop.id);
      expect(await store.byDomain(domain)).toBeNull();
    });
  });
}

export function webhookReceiptsContract(make: () => Promise<WebhookReceipts>): void {
  describe("WebhookReceipts", () => {
    it("remembers what it was told, and drops a shop's old notes only", async () => {
      const receipts = await make();
      const shopDomain = `shop-${newId()}.myshopify.com`;
      const receipt = (webhookId: string, receivedAt: number, of = shopDomain) => ({
        ...{ webhookId, receivedAt, shopDomain: of },
        ...{ topic: "orders/create", eventId: null, triggeredAt: NOON },
      });
      const [old, other, fresh] = [newId(), newId(), newId()];
      expect(await receipts.has(old)).toBe(false);
      await receipts.keep(receipt(old, NOON), 0);
      await receipts.keep(receipt(old, NOON), 0);
      await receipts.keep(receipt(other, NOON, `other-${shopDomain}`), 0);
      expect(await receipts.has(old)).toBe(true);
      await receipts.keep(receipt(fresh, NOON + 10), NOON + 5);
      expect(await receipts.has(old)).toBe(false);
      expect(await receipts.has(other)).toBe(true);
      expect(await receipts.has(fresh)).toBe(true);
    });
  });
}
