/**
 * What the storefront tells the app of a shopper's wishes, by POST under `{proxyPath}/wishes/`. Bodies are
 * `application/json`, which no other site can send with a shopper's cookies.
 *
 *   …/notify  NotifyWish → 204: "tell me when this is back". Asked twice it is kept once.
 *   …/list    WishListChange → WishList: the saved products of whoever is signed in
 *
 * A refusal is a status and `{ reason }`: see WishRefusal.
 */
export const WISHES_BODY_MAX_BYTES = 32 * 1024;
/** A list that nobody clears must not grow for ever: the oldest go. */
export const WISH_LIST_MAX = 100;
export const EMAIL_MAX_LENGTH = 254;
export const CONSENT_MAX_LENGTH = 500;

export interface NotifyWish {
  /** Numeric ids, as storefront objects carry them. */
  product: string;
  variant: string;
  email: string;
  /** The sentence that the shopper agreed to, as it was shown. */
  consent: string;
  /** Language of the page, BCP 47. */
  language: string;
}

export interface WishItem {
  handle: string;
  title: string;
}

export interface WishListChange {
  /** Newest first. */
  save: WishItem[];
  /** Handles. */
  drop: string[];
}

export interface WishList {
  /** False: nobody is signed in, so nothing is kept here and `items` is empty. */
  signedIn: boolean;
  /** Newest first. */
  items: WishItem[];
}

/** email, consent: 422 · gone (no such product or address): 404 · too-often: 429 with Retry-After */
export type WishRefusal = "email" | "consent" | "gone" | "too-often";
