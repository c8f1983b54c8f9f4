import { discountState, discountSummary, findDiscount } from "../../world/discounts.ts";
import { gid } from "../../world/gid.ts";
import type { Discount } from "../../world/types.ts";
import type { AdminContext, Arguments, Resolvers } from "../context.ts";
import { SchemaNode } from "../context.ts";

export const discountResolvers: Resolvers = {
  QueryRoot: {
    codeDiscountNodeByCode: (_root, { code }, { shop }) => {
      const found = findDiscount(shop, code);
      return found && new SchemaNode("DiscountCodeNode", found);
    },
  },
  DiscountCodeNode: {
    id: (one: Discount) => gid("DiscountCodeNode", one.id),
    codeDiscount: (one: Discount) => new SchemaNode("DiscountCodeBasic", one),
  },
  DiscountCodeBasic: {
    title: (one: Discount) => one.title,
    summary: discountSummary,
    shortSummary: (one: Discount) => `${one.off}% off entire order`,
    status: (one: Discount, _args: Arguments, { now }: AdminContext) => discountState(one, now),
    startsAt: (one: Discount) => one.startsAt,
    endsAt: (one: Discount) => one.endsAt,
  },
};
