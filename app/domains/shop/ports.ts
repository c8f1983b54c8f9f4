import type { SoldOutWay } from "../../contract/metafields.ts";
import type { JobRequest } from "../../kernel/job.ts";
import type { ShopProfile, ShopRef } from "./index.ts";

/** A shop's row. */
export interface ShopRecord extends ShopProfile {
  /** Granted scopes, comma-separated, as Shopify writes them. */
  scopes: string;
  /** Of the plan it subscribed to at Shopify; null: to none. */
  planHandle: string | null;
  /** Null while installed. */
  uninstalledAt: number | null;
}

export interface ShopStore {
  byDomain(domain: string): Promise<ShopRecord | null>;
  byId(id: string): Promise<ShopRecord | null>;
  /**
   * Makes the shop known or known again. `jobs` are enqueued only when it was not installed before.
   * Two at once end in one row and one set of jobs.
   */
  install(
    entry: { id: string; domain: string; scopes: string; at: number },
    jobs: (shop: ShopRef) => JobRequest[],
  ): Promise<ShopRef>;
  /**
   * Marks the shop as left and forgets its sessions. Changes nothing (false) when the shop is unknown,
   * has left already, or was installed after `at`.
   */
  uninstall(domain: string, at: number, jobs: (shop: ShopRef) => JobRequest[]): Promise<boolean>;
  setScopes(domain: string, scopes: string): Promise<void>;
  /** Keeps what Shopify says about the shop; a new proxy path or name enqueues `jobs`. */
  update(id: string, change: Partial<ShopDescription>, jobs?: JobRequest[]): Promise<void>;
  enqueue(jobs: JobRequest[]): Promise<void>;
  /** Deletes every row that carries this shop's id, in every schema, the shop itself last. Resumable. */
  erase(id: string): Promise<void>;
}

/** What can change about a shop while it is installed. */
export interface ShopDescription {
  name: string;
  currency: string;
  timeZone: string;
  proxyPath: string;
  soldOut: SoldOutWay;
  planHandle: string | null;
}

/** Asks Shopify about the shop. Throws ShopFault. */
export interface ShopInfo {
  read(shop: ShopRef): Promise<{
    name: string;
    currency: string;
    timeZone: string;
    /** Owner of the app-data metafields; another one after every installation. */
    installationGid: string;
    /** Of the plan it is subscribed to; null: to none. */
    planHandle: string | null;
  }>;
  /** Shopify's page where the merchant chooses a plan of this app. */
  plansPage(shop: ShopRef): Promise<string>;
}

/** What other rooms keep for a shop outside the database. */
export interface ShopBelongings {
  /** Deletes every file of the shop. Resumable. */
  erase(shopId: string): Promise<void>;
}

/** Webhooks seen, so that a second delivery does nothing. */
export interface WebhookReceipts {
  has(webhookId: string): Promise<boolean>;
  /** Notes a webhook down; a second note of the same is no error. Drops the shop's old notes. */
  keep(receipt: WebhookReceipt, forgetBefore: number): Promise<void>;
}

export interface WebhookReceipt {
  webhookId: string;
  shopDomain: string;
  topic: string;
  eventId: string | null;
  /** Epoch milliseconds. */
  triggeredAt: number;
  receivedAt: number;
}
