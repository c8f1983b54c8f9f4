import { describe, expect, it } from "vitest";
import { checkMoments } from "./check-moments.server.ts";
import {
  type Branch,
  type Call,
  type Chapter,
  type Countdown,
  type Coupon,
  leadsTo,
  MAX_MOMENTS,
  type Moment,
  momentFault,
  newMomentId,
  type Quiz,
  tidyMoments,
} from "./moments.ts";

const DURATION = 20_000;
let last = 0;
const id = () => String(++last);
const chapter = (at: number, more: Partial<Chapter> = {}): Chapter => ({
  ...{ kind: "chapter", id: id(), at, title: "Part" },
  ...more,
});
const call = (from: number, to: number | null, more: Partial<Call> = {}): Call => ({
  ...{ kind: "call", id: id(), from, to, text: "See it" },
  link: { to: "product", id: "1" },
  ...more,
});
const coupon = (from: number, to: number | null, more: Partial<Coupon> = {}): Coupon => ({
  ...{ kind: "coupon", id: id(), from, to, text: "15% off", code: "TEA15" },
  ...more,
});
const countdown = (from: number, to: number | null, more: Partial<Countdown> = {}): Countdown => ({
  ...{ kind: "countdown", id: id(), from, to, text: "Ends in", until: 1_800_000_000_000 },
  over: null,
  ...more,
});
const branch = (at: number, more: Partial<Branch> = {}): Branch => ({
  ...{ kind: "branch", id: id(), at, question: "What next?" },
  choices: [
    { text: "Again", video: null, at: 0 },
    { text: "The lamp", video: "lamp", at: null },
  ],
  ...more,
});
const quiz = (at: number, more: Partial<Quiz> = {}): Quiz => ({
  ...{ kind: "quiz", id: id(), at, question: "How long?" },
  choices: [
    { text: "Four minutes", right: true, answer: "Yes." },
    { text: "An hour", right: false, answer: "No, it would be bitter." },
  ],
  ...more,
});
const fault = (...moments: Moment[]) => {
  const found = momentFault(moments, DURATION);
  return found && [found.kind, found.params?.at, found.params?.field];
};

describe("a clip's moments", () => {
  it("may be of every kind at once", () => {
    const all = [chapter(0), chapter(9000), call(0, 5000), countdown(0, 6000), coupon(7000, null)];
    expect(fault(...all, branch(8000), quiz(12_000))).toBeNull();
    expect(fault()).toBeNull();
  });

  it("are not too many", () => {
    const many = Array.from({ length: MAX_MOMENTS + 1 }, (_, at) => chapter(at));
    expect(fault(...many)?.[0]).toBe("too-many-moments");
    expect(fault(...many.slice(1))).toBeNull();
  });

  it("say something, and not too much", () => {
    expect(fault(chapter(0), chapter(1, { title: "  " }))).toEqual([
      ...["moment-text-empty", 1, "title"],
    ]);
    expect(fault(call(0, null, { text: "x".repeat(61) }))).toEqual([
      ...["moment-text-too-long", 0, "text"],
    ]);
    // As people count: an emoji of two units is one.
    expect(fault(call(0, null, { text: "🫖".repeat(60) }))).toBeNull();
    expect(fault(quiz(0, { question: "" }))).toEqual(["moment-text-empty", 0, "question"]);
    const [right, wrong] = quiz(0).choices;
    expect(fault(quiz(0, { choices: [right!, { ...wrong!, answer: "" }] }))).toEqual([
      ...["moment-text-empty", 0, "answer-1"],
    ]);
    expect(fault(countdown(0, null, { over: "x".repeat(61) }))?.[2]).toBe("over");
  });

  it("lie inside the clip", () => {
    expect(fault(chapter(DURATION))).toEqual(["moment-outside-clip", 0, "at"]);
    expect(fault(chapter(-1))).toEqual(["moment-outside-clip", 0, "at"]);
    expect(fault(call(DURATION, null))).toEqual(["moment-outside-clip", 0, "from"]);
    expect(fault(call(0, DURATION + 1))).toEqual(["moment-outside-clip", 0, "to"]);
    expect(fault(call(500, 500))).toEqual(["moment-range-empty", 0, "to"]);
    expect(fault(branch(DURATION - 999))).toEqual(["moment-outside-clip", 0, "at"]);
    expect(fault(branch(DURATION - 1001))).toBeNull();
    const outside = [
      { text: "A", video: null, at: DURATION },
      { text: "B", video: null, at: 0 },
    ];
    expect(fault(branch(0, { choices: outside }))).toEqual(["moment-outside-clip", 0, "choice-0"]);
    // While the length is not known, only nonsense is refused.
    expect(momentFault([chapter(10 ** 9)], null)).toBeNull();
    expect(momentFault([chapter(1.5)], null)?.kind).toBe("moment-outside-clip");
  });

  it("do not stand in each other's way", () => {
    expect(fault(chapter(5), chapter(5))?.[0]).toBe("moments-meet");
    expect(fault(quiz(5000), branch(5999))).toEqual(["moments-meet", 1, "at"]);
    expect(fault(quiz(5000), branch(6000))).toBeNull();
    expect(fault(call(0, 5000), call(4999, null))).toEqual(["moments-meet", 1, "from"]);
    expect(fault(call(0, 5000), call(5000, null))).toBeNull();
    expect(fault(call(0, null), coupon(1, null), countdown(2, 9))).toEqual([
      ...["too-many-bars", 2, "from"],
    ]);
    // Two that begin together are one too many of their kind, whichever stands first.
    expect(fault(call(0, 5), call(0, 9))?.[0]).toBe("moments-meet");
  });

  it("lead to what a browser may open, and nowhere else", () => {
    const link = (url: string) => fault(call(0, null, { link: { to: "url", url } }))?.[0];
    expect(link("https://example.com/a?b#c")).toBeUndefined();
    for (const bad of [
      "javascript:alert(1)",
      " JaVaScRiPt:alert(1)",
      "data:text/html,x",
      "http://example.com",
      "//example.com",
      "/products/mug",
      "https://user:pass@example.com",
      "https://",
      "",
      `https://example.com/${"x".repeat(2000)}`,
    ])
      expect(link(bad), bad).toBe("link-unsafe");
    for (const handle of ["tea-time", "teezeit", "茶"])
      expect(fault(call(0, null, { link: { to: "collection", handle } }))).toBeNull();
    for (const handle of ["", "../admin", "a/b", "a b", "a?b", "-x"])
      expect(fault(call(0, null, { link: { to: "page", handle } }))?.[0]).toBe("link-unsafe");
    expect(fault(call(0, null, { link: { to: "product", id: "1/../2" } }))?.[0]).toBe(
      "link-unsafe",
    );
  });

  it("ask with two to four choices that lead somewhere, and quizzes have an answer", () => {
    const choices = branch(0).choices;
    expect(fault(branch(0, { choices: choices.slice(1) }))?.[0]).toBe("choice-count");
    expect(fault(branch(0, { choices: [...choices, ...choices, ...choices] }))?.[0]).toBe(
      "choice-count",
    );
    const both = { text: "A", video: "lamp", at: 0 };
    const none = { text: "A", video: null, at: null };
    for (const bad of [both, none])
      expect(fault(branch(0, { choices: [choices[0]!, bad] }))).toEqual([
        ...["choice-leads-nowhere", 0, "choice-1"],
      ]);
    const wrong = quiz(0).choices.map((choice) => ({ ...choice, right: false }));
    expect(fault(quiz(0, { choices: wrong }))).toEqual(["quiz-has-no-answer", 0, "choices"]);
  });

  it("count down to an instant", () => {
    for (const until of [0, -1, Number.NaN, 1.5])
      expect(fault(countdown(0, null, { until }))).toEqual(["countdown-not-a-time", 0, "until"]);
  });

  it("are kept trimmed and in the order of their times", () => {
    const tidy = tidyMoments([
      quiz(9000),
      call(100, null, { text: " Go " }),
      countdown(50, null, { over: "  " }),
    ]);
    expect(tidy.map(({ kind }) => kind)).toEqual(["countdown", "call", "quiz"]);
    expect(tidy[0]).toMatchObject({ over: null });
    expect(tidy[1]).toMatchObject({ text: "Go" });
  });

  it("know where they lead", () => {
    expect(leadsTo([branch(0), branch(5000), chapter(0)])).toEqual(["lamp"]);
  });

  it("have ids that events can carry", () => {
    for (const random of [0, 0.5, 1 - Number.EPSILON / 2])
      expect(newMomentId(() => random)).toMatch(/^[1-9]\d{0,14}$/);
  });
});

describe("what moments lead to", () => {
  const clip = { id: "this", duration: DURATION };
  const discounts = new Map<string, "active" | "scheduled" | "expired">([
    ["TEA15", "active"],
    ["SOON", "scheduled"],
    ["OLD", "expired"],
  ]);
  const ports = {
    store: {
      byIds: async (_shop: string, ids: string[]) =>
        ids.filter((one) => one === "lamp" || one === "this").map((one) => ({ id: one }) as never),
    },
    catalog: {
      products: async (ids: string[]) =>
        ids.filter((one) => one === "1").map((one) => ({ id: one }) as never),
    },
    discounts: {
      ask: async (code: string) => {
        if (code === "DARK") return "unreadable" as const;
        const status = discounts.get(code);
        return status ? { code, title: "", summary: "", status, startsAt: 0, endsAt: null } : null;
      },
    },
  };
  const check = async (...moments: Moment[]) => {
    const result = await checkMoments(ports, "shop", clip, moments);
    return result.ok ? result.value : [result.fault.kind, result.fault.params];
  };

  it("is there", async () => {
    const good = [branch(5000), call(0, 9), coupon(0, 9)];
    expect(await check(...good)).toEqual(tidyMoments(good));
    expect(await check(coupon(0, 9, { code: " SOON " }))).toMatchObject([{ code: "SOON" }]);
  });

  it("or says what is not, and at which moment", async () => {
    const choices = branch(0).choices;
    const gone = [choices[0]!, { text: "B", video: "gone", at: null }];
    expect(await check(chapter(0), branch(5000, { choices: gone }))).toEqual([
      ...["choice-clip-gone", { at: 1, field: "choice-1" }],
    ]);
    const self = [choices[0]!, { text: "B", video: "this", at: null }];
    expect(await check(branch(5000, { choices: self }))).toEqual([
      ...["choice-leads-to-itself", { at: 0, field: "choice-1" }],
    ]);
    expect(await check(call(0, 9, { link: { to: "product", id: "2" } }))).toEqual([
      ...["link-product-gone", { at: 0, field: "link" }],
    ]);
    for (const [code, kind] of [
      ["NONE", "discount-not-found"],
      ["OLD", "discount-over"],
      ["DARK", "discount-unreadable"],
    ] as const)
      expect(await check(coupon(0, 9, { code }))).toEqual([kind, { at: 0, field: "code", code }]);
  });
});
