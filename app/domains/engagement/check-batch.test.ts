import { describe, expect, it } from "vitest";
import { EVENT_BATCH_MAX_BYTES, EVENT_BATCH_MAX_EVENTS } from "../../contract/events.ts";
import { newId } from "../../kernel/ids.ts";
import { checkBatch, EVENT_MAX_AGE_MS, WATCH_MAX_MS } from "./check-batch.ts";

const placement = newId();
const video = newId();
const play = ["play", 10, placement, video];

function body(given: Record<string, unknown> = {}): Buffer {
  const batch = { v: 1, b: newId(), s: newId(), t: 1_790_000_000_000, e: [play], ...given };
  return Buffer.from(JSON.stringify(batch));
}

describe("a batch", () => {
  it("is read with every kind of event", () => {
    const b = newId();
    const s = newId();
    const u = newId();
    const e = [
      ["view", 5000, placement, ""],
      ["play", 4000.4, placement, video],
      ["watch", 3000, placement, video, 2500.6],
      ["complete", 2000, placement, video],
      ["open", 1500, "", video],
      ["product", 1000, placement, video, null, "8123456789012"],
      ["add", 500, placement, video, 2, "44123456789012"],
      ["error", 0, placement, video, 3],
      ["moment", 0, placement, video, 11, "140737488355328"],
    ];
    expect(checkBatch(body({ b, s, u, e }))).toEqual({
      batchId: b,
      session: s,
      viewer: u,
      events: [
        event("view", 5000, { videoId: null }),
        event("play", 4000),
        event("watch", 3000, { amount: 2501 }),
        event("complete", 2000),
        event("open", 1500, { placementId: null }),
        event("product", 1000, { variantId: "8123456789012" }),
        event("add", 500, { amount: 2, variantId: "44123456789012" }),
        event("error", 0, { amount: 3 }),
        event("moment", 0, { amount: 11, variantId: "140737488355328" }),
      ],
    });
  });

  it("needs no viewer id", () => {
    expect(checkBatch(body())).toMatchObject({ viewer: null });
    expect(checkBatch(body({ u: null }))).toMatchObject({ viewer: null });
  });

  it("loses events older than a day and keeps the others", () => {
    const old = ["play", EVENT_MAX_AGE_MS + 1, placement, video];
    const edge = ["play", EVENT_MAX_AGE_MS, placement, video];
    expect(checkBatch(body({ e: [old, edge, play] }))).toMatchObject({
      events: [{ ago: EVENT_MAX_AGE_MS }, { ago: 10 }],
    });
    expect(checkBatch(body({ e: [old] }))).toMatchObject({ events: [] });
  });

  it("counts an event after its own sending as sent now, and believes no clock beyond a day", () => {
    const ahead = (ms: number) => body({ e: [["play", -ms, placement, video]] });
    expect(checkBatch(ahead(5000))).toMatchObject({ events: [{ ago: 0 }] });
    expect(checkBatch(ahead(EVENT_MAX_AGE_MS + 1))).toBe("wrong-shape");
  });

  it("may have a sender whose clock is decades off", () => {
    for (const t of [0, -1, 4_000_000_000_000])
      expect(checkBatch(body({ t }))).toMatchObject({ viewer: null });
  });
});

function event(kind: string, ago: number, given: object = {}) {
  return {
    kind,
    ago,
    placementId: placement,
    videoId: video,
    amount: null,
    variantId: null,
    ...given,
  };
}

describe("what is no batch", () => {
  const one = (...wire: unknown[]) => ({ e: [wire] });
  const wrong: [string, Record<string, unknown>][] = [
    ["no events", { e: [] }],
    ["events that are no list", { e: { 0: play } }],
    ["a batch id of another shape", { b: "x" }],
    ["a batch id that is a number", { b: 5 }],
    ["no session", { s: undefined }],
    ["a session with a letter outside the alphabet", { s: "u".repeat(24) }],
    ["a viewer of another shape", { u: "me@example.com" }],
    ["a clock that is text", { t: "now" }],
    ["a clock beyond numbers", { t: 1e300 }],
    ["a version that is text", { v: "1" }],
    ["an event that is no list", { e: [{ kind: "play" }] }],
    ["an event cut short", one("play", 0, placement)],
    ["an event too long", one("watch", 0, placement, video, 1, "1", "1")],
    ["an unknown kind", one("constructor", 0, placement, video)],
    ["a kind that is a number", one(1, 0, placement, video)],
    ["a time that is text", one("play", "0", placement, video)],
    ["a time that is nothing", one("play", null, placement, video)],
    ["a time beyond a lifetime", one("play", 1e18, placement, video)],
    ["a placement of another shape", one("play", 0, "carousel", video)],
    ["a placement that is a list", one("play", 0, [placement], video)],
    ["a play of no video", one("play", 0, placement, "")],
    ["a view of a video", one("view", 0, placement, video)],
    ["watching without a length", one("watch", 0, placement, video)],
    ["watching less than nothing", one("watch", 0, placement, video, -1)],
    ["watching for ever", one("watch", 0, placement, video, WATCH_MAX_MS + 1)],
    ["watching as text", one("watch", 0, placement, video, "1000")],
    ["adding nothing", one("add", 0, placement, video, 0, "1")],
    ["adding a million", one("add", 0, placement, video, 1e6, "1")],
    ["adding without a variant", one("add", 0, placement, video, 1)],
    ["a variant that is a number", one("add", 0, placement, video, 1, 44)],
    ["a variant that is SQL", one("add", 0, placement, video, 1, "1'); drop")],
    ["a variant too long", one("add", 0, placement, video, 1, "1".repeat(21))],
    ["an error beyond codes", one("error", 0, placement, video, 1e9)],
  ];
  for (const [what, given] of wrong)
    it(`is refused: ${what}`, () => expect(checkBatch(body(given))).toBe("wrong-shape"));

  it("is refused: another version", () => {
    expect(checkBatch(body({ v: 2 }))).toBe("wrong-version");
  });

  it("is refused: too many events, too many bytes", () => {
    const many = (n: number) => body({ e: Array.from({ length: n }, () => ["view", 0, "", ""]) });
    expect(checkBatch(many(EVENT_BATCH_MAX_EVENTS))).toMatchObject({ viewer: null });
    expect(checkBatch(many(EVENT_BATCH_MAX_EVENTS + 1))).toBe("too-large");
    expect(checkBatch(Buffer.alloc(EVENT_BATCH_MAX_BYTES + 1, " "))).toBe("too-large");
  });

  it("is refused: no JSON, nothing, bytes that are no text, JSON deep as a well", () => {
    for (const text of ["", "{", "undefined", "{'v':1}"])
      expect(checkBatch(Buffer.from(text))).toBe("not-json");
    const broken = body();
    broken[broken.length - 3] = 0xff;
    expect(checkBatch(broken)).toBe("not-json");
    for (const text of ["null", "1", '"x"', "[]", "true", "[".repeat(9000) + "]".repeat(9000)])
      expect(checkBatch(Buffer.from(text))).toBe("wrong-shape");
    const deep = `{"v":1,"e":${'{"a":'.repeat(5000)}1${"}".repeat(5000)}}`;
    expect(checkBatch(Buffer.from(deep))).toBe("wrong-shape");
  });

  it("cannot hide behind the prototype", () => {
    const text = body().toString().replace("{", '{"__proto__":{"u":"x"},"constructor":1,');
    expect(checkBatch(Buffer.from(text))).toMatchObject({
      viewer: null,
      events: [{ kind: "play" }],
    });
  });
});
