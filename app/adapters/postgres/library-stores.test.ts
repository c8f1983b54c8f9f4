import { describe, expect, it } from "vitest";
import { runBulkEdit } from "../../domains/library/bulk-edit.server.ts";
import {
  addCategory,
  changeCategory,
  removeCategory,
} from "../../domains/library/category-tree.ts";
import type { BulkChange } from "../../domains/library/index.ts";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { AT as at, stageLibrary } from "./library.fixture.ts";

const { open, jobs, add, find } = stageLibrary();

describe("categories", () => {
  it("are one tree a shop, whoever changes it at once, and filter with all below", async () => {
    const shopId = newId();
    const { categories, index } = open();
    const make = (id: string, parentId: string | null, name = id) =>
      categories.change(shopId, at, (all) => addCategory(all, { id, parentId, name }));
    const [a, b] = [newId(), newId()];
    await make(a, null, "Clothes");
    await make(b, a, "Dresses");
    const twice = await Promise.all([make(newId(), a, "Hats"), make(newId(), a, "hats")]);
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
    const [one, two] = [await add(shopId, "One"), await add(shopId, "Two")];
    await categories.setOfVideo(shopId, one, [a, b, "no-such"]);
    await categories.setOfVideo(shopId, two, [b]);
    expect(await find(shopId, { category: a })).toEqual(["One", "Two"]);
    expect((await index.facets(shopId)).categories).toEqual({ [a]: 2, [b]: 2 });
    await categories.change(shopId, at, (all) => changeCategory(all, b, { parentId: null }));
    expect(await find(shopId, { category: a })).toEqual(["One"]);
    await categories.change(shopId, at, (all) => removeCategory(all, a));
    expect(await find(shopId, { lacks: ["category"] })).toEqual([]);
    expect(await categories.ofVideo(shopId, one)).toEqual([b]);

    const other = newId();
    expect(await categories.list(other)).toEqual([]);
    expect(await categories.setOfVideo(other, one, [])).toBe(false);
    const theirs = await add(other, "Theirs");
    await categories.setOfVideo(other, theirs, [b]);
    expect(await categories.ofVideo(other, theirs)).toEqual([]);
    expect(await find(other, { category: b })).toEqual([]);
  });

  it("keep views, one of a name, up to a limit", async () => {
    const shopId = newId();
    const { views } = open();
    const keep = (name: string, search: string) =>
      views.keep(shopId, { id: newId(), name, search }, at, 2);
    expect(await Promise.all([keep("A", "q=1"), keep("A", "q=1"), keep("B", "")])).toEqual([
      true,
      true,
      true,
    ]);
    expect(await keep("C", "")).toBe(false);
    await keep("A", "q=2");
    expect((await views.list(shopId)).map(({ name, search }) => [name, search])).toEqual([
      ["A", "q=2"],
      ["B", ""],
    ]);
    expect(await views.list(newId())).toEqual([]);
  });
});

describe("bulk edits", () => {
  const clock = fixedClock(at);
  const begin = async (shopId: string, change: BulkChange, filter = {}) => {
    const id = newId();
    const edit = { id, staff: "1", change, at, limit: 1000 };
    const job = { name: "library.bulk-edit", payload: { shopId, bulkId: id } };
    await open().bulk.begin(shopId, edit, { filter }, [job]);
    return id;
  };
  const run = (shopId: string, bulkId: string) => {
    const { bulk, media } = open();
    const remove = (shop: string, ids: string[]) => media.remove(shop, ids, () => []);
    const signal = new AbortController().signal;
    return runBulkEdit({ bulk, clock, remove }, { shopId, bulkId }, signal);
  };

  it("change what matched when they began, once, and take it back", async () => {
    const shopId = newId();
    const { bulk } = open();
    for (let n = 0; n < 120; n++) await add(shopId, `Clip ${n}`, n < 20 ? { tags: ["New"] } : {});
    jobs.length = 0;
    const id = await begin(shopId, { kind: "add-tags", tags: ["new"] });
    expect(jobs).toMatchObject([{ name: "library.bulk-edit" }]);
    await add(shopId, "Later");
    await Promise.all([run(shopId, id), run(shopId, id)]);
    expect(await bulk.find(shopId, id)).toMatchObject({
      state: "done",
      total: 120,
      done: 120,
      changed: 100,
    });
    expect((await find(shopId, { tags: ["new"], limit: 200 })).length).toBe(120);
    await run(shopId, id);
    expect(await bulk.find(shopId, id)).toMatchObject({ done: 120, changed: 100 });
    expect(await bulk.turn(newId(), id, ["done"], "undoing", at, [])).toBeNull();
    await bulk.turn(shopId, id, ["done"], "undoing", at, []);
    await run(shopId, id);
    expect(await bulk.find(shopId, id)).toMatchObject({ state: "undone", undone: 100 });
    jobs.length = 0;
    const edit = { how: "before" as const, text: "New: " };
    const titles = await begin(
      shopId,
      { kind: "edit-text", field: "title", edit },
      { tags: ["new"] },
    );
    await run(shopId, titles);
    expect(await find(shopId, { search: '"new: clip"', limit: 200 })).toHaveLength(20);
    expect(jobs.filter(({ name }) => name === "media.video-changed")).not.toEqual([]);
    await bulk.turn(shopId, titles, ["done"], "undoing", at, []);
    await run(shopId, titles);
    expect(await find(shopId, { search: '"new: clip"' })).toEqual([]);
    expect((await find(shopId, { tags: ["new"], limit: 200 })).length).toBe(20);
  });

  it("stop between two steps, pass over what has gone, and delete", async () => {
    const shopId = newId();
    const { bulk, media } = open();
    const ids: string[] = [];
    for (let n = 0; n < 60; n++) ids.push(await add(shopId, `Clip ${n}`));
    const stopped = await begin(shopId, { kind: "set-language", language: "en" });
    const signs = { onwards: () => null, back: <T>(clip: T) => clip };
    await bulk.step(shopId, stopped, 10, at, signs, () => []);
    await bulk.turn(shopId, stopped, ["running"], "cancelled", at, []);
    await run(shopId, stopped);
    expect(await bulk.find(shopId, stopped)).toMatchObject({ state: "cancelled", done: 10 });

    const gone = await begin(shopId, { kind: "set-language", language: "en" });
    await media.remove(shopId, ids.slice(0, 5), () => []);
    await run(shopId, gone);
    expect(await bulk.find(shopId, gone)).toMatchObject({ state: "done", done: 60, changed: 55 });

    const other = newId();
    await add(other, "Theirs");
    const all = await begin(shopId, { kind: "delete" });
    await run(shopId, all);
    expect(await find(shopId, {})).toEqual([]);
    expect(await find(other, {})).toEqual(["Theirs"]);
    expect(await bulk.find(shopId, all)).toMatchObject({ state: "done", changed: 55 });
    expect(await bulk.find(other, all)).toBeNull();
    expect(await bulk.recent(other, 0, 9)).toEqual([]);
  });
});

describe("suggestions", () => {
  it("come once: refused and accepted ones are not proposed again", async () => {
    const shopId = newId();
    const { suggestions } = open();
    const videoId = await add(shopId, "Summer");
    const batches = async () =>
      (await suggestions.unmatched(10_000)).filter((batch) => batch.shopId === shopId);
    const [batch] = await batches();
    const one = (value: string) => ({
      videoId,
      kind: "tag" as const,
      value,
      label: value,
      reason: { place: "title" as const, words: value, share: 1 },
      confidence: 0.9,
    });
    await suggestions.propose(shopId, batch!, [one("a"), one("b"), one("c")], at);
    expect(await batches()).toEqual([]);
    const open_ = async (of = shopId) =>
      (await suggestions.open(of, { kind: null, cursor: null, limit: 10 })).suggestions.map(
        ({ value }) => value,
      );
    expect(await open_()).toEqual(["a", "b", "c"]);
    expect(await open_(newId())).toEqual([]);
    expect(await suggestions.decide(newId(), [one("a")], "refused", "1", at)).toEqual([]);
    await suggestions.decide(shopId, [one("a")], "refused", "1", at);
    await suggestions.decide(shopId, [one("b")], "accepted", "1", at);
    await suggestions.unmatchAll(shopId);
    const [again] = await batches();
    await suggestions.propose(shopId, again!, [one("a"), one("b"), one("d")], at);
    expect(await open_()).toEqual(["d"]);

    await suggestions.keepNames(shopId, [{ id: "7", title: "Tray", handle: "tray" }], at);
    expect(await suggestions.namesReadAt(shopId)).toBe(at);
    expect((await suggestions.knowledge(shopId)).products).toMatchObject([{ title: "Tray" }]);
    expect((await suggestions.knowledge(newId())).products).toEqual([]);
  });
});
