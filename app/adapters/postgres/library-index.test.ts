import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { addCategory } from "../../domains/library/category-tree.ts";
import type { VideoListQuery } from "../../domains/media/index.ts";
import { newId } from "../../kernel/ids.ts";
import { AT as at, stageLibrary } from "./library.fixture.ts";

const { database, open, add, find } = stageLibrary();

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
      await database().pool.query(
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

    await database().pool.query(
      `INSERT INTO shops (id, domain, currency, installed_at) VALUES ($1, $1, 'EUR', now())`,
      [shopId],
    );
    await database().pool.query(
      `INSERT INTO events.video_days VALUES ($1, current_date, $2, 7, 0, 0, 0),
         ($1, current_date - 40, $2, 99, 0, 0, 0)`,
      [shopId, ids.cherry],
    );
    await database().pool.query(
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

describe("the order of plays and revenue", () => {
  it("follows every change, ends with clips that have none, and takes filters and searches along", async () => {
    const shopId = newId();
    const { media } = open();
    const ids = new Map<string, string>();
    for (const name of ["a", "b", "c", "d", "e"])
      ids.set(name, await add(shopId, `Clip ${name}`, { tags: name === "b" ? [] : ["kept"] }));
    const set = (name: string, plays: number, revenue: number) =>
      database().pool.query(
        "UPDATE library.entries SET plays = $3, revenue = $4 WHERE (shop_id, video_id) = ($1, $2)",
        [shopId, ids.get(name), plays, revenue],
      );
    const walk = async (query: Omit<VideoListQuery, "limit" | "cursor">) => {
      const seen: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null && seen.length < 9; ) {
        const page = await media.list(shopId, { ...query, limit: 1, cursor: cursor ?? undefined });
        seen.push(...page.rows.map(({ title }) => title.slice(-1)));
        cursor = page.next;
      }
      return seen.join("");
    };
    await set("a", 3, 0);
    await set("b", 9, -20);
    await set("c", 5, 700);
    expect((await walk({ sort: "plays" })).slice(0, 3)).toBe("bca");
    expect(await walk({ sort: "plays" })).toHaveLength(5);
    expect(await walk({ sort: "plays", tags: ["kept"] })).toMatch(/^ca(de|ed)$/);
    expect((await walk({ sort: "plays", search: "clip" })).slice(0, 3)).toBe("bca");
    expect(await walk({ sort: "plays", performance: "unplayed" })).toMatch(/^(de|ed)$/);
    // What was taken back is less than nothing earned.
    expect(await walk({ sort: "revenue" })).toMatch(/^c[ade]{3}b$/);
    await set("b", 0, 0);
    await set("d", 4, 0);
    expect((await walk({ sort: "plays" })).slice(0, 3)).toBe("cda");
    expect(await walk({ sort: "plays", performance: "unplayed" })).toMatch(/^(be|eb)$/);
  });
});

describe("counts beside the filters", () => {
  it("are right whoever changes clips at once, and whenever they are added up", async () => {
    const shopId = newId();
    const { media, categories, index } = open();
    const places = [newId(), newId(), newId()];
    for (const [n, id] of places.entries())
      await categories.change(shopId, at, (all) =>
        addCategory(all, { id, parentId: null, name: `Place ${n}` }),
      );
    const tag = (id: number) => ({
      ...{ productId: String(id), variantId: null, from: null, to: null, x: null, y: null },
    });
    const ids: string[] = [];
    for (let n = 0; n < 8; n++) ids.push(await add(shopId, `Clip ${n}`, { tags: ["Old"] }));
    const deeds = [
      async (_: string, n: number) =>
        void ids.push(await add(shopId, "More", { tags: [`t${n % 3}`, "T0", "old"] })),
      (id: string, n: number) => media.update(shopId, id, { tags: [`T${n % 4}`] }, at, []),
      (id: string, n: number) =>
        media.update(shopId, id, { language: n % 2 ? "en" : null }, at, []),
      (id: string, n: number) => categories.setOfVideo(shopId, id, places.slice(n % 4)),
      (id: string, n: number) =>
        media.update(shopId, id, { products: [tag(n % 2), tag(1), tag(n % 3)] }, at, []),
      (id: string) => media.queue(shopId, id, ["uploading"], at, []),
      (id: string, n: number) =>
        database().pool.query("UPDATE videos SET withheld = $3 WHERE shop_id = $1 AND id = $2", [
          ...[shopId, id, n % 3 ? "{review}" : "{}"],
        ]),
      (id: string, n: number) => (n % 3 ? null : media.remove(shopId, [id], () => [])),
      () => index.addUpCounts(),
    ];
    await Promise.all(
      [0, 1, 2, 3].map(async (worker) => {
        for (let n = worker; n < 40; n++)
          await deeds[(n * 5 + worker * 3) % deeds.length]?.(ids[(n * 7) % ids.length] ?? "", n);
        if (worker === 0) await database().pool.query("SELECT library.rebuild($1)", [shopId]);
      }),
    );
    const kinds = "{all,status,source,language,shape,review,categories,tag,product}";
    const kept = async () => {
      const { rows } = await database().pool.query<{ kind: string; key: string; clips: string }>(
        "SELECT * FROM library.counts_of($1, $2)",
        [shopId, kinds],
      );
      return rows.map(({ kind, key, clips }) => `${kind} ${key}: ${clips}`).sort();
    };
    const { rows: counted } = await database().pool.query<{ line: string }>(
      `SELECT kind || ' ' || key || ': ' || count(*) AS line FROM (
         SELECT 'all' AS kind, '' AS key FROM videos WHERE shop_id = $1
         UNION ALL SELECT 'status', status FROM videos WHERE shop_id = $1
         UNION ALL SELECT 'source', source FROM videos WHERE shop_id = $1
         UNION ALL SELECT 'language', language FROM videos WHERE shop_id = $1 AND language IS NOT NULL
         UNION ALL SELECT 'review', 'approved' FROM videos
           WHERE shop_id = $1 AND NOT 'review' = ANY(withheld)
         UNION ALL SELECT 'categories', string_agg(category_id, ',' ORDER BY category_id)
           FROM video_categories WHERE shop_id = $1 GROUP BY shop_id, video_id
         UNION ALL SELECT DISTINCT ON (id, 2) 'tag', tag FROM (
           SELECT id, lower(unnest(tags)) AS tag FROM videos WHERE shop_id = $1) tags
         UNION ALL SELECT kind, product_id FROM (
           SELECT DISTINCT 'product' AS kind, video_id, product_id FROM product_tags
           WHERE shop_id = $1) products
       ) facts GROUP BY kind, key`,
      [shopId],
    );
    const right = counted.map(({ line }) => line).sort();
    expect(right.length).toBeGreaterThan(12);
    expect(await kept()).toEqual(right);
    while ((await index.addUpCounts()) > 0);
    expect(await kept()).toEqual(right);
    // A count of everything finds nothing to correct.
    await database().pool.query("SELECT library.recount($1)", [shopId]);
    expect(await index.addUpCounts()).toBe(0);

    await media.remove(shopId, ids, () => []);
    while ((await index.addUpCounts()) > 0);
    expect(await kept()).toEqual([]);
    const left = "SELECT FROM library.counts WHERE shop_id = $1";
    expect((await database().pool.query(left, [shopId])).rowCount).toBe(0);
  });
});

describe("rebuilding", () => {
  it("reads every fact of a clip anew from the rows of its rooms, and keeps what is counted", async () => {
    const shopId = newId();
    const { media, categories } = open();
    const [category, bare, full] = [newId(), newId(), await add(shopId, "Full")];
    const query = (sql: string, ...more: unknown[]) =>
      database().pool.query(sql, [shopId, full, ...more]);
    await media.insert(shopId, {
      ...{ id: bare, title: "Bare", description: "", tags: [], products: [], engine: null },
      ...{ sourceName: "b.mp4", sourceBytes: 1, sourceKey: null, at: at + 1, source: "tiktok" },
    });
    await categories.change(shopId, at, (all) =>
      addCategory(all, { id: category, parentId: null, name: "Place" }),
    );
    await categories.setOfVideo(shopId, full, [category]);
    const products = [{ productId: "1", variantId: null, from: null, to: null, x: null, y: null }];
    const change = { tags: ["Summer"], description: "Told", language: "en", products } as const;
    await media.update(shopId, full, { ...change, tags: ["Summer"], products }, at, []);
    await media.queue(shopId, full, ["uploading"], at, []);
    await media.withhold(shopId, [full], "review", true, () => []);
    await query(
      `INSERT INTO assets (shop_id, video_id, engine, engine_ref, width, height, duration, updated_at)
       VALUES ($1, $2, 'x', $2, 500, 1000, 5000, now())`,
    );
    await query(
      `INSERT INTO rights_records (shop_id, video_id, status, creator, contact, channels, territory,
         from_day, until_day, music, music_note, evidence, evidence_link, updated_at)
       VALUES ($1, $2, 'granted', '', '', '{shop}', '{}', '2026-01-01', '2027-01-01', 'none', '', '', '', now())`,
    );
    await query(
      `INSERT INTO clip_reviews (shop_id, video_id, state, by, findings, words, pictures, version, since)
       VALUES ($1, $2, 'refused', 'staff:1', '[]', '', '', 0, now())`,
    );
    await query(
      "UPDATE library.entries SET plays = 7, revenue = 9 WHERE (shop_id, video_id) = ($1, $2)",
    );

    const read = async () => {
      const rows = await database().pool.query<Record<string, unknown>>(
        "SELECT * FROM library.entries WHERE shop_id = $1 ORDER BY title",
        [shopId],
      );
      const texts = await database().pool.query(
        "SELECT * FROM library.texts WHERE shop_id = $1 ORDER BY video_id",
        [shopId],
      );
      return { rows: rows.rows, texts: texts.rows };
    };
    const before = await read();
    const [one, other] = before.rows;
    const facts = Object.keys(one ?? {}).filter(
      (name) => !["shop_id", "video_id", "n", "plays", "revenue", "ballast"].includes(name),
    );
    // A fact that both have alike would not show whether it is read: give it to "Full" above.
    expect(facts.filter((name) => isDeepStrictEqual(one?.[name], other?.[name]))).toEqual([]);

    const client = await database().pool.connect();
    try {
      await client.query("SET session_replication_role = replica");
      await client.query(
        `UPDATE library.entries e SET (${facts}) = (SELECT ${facts} FROM library.entries o
         WHERE o.shop_id = e.shop_id AND o.video_id <> e.video_id) WHERE shop_id = $1`,
        [shopId],
      );
      await client.query("UPDATE library.texts SET folded = '' WHERE shop_id = $1", [shopId]);
    } finally {
      client.release(true);
    }
    expect(await read()).not.toEqual(before);
    await database().pool.query("SELECT library.rebuild($1)", [shopId]);
    expect(await read()).toEqual(before);
    expect(await media.count(shopId, { tags: ["summer"], search: "told" })).toBe(1);
  });
});
