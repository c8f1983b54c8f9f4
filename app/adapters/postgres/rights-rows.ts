import type { RightsRecord } from "@prisma/client";
import type { RightsJudge } from "../../domains/clearance/rights-ports.ts";
import type {
  RightsChannel,
  RightsMusic,
  RightsStatus,
  RightsTerms,
} from "../../domains/media/index.ts";
import type { EnqueueWithin, Transaction } from "./database.ts";
import { withholdWithin } from "./withhold.ts";

export const dayOf = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;
export const dateOf = (day: string | null) => day && new Date(`${day}T00:00:00Z`);

export function toTerms(row: RightsRecord): RightsTerms {
  return {
    status: row.status as RightsStatus,
    creator: row.creator,
    contact: row.contact,
    channels: row.channels as RightsChannel[],
    territory: row.territory.length > 0 ? row.territory : null,
    from: dayOf(row.fromDay),
    until: dayOf(row.untilDay),
    music: row.music as RightsMusic,
    musicNote: row.musicNote,
    evidence: row.evidence,
    evidenceLink: row.evidenceLink,
  };
}

/** Replaces a clip's record; null takes it away. The clip's row is held by the caller. */
export async function writeTerms(
  tx: Transaction,
  shopId: string,
  videoId: string,
  terms: RightsTerms | null,
  at: Date,
): Promise<void> {
  if (!terms) {
    await tx.rightsRecord.deleteMany({ where: { shopId, videoId } });
    return;
  }
  const { from, until, territory, ...fields } = terms;
  const was = await tx.rightsRecord.findUnique({
    where: { shopId_videoId: { shopId, videoId } },
    select: { updatedAt: true },
  });
  const data = {
    ...fields,
    territory: territory ?? [],
    fromDay: dateOf(from),
    untilDay: dateOf(until),
    // Two changes of one millisecond are still two, for whoever compares.
    updatedAt: new Date(Math.max(at.getTime(), (was?.updatedAt.getTime() ?? 0) + 1)),
  };
  await tx.rightsRecord.upsert({
    where: { shopId_videoId: { shopId, videoId } },
    create: { shopId, videoId, ...data },
    update: data,
  });
}

/** Holds these clips to the end of the transaction, so that each is judged and written by one at a time. */
export async function holdClips(
  tx: Transaction,
  shopId: string,
  videoIds: string[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM videos WHERE shop_id = ${shopId} AND id = ANY(${videoIds}) ORDER BY id
    FOR NO KEY UPDATE`;
  return rows.map(({ id }) => id);
}

/** Withholds or shows clips that are held, as the judge says, and enqueues what follows. */
export async function judgeClips(
  tx: Transaction,
  enqueue: EnqueueWithin,
  shopId: string,
  videoIds: string[],
  judge: RightsJudge,
): Promise<void> {
  // After the clips are held: whoever changes these judges every clip afterwards.
  const policy = await tx.rightsPolicy.findUnique({ where: { shopId } });
  const shop = await tx.shop.findUnique({ where: { id: shopId }, select: { timeZone: true } });
  const rows = await tx.rightsRecord.findMany({ where: { shopId, videoId: { in: videoIds } } });
  const rules = { uncleared: policy?.uncleared ?? true, timeZone: shop?.timeZone ?? "UTC" };
  const records = new Map(rows.map((row) => [row.videoId, row]));
  const withheld: string[] = [];
  const shown: string[] = [];
  const turns = new Map<number, string[]>();
  const still: string[] = [];
  for (const id of videoIds) {
    const row = records.get(id);
    const verdict = judge.verdict(row ? toTerms(row) : null, rules);
    (verdict.withheld ? withheld : shown).push(id);
    if (!row || (row.turnsAt?.getTime() ?? null) === verdict.turnsAt) continue;
    if (verdict.turnsAt === null) still.push(id);
    else turns.set(verdict.turnsAt, [...(turns.get(verdict.turnsAt) ?? []), id]);
  }
  const setTurn = (ids: string[], turnsAt: Date | null) =>
    tx.rightsRecord.updateMany({ where: { shopId, videoId: { in: ids } }, data: { turnsAt } });
  if (still.length > 0) await setTurn(still, null);
  for (const [at, ids] of turns) await setTurn(ids, new Date(at));
  const changed = [
    ...(await withholdWithin(tx, shopId, withheld, "rights", true)),
    ...(await withholdWithin(tx, shopId, shown, "rights", false)),
  ];
  await enqueue(tx, judge.jobs(changed, [...turns.keys()]));
}
