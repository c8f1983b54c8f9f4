import { describe, expect, it } from "vitest";
import { fixedClock } from "../../kernel/clock.ts";
import { ok } from "../../kernel/result.ts";
import { NO_RIGHTS } from "../media/index.ts";
import { type BulkClip, deltaOf, withDelta, withoutDelta } from "./bulk-change.ts";
import { addCategory, categoryLines, changeCategory, removeCategory } from "./category-tree.ts";
import type { BulkChange, Category, Suggestion, TextEdit } from "./index.ts";
import { type ClipText, createMatcher, type Knowledge } from "./match.ts";
import { placeFolders } from "./place-folders.server.ts";
import type { CategoryStore } from "./ports.ts";
import { hashtagsOf } from "./words.ts";

describe("the tree of categories", () => {
  const at = (id: string, parentId: string | null, name = id): Category => ({ id, parentId, name });
  const chain = [at("a", null), at("b", "a"), at("c", "b"), at("d", "c")];

  it("takes five levels and no more, however they come about", () => {
    expect(addCategory(chain, at("e", "d")).ok).toBe(true);
    const five = [...chain, at("e", "d")];
    expect(addCategory(five, at("f", "e"))).toMatchObject({ fault: { kind: "category-too-deep" } });
    const two = [...chain, at("x", null), at("y", "x")];
    expect(changeCategory(two, "x", { parentId: "d" })).toMatchObject({
      fault: { kind: "category-too-deep" },
    });
    expect(changeCategory(two, "x", { parentId: "c" }).ok).toBe(true);
  });

  it("never goes in circles", () => {
    for (const parentId of ["a", "b", "d"])
      expect(changeCategory(chain, "a", { parentId })).toMatchObject({
        fault: { kind: "category-inside-itself" },
      });
    expect(changeCategory(chain, "d", { parentId: null }).ok).toBe(true);
  });

  it("takes in folders: finds what is there, makes what is missing only when asked, once", async () => {
    const all: Category[] = [at("a", null, "Mugs"), at("b", "a", "Blue")];
    const categories = {
      list: async () => [...all],
      change: async (_shop: string, _at: number, decide: (now: Category[]) => unknown) => {
        const decided = decide(all) as ReturnType<typeof addCategory>;
        if (decided.ok && decided.value.kind === "add") all.push(decided.value.category);
        return decided.ok ? ok() : decided;
      },
    } as unknown as CategoryStore;
    const place = (folders: string[][], make: boolean) =>
      placeFolders({ categories, clock: fixedClock(1) }, "shop", folders, make);
    const folders = [
      ["mugs"],
      ["MUGS", " Blue "],
      ["Mugs", "Red"],
      ["Tea", "Green", "3", "4", "5", "6"],
    ];
    expect(await place(folders, false)).toEqual(ok(["a", "b", null, null]));
    expect(all).toHaveLength(2);
    const made = await place(folders, true);
    expect(made).toMatchObject({ value: ["a", "b", expect.any(String), expect.any(String)] });
    expect(categoryLines(all).map(({ path }) => path.join(" › "))).toEqual([
      ...["Mugs", "Mugs › Blue", "Mugs › Red", "Tea", "Tea › Green", "Tea › Green › 3"],
      ...["Tea › Green › 3 › 4", "Tea › Green › 3 › 4 › 5"],
    ]);
    expect(await place(folders, true)).toEqual(made);
    expect(all).toHaveLength(8);
    expect(await place([["Mugs", ""]], true)).toMatchObject({
      fault: { kind: "category-name-empty" },
    });
  });

  it("has one name once in a place, whatever the case, and needs one", () => {
    const all = [at("a", null, "Mugs"), at("b", "a", "Mugs")];
    expect(addCategory(all, at("c", null, " mugs "))).toMatchObject({
      fault: { kind: "category-name-taken" },
    });
    expect(addCategory(all, at("c", "b", "mugs")).ok).toBe(true);
    expect(changeCategory(all, "a", { name: "MUGS" }).ok).toBe(true);
    expect(addCategory(all, at("c", null, "  "))).toMatchObject({
      fault: { kind: "category-name-empty" },
    });
    expect(addCategory(all, at("c", "gone", "New"))).toMatchObject({
      fault: { kind: "category-not-found" },
    });
  });

  it("is read from the top, by name, each with its path", () => {
    const all = [at("b", null, "Vases"), at("a", null, "Bowls"), at("c", "a", "Small")];
    expect(categoryLines(all).map(({ depth, path }) => [depth, path.join("/")])).toEqual([
      [0, "Bowls"],
      [1, "Bowls/Small"],
      [0, "Vases"],
    ]);
    expect(removeCategory(all, "c")).toMatchObject({ value: { kind: "remove", parentId: "a" } });
  });
});

describe("a bulk edit's change", () => {
  const clip: BulkClip = {
    title: "Linen dress",
    description: "",
    fileTitle: "IMG 4711",
    productTitle: "Apron",
    tags: ["Red"],
    categories: ["c1"],
    rights: { ...NO_RIGHTS, status: "own" },
    products: ["1"],
    language: null,
  };
  const round = (change: BulkChange, since: (now: BulkClip) => BulkClip = (now) => now) => {
    const delta = deltaOf(change, clip);
    return delta && withoutDelta(since(withDelta(clip, delta)), delta);
  };

  it("is nothing for a clip that is so already", () => {
    const changes: BulkChange[] = [
      { kind: "add-tags", tags: ["red"] },
      { kind: "remove-tags", tags: ["blue"] },
      { kind: "put-in-category", categoryId: "c1" },
      { kind: "take-out-of-category", categoryId: "c2" },
      { kind: "add-products", productIds: ["1"] },
      { kind: "remove-products", productIds: ["2"] },
      { kind: "set-language", language: null },
      { kind: "set-rights", rights: { status: "own" } },
      { kind: "set-rights", rights: { until: "2027-02-30" } },
    ];
    for (const change of changes) expect(deltaOf(change, clip), change.kind).toBeNull();
  });

  it("is taken back whole, and what came since is kept", () => {
    const changes: BulkChange[] = [
      { kind: "add-tags", tags: ["blue", "RED"] },
      { kind: "remove-tags", tags: ["red"] },
      { kind: "put-in-category", categoryId: "c2" },
      { kind: "take-out-of-category", categoryId: "c1" },
      { kind: "add-products", productIds: ["1", "2"] },
      { kind: "remove-products", productIds: ["1"] },
      { kind: "set-language", language: "zh-CN" },
      { kind: "set-rights", rights: { status: "granted", until: "2027-01-31" } },
      { kind: "edit-text", field: "title", edit: { how: "before", text: "New: " } },
      { kind: "edit-text", field: "description", edit: { how: "set", text: "{product}" } },
    ];
    for (const change of changes) expect(round(change), change.kind).toEqual(clip);
    const later = round({ kind: "add-tags", tags: ["blue"] }, (now) => ({
      ...now,
      tags: [...now.tags, "later"],
      language: "en",
    }));
    expect(later).toEqual({ ...clip, tags: ["Red", "later"], language: "en" });
    const spoken = round({ kind: "set-language", language: "fr" }, (now) => ({
      ...now,
      language: "de",
    }));
    expect(spoken?.language).toBe("de");
  });

  it("rewrites titles and descriptions by what each clip has", () => {
    const text = (field: "title" | "description", edit: TextEdit, of: Partial<BulkClip> = {}) => {
      const one = { ...clip, ...of };
      const delta = deltaOf({ kind: "edit-text", field, edit }, one);
      return delta && withDelta(one, delta)[field];
    };
    expect(text("title", { how: "before", text: "New: " })).toBe("New: Linen dress");
    expect(text("title", { how: "before", text: "Linen" })).toBeNull();
    expect(text("title", { how: "after", text: " · {product} · {file}" })).toBe(
      "Linen dress · Apron · IMG 4711",
    );
    expect(text("title", { how: "replace", find: "dress", text: "$& {title}" })).toBe(
      "Linen $& Linen dress",
    );
    expect(text("title", { how: "replace", find: "silk", text: "wool" })).toBeNull();
    expect(text("title", { how: "replace", find: "Linen dress", text: " " })).toBeNull();
    expect(text("title", { how: "after", text: "x".repeat(250) })).toBeNull();
    expect(text("description", { how: "set", text: "{title}\n{product}" })).toBe(
      "Linen dress\nApron",
    );
    expect(text("description", { how: "set", text: "" }, { description: "Old" })).toBe("");
    expect(text("title", { how: "set", text: "{product}" }, { productTitle: "" })).toBeNull();
    const written = { title: { from: "A", to: "B" } };
    expect(withoutDelta({ ...clip, title: "B" }, written).title).toBe("A");
    expect(withoutDelta({ ...clip, title: "Since" }, written).title).toBe("Since");
  });

  it("keeps to what a clip can hold", () => {
    const full = { ...clip, tags: Array.from({ length: 49 }, (_, n) => `t${n}`) };
    const delta = deltaOf({ kind: "add-tags", tags: ["x", "y"] }, full);
    expect(delta?.tagsAdded).toEqual(["x"]);
  });
});

describe("suggestions", () => {
  const knowledge: Knowledge = {
    tags: [
      { tag: "Summer", clips: 12 },
      { tag: "夏季", clips: 3 },
      { tag: "art", clips: 5 },
    ],
    categories: [
      { id: "c1", parentId: null, name: "Dresses" },
      { id: "c2", parentId: "c1", name: "Linen dresses" },
      { id: "c3", parentId: null, name: "连衣裙" },
    ],
    products: [
      { id: "1", title: "Linen Wrap Dress", handle: "linen-wrap-dress" },
      { id: "2", title: "Walnut Serving Bowl", handle: "walnut-serving-bowl" },
      { id: "3", title: "亚麻收腰连衣裙", handle: "ma-dress" },
      { id: "4", title: "Linen Apron", handle: "linen-apron" },
    ],
  };
  const match = createMatcher(knowledge);
  const clip = (text: Partial<ClipText>): ClipText => ({
    videoId: "v",
    title: "",
    description: "",
    sourceName: "clip.mp4",
    said: "",
    tags: [],
    categories: [],
    products: [],
    ...text,
  });
  const brief = (found: Suggestion[]) => found.map(({ kind, value }) => `${kind} ${value}`);

  it("find products, categories and tags in the title, and say by which words", () => {
    const found = match(clip({ title: "Styling the linen wrap dress for SUMMER" }));
    expect(brief(found)).toEqual(["product 1", "category c1", "tag Summer"]);
    expect(found[0]).toMatchObject({
      label: "Linen Wrap Dress",
      reason: { place: "title", words: "linen wrap dress", share: 1 },
    });
    expect(found[0]?.confidence).toBeGreaterThan(0.9);
  });

  it("read Chinese without spaces", () => {
    const found = match(clip({ title: "夏季必备！亚麻收腰连衣裙试穿" }));
    expect(brief(found)).toEqual(["product 3", "category c3", "tag 夏季"]);
    const most = match(clip({ title: "这条亚麻收腰裙太好看" }));
    expect(most.filter(({ kind }) => kind === "product")).toEqual([]);
  });

  it("take most of a name's rarer words for a weaker hint", () => {
    const found = match(clip({ description: "Our walnut bowl, oiled once a year" }));
    const bowl = found.find(({ value }) => value === "2");
    expect(bowl?.reason.words).toBe("walnut bowl");
    expect(bowl?.confidence).toBeLessThan(0.7);
  });

  it("read file names and hashtags, and leave idle ones be", () => {
    expect(brief(match(clip({ sourceName: "linen-apron_02.mov" })))).toEqual(["product 4"]);
    const tags = match(clip({ description: "#LinenWrapDress #fyp #SlowFashion #推荐 #art" }));
    expect(brief(tags)).toEqual(["product 1", "tag art", "tag LinenWrapDress", "tag SlowFashion"]);
  });

  it("propose nothing a clip has, no part of another word, and no parent of where it stands", () => {
    expect(
      match(
        clip({
          title: "Party start: linen wrap dress",
          products: ["1"],
          categories: ["c2"],
          tags: ["summer"],
          description: "summer",
        }),
      ),
    ).toEqual([]);
  });

  it("know where a hashtag ends, Chinese topics with a closing sign too", () => {
    expect(hashtagsOf("#夏季穿搭# 真好看 #ootd#linen #2024 #Linen ＃亚麻")).toEqual([
      "夏季穿搭",
      "ootd",
      "linen",
      "亚麻",
    ]);
  });
});
