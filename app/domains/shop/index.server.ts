import type { ShopProfile, ShopRef } from "./index.ts";

/** Verbs that make, find and forget shops. Not bound to a shop: they are how one becomes known. */
export interface ShopsDoor {
  /** Idempotent: the first admin request after (re)installing. Enqueues `shop.installed` on the first. */
  recordInstall(domain: string, scopes: string): Promise<ShopRef>;
  /** From the webhook: stops publishing and playback, keeps data until `shop/redact`. */
  recordUninstall(domain: string, at: number): Promise<void>;
  /** Null while uninstalled or unknown. */
  find(domain: string): Promise<ShopRef | null>;
  /** The same by our own id: for jobs, which carry ids. */
  byId(id: string): Promise<ShopRef | null>;
  /** Deletes every row and file of the shop (compliance topic shop/redact). Resumable. */
  redact(domain: string): Promise<void>;
}

export interface ShopDoor {
  profile(): Promise<ShopProfile>;
  /** Reads name, currency, zone from Shopify again. */
  refreshProfile(): Promise<ShopProfile>;
}
