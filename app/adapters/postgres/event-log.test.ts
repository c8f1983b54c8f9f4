import { describe, expect, it } from "vitest";
import { cloneDatabase } from "../../../tests/setup/database.ts";
import { aBatch, eventLogContract } from "../../domains/engagement/event-log.contract.ts";
import { createEventLog } from "./event-log.ts";
import { createRollUps } from "./rollup-store.ts";

const { pool } = await cloneDatabase();
const log = createEventLog({ pool });

async function stored(shopId: string): Promise<string[]> {
  const { rows } = await pool.query("SELECT batch_id FROM events.batches WHERE shop_id = $1", [
    shopId,
  ]);
  return rows.map((row) => row.batch_id);
}

describe("the event log in PostgreSQL", () => {
  eventLogContract(async () => {
    // Days are only dropped once they are counted.
    const append: typeof log.append = async (batches) => {
      const count = await log.append(batches);
      await createRollUps({ pool }).rollUp(Date.now());
      return count;
    };
    return { log: { ...log, append }, stored };
  });

  it("shows the events of a batch one a row", async () => {
    const batch = aBatch({ shopId: "rows" });
    await log.append([batch]);
    const { rows } = await pool.query(
      `SELECT kind, (extract(epoch FROM at) * 1000)::float8 AS at, placement_id, video_id, amount,
              variant_id, session FROM events.log WHERE shop_id = 'rows' ORDER BY index`,
    );
    expect(rows).toEqual(
      batch.events.map((event) => ({
        kind: event.kind,
        at: batch.receivedAt - event.ago,
        placement_id: event.placementId,
        video_id: event.videoId,
        amount: event.amount,
        variant_id: event.variantId,
        session: batch.session,
      })),
    );
  });

  it("keeps a day that roll-ups have not read to its end", async () => {
    const day = 24 * 60 * 60 * 1000;
    const receivedAt = Date.parse("2026-03-01T12:00:00Z");
    await log.append([aBatch({ shopId: "unread", receivedAt })]);
    await log.maintain(receivedAt + 60 * day, 30);
    expect(await stored("unread")).toHaveLength(1);
    await createRollUps({ pool }).rollUp(Date.now());
    await log.maintain(receivedAt + 60 * day, 30);
    expect(await stored("unread")).toHaveLength(0);
  });

  it("makes the days ahead", async () => {
    await log.maintain(Date.parse("2027-01-30T00:00:00Z"), 3650);
    const { rows } = await pool.query(
      "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'events.batches'::regclass",
    );
    const names = rows.map((row) => row.name);
    for (const day of ["20270129", "20270130", "20270131", "20270201", "20270202"])
      expect(names).toContain(`events.batches_${day}`);
  });
});
