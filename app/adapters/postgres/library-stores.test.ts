import { beforeAll, describe, expect, it } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { runBulkEdit } from "../../domains/library/bulk-edit.server.ts";
import {
  addCategory,
  changeCategory,
  removeCategory,
} from "../../domains/library/category-tree.ts";
import type { BulkChange } from "../../domains/library/index.ts";
import type { VideoListQuery } from "../../domains/media/index.ts";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { JobRequest } from "../../kernel/job.ts";
import { createBulkStore } from "./bulk-store.ts";
import { createCategoryStore } from "./category-store.ts";
import { createLibraryIndex } from "./library-index.ts";
import { slipsBetween } from "./library-search.ts";
import { listVideos } from "./media-list.ts";
import { createMediaStore } from "./media-store.ts";
import { createSuggestionStore } from "./suggestion-store.ts";
import { createViewStore } from "./view-store.ts";

const at = 1_760_000_000_000;
let database: TestDatabase;
let jobs: JobRequest[] = [];
const enqueue = async (_tx: unknown, more: readonly JobRequest[]) => void jobs.push(...more);
const open = () => ({
  media: createMediaStore({ prisma: database.prisma, enqueue }),
  categories: createCategoryStore(database),
  views: createViewStore(database),
  bulk: createBulkStore({ prisma: database.prisma, enqueue }),
  suggestions: createSuggestionStore(database),
  index: createLibraryIndex(database),
});
beforeAll(async () => {
  database = await cloneDatabase();
});

const add = async (
  shopId: string,
  title: string,
  change: { description?: string; tags?: string[]; language?: "en" | "zh-CN" } = {},
) => {
  const { media } = open();
  const id = newId();
  await media.insert(shopId, {
    description: "",
    tags: [],
    products: [],
    id,
    title,
    sourceName: "clip.mp4",
    sourceBytes: 1,
    sourceKey: null,
    engine: null,
    at,
  });
  await media.update(shopId, id, change, at, []);
  return id;
};
const find = async (shopId: string, query: Partial<VideoListQuery>) => {
  const page = await open().media.list(shopId, { sort: "title", limit: 50, ...query });
  return page.rows.map(({ title }) => title);
};

describe("searching", () => {
  it("finds beginnings, middles, slips and phrases, whatever case and accents", async () => {
    const shopId = newId();
    await add(shopId, "Café au lait bowls", { description: "Thrown by hand in porcelain." });
    await add(shopId, "Linen sundress");
    const search = (text: string) => find(shopId, { search: text });
    expect(await search("CAFE")).toEqual(["Café au lait bowls"]);
    expect(await search("bow")).toEqual(["Café au lait bowls"]);
    expect(await search("dress")).toEqual(["Linen sundress"]);
    expect(await search("l")).toEqual(["Café au lait bowls", "Linen sundress"]);
    expect(await search("li")).toEqual(["Linen sundress"]);
    expect(await search("linen porcelain")).toEqual([]);
    expect(await search('"by hand"')).toEqual(["Café au lait bowls"]);
    expect(await search('"hand by"')).toEqual([]);
    expect(await search("%")).toEqual([]);
    const slip = await open().media.list(shopId, { search: "linnen", sort: "best", limit: 5 });
    expect(slip).toMatchObject({ total: 1, meant: [{ typed: "linnen", found: "linen" }] });
    expect(await find(newId(), { search: "linen" })).toEqual([]);
  });

  it("finds any part of Chinese, of one, two and more characters", async () => {
    const shopId = newId();
    await add(shopId, "亚麻连衣裙穿搭", { tags: ["夏季"] });
    await add(shopId, "连帽衣与亚光裙", { description: "ＡＢＣ款" });
    const search = (text: string) => find(shopId, { search: text });
    expect(await search("裙")).toHaveLength(2);
    expect(await search("亚麻")).toEqual(["亚麻连衣裙穿搭"]);
    expect(await search("麻连衣")).toEqual(["亚麻连衣裙穿搭"]);
    expect(await search("衣裙穿")).toEqual(["亚麻连衣裙穿搭"]);
    // Its pairs stand in the clip, but apart.
    await add(shopId, "亚麻布，麻连布");
    expect(await search("亚麻连")).toEqual(["亚麻连衣裙穿搭"]);
    expect(await search("夏季 穿搭")).toEqual(["亚麻连衣裙穿搭"]);
    expect(await search("abc款")).toEqual(["连帽衣与亚光裙"]);
  });

  it("hears captions, comments and product names within one round of the job", async () => {
    const shopId = newId();
    const id = await add(shopId, "Quiet clip");
    const { index, media } = open();
    await database.pool.query(
      `INSERT INTO products VALUES ($1,'9','h','Walnut tray',null,'active','USD',1,1,true,'[]',now(),null)`,
      [shopId],
    );
    const tag = { productId: "9", variantId: null, from: null, to: null, x: null, y: null };
    await media.update(shopId, id, { products: [tag] }, at, []);
    expect(await find(shopId, { search: "walnut" })).toEqual(["Quiet clip"]);
    await database.pool.query(
      `INSERT INTO comments (shop_id, id, video_id, token, name, body, status, created_at)
       VALUES ($1, 'k', $2, 't', 'Ann', 'marvellous', 'held', now())`,
      [shopId, id],
    );
    const cues = JSON.stringify([{ from: 0, to: 900, text: "你好 hello" }]);
    await database.pool.query("INSERT INTO captions VALUES ($1, $2, 'zh-CN', $3, NULL, now())", [
      shopId,
      id,
      cues,
    ]);
    await database.pool.query("UPDATE products SET title = 'Cherry tray' WHERE shop_id = $1", [
      shopId,
    ]);
    await index.readStale(1000);
    expect(await find(shopId, { search: "cherry" })).toHaveLength(1);
    expect(await find(shopId, { search: "walnut" })).toHaveLength(0);
    expect(await find(shopId, { search: "你好" })).toHaveLength(1);
    // Held comments are not found by.
    expect(await find(shopId, { search: "marvellous" })).toHaveLength(0);
    await database.pool.query("UPDATE comments SET status = 'shown' WHERE shop_id = $1", [shopId]);
    await index.readStale(1000);
    expect(await find(shopId, { search: "marvellous" })).toHaveLength(1);
    await database.pool.query("DELETE FROM captions WHERE shop_id = $1", [shopId]);
    await index.readStale(1000);
    expect(await find(shopId, { search: "你好" })).toHaveLength(0);
    expect(await index.readStale(1000)).toBe(0);
  });

  it("bounds what a common word costs, and still finds every clip once in each order", async () => {
    const shopId = newId();
    for (let n = 0; n < 9; n++)
      await add(shopId, `${"cba"[n % 3]} common ${n}`, n > 4 ? { language: "en" } : {});
    await add(shopId, "Nothing of the kind");
    const bounds = { common: 3, firstLook: 4 };
    const walk = async (query: Partial<VideoListQuery>, by = bounds) => {
      const seen: string[] = [];
      const totals = new Set<string>();
      for (let cursor: string | undefined; seen.length < 20; ) {
        const asked = { sort: "newest" as const, search: "common", limit: 2, ...query, cursor };
        const page = await listVideos(database.prisma, shopId, asked, by);
        seen.push(...page.ids);
        totals.add(`${page.total}${page.more ? "+" : ""}`);
        if (!page.next) break;
        cursor = page.next;
      }
      return { seen, totals: [...totals] };
    };
    const sorts = ["newest", "oldest", "title", "longest", "shortest", "plays", "revenue"] as const;
    for (const sort of sorts) {
      const exact = await walk({ sort }, { common: 100, firstLook: 100 });
      expect(exact.totals).toEqual(["9"]);
      expect(await walk({ sort }), sort).toEqual({ seen: exact.seen, totals: ["3+"] });
    }
    // Common words are not ranked by where they stand.
    expect((await walk({ sort: "best" })).seen).toEqual((await walk({})).seen);
    const narrowed = await walk({ languages: ["en"], sort: "title" });
    expect(narrowed).toMatchObject({ seen: { length: 4 }, totals: ["4"] });
    expect(await open().media.count(shopId, { search: "common" })).toBe(9);
    expect(await open().media.count(shopId, { search: "common", languages: ["en"] })).toBe(4);
  });

  it("counts slips", () => {
    expect(slipsBetween("linen", "linen")).toBe(0);
    expect(slipsBetween("linnen", "linen")).toBe(1);
    expect(slipsBetween("lniem", "linen")).toBe(2);
    expect(slipsBetween("", "abc")).toBe(3);
  });
});

describe("filters and sorting", () => {
  it("tell clips apart by all their facts, page after page", async () => {
    const shopId = newId();
    const { media, index } = open();
    const ids: Record<string, string> = {};
    for (const [n, title] of ["苹果", "Banana", "cherry", "柏木"].entries()) {
      const id = await add(shopId, title, {
        tags: n % 2 ? ["Fruit", "red"] : [],
        description: n === 0 ? "told" : "",
        language: n < 2 ? "zh-CN" : "en",
      });
      ids[title] = id;
      await database.pool.query(
        `INSERT INTO assets (shop_id, video_id, engine, engine_ref, width, height, duration, updated_at)
         VALUES ($1, $2, 'x', $2, $3, 1000, $4, now())`,
        [shopId, id, [500, 1000, 2000, 500][n], [5_000, 15_000, 20_000, 61_000][n]],
      );
    }
    // Chinese first, in order of pinyin: bai before ping.
    expect(await find(shopId, {})).toEqual(["柏木", "苹果", "Banana", "cherry"]);
    const only = (query: Partial<VideoListQuery>) => find(shopId, query);
    expect(await only({ tags: ["fruit", "RED"] })).toEqual(["柏木", "Banana"]);
    expect(await only({ lacks: ["tag", "description"] })).toEqual(["cherry"]);
    expect(await only({ languages: ["en"] })).toEqual(["柏木", "cherry"]);
    expect(await only({ shapes: ["square", "landscape"] })).toEqual(["Banana", "cherry"]);
    expect(await only({ lengths: ["to15"] })).toEqual(["苹果", "Banana"]);
    expect(await only({ lengths: ["to15", "over60"] })).toEqual(["柏木", "苹果", "Banana"]);
    expect(await only({ sources: ["tiktok"] })).toEqual([]);
    expect(await only({ addedAfter: at + 1 })).toEqual([]);
    expect(await only({ performance: "unplayed" })).toHaveLength(4);

    await database.pool.query(
      `INSERT INTO shops (id, domain, currency, installed_at) VALUES ($1, $1, 'EUR', now())`,
      [shopId],
    );
    await database.pool.query(
      `INSERT INTO events.video_days VALUES ($1, current_date, $2, 7, 0, 0, 0),
         ($1, current_date - 40, $2, 99, 0, 0, 0)`,
      [shopId, ids.cherry],
    );
    await database.pool.query(
      `INSERT INTO ledger_entries SELECT $1, 'c' || n, 'credit', 'o', 'l', 'x', 1, $2, 'p', 's', 500, c, now()
       FROM (VALUES (1, 'EUR'), (2, 'USD')) AS money (n, c)`,
      [shopId, ids.Banana],
    );
    await index.countPerformance(Date.now());
    expect(await only({ performance: "played" })).toEqual(["cherry"]);
    expect(await only({ performance: "earning" })).toEqual(["Banana"]);
    const played = await media.list(shopId, { sort: "plays", limit: 1 });
    expect(played.rows[0]?.plays).toBe(7);
    expect((await media.list(shopId, { sort: "revenue", limit: 1 })).rows[0]?.revenue).toBe(500);

    const sorts = ["best", "newest", "oldest", "title", "longest", "shortest", "plays", "revenue"];
    for (const sort of sorts as VideoListQuery["sort"][])
      for (const search of [undefined, "clip"]) {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await media.list(shopId, { sort, search, limit: 1, cursor });
          expect(page.total).toBe(4);
          seen.push(...page.rows.map(({ id }) => id));
          cursor = page.next ?? undefined;
        } while (cursor && seen.length < 9);
        const whole = await media.list(shopId, { sort, search, limit: 9 });
        expect(seen, `${sort} ${search}`).toEqual(whole.rows.map(({ id }) => id));
      }
    const { tags, languages } = await index.facets(shopId);
    expect(tags).toEqual([
      { tag: "Fruit", clips: 2 },
      { tag: "red", clips: 2 },
    ]);
    expect(languages).toHaveLength(2);
  });
});

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
    jobs = [];
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
    jobs = [];
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
