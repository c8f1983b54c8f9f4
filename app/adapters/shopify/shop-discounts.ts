import type { ShopDiscounts } from "../../domains/catalog/index.server.ts";
import type { DiscountCard } from "../../domains/catalog/index.ts";
import type { AdminApi } from "./admin-api.ts";
import { DISCOUNT_BY_CODE } from "./queries.ts";

interface Answer {
  codeDiscountNodeByCode: {
    codeDiscount: {
      title: string;
      /** Discounts of apps have none. */
      summary?: string;
      status: "ACTIVE" | "EXPIRED" | "SCHEDULED";
      startsAt: string;
      endsAt: string | null;
    };
  } | null;
}

export function createShopDiscounts(api: AdminApi): ShopDiscounts {
  return {
    async byCode(shop, code) {
      const answer = await api.query<Answer>(shop, DISCOUNT_BY_CODE, { code });
      const found = answer.codeDiscountNodeByCode?.codeDiscount;
      if (!found) return null;
      const { title, summary = "", status, startsAt, endsAt } = found;
      return {
        code,
        title,
        summary,
        status: status.toLowerCase() as DiscountCard["status"],
        startsAt: Date.parse(startsAt),
        endsAt: endsAt === null ? null : Date.parse(endsAt),
      };
    },
  };
}
