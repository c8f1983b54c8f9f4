import type { SoldOutWay } from "../../contract/metafields.ts";
import type { ShopPlan, ShopProfile, ShopRef } from "./index.ts";

export type {
  ShopInfo,
  ShopRecord,
  ShopStore,
  WebhookReceipts,
} from "./ports.ts";
export { createShopDoor } from "./shop-door.server.ts";
export { ShopFault } from "./shop-fault.ts";
export { createShopsDoor } from "./shops-door.server.ts";
export { createWebhookInbox } from "./webhook-inbox.server.ts";

/** Verbs that make, find and forget shops. Not bound to a shop: they are how one becomes known. */
export interface ShopsDoor {
  /** Idempotent: the first admin request after (re)installing. Enqueues `shop.installed` on the first. */
  recordInstall(domain: string, scopes: string): Promise<ShopRef>;
  /** From the webhook: stops publishing and playback, keeps data until `shop/redact`. */
  recordUninstall(domain: string, at: number): Promise<void>;
  /** app/scopes_update. */
  recordScopes(domain: string, scopes: string): Promise<void>;
  /** What a shop may keep here, by its plan. */
  plan(shopId: string): Promise<ShopPlan>;
  /** shop/update, app_subscriptions/update: enqueues `shop.updated`, which asks Shopify what is new. */
  recordUpdate(domain: string): Promise<void>;
  /** The proxy path a signed request came by: the merchant can change it. Enqueues writing it to the shop. */
  recordProxyPath(domain: string, path: string): Promise<void>;
  /** Null while uninstalled or unknown. */
  find(domain: string): Promise<ShopRef | null>;
  /** The same after uninstalling too, while rows of it are kept: for what the law asks of them. */
  known(domain: string): Promise<ShopRef | null>;
  /** Like `find`, by our id: what a job's payload carries. */
  byId(id: string): Promise<ShopRef | null>;
  /**
   * The webhook shop/redact, sent 48 hours after uninstalling: enqueues `shop.redact`, unless the shop has
   * been installed again since.
   */
  requestRedact(domain: string, at: number): Promise<void>;
  /** Deletes every row and file of the shop (compliance topic shop/redact). Resumable. */
  redact(domain: string): Promise<void>;
}

export interface ShopDoor {
  profile(): Promise<ShopProfile>;
  plan(): Promise<ShopPlan>;
  /** Where the merchant chooses another plan. Throws ShopFault. */
  plansPage(): Promise<string>;
  /** Reads name, currency, zone and plan from Shopify again. */
  refreshProfile(): Promise<ShopProfile>;
  /** Enqueues writing it to the shop, where blocks read it. */
  setSoldOut(way: SoldOutWay): Promise<void>;
}

/** Lets each webhook work once. */
export interface WebhookInbox {
  /**
   * Runs `effect`, then notes the webhook down. A webhook already noted is not run again. `effect` must
   * be idempotent: a process that dies in between, or two deliveries at once, run it twice.
   */
  once(
    webhook: {
      webhookId: string;
      shopDomain: string;
      topic: string;
      eventId: string | null;
      triggeredAt: number;
    },
    effect: () => Promise<void>,
  ): Promise<"done" | "repeated">;
}
