/** What a shop may keep here. Null: as much as it likes. */
export interface PlanLimits {
  /** Clips in the library. */
  clips: number | null;
  /** Bytes of all originals together. */
  bytes: number | null;
  /** Bytes of one file. */
  fileBytes: number | null;
}

const GB = 1000 ** 3;

/**
 * By the handle that each plan has at Shopify, smallest first. What they cost, trials and discounts are set
 * there and nowhere else: docs/decisions/0036-plans-are-shopifys.md.
 */
export const PLANS = {
  starter: { clips: 50, bytes: 5 * GB, fileBytes: GB / 2 },
  growth: { clips: 1_000, bytes: 200 * GB, fileBytes: 2 * GB },
  scale: { clips: null, bytes: null, fileBytes: null },
} as const satisfies Record<string, PlanLimits>;

/** `open`: whoever runs the app sells no plans, so there are no limits. */
export type PlanName = keyof typeof PLANS | "open";

export interface ShopPlan {
  name: PlanName;
  limits: PlanLimits;
}

/**
 * The plan of a shop. Without a subscription it is the smallest. A plan that is not known here is one that
 * somebody pays for: nothing is held back from them.
 */
export function planOf(sold: boolean, handle: string | null): ShopPlan {
  if (!sold) return { name: "open", limits: { clips: null, bytes: null, fileBytes: null } };
  const name = handle === null ? "starter" : isPlan(handle) ? handle : "scale";
  return { name, limits: PLANS[name] };
}

function isPlan(handle: string): handle is keyof typeof PLANS {
  return Object.hasOwn(PLANS, handle);
}
