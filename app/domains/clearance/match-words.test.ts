import { describe, expect, it } from "vitest";
import { COMMON_BLOCKED_WORDS } from "./common-words.ts";
import { createWordFinder, createWordMatcher, fold } from "./match-words.ts";

const common = createWordMatcher(COMMON_BLOCKED_WORDS);

describe("blocked words", () => {
  it.each([
    "this is shit",
    "SHIT!",
    "sh1t",
    "$hit happens",
    "s h i t",
    "s.h.i.t",
    "s-h-i-t",
    "sh*t",
    "shiiiiit",
    "ｓｈｉｔ",
    "shít",
    "s\u200bh\u200bi\u200bt",
    "ѕhіt",
    "s̸h̷i̶t̵",
    "(shit)",
    "sh.it",
    "f**k you",
    "Kill  yourself",
    "cheap-followers here",
    "傻逼",
    "傻 逼",
    "傻.逼",
    "傻\u200b逼",
    "你真傻。逼。",
    "加微信123",
    "加 V 信",
    "加Ｖ信",
    "日赚千元",
    "代開發票",
    "賤人",
    "TMD",
    "ｎｍｓｌ",
  ])("are found in %j", (text) => {
    expect(common(text)).not.toBeNull();
  });

  it.each([
    "Scunthorpe is lovely",
    "A classic passport case",
    "as she items",
    "good to the last drop",
    "I paid 455 for it",
    "Shitake? It is written shiitake",
    "Dickens would agree",
    "push it to me",
    "妈妈的味道",
    "微信支付很方便",
    "这个杯子太好看了",
    "发票开得很快",
    "好看！",
    "かわいい",
    "예뻐요",
    "جميل جدا",
  ])("are not found in %j", (text) => {
    expect(common(text)).toBeNull();
  });

  it("are the shop's own too, whatever characters they hold", () => {
    const own = createWordMatcher(["c++", "a.b", "(", "  ", "éclair", "ab", "竞品牌", "ass"]);
    expect(own("I like C++")).toBe("c++");
    expect(own("ECLAIR")).toBe("éclair");
    expect(own("竞-品-牌")).toBe("竞品牌");
    expect(own("a b")).toBeNull();
    expect(own("pass the glass, 455")).toBeNull();
    expect(own("()")).toBeNull();
    expect(createWordMatcher([])("anything")).toBeNull();
  });

  // A pattern that went back over such texts again and again would not end before the test's own limit.
  it("come to an end, even where someone tries", () => {
    const many = createWordMatcher([
      ...COMMON_BLOCKED_WORDS,
      ...Array.from({ length: 300 }, (_, index) => `word${index} aaaa bbbb`),
    ]);
    for (const nasty of [
      "a".repeat(2000),
      "s.".repeat(1000),
      "!1|".repeat(700),
      "s h i ".repeat(350),
    ])
      expect(many(nasty), nasty.slice(0, 12)).toBeNull();
  });

  it.each([
    ["so ｓｈｉｔ good", "ｓｈｉｔ"],
    ["a s.h.i.t b", "s.h.i.t"],
    ["👗👗 sh1t 👗", "sh1t"],
    ["你真 傻 。逼 吗", "傻 。逼"],
    ["Ça, e\u0301h, shít\u0301!", "shít"],
  ])("are shown where they stand in %j", (text, written) => {
    const [found] = createWordFinder(COMMON_BLOCKED_WORDS)(text);
    expect(text.slice(found?.from, found?.to)).toBe(written);
  });

  it("are all found, once each", () => {
    const find = createWordFinder(["tea", "mug", "cup"]);
    expect(find("A mug, a tea, a mug").map(({ word }) => word)).toEqual(["tea", "mug"]);
    expect(find("A mug, a tea, a mug", 1)).toHaveLength(1);
  });

  it("come to one form", () => {
    expect(fold("Ｃａｆé ＳＨＯＰ")).toBe("cafe shop");
    expect(fold("賣家")).toBe(fold("卖家"));
  });
});
