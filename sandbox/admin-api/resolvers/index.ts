import type { Resolvers } from "../context.ts";
import { appResolvers } from "./app.ts";
import { discountResolvers } from "./discounts.ts";
import { fileResolvers } from "./files.ts";
import { metafieldResolvers } from "./metafields.ts";
import { orderResolvers } from "./orders.ts";
import { productResolvers } from "./products.ts";
import { shopResolvers } from "./shop.ts";

/** Every field the sandbox answers. */
export const resolvers: Resolvers = merge(
  shopResolvers,
  productResolvers,
  discountResolvers,
  metafieldResolvers,
  appResolvers,
  fileResolvers,
  orderResolvers,
);

function merge(...parts: Resolvers[]): Resolvers {
  const all: Resolvers = {};
  for (const part of parts)
    for (const [type, fields] of Object.entries(part)) all[type] = { ...all[type], ...fields };
  return all;
}
