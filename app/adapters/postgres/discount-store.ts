import { Prisma } from "@prisma/client";
import type { DiscountStore } from "../../domains/catalog/index.server.ts";
import { type DiscountCard, sameCode } from "../../domains/catalog/index.ts";
import type { Database, EnqueueWithin } from "./database.ts";

interface Row {
  key: string;
  code: string;
  title: string;
  summary: string;
  status: DiscountCard["status"];
  starts_at: Date;
  ends_at: Date | null;
}

/** What is known of the discount codes that clips show: one row a code, by its lower case. */
export function createDiscountStore({
  prisma,
  enqueue,
}: Pick<Database, "prisma"> & { enqueue: EnqueueWithin }): DiscountStore {
  return {
    async byCodes(shopId, codes) {
      const rows = await prisma.$queryRaw<Row[]>`
        SELECT key, code, title, summary, status, starts_at, ends_at FROM discounts
        WHERE shop_id = ${shopId} AND key = ANY(${codes.map(sameCode)})`;
      return rows.map(toCard);
    },

    async keep(shopId, asked, found, { only, at }, jobs) {
      const keys = [...new Set(asked.map(sameCode))];
      await prisma.$transaction(async (tx) => {
        // One at a time for a shop: two answers of Shopify must not be mixed.
        await tx.$queryRaw`SELECT 1 FROM shops WHERE id = ${shopId} FOR NO KEY UPDATE`;
        const concerned = only ? Prisma.empty : Prisma.sql`AND key = ANY(${keys})`;
        const rows = await tx.$queryRaw<Row[]>`
          SELECT key, code, title, summary, status, starts_at, ends_at FROM discounts
          WHERE shop_id = ${shopId} ${concerned}`;
        const before = new Map(rows.map((row) => [row.key, toCard(row)]));
        const after = new Map(found.map((card) => [sameCode(card.code), card]));
        const changed = [...new Set([...keys, ...before.keys()])].filter(
          (key) => JSON.stringify(before.get(key)) !== JSON.stringify(after.get(key)),
        );
        if (changed.length === 0) return;
        for (const key of changed) {
          const card = after.get(key);
          if (!card) {
            await tx.$executeRaw`DELETE FROM discounts WHERE shop_id = ${shopId} AND key = ${key}`;
            continue;
          }
          const starts = new Date(card.startsAt);
          const ends = card.endsAt === null ? null : new Date(card.endsAt);
          await tx.$executeRaw`
            INSERT INTO discounts
              (shop_id, key, code, title, summary, status, starts_at, ends_at, checked_at)
            VALUES (${shopId}, ${key}, ${card.code}, ${card.title}, ${card.summary}, ${card.status},
                    ${starts}, ${ends}, ${new Date(at)})
            ON CONFLICT (shop_id, key) DO UPDATE SET
              code = EXCLUDED.code, title = EXCLUDED.title, summary = EXCLUDED.summary,
              status = EXCLUDED.status, starts_at = EXCLUDED.starts_at,
              ends_at = EXCLUDED.ends_at, checked_at = EXCLUDED.checked_at`;
        }
        await enqueue(tx, jobs(changed));
      });
    },
  };
}

function toCard(row: Row): DiscountCard {
  return {
    code: row.code,
    title: row.title,
    summary: row.summary,
    status: row.status,
    startsAt: row.starts_at.getTime(),
    endsAt: row.ends_at?.getTime() ?? null,
  };
}
