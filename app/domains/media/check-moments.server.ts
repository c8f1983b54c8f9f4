import { type Fault, ok, type Result } from "../../kernel/result.ts";
import type { CatalogDoor, DiscountsDoor } from "../catalog/index.server.ts";
import { leadsTo, type Moment, type MomentFaultKind, momentFault, tidyMoments } from "./moments.ts";
import type { MediaStore } from "./ports.ts";

export type MomentsCheckFault = Fault<
  | MomentFaultKind
  | "choice-leads-to-itself"
  | "choice-clip-gone"
  | "link-product-gone"
  /** {code} */
  | "discount-not-found"
  /** {code} */
  | "discount-over"
  | "discount-unreadable"
>;

/**
 * Moments as they are kept, when they are in order and what they lead to is there: clips, products and
 * discount codes of the shop's own. A code is asked of Shopify now, because it may have changed since.
 */
export async function checkMoments(
  ports: {
    store: Pick<MediaStore, "byIds">;
    catalog: Pick<CatalogDoor, "products">;
    discounts: Pick<DiscountsDoor, "ask">;
  },
  shopId: string,
  clip: { id: string; duration: number | null },
  given: Moment[],
): Promise<Result<Moment[], MomentsCheckFault>> {
  // The merchant's own order until all is well: faults count in it.
  const fault = momentFault(given, clip.duration);
  if (fault) return { ok: false, fault };

  const clips = new Set((await ports.store.byIds(shopId, leadsTo(given))).map(({ id }) => id));
  const linked = given.flatMap((moment) =>
    moment.kind === "call" && moment.link.to === "product" ? moment.link.id : [],
  );
  const products = new Set((await ports.catalog.products(linked)).map(({ id }) => id));
  for (const [at, moment] of given.entries()) {
    const kind = await targetFault(moment, clip.id, clips, products, ports.discounts);
    if (kind) return { ok: false, fault: { ...kind, params: { at, ...kind.params } } };
  }
  return ok(tidyMoments(given));
}

async function targetFault(
  moment: Moment,
  clipId: string,
  clips: ReadonlySet<string>,
  products: ReadonlySet<string>,
  discounts: Pick<DiscountsDoor, "ask">,
): Promise<MomentsCheckFault | null> {
  if (moment.kind === "call" && moment.link.to === "product" && !products.has(moment.link.id))
    return { kind: "link-product-gone", params: { field: "link" } };
  if (moment.kind === "branch")
    for (const [place, { video }] of moment.choices.entries()) {
      const field = `choice-${place}`;
      if (video === clipId) return { kind: "choice-leads-to-itself", params: { field } };
      if (video !== null && !clips.has(video))
        return { kind: "choice-clip-gone", params: { field } };
    }
  if (moment.kind === "coupon") {
    const code = moment.code.trim();
    const params = { field: "code", code };
    const found = await discounts.ask(code);
    if (found === "unreadable") return { kind: "discount-unreadable", params };
    if (!found) return { kind: "discount-not-found", params };
    if (found.status === "expired") return { kind: "discount-over", params };
  }
  return null;
}
