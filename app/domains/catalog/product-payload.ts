import { z } from "zod";
import { type Money, parseMoney } from "../../kernel/money.ts";
import type { ProductCard, VariantCard } from "./index.ts";
import type { ProductSnapshot } from "./ports.ts";

const id = z.union([z.number().int().positive(), z.string().regex(/^\d+$/)]).transform(String);
const payloadSchema = z.object({
  id,
  handle: z.string(),
  title: z.string(),
  status: z.enum(["active", "draft", "archived", "unlisted"]),
  updated_at: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
  image: z.object({ src: z.string() }).nullish(),
  variants: z.array(
    z.object({
      id,
      title: z.string(),
      price: z.string(),
      inventory_quantity: z.number().nullish(),
      inventory_policy: z.string().nullish(),
      inventory_management: z.string().nullish(),
    }),
  ),
});

/** Shopify leaves variants beyond this out of a webhook. */
const VARIANTS_IN_PAYLOAD = 100;

/**
 * A products/update payload (REST's shape, prices in the shop's currency) as a snapshot. Null when it is
 * not one, or does not tell everything: then Shopify must be asked.
 */
export function readProductPayload(payload: unknown, currency: string): ProductSnapshot | null {
  const parsed = payloadSchema.safeParse(payload);
  if (!parsed.success) return null;
  const product = parsed.data;
  if (product.variants.length === 0 || product.variants.length >= VARIANTS_IN_PAYLOAD) return null;
  const variants: VariantCard[] = [];
  for (const variant of product.variants) {
    const price = readPrice(variant.price, currency);
    if (!price) return null;
    const available =
      !variant.inventory_management ||
      variant.inventory_policy === "continue" ||
      (variant.inventory_quantity ?? 0) > 0;
    variants.push({ id: variant.id, title: variant.title, price, available });
  }
  const prices = variants.map((variant) => variant.price.amount);
  const card: ProductCard = {
    id: product.id,
    handle: product.handle,
    title: product.title,
    image: product.image?.src ?? null,
    status: product.status,
    priceFrom: { amount: Math.min(...prices), currency },
    priceTo: { amount: Math.max(...prices), currency },
    available: variants.some((variant) => variant.available),
    variants,
  };
  return { card, updatedAt: Date.parse(product.updated_at) };
}

function readPrice(decimal: string, currency: string): Money | null {
  try {
    return parseMoney(decimal, currency);
  } catch {
    return null;
  }
}
