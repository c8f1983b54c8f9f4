import type { WishItem } from "../../contract/wishes.ts";
import type { ProductCard } from "../catalog/index.ts";
import type { WaitingFilter } from "./index.ts";

/** A wish to hear of a variant. Its identity is (shop, variant, address). Times are epoch milliseconds. */
export interface RestockRequest {
  id: string;
  productId: string;
  variantId: string;
  /** In small letters. */
  email: string;
  /** Of whoever was signed in, proven by the proxy's signature. */
  customerId: string | null;
  language: string;
  consent: string;
  askedAt: number;
  backAt: number | null;
  toldAt: number | null;
}

/** A person as compliance webhooks name one: by either. */
export interface NamedCustomer {
  customerId: string | null;
  email: string | null;
}

/** Who waits for what, and what was saved, of all shops. */
export interface WishStore {
  /**
   * Keeps a request. One that is there already is renewed: whoever was written to before waits anew.
   * Asking twice changes nothing else.
   */
  keepRequest(shopId: string, request: RestockRequest): Promise<void>;
  /** How many this address waits for and has not been written to about. */
  countOpen(shopId: string, email: string): Promise<number>;
  /** Newest first; without a limit of its own no more than asked for. */
  requests(
    shopId: string,
    query: { filter: WaitingFilter | null; after: string | null; limit: number },
  ): Promise<{ requests: RestockRequest[]; next: string | null }>;
  counts(shopId: string): Promise<Record<WaitingFilter, number>>;
  /**
   * Of one product, those whose variant is in `available` are back since `at`, unless they were before; the
   * others wait (again). Whoever was written to stays so. Idempotent.
   */
  setBack(shopId: string, productId: string, available: string[], at: number): Promise<void>;
  /** Answers how many were not told before. */
  setTold(shopId: string, ids: string[], at: number): Promise<number>;
  removeRequests(shopId: string, ids: string[]): Promise<number>;
  /** Products that somebody waits for, of every shop. */
  awaited(): Promise<{ shopId: string; productIds: string[] }[]>;
  /** Drops requests told before the one time, and asked before the other. */
  forgetOld(toldBefore: number, askedBefore: number): Promise<void>;

  /** Newest first. */
  list(shopId: string, customerId: string): Promise<WishItem[]>;
  /** Saves and takes away; keeps the newest `most`. Saving what is there changes its title only. */
  changeList(
    shopId: string,
    customerId: string,
    change: { save: WishItem[]; drop: string[]; at: number; most: number },
  ): Promise<void>;

  /** Takes everything of a person away. */
  forget(shopId: string, who: NamedCustomer): Promise<void>;
  belongings(
    shopId: string,
    who: NamedCustomer,
  ): Promise<{ requests: RestockRequest[]; saved: WishItem[] }>;
}

/** Snapshots that are kept; nobody is asked. */
export type KeptProducts = (shopId: string, ids: string[]) => Promise<ProductCard[]>;
