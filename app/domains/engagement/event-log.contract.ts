import { expect, it } from "vitest";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { EventLog, LoggedBatch } from "./ports.ts";

export interface EventLogUnderTest {
  log: EventLog;
  /** Identities of the batches stored for a shop, in no order. */
  stored(shopId: string): Promise<string[]>;
}

export const NOW = Date.parse("2026-11-22T10:00:00Z");

export function aBatch(given: Partial<LoggedBatch> = {}): LoggedBatch {
  const receivedAt = given.receivedAt ?? NOW;
  return {
    shopId: "shop-a",
    batchId: newId(fixedClock(receivedAt)),
    receivedAt,
    session: newId(),
    viewer: null,
    bot: false,
    events: [
      {
        kind: "view",
        ago: 5000,
        placementId: newId(),
        videoId: null,
        amount: null,
        variantId: null,
      },
      { kind: "watch", ago: 0, placementId: null, videoId: newId(), amount: 1500, variantId: null },
      { kind: "add", ago: 1, placementId: newId(), videoId: newId(), amount: 2, variantId: "42" },
    ],
    ...given,
  };
}

/** What every event log holds to. */
export function eventLogContract(setUp: () => Promise<EventLogUnderTest>): void {
  it("stores batches and says how many were new", async () => {
    const { log, stored } = await setUp();
    const batches = [aBatch(), aBatch(), aBatch({ shopId: "shop-b" })];
    expect(await log.append(batches)).toBe(3);
    expect(await stored("shop-a")).toHaveLength(2);
    expect(await stored("shop-b")).toEqual([batches[2]?.batchId]);
    expect(await log.append([])).toBe(0);
  });

  it("stores a batch once, however often and however late it comes", async () => {
    const { log, stored } = await setUp();
    const batch = aBatch({ shopId: "again" });
    expect(await log.append([batch, batch])).toBe(1);
    expect(await log.append([batch])).toBe(0);
    const dayAfter = { ...batch, receivedAt: batch.receivedAt + 20 * 60 * 60 * 1000 };
    expect(await log.append([dayAfter, aBatch({ shopId: "again" })])).toBe(1);
    expect(await stored("again")).toHaveLength(2);
  });

  it("keeps the same batch id of two shops apart", async () => {
    const { log, stored } = await setUp();
    const batch = aBatch({ shopId: "one" });
    expect(await log.append([batch, { ...batch, shopId: "two" }])).toBe(2);
    expect(await stored("two")).toEqual([batch.batchId]);
  });

  it("stores the same batches sent by many at once only once", async () => {
    const { log, stored } = await setUp();
    const batches = Array.from({ length: 40 }, () => aBatch({ shopId: "race" }));
    const counts = await Promise.all([
      log.append(batches),
      log.append([...batches].reverse()),
      log.append(batches.slice(10)),
    ]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40);
    expect(await stored("race")).toHaveLength(40);
  });

  it("takes senders whose clock is years off", async () => {
    const { log, stored } = await setUp();
    const ids = ["2019-05-05", "2020-01-01", "2041-01-01"].map((day) =>
      newId(fixedClock(Date.parse(day))),
    );
    const batches = ids.map((batchId) => aBatch({ shopId: "clocks", batchId }));
    expect(await log.append(batches)).toBe(3);
    expect(await log.append(batches)).toBe(0);
    expect((await stored("clocks")).sort()).toEqual(ids.sort());
  });

  it("drops what is past keeping and nothing else", async () => {
    const { log, stored } = await setUp();
    const day = 24 * 60 * 60 * 1000;
    const old = aBatch({ shopId: "tidy", receivedAt: NOW - 40 * day });
    const recent = aBatch({ shopId: "tidy" });
    await log.append([old, recent]);
    await log.maintain(NOW, 30);
    await log.maintain(NOW, 30);
    expect(await stored("tidy")).toEqual([recent.batchId]);
  });
}
