import { describe, expect, it } from "vitest";
import { EVENT_BATCH_MAX_BYTES, EVENT_BATCH_MAX_EVENTS } from "../../../../app/contract/events.ts";
import { fixedClock } from "../../../../app/kernel/clock.ts";
import { isId, newId } from "../../../../app/kernel/ids.ts";
import { EventLog } from "./event-log.ts";

const placement = newId();
const video = newId();

describe("EventLog", () => {
  it("writes how long ago each thing happened, against the clock at sending", () => {
    const clock = fixedClock(1_000_000);
    const log = new EventLog(clock);
    log.add({ kind: "view", placement, video: "" });
    clock.advance(400);
    log.add({ kind: "watch", placement, video, value: 2100 });
    clock.advance(600);
    const [batch] = log.drain(null);
    expect(batch).toMatchObject({
      v: 1,
      s: log.session,
      t: 1_001_000,
      e: [
        ["view", 1000, placement, ""],
        ["watch", 600, placement, video, 2100],
      ],
    });
    expect(isId(batch?.b)).toBe(true);
    expect(log.size).toBe(0);
  });

  it("names the viewer only when it is given one", () => {
    const log = new EventLog(fixedClock(0));
    log.add({ kind: "open", placement, video });
    expect(log.drain(null)[0]).not.toHaveProperty("u");
    log.add({ kind: "open", placement, video });
    const viewer = newId();
    expect(log.drain(viewer)[0]?.u).toBe(viewer);
  });

  it("keeps the value's place when only a variant is given", () => {
    const log = new EventLog(fixedClock(0));
    log.add({ kind: "product", placement, video, variant: "77" });
    expect(log.drain(null)[0]?.e[0]).toEqual(["product", 0, placement, video, 0, "77"]);
  });

  it("splits what one batch may not hold, each with an identity of its own", () => {
    const log = new EventLog(fixedClock(1_700_000_000_000));
    for (let index = 0; index < EVENT_BATCH_MAX_EVENTS + 1; index++)
      log.add({ kind: "complete", placement, video, value: 123456, variant: "12345678901234" });
    const batches = log.drain(newId());
    expect(batches.map(({ e }) => e.length)).toEqual([EVENT_BATCH_MAX_EVENTS, 1]);
    expect(new Set(batches.map(({ b }) => b)).size).toBe(2);
    expect(JSON.stringify(batches[0]).length).toBeLessThanOrEqual(EVENT_BATCH_MAX_BYTES);
  });
});
