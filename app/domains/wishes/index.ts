/** waiting: still sold out · back: can be bought again, and nobody has written yet · told: written to. */
export const WAITING_FILTERS = ["back", "waiting", "told"] as const;
export type WaitingFilter = (typeof WAITING_FILTERS)[number];

/** Somebody who wants to hear of a product, as the shop sees it. */
export interface WaitingPerson {
  id: string;
  email: string;
  productId: string;
  variantId: string;
  /** What the product and variant are called now; null when they are gone. */
  product: string | null;
  variant: string | null;
  /** BCP 47: the language to write in. */
  language: string;
  /** The sentence that was agreed to. */
  consent: string;
  /** Epoch milliseconds. */
  askedAt: number;
  backAt: number | null;
  toldAt: number | null;
}

export interface WaitingPage {
  filter: WaitingFilter;
  people: WaitingPerson[];
  next: string | null;
  counts: Record<WaitingFilter, number>;
}

/** Marked or removed at a time. */
export const MAX_WAITING_CHANGED = 1000;
/** After somebody was written to, the address is kept this long. */
export const TOLD_KEPT_DAYS = 30;
/** Nobody waits longer: the address goes. */
export const WAITING_KEPT_DAYS = 365;
