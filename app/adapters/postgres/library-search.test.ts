import { describe, expect, it } from "vitest";
import type { VideoListQuery } from "../../domains/media/index.ts";
import { newId } from "../../kernel/ids.ts";
import { AT as at, stageLibrary } from "./library.fixture.ts";
import { slipsBetween } from "./library-search.ts";
import { listVideos } from "./media-list.ts";

const { database, open, add, find } = stageLibrary();

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
    expect(await search('"thrown by hand in"')).toEqual(["Café au lait bowls"]);
    expect(await search('"thrown hand"')).toEqual([]);
    expect(await search('bow "au lait"')).toEqual(["Café au lait bowls"]);
    // Whole words, as they are.
    expect(await search('"sundress"')).toEqual(["Linen sundress"]);
    expect(await search('"dress"')).toEqual([]);
    expect(await search("“linen sundres”")).toEqual([]);
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
    expect(await search("“abc款”")).toEqual(["连帽衣与亚光裙"]);
    expect(await search('"款abc"')).toEqual([]);
  });

  it("hears captions, comments and product names within one round of the job", async () => {
    const shopId = newId();
    const id = await add(shopId, "Quiet clip");
    const { index, media } = open();
    await database().pool.query(
      `INSERT INTO products VALUES ($1,'9','h','Walnut tray',null,'active','USD',1,1,true,'[]',now(),null)`,
      [shopId],
    );
    const tag = { productId: "9", variantId: null, from: null, to: null, x: null, y: null };
    await media.update(shopId, id, { products: [tag] }, at, []);
    expect(await find(shopId, { search: "walnut" })).toEqual(["Quiet clip"]);
    await database().pool.query(
      `INSERT INTO comments (shop_id, id, video_id, token, name, body, status, created_at)
       VALUES ($1, 'k', $2, 't', 'Ann', 'marvellous', 'held', now())`,
      [shopId, id],
    );
    const cues = JSON.stringify([{ from: 0, to: 900, text: "你好 hello" }]);
    await database().pool.query("INSERT INTO captions VALUES ($1, $2, 'zh-CN', $3, NULL, now())", [
      shopId,
      id,
      cues,
    ]);
    await database().pool.query("UPDATE products SET title = 'Cherry tray' WHERE shop_id = $1", [
      shopId,
    ]);
    await index.readStale(1000);
    expect(await find(shopId, { search: "cherry" })).toHaveLength(1);
    expect(await find(shopId, { search: "walnut" })).toHaveLength(0);
    expect(await find(shopId, { search: "你好" })).toHaveLength(1);
    // Held comments are not found by.
    expect(await find(shopId, { search: "marvellous" })).toHaveLength(0);
    await database().pool.query("UPDATE comments SET status = 'shown' WHERE shop_id = $1", [
      shopId,
    ]);
    await index.readStale(1000);
    expect(await find(shopId, { search: "marvellous" })).toHaveLength(1);
    await database().pool.query("DELETE FROM captions WHERE shop_id = $1", [shopId]);
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
        const page = await listVideos(database().prisma, shopId, asked, by);
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
