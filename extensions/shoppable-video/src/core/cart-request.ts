import { LINE_PROPERTY } from "../../../../app/contract/events.ts";

export interface CartWish {
  variantId: string;
  quantity: number;
  /** Value of LINE_PROPERTY, or null when the clip belongs to no placement. */
  credit: string | null;
  /** Numeric selling plan id; absent or null: bought once. */
  planId?: number | null;
}

/** Shopify answers at most this many sections with a cart change. */
const MOST_SECTIONS = 5;

/** Body of `POST {root}cart/add.js`. */
export function addRequest(
  wish: CartWish,
  sections: readonly string[],
  sectionsUrl: string,
): object {
  const wanted = [...new Set(sections)].slice(0, MOST_SECTIONS);
  return {
    items: [
      {
        id: Number(wish.variantId),
        quantity: wish.quantity,
        ...(wish.planId ? { selling_plan: wish.planId } : {}),
        ...(wish.credit ? { properties: { [LINE_PROPERTY]: wish.credit } } : {}),
      },
    ],
    ...(wanted.length > 0 ? { sections: wanted, sections_url: sectionsUrl } : {}),
  };
}

/** Payload of the standard action `Shopify.actions.updateCart`, which knows no selling plans. */
export function updateCartPayload(wish: CartWish): object {
  return {
    lines: [
      {
        merchandiseId: `gid://shopify/ProductVariant/${wish.variantId}`,
        quantity: wish.quantity,
        ...(wish.credit ? { attributes: [{ key: LINE_PROPERTY, value: wish.credit }] } : {}),
      },
    ],
  };
}

/** `GET {root}cart.js`, the part that is used. */
export interface CartState {
  item_count: number;
  items: { variant_id: number; quantity: number }[];
}

export function quantityOf(cart: CartState, variantId: string): number {
  return cart.items
    .filter((line) => String(line.variant_id) === variantId)
    .reduce((sum, line) => sum + line.quantity, 0);
}

/**
 * added: all of it. partly: the shop put in less than asked, or something, and says why.
 * refused: nothing was added, in the shop's words. failed: we never learnt the answer. unsent: it was
 * never asked, so nothing was added.
 */
export type CartOutcome =
  | { kind: "added"; quantity: number }
  | { kind: "partly"; quantity: number; inCart: number; reason: string }
  | { kind: "refused"; inCart: number; reason: string }
  | { kind: "failed" }
  | { kind: "unsent" };

/**
 * What a refusal means, given the variant's quantity in the cart before and after. Over stock the
 * shop adds what there is and still answers 422, so only the cart tells what happened.
 */
export function judgeRefusal(reason: string, before: number | null, after: number): CartOutcome {
  const added = before === null ? 0 : after - before;
  return added > 0
    ? { kind: "partly", quantity: added, inCart: after, reason }
    : { kind: "refused", inCart: after, reason };
}

/** The sentence in a `cart/add.js` refusal. `description` is an object when a field is at fault. */
export function refusalReason(body: unknown): string {
  if (typeof body !== "object" || body === null) return "";
  const { description, message } = body as { description?: unknown; message?: unknown };
  if (typeof description === "string") return description;
  if (typeof description === "object" && description !== null)
    return Object.values(description).flat().join(" ");
  return typeof message === "string" ? message : "";
}
