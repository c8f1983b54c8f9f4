import {
  type CarriedTimes,
  carryTimes,
  type TimedVersion,
} from "../../domains/media/edits/carry-times.ts";
import type { PreparedSource } from "../../domains/media/edits/ports.ts";
import { type EditDocument, type Moment, planTimeline, timeOf } from "../../domains/media/index.ts";
import type { EnqueueWithin } from "./database.ts";
import { productRows } from "./product-rows.ts";

/**
 * Moves a clip's product tags and moments from the time of one version to that of another, in the transaction
 * that shows it. The clip's row is locked by then.
 */
export async function carryThings(
  tx: Parameters<EnqueueWithin>[0],
  shopId: string,
  videoId: string,
  from: string | null,
  to: string | null,
): Promise<void> {
  const where = { shopId_videoId: { shopId, videoId } };
  const source = await tx.editSource.findUnique({ where });
  const prepared = source?.prepared as unknown as PreparedSource | null | undefined;
  // Without it no version could have been rendered.
  if (!prepared) return;
  const state = await tx.editState.findUniqueOrThrow({ where });
  const video = await tx.video.findUniqueOrThrow({
    where: { shopId_id: { shopId, id: videoId } },
    include: { products: { orderBy: { position: "asc" } } },
  });
  const version = async (id: string | null): Promise<TimedVersion> => {
    const edit = id && (await tx.edit.findUnique({ where: { shopId_id: { shopId, id } } }));
    if (!edit) return { id, timeline: null };
    return { id, timeline: planTimeline(edit.document as unknown as EditDocument, prepared.rate) };
  };
  const { things, memory } = carryTimes(
    {
      moments: video.moments as unknown as Moment[],
      products: video.products.map(({ productId, variantId, fromMs, toMs, x, y }) => ({
        ...{ productId, variantId, from: fromMs, to: toMs, x, y },
      })),
    },
    state.carried as Partial<CarriedTimes>,
    await version(from),
    await version(to),
    Math.round(timeOf(prepared.frames, prepared.rate)),
  );
  await tx.editState.update({ where, data: { carried: memory as object } });
  await tx.video.update({
    where: { shopId_id: { shopId, id: videoId } },
    data: { moments: things.moments as object[] },
  });
  await tx.productTag.deleteMany({ where: { shopId, videoId } });
  await tx.productTag.createMany({ data: productRows(shopId, videoId, things.products) });
}
