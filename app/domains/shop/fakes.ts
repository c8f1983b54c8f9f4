import type { JobRequest } from "../../kernel/job.ts";
import type {
  ShopBelongings,
  ShopInfo,
  ShopRecord,
  ShopStore,
  WebhookReceipt,
  WebhookReceipts,
} from "./ports.ts";

/** Shops in memory, with the jobs that were enqueued. */
export function fakeShopStore(): ShopStore & { jobs: JobRequest[]; rows: Map<string, ShopRecord> } {
  const rows = new Map<string, ShopRecord>();
  const jobs: JobRequest[] = [];
  const find = (domain: string) => [...rows.values()].find((row) => row.domain === domain) ?? null;
  return {
    jobs,
    rows,
    byDomain: async (domain) => structuredClone(find(domain)),
    byId: async (id) => structuredClone(rows.get(id) ?? null),
    async install({ id, domain, scopes, at }, wanted) {
      const known = find(domain);
      if (known && known.uninstalledAt === null) return { id: known.id, domain };
      const row: ShopRecord = known
        ? { ...known, scopes, installedAt: at, uninstalledAt: null }
        : {
            ...{ id, domain, scopes, installedAt: at, uninstalledAt: null },
            ...{ name: "", currency: "USD", timeZone: "UTC", proxyPath: "/apps/clipshelf" },
            ...{ soldOut: "similar", planHandle: null },
          };
      rows.set(row.id, row);
      jobs.push(...wanted({ id: row.id, domain }));
      return { id: row.id, domain };
    },
    async uninstall(domain, at, wanted) {
      const row = find(domain);
      if (!row || row.uninstalledAt !== null || row.installedAt > at) return false;
      row.uninstalledAt = at;
      jobs.push(...wanted({ id: row.id, domain }));
      return true;
    },
    async setScopes(domain, scopes) {
      const row = find(domain);
      if (row) row.scopes = scopes;
    },
    async update(id, change, wanted = []) {
      Object.assign(rows.get(id) ?? {}, change);
      jobs.push(...wanted);
    },
    async enqueue(wanted) {
      jobs.push(...wanted);
    },
    async erase(id) {
      rows.delete(id);
    },
  };
}

/** What Shopify says about every shop. Change the fields to change its mind. */
export function fakeShopInfo(): ShopInfo & { answer: Awaited<ReturnType<ShopInfo["read"]>> } {
  const fake = {
    answer: {
      name: "Morrow & Tide",
      currency: "EUR",
      timeZone: "Europe/Lisbon",
      installationGid: "gid://shopify/AppInstallation/1",
      planHandle: null as string | null,
    },
    plansPage: async () => "https://admin.shopify.com/store/morrow/charges/clipshelf/pricing_plans",
    read: async () => ({ ...fake.answer }),
  };
  return fake;
}

export function fakeShopBelongings(): ShopBelongings & { erased: string[] } {
  const erased: string[] = [];
  return {
    erased,
    async erase(shopId) {
      erased.push(shopId);
    },
  };
}

export function fakeWebhookReceipts(): WebhookReceipts & { kept: Map<string, WebhookReceipt> } {
  const kept = new Map<string, WebhookReceipt>();
  return {
    kept,
    has: async (webhookId) => kept.has(webhookId),
    async keep(receipt, forgetBefore) {
      if (!kept.has(receipt.webhookId)) kept.set(receipt.webhookId, receipt);
      for (const [id, old] of kept)
        if (old.shopDomain === receipt.shopDomain && old.receivedAt < forgetBefore) kept.delete(id);
    },
  };
}
