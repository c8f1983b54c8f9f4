import type { WithheldReason } from "../../domains/media/index.ts";
import type { Transaction } from "./database.ts";

/**
 * Sets (`on`) or lifts one reason that keeps clips from the storefront, and answers which clips this
 * changed. For every store whose writes decide about it in one transaction; the caller enqueues what
 * makes the storefront follow.
 */
export async function withholdWithin(
  tx: Transaction,
  shopId: string,
  ids: string[],
  reason: WithheldReason,
  on: boolean,
): Promise<string[]> {
  if (ids.length === 0) return [];
  // Locked in one order, so that two with the same selection cannot wait in a ring.
  await tx.$queryRaw`
    SELECT 1 AS held FROM videos WHERE shop_id = ${shopId} AND id = ANY(${ids}) ORDER BY id
    FOR NO KEY UPDATE`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE videos
    SET withheld = CASE WHEN ${on} THEN array_append(withheld, ${reason})
                        ELSE array_remove(withheld, ${reason}) END
    WHERE shop_id = ${shopId} AND id = ANY(${ids}) AND (${reason} = ANY(withheld)) <> ${on}
    RETURNING id`;
  return rows.map(({ id }) => id).sort();
}
