import { createHash } from "node:crypto";
import { planOf } from "../world/selling-plans.ts";
import type { Cart, CartLine, Variant } from "../world/types.ts";
import { findVariant } from "./drops/cart.ts";
import { isAvailable, type VariantDrop } from "./drops/product.ts";
import { isVisible, type Visit } from "./visit.ts";

/** A refusal of the cart in Shopify's own words. What could be done has been done. */
export interface CartFault {
  status: number;
  message: string;
  description: string;
}

export interface AddItem {
  variantId: string;
  quantity: number;
  properties: Record<string, string>;
  sellingPlanId?: string;
}

const fault = (status: number, description: string, message = "Cart Error"): CartFault => ({
  status,
  message,
  description,
});

/**
 * Reads `id`, `quantity` and `properties`, or the `items` list of them, as `/cart/add` takes them.
 */
export function readItems(fields: Record<string, unknown>): AddItem[] | CartFault {
  const given = fields.items;
  const rows =
    given && typeof given === "object" ? Object.values(given as Record<string, unknown>) : [fields];
  const items: AddItem[] = [];
  for (const row of rows) {
    const { id, quantity, properties, selling_plan } = (row ?? {}) as Record<string, unknown>;
    if (id === undefined || id === null || id === "")
      return fault(
        400,
        `Required parameter missing or invalid: ${given ? "items" : "id"}`,
        "Parameter Missing or Invalid",
      );
    const count = quantity === undefined || quantity === "" ? 1 : Number(quantity);
    if (!Number.isInteger(count) || count < 1)
      return fault(422, "Quantity must be 1 or more", "invalid_quantity");
    items.push({
      variantId: idOf(id),
      quantity: count,
      properties: readProperties(properties),
      ...(selling_plan ? { sellingPlanId: String(selling_plan) } : {}),
    });
  }
  if (items.length === 0)
    return fault(
      400,
      "Required parameter missing or invalid: items",
      "Parameter Missing or Invalid",
    );
  return items;
}

function idOf(id: unknown): string {
  return String(id).replace(/^gid:\/\/shopify\/ProductVariant\//, "");
}

export function readProperties(value: unknown): Record<string, string> {
  if (!value || typeof value !== "object") return {};
  return Object.fromEntries(
    Object.entries(value as Record<string, unknown>)
      .filter(([, text]) => text !== "" && text !== null && text !== undefined)
      .map(([name, text]) => [name, String(text)]),
  );
}

/**
 * Adds items, newest line first. An unknown or sold-out variant refuses the whole request; an item
 * that asks for more than there is adds what there is, and says so.
 */
export function addItems(
  visit: Visit,
  cart: Cart,
  items: AddItem[],
): { added: CartLine[]; fault: CartFault | null } {
  const variants: VariantDrop[] = [];
  for (const item of items) {
    const drop = findVariant(visit, item.variantId);
    if (!drop || !isVisible(drop.product.product))
      return { added: [], fault: fault(404, "Cannot find variant") };
    if (!isAvailable(drop.variant))
      return {
        added: [],
        fault: fault(422, `The product '${lineName(drop)}' is already sold out.`),
      };
    const refused =
      planFault(drop, item) ?? ruleFault(drop.variant, held(cart, item) + item.quantity);
    if (refused) return { added: [], fault: refused };
    variants.push(drop);
  }
  const added: CartLine[] = [];
  let refused: CartFault | null = null;
  items.forEach((item, index) => {
    const drop = variants[index];
    if (!drop) return;
    const left = stockLeft(drop.variant, cart, null);
    const quantity = Math.min(item.quantity, left);
    if (quantity < item.quantity) refused ??= overStock(quantity);
    if (quantity < 1) return;
    const { variantId, properties, sellingPlanId } = item;
    const key = lineKey(variantId, properties, sellingPlanId);
    const same = cart.lines.find((line) => line.key === key);
    if (same) {
      same.quantity += quantity;
      added.push(same);
      return;
    }
    const line: CartLine = { key, variantId, quantity, properties };
    if (sellingPlanId) line.sellingPlanId = sellingPlanId;
    cart.lines.unshift(line);
    added.push(line);
  });
  return { added, fault: refused };
}

/** Sets a line's quantity; 0 removes it. Above the stock it is set to what there is, and says so. */
export function setQuantity(
  visit: Visit,
  cart: Cart,
  line: CartLine,
  quantity: number,
): CartFault | null {
  if (!Number.isInteger(quantity) || quantity < 0)
    return fault(422, "Quantity must be 0 or more", "invalid_quantity");
  if (quantity === 0) {
    cart.lines.splice(cart.lines.indexOf(line), 1);
    return null;
  }
  const drop = findVariant(visit, line.variantId);
  if (!drop) return fault(404, "Cannot find variant");
  const refused = ruleFault(drop.variant, quantity);
  if (refused) return refused;
  const left = stockLeft(drop.variant, cart, line);
  if (quantity <= left) {
    line.quantity = quantity;
    return null;
  }
  if (left < 1) return fault(422, `The product '${lineName(drop)}' is already sold out.`);
  const before = line.quantity;
  line.quantity = left;
  return overStock(Math.max(0, left - before));
}

/** The line of `id` (a variant or a line key) or `line` (counted from 1), or null. */
export function findLine(cart: Cart, fields: Record<string, unknown>): CartLine | null {
  if (fields.line !== undefined) return cart.lines[Number(fields.line) - 1] ?? null;
  const id = idOf(fields.id ?? "");
  return (
    cart.lines.find((line) => line.key === id) ??
    cart.lines.find((line) => line.variantId === id) ??
    null
  );
}

/** Gives the line other properties, and with them another key. */
export function setProperties(line: CartLine, properties: Record<string, string>): void {
  line.properties = properties;
  line.key = lineKey(line.variantId, properties, line.sellingPlanId);
}

/** Same variant, same properties and same plan are one line. */
export function lineKey(
  variantId: string,
  properties: Record<string, string>,
  sellingPlanId = "",
): string {
  const about = [...Object.entries(properties).sort(), ...(sellingPlanId ? [sellingPlanId] : [])];
  const hash = createHash("md5").update(JSON.stringify(about));
  return `${variantId}:${hash.digest("hex")}`;
}

export function noSuchLine(): CartFault {
  return fault(400, "no valid id or line parameter", "Bad Request");
}

/** Pieces of the variant that the cart has already. */
function held(cart: Cart, { variantId }: { variantId: string }): number {
  return cart.lines
    .filter((line) => line.variantId === variantId)
    .reduce((sum, line) => sum + line.quantity, 0);
}

function planFault(drop: VariantDrop, item: AddItem): CartFault | null {
  const { sellingPlanGroups, requiresSellingPlan } = drop.product.product;
  if (!item.sellingPlanId)
    return requiresSellingPlan
      ? fault(422, "Variant can only be purchased with a selling plan.")
      : null;
  return planOf(sellingPlanGroups, item.sellingPlanId)
    ? null
    : fault(422, "Cannot apply selling plan to variant.");
}

/** The merchant's least, most and steps, in the words that Shopify's own theme has for them. */
function ruleFault({ quantityRule: rule }: Variant, quantity: number): CartFault | null {
  if (!rule) return null;
  const sentence =
    quantity < rule.min
      ? `This item has a minimum of ${rule.min}`
      : rule.max !== null && quantity > rule.max
        ? `This item has a maximum of ${rule.max}`
        : quantity % rule.increment !== 0
          ? `You can only add this item in increments of ${rule.increment}`
          : null;
  return sentence === null ? null : fault(422, sentence, sentence);
}

function stockLeft(variant: Variant, cart: Cart, except: CartLine | null): number {
  if (variant.inventory === null || variant.inventoryPolicy === "CONTINUE")
    return Number.POSITIVE_INFINITY;
  const held = cart.lines
    .filter((line) => line.variantId === variant.id && line !== except)
    .reduce((sum, line) => sum + line.quantity, 0);
  return Math.max(0, variant.inventory - held);
}

/** Shopify's sentences since March 2025. */
function overStock(added: number): CartFault {
  const sentence =
    added > 0
      ? `Only ${added} items were added to your cart.`
      : "The maximum quantity of this item is already in your cart.";
  return fault(422, sentence, sentence);
}

function lineName(drop: VariantDrop): string {
  return drop.product.has_only_default_variant
    ? drop.product.title
    : `${drop.product.title} - ${drop.title}`;
}
