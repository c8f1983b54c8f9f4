import { describe, expect, it } from "vitest";
import type { Moment } from "../moments.ts";
import type { StoredProductTag } from "../ports.ts";
import { type CarriedTimes, carryTimes, countAside, type TimedVersion } from "./carry-times.ts";
import { blankDocument, type EditDocument, newPart, ORIGINAL } from "./document.ts";
import { planTimeline } from "./timeline.ts";

const rate = { num: 25, den: 1 };
const LENGTH = 20_000;
const uploaded: TimedVersion = { id: null, timeline: null };

function version(id: string, ...parts: EditDocument["parts"]): TimedVersion {
  return { id, timeline: planTimeline({ ...blankDocument(LENGTH), parts }, rate) };
}

function tag(productId: string, from: number | null, to: number | null): StoredProductTag {
  return { productId, variantId: null, from, to, x: null, y: null };
}

const chapter = (id: string, at: number): Moment => ({ kind: "chapter", id, at, title: id });

/** Goes from version to version, as a clip does. */
function follow(
  start: { products?: StoredProductTag[]; moments?: Moment[] },
  ...versions: TimedVersion[]
) {
  let things = { products: start.products ?? [], moments: start.moments ?? [] };
  let memory: Partial<CarriedTimes> = {};
  let from = uploaded;
  for (const to of versions) {
    const carried = carryTimes(things, memory, from, to, LENGTH);
    things = carried.things;
    memory = JSON.parse(JSON.stringify(carried.memory)) as CarriedTimes;
    from = to;
  }
  return { ...things, aside: countAside(memory) };
}

const ranges = (products: StoredProductTag[]) =>
  products.map(({ productId, from, to }) => [productId, from, to]);
/** The middle is gone: 5 to 10 seconds. */
const cut = version(
  "cut",
  newPart("a", ORIGINAL, 0, 5_000),
  newPart("b", ORIGINAL, 10_000, LENGTH),
);
const fast = version("fast", { ...newPart("a", ORIGINAL, 0, LENGTH), speed: 2 });

describe("tags and moments in another version", () => {
  it("go along with what they stand on, and are set aside where it was cut out", () => {
    const products = [tag("1", 1_000, 3_000), tag("2", 6_000, 9_000), tag("3", 11_000, 14_000)];
    const moments = [chapter("a", 2_000), chapter("b", 7_000), chapter("c", 12_000)];
    const after = follow({ products, moments }, cut);
    expect(ranges(after.products)).toEqual([
      ["1", 1_000, 3_000],
      ["3", 6_000, 9_000],
    ]);
    expect(after.moments).toEqual([chapter("a", 2_000), chapter("c", 7_000)]);
    expect(after.aside).toEqual({ products: 1, moments: 1 });
  });

  it("are exactly what they were when one goes back, however far one went", () => {
    const products = [tag("1", 1_001, 7_003), tag("2", 6_000, 9_000), tag("3", null, 12_345)];
    const moments = [chapter("a", 2_001), chapter("b", 7_777)];
    const back = follow({ products, moments }, cut, fast, cut, uploaded);
    expect(back.products).toHaveLength(3);
    expect(ranges(back.products)).toEqual(expect.arrayContaining(ranges(products)));
    expect(back.moments).toEqual(moments);
    expect(back.aside).toEqual({ products: 0, moments: 0 });
  });

  it("follow speed, order and reversing", () => {
    const products = [tag("1", 4_000, 8_000)];
    expect(ranges(follow({ products }, fast).products)).toEqual([["1", 2_000, 4_000]]);
    const turned = version(
      "turned",
      newPart("b", ORIGINAL, 10_000, LENGTH),
      newPart("a", ORIGINAL, 0, 10_000),
    );
    expect(ranges(follow({ products }, turned).products)).toEqual([["1", 14_000, 18_000]]);
    const reversed = version("reversed", {
      ...newPart("a", ORIGINAL, 0, 10_000),
      reversed: true,
    });
    expect(ranges(follow({ products }, reversed).products)).toEqual([["1", 2_000, 6_000]]);
  });

  it("that are there from beginning to end stay so", () => {
    expect(ranges(follow({ products: [tag("1", null, null)] }, cut).products)).toEqual([
      ["1", null, null],
    ]);
  });

  it("set in a version are found in the clip as uploaded", () => {
    const first = carryTimes({ products: [], moments: [] }, {}, uploaded, cut, LENGTH);
    const set = { products: [tag("9", 6_000, 8_000)], moments: [chapter("n", 1_000)] };
    const { things } = carryTimes(set, first.memory, cut, uploaded, LENGTH);
    expect(ranges(things.products)).toEqual([["9", 11_000, 13_000]]);
    expect(things.moments).toEqual([chapter("n", 1_000)]);
  });

  it("on a joined clip wait for a version that has it", () => {
    const joined = version(
      "joined",
      newPart("a", ORIGINAL, 0, 4_000),
      newPart("b", "other", 0, 4_000),
    );
    const before = carryTimes({ products: [], moments: [] }, {}, uploaded, joined, LENGTH);
    const set = { products: [tag("9", 5_000, 7_000)], moments: [] };
    const away = carryTimes(set, before.memory, joined, uploaded, LENGTH);
    expect(away.things.products).toEqual([]);
    const again = carryTimes(away.things, away.memory, uploaded, joined, LENGTH);
    expect(again.things.products).toEqual(set.products);
  });

  it("keep to what moments must: a branch whose way was cut out waits", () => {
    const branch: Moment = {
      ...{ kind: "branch", id: "q", at: 1_000, question: "Which?", seconds: null },
      choices: [
        { text: "One", video: null, at: 7_000 },
        { text: "Two", video: "v", at: null },
      ],
    } as never;
    expect(follow({ moments: [branch] }, cut).aside).toEqual({ products: 0, moments: 1 });
    expect(follow({ moments: [branch] }, cut, uploaded).moments).toEqual([branch]);
    expect(follow({ moments: [branch] }, fast).moments).toMatchObject([
      { at: 500, choices: [{ at: 3_500 }, { at: null }] },
    ]);
  });

  it("leave a product that was tagged again meanwhile alone", () => {
    const set = { products: [tag("1", 6_000, 9_000)], moments: [] };
    const away = carryTimes(set, {}, uploaded, cut, LENGTH);
    const again = { products: [tag("1", 1_000, 2_000)], moments: [] };
    const back = carryTimes(again, away.memory, cut, uploaded, LENGTH);
    expect(ranges(back.things.products)).toEqual([["1", 1_000, 2_000]]);
  });
});
