import type { Clock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { ShopsDoor } from "./index.server.ts";
import { planOf } from "./plans.ts";
import type { ShopBelongings, ShopStore } from "./ports.ts";

/** Shopify sends shop/redact this long after the uninstalling it speaks of. */
const REDACT_DELAY_MS = 48 * 60 * 60 * 1000;
/** `/apps/clipshelf`: one of Shopify's four prefixes and the merchant's own word. */
const PROXY_PATH = /^\/(a|apps|community|tools)\/[A-Za-z0-9_-]{1,64}$/;

export interface ShopsDoorPorts {
  store: ShopStore;
  belongings: ShopBelongings;
  clock: Clock;
  plansAreSold: boolean;
}

export function createShopsDoor(ports: ShopsDoorPorts): ShopsDoor {
  const { store, belongings, clock } = ports;
  return {
    plan: async (shopId) =>
      planOf(ports.plansAreSold, (await store.byId(shopId))?.planHandle ?? null),

    recordInstall: (domain, scopes) =>
      store.install({ id: newId(clock), domain, scopes, at: clock.now() }, (shop) => [
        { name: "shop.installed", payload: { shopId: shop.id }, key: shop.id },
      ]),

    async recordUninstall(domain, at) {
      await store.uninstall(domain, at, (shop) => [
        { name: "shop.uninstalled", payload: { shopId: shop.id, at }, key: shop.id },
      ]);
    },

    recordScopes: (domain, scopes) => store.setScopes(domain, scopes),

    async recordUpdate(domain) {
      const shop = await store.byDomain(domain);
      if (!shop || shop.uninstalledAt !== null) return;
      await store.enqueue([{ name: "shop.updated", payload: { shopId: shop.id }, key: shop.id }]);
    },

    async recordProxyPath(domain, path) {
      if (!PROXY_PATH.test(path)) return;
      const shop = await store.byDomain(domain);
      if (!shop || shop.uninstalledAt !== null || shop.proxyPath === path) return;
      await store.update(shop.id, { proxyPath: path }, [
        { name: "shop.proxy-path-changed", payload: { shopId: shop.id }, key: shop.id },
      ]);
    },

    async find(domain) {
      const shop = await store.byDomain(domain);
      return shop && shop.uninstalledAt === null ? { id: shop.id, domain: shop.domain } : null;
    },

    async known(domain) {
      const shop = await store.byDomain(domain);
      return shop && { id: shop.id, domain: shop.domain };
    },

    async byId(id) {
      const shop = await store.byId(id);
      return shop && shop.uninstalledAt === null ? { id: shop.id, domain: shop.domain } : null;
    },

    async requestRedact(domain, at) {
      const shop = await store.byDomain(domain);
      if (!shop) return;
      const isBack = shop.uninstalledAt === null && shop.installedAt > at - REDACT_DELAY_MS;
      if (isBack) return;
      await store.enqueue([{ name: "shop.redact", payload: { domain }, key: shop.id }]);
    },

    async redact(domain) {
      const shop = await store.byDomain(domain);
      if (!shop) return;
      // Files first: their keys hang on the rows' shop id, which must be known until they are gone.
      await belongings.erase(shop.id);
      await store.erase(shop.id);
    },
  };
}
