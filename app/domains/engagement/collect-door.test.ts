import { describe, expect, it } from "vitest";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { createCollectDoor } from "./create-collect-door.server.ts";
import { eventLogContract, NOW } from "./event-log.contract.ts";
import { fakeEventLog } from "./fakes.ts";

describe("the fake event log", () => {
  const log = fakeEventLog();
  eventLogContract(async () => ({
    log,
    stored: async (shopId) =>
      log.batches.filter((batch) => batch.shopId === shopId).map(({ batchId }) => batchId),
  }));
});

function body(batchId = newId()): Buffer {
  const e = [["play", 100, newId(), newId()]];
  return Buffer.from(JSON.stringify({ v: 1, b: batchId, s: newId(), t: NOW, e }));
}

const shop = { id: "shop-a" };

/** A write that waits until it is let go. */
function gate() {
  let open = () => {};
  const hold = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { hold, open };
}

describe("the collect door", () => {
  it("stores a batch under its shop with our own clock's time", async () => {
    const log = fakeEventLog();
    const door = createCollectDoor({ log, clock: fixedClock(NOW) });
    expect(await door.collect(shop, body(), { bot: true })).toEqual({
      kind: "accepted",
      events: 1,
    });
    expect(log.batches).toMatchObject([
      { shopId: "shop-a", receivedAt: NOW, bot: true, events: [{ kind: "play", ago: 100 }] },
    ]);
  });

  it("answers only after the batch is stored", async () => {
    const log = fakeEventLog();
    const { hold, open } = gate();
    log.hold = hold;
    const door = createCollectDoor({ log, clock: fixedClock(NOW) });
    let answered = false;
    const answer = door.collect(shop, body()).then(() => {
      answered = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(answered).toBe(false);
    open();
    await answer;
    expect(log.batches).toHaveLength(1);
  });

  it("makes few writes of many requests", async () => {
    const log = fakeEventLog();
    const door = createCollectDoor({ log, clock: fixedClock(NOW) });
    await Promise.all(Array.from({ length: 1200 }, () => door.collect(shop, body())));
    expect(log.batches).toHaveLength(1200);
    expect(log.writes.length).toBeLessThanOrEqual(4);
    expect(Math.max(...log.writes)).toBeLessThanOrEqual(500);
  });

  it("accepts a batch sent again and stores it once", async () => {
    const log = fakeEventLog();
    const door = createCollectDoor({ log, clock: fixedClock(NOW) });
    const raw = body();
    for (let i = 0; i < 3; i++)
      expect(await door.collect(shop, raw)).toEqual({ kind: "accepted", events: 1 });
    expect(log.batches).toHaveLength(1);
  });

  it("refuses what is no batch without a write", async () => {
    const log = fakeEventLog();
    const door = createCollectDoor({ log, clock: fixedClock(NOW) });
    expect(await door.collect(shop, Buffer.from("{"))).toEqual({
      kind: "refused",
      reason: "not-json",
    });
    expect(log.writes).toEqual([]);
  });

  it("says busy when too much waits, and takes more once there is room", async () => {
    const log = fakeEventLog();
    const { hold, open } = gate();
    log.hold = hold;
    const door = createCollectDoor({
      log,
      clock: fixedClock(NOW),
      limits: { write: 5, waiting: 10, waitingPerShop: 100, writes: 1 },
    });
    const collect = () => door.collect(shop, body());
    const first = Array.from({ length: 5 }, collect);
    await new Promise((resolve) => setImmediate(resolve));
    const waiting = Array.from({ length: 10 }, collect);
    expect(await collect()).toEqual({ kind: "busy" });
    open();
    for (const answer of await Promise.all([...first, ...waiting]))
      expect(answer.kind).toBe("accepted");
    expect(await collect()).toMatchObject({ kind: "accepted" });
    expect(log.batches).toHaveLength(16);
  });

  it("lets no shop take all the room", async () => {
    const log = fakeEventLog();
    const { hold, open } = gate();
    log.hold = hold;
    const door = createCollectDoor({
      log,
      clock: fixedClock(NOW),
      limits: { waitingPerShop: 3 },
    });
    const loud = Array.from({ length: 4 }, () => door.collect(shop, body()));
    const quiet = door.collect({ id: "shop-b" }, body());
    expect(await loud[3]).toEqual({ kind: "busy" });
    open();
    expect((await quiet).kind).toBe("accepted");
    await Promise.all(loud);
    expect((await door.collect(shop, body())).kind).toBe("accepted");
  });

  it("says busy when the log cannot be reached or does not answer, and recovers", async () => {
    const log = fakeEventLog();
    const faults: unknown[] = [];
    const door = createCollectDoor({
      log,
      clock: fixedClock(NOW),
      onWriteFailed: (error) => faults.push(error),
      limits: { patience: 50 },
    });
    log.fail = new Error("connection refused");
    const raw = body();
    expect(await door.collect(shop, raw)).toEqual({ kind: "busy" });
    log.fail = null;
    log.hold = new Promise(() => {});
    expect(await door.collect(shop, raw)).toEqual({ kind: "busy" });
    log.hold = null;
    expect(await door.collect(shop, raw)).toMatchObject({ kind: "accepted" });
    expect(faults).toHaveLength(2);
    expect(log.batches).toHaveLength(1);
  });
});
