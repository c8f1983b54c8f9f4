import { describe, expect, it } from "vitest";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { JobRequest } from "../../kernel/job.ts";
import { fakeAsset } from "./fakes.ts";
import type { Moment } from "./moments.ts";
import { type MediaStore, TRIES_A_ROUND } from "./ports.ts";

export interface MediaStoreHarness {
  store: MediaStore;
  /** Jobs enqueued and committed so far, oldest first. */
  jobs(): Promise<JobRequest[]>;
  /** Makes a shop that rows may belong to. */
  shop(): Promise<string>;
}

/** What every MediaStore must do. */
export function mediaStoreContract(name: string, open: () => Promise<MediaStoreHarness>): void {
  describe(`${name} as a MediaStore`, () => {
    const at = 1_760_000_000_000;
    const insert = async (store: MediaStore, shopId: string, changes: object = {}) => {
      const id = newId();
      await store.insert(shopId, {
        id,
        title: "Linen dress",
        description: "",
        tags: [],
        products: [],
        sourceName: "dress.mp4",
        sourceBytes: 5_000_000_000,
        sourceKey: `${shopId}/original/${id}`,
        engine: null,
        at,
        ...changes,
      });
      return (changes as { id?: string }).id ?? id;
    };
    const job: JobRequest = { name: "media.video-changed", payload: { shopId: "s", videoIds: [] } };

    it("takes words and products with a new clip, and leaves one that is there as it is", async () => {
      const { store, shop } = await open();
      const shopId = await shop();
      const products = [
        { productId: "7", variantId: null, from: null, to: null, x: null, y: null },
      ];
      const id = await insert(store, shopId, { description: "Airy", tags: ["summer"], products });
      await insert(store, shopId, { id, title: "Another", tags: ["winter"] });
      expect(await store.find(shopId, id)).toMatchObject({
        title: "Linen dress",
        description: "Airy",
        tags: ["summer"],
        products,
      });
    });

    it("keeps a clip wanted until its file is said to be here, and one cover of it", async () => {
      const { store, shop } = await open();
      const [one, other] = [await shop(), await shop()];
      const id = await insert(store, one, { wanted: true, sourceKey: null, sourceBytes: 0 });
      const file = { sourceName: "a.mp4", sourceBytes: 5, sourceKey: "k", engine: null };
      expect(await store.find(one, id)).toMatchObject({ status: "wanted", sourceKey: null });
      expect(await store.expectFile(other, id, file, at)).toMatchObject({ ok: false });
      expect(await store.expectFile(one, id, file, at + 1)).toEqual({ ok: true });
      expect(await store.find(one, id)).toMatchObject({
        ...{ status: "wanted", sourceName: "a.mp4", sourceBytes: 5, sourceKey: "k" },
      });
      expect(await store.claim(one, id, at)).toBeNull();
      expect(await store.queue(one, id, ["wanted"], at, [])).toBe(true);
      expect(await store.expectFile(one, id, file, at)).toMatchObject({ ok: false });

      expect(await store.setCover(other, id, "x")).toBeUndefined();
      expect(await store.setCover(one, id, "first")).toBeNull();
      expect(await store.setCover(one, id, "second")).toBe("first");
      expect((await store.find(one, id))?.coverKey).toBe("second");
    });

    it("takes no more clips or bytes than there is room for, whoever asks at once", async () => {
      const { store, shop } = await open();
      const [one, other] = [await shop(), await shop()];
      const clip = (id = newId(), sourceBytes = 100) => ({
        ...{ id, title: "", description: "", tags: [], products: [], engine: null, at },
        ...{ sourceName: "a.mp4", sourceBytes, sourceKey: "k" },
      });
      await store.insert(other, clip());
      const room = { clips: 3, bytes: 250 };
      const made = await Promise.all(
        Array.from({ length: 5 }, () => store.insert(one, clip(), room)),
      );
      expect(made.filter((each) => each.ok)).toHaveLength(2);
      expect(made.find((each) => !each.ok)).toEqual({
        ok: false,
        fault: { kind: "plan-storage-full", params: { limit: 250, used: 200, bytes: 100 } },
      });
      expect(await store.use(one)).toEqual({ clips: 2, bytes: 200 });

      const wanted = newId();
      expect(await store.insert(one, { ...clip(wanted, 0), wanted: true }, room)).toEqual({
        ok: true,
      });
      expect(await store.insert(one, clip(newId(), 0), room)).toEqual({
        ok: false,
        fault: { kind: "too-many-clips", params: { limit: 3 } },
      });
      // Said again, a clip that is here needs no room.
      expect(await store.insert(one, clip(wanted), room)).toEqual({ ok: true });
      const file = (sourceBytes: number) => ({
        ...{ sourceName: "a.mp4", sourceBytes, sourceKey: "k", engine: null },
      });
      const expectFile = (bytes: number) => store.expectFile(one, wanted, file(bytes), at, room);
      expect(await expectFile(51)).toMatchObject({ fault: { kind: "plan-storage-full" } });
      expect(await expectFile(50)).toEqual({ ok: true });
      expect(await expectFile(40)).toEqual({ ok: true });
      expect(await store.use(one)).toEqual({ clips: 3, bytes: 240 });
    });

    it("lets an engine take a wanted clip's file, again too", async () => {
      const { store, shop } = await open();
      const one = await shop();
      const id = await insert(store, one, { wanted: true, sourceKey: null, sourceBytes: 0 });
      for (const ref of ["first", "second"])
        await store.expectFile(
          one,
          id,
          { sourceName: "a.mp4", sourceBytes: 5, sourceKey: null, engine: { name: "mux", ref } },
          at,
        );
      expect((await store.find(one, id))?.asset).toMatchObject({
        engine: "mux",
        engineRef: "second",
      });
    });

    it("keeps what was inserted, for its own shop alone", async () => {
      const { store, shop } = await open();
      const [one, other] = [await shop(), await shop()];
      const id = await insert(store, one);
      expect(await store.find(one, id)).toMatchObject({
        id,
        title: "Linen dress",
        status: "uploading",
        sourceBytes: 5_000_000_000,
        attempt: 0,
        createdAt: at,
        asset: null,
        products: [],
      });
      expect(await store.find(other, id)).toBeNull();
      expect(await store.byIds(other, [id])).toEqual([]);
      expect(await store.update(other, id, { title: "Mine" }, at, [job])).toBe(false);
      expect(await store.update(other, id, { products: [] }, at, [job])).toBe(false);
      expect(await store.queue(other, id, ["uploading"], at, [job])).toBe(false);
      expect(await store.claim(other, id, at)).toBeNull();
      expect(await store.remove(other, [id], () => [job])).toEqual([]);
      expect((await store.list(other, { sort: "newest", limit: 10 })).total).toBe(0);
      expect((await store.find(one, id))?.title).toBe("Linen dress");
    });

    it("keeps moments whole, and knows which codes clips show", async () => {
      const { store, shop } = await open();
      const [one, other] = [await shop(), await shop()];
      const [first, second] = [await insert(store, one), await insert(store, one)];
      const moments: Moment[] = [
        { kind: "chapter", id: "1", at: 0, title: "Über 茶" },
        { kind: "coupon", id: "2", from: 500, to: null, text: "15% off", code: "TEA15" },
        {
          ...{ kind: "branch", id: "3", at: 900, question: "What next?" },
          choices: [
            { text: "Again", video: null, at: 0 },
            { text: "The other", video: second, at: null },
          ],
        },
      ];
      expect((await store.find(one, first))?.moments).toEqual([]);
      expect(await store.update(other, first, { moments }, at, [])).toBe(false);
      expect(await store.update(one, first, { moments }, at, [])).toBe(true);
      await store.update(one, first, { title: "Renamed" }, at, []);
      expect((await store.find(one, first))?.moments).toEqual(moments);
      const coupon = (code: string): Moment[] => [
        { kind: "coupon", id: "1", from: 0, to: null, text: "Off", code },
      ];
      await store.update(one, second, { moments: coupon("BYE5") }, at, []);
      await store.update(other, await insert(store, other), { moments: coupon("TEA15") }, at, []);
      const codes = new Map((await store.couponCodes()).map((each) => [each.shopId, each.codes]));
      expect(codes.get(one)).toEqual(["BYE5", "TEA15"]);
      expect(codes.get(other)).toEqual(["TEA15"]);
      expect(await store.couponCodes(other)).toEqual([{ shopId: other, codes: ["TEA15"] }]);
      expect(await store.couponCodes(newId())).toEqual([]);
      await store.update(one, first, { moments: [] }, at, []);
      expect((await store.find(one, first))?.moments).toEqual([]);
    });

    it("goes from uploading to ready, with the jobs of each step", async () => {
      const { store, shop, jobs } = await open();
      const shopId = await shop();
      const id = await insert(store, shopId);
      const before = (await jobs()).length;
      expect(await store.claim(shopId, id, at)).toBeNull();
      expect(await store.queue(shopId, id, ["failed"], at, [job])).toBe(false);
      expect(await store.queue(shopId, id, ["uploading"], at + 1, [job])).toBe(true);
      expect(await store.queue(shopId, id, ["uploading"], at + 1, [job])).toBe(false);
      expect((await jobs()).length).toBe(before + 1);
      const claimed = await store.claim(shopId, id, at + 2);
      expect(claimed).toMatchObject({ status: "processing", attempt: TRIES_A_ROUND + 1 });
      const { attempt } = claimed!;
      expect(await store.progress(shopId, id, attempt, 0.5, at + 3)).toBe(true);
      expect(await store.find(shopId, id)).toMatchObject({ progress: 0.5, updatedAt: at + 3 });
      const first = fakeAsset("p/1/", false);
      expect(await store.publish(shopId, id, attempt, "fake", first, at + 4, [job])).toBe(true);
      expect(await store.find(shopId, id)).toMatchObject({
        status: "ready",
        asset: { ...first, engine: "fake" },
      });
      const last = { ...fakeAsset("p/1/", true), previewKey: "p/1/preview.mp4" };
      expect(await store.publish(shopId, id, attempt, "fake", last, at + 5, [])).toBe(true);
      expect(await store.find(shopId, id)).toMatchObject({
        progress: 1,
        asset: { complete: true, previewKey: "p/1/preview.mp4", playback: last.playback },
      });
      expect(await store.claim(shopId, id, at + 6)).toBeNull();
      expect((await jobs()).length).toBe(before + 2);
    });

    it("fences off a worker whose video another has claimed", async () => {
      const { store, shop, jobs } = await open();
      const shopId = await shop();
      const id = await insert(store, shopId);
      await store.queue(shopId, id, ["uploading"], at, []);
      const old = (await store.claim(shopId, id, at))!.attempt;
      const current = (await store.claim(shopId, id, at))!.attempt;
      expect(current).toBe(old + 1);
      const before = (await jobs()).length;
      const asset = fakeAsset("p/1/", true);
      expect(await store.progress(shopId, id, old, 0.9, at)).toBe(false);
      expect(await store.publish(shopId, id, old, "fake", asset, at, [job])).toBe(false);
      expect(await store.fail(shopId, id, old, { kind: "file-damaged" }, at)).toBe(false);
      expect(await store.find(shopId, id)).toMatchObject({ status: "processing", asset: null });
      expect((await jobs()).length).toBe(before);
      const fault = { kind: "video-too-long", params: { duration: 900, limit: 600 } } as const;
      expect(await store.fail(shopId, id, current, fault, at)).toBe(true);
      expect(await store.find(shopId, id)).toMatchObject({ status: "failed", failure: fault });
      expect(await store.claim(shopId, id, at)).toBeNull();
      expect(await store.queue(shopId, id, ["failed"], at, [])).toBe(true);
      const retried = await store.claim(shopId, id, at);
      expect(retried).toMatchObject({ failure: null, attempt: 2 * TRIES_A_ROUND + 1 });
    });

    it("lets a ready video whose rungs are missing be claimed, and keeps it ready", async () => {
      const { store, shop } = await open();
      const shopId = await shop();
      const id = await insert(store, shopId);
      await store.queue(shopId, id, ["uploading"], at, []);
      const { attempt } = (await store.claim(shopId, id, at))!;
      await store.publish(shopId, id, attempt, "fake", fakeAsset("p/1/", false), at, []);
      const again = await store.claim(shopId, id, at);
      expect(again).toMatchObject({ status: "ready", attempt: attempt + 1 });
      expect(await store.fail(shopId, id, attempt + 1, { kind: "storage-full" }, at)).toBe(false);
      expect((await store.find(shopId, id))?.status).toBe("ready");
    });

    it("replaces title, tags and product tags, in order", async () => {
      const { store, shop, jobs } = await open();
      const shopId = await shop();
      const id = await insert(store, shopId);
      const before = (await jobs()).length;
      await store.update(shopId, id, { tags: ["summer", "linen"] }, at, []);
      const tags = [
        { productId: "2", variantId: "21", from: 0, to: 1500, x: 0.25, y: 1 },
        { productId: "1", variantId: null, from: null, to: null, x: null, y: null },
      ];
      const change = { title: "夏", description: "Long", products: tags };
      expect(await store.update(shopId, id, change, at + 9, [job])).toBe(true);
      expect(await store.find(shopId, id)).toMatchObject({
        title: "夏",
        description: "Long",
        tags: ["summer", "linen"],
        products: tags,
      });
      await store.update(shopId, id, { products: [tags[1]!] }, at, []);
      expect(await store.find(shopId, id)).toMatchObject({ title: "夏", products: [tags[1]] });
      expect((await jobs()).length).toBe(before + 1);
    });

    it("removes with jobs made from what was there, once", async () => {
      const { store, shop, jobs } = await open();
      const shopId = await shop();
      const id = await insert(store, shopId);
      const tag = { productId: "1", variantId: null, from: null, to: null, x: null, y: null };
      await store.update(shopId, id, { products: [tag] }, at, []);
      const before = (await jobs()).length;
      const removed = await store.remove(shopId, [id, newId()], (videos) =>
        videos.map((video) => ({
          name: "media.remove-files",
          payload: { shopId, keys: [video.sourceKey!] },
        })),
      );
      expect(removed.map((video) => video.id)).toEqual([id]);
      expect((await jobs()).slice(before)).toMatchObject([
        { name: "media.remove-files", payload: { keys: [`${shopId}/original/${id}`] } },
      ]);
      expect(await store.remove(shopId, [id], () => [job])).toEqual([]);
      expect(await store.find(shopId, id)).toBeNull();
      expect((await jobs()).length).toBe(before + 1);
    });

    it("lists by page, order, search, state and tag", async () => {
      const { store, shop } = await open();
      const shopId = await shop();
      const titles = ["Boots", "apron 100%", "Dress", "coat", "Apron_b"];
      const ids: string[] = [];
      // Two of one instant: the id decides.
      for (const [index, title] of titles.entries())
        ids.push(
          await insert(store, shopId, {
            id: newId(fixedClock(at + index)),
            title,
            at: at + Math.max(1, index) * 1000,
          }),
        );
      await store.update(shopId, ids[2]!, { tags: ["Summer"] }, at, []);
      await store.queue(shopId, ids[3]!, ["uploading"], at, []);
      const collect = async (sort: "newest" | "oldest" | "title") => {
        const found: string[] = [];
        let cursor: string | undefined;
        for (let pages = 0; pages < 5; pages++) {
          const page = await store.list(shopId, { sort, limit: 2, ...(cursor ? { cursor } : {}) });
          expect(page.total).toBe(5);
          expect(page.rows.length).toBeLessThanOrEqual(2);
          found.push(...page.rows.map(({ title }) => title));
          if (!page.next) break;
          cursor = page.next;
        }
        return found;
      };
      expect(await collect("newest")).toEqual([...titles].reverse());
      expect(await collect("oldest")).toEqual(titles);
      expect(await collect("title")).toEqual(["apron 100%", "Apron_b", "Boots", "coat", "Dress"]);
      const only = async (query: object) =>
        (await store.list(shopId, { sort: "title", limit: 9, ...query })).rows.map(
          ({ title }) => title,
        );
      expect(await only({ search: "APRON" })).toEqual(["apron 100%", "Apron_b"]);
      expect(await store.count(shopId, { search: "APRON" })).toBe(2);
      expect(await store.count(await shop(), {})).toBe(0);
      expect(await only({ search: "100%" })).toEqual(["apron 100%"]);
      expect(await only({ search: "apron_b" })).toEqual(["Apron_b"]);
      expect(await only({ search: "summer" })).toEqual(["Dress"]);
      expect(await only({ search: "dress.mp4" })).toHaveLength(5);
      expect(await only({ tags: ["Summer"] })).toEqual(["Dress"]);
      expect(await only({ statuses: ["queued"] })).toEqual(["coat"]);
      expect(await only({ search: "nothing of the kind" })).toEqual([]);
      const order = [ids[4]!, newId(), ids[0]!];
      expect((await store.byIds(shopId, order)).map((v) => v.id)).toEqual([ids[4], ids[0]]);
    });

    it("knows ready videos by product, newest first", async () => {
      const { store, shop } = await open();
      const shopId = await shop();
      const tag = (productId: string) => ({
        productId,
        variantId: null,
        from: null,
        to: null,
        x: null,
        y: null,
      });
      const ready = async (when: number, products: string[]) => {
        const id = await insert(store, shopId, { at: when });
        await store.update(shopId, id, { products: products.map(tag) }, at, []);
        await store.queue(shopId, id, ["uploading"], at, []);
        const { attempt } = (await store.claim(shopId, id, at))!;
        await store.publish(shopId, id, attempt, "fake", fakeAsset("p/", true), at, []);
        return id;
      };
      const old = await ready(at, ["1", "2", "1"]);
      const young = await ready(at + 5000, ["1"]);
      const unready = await insert(store, shopId);
      await store.update(shopId, unready, { products: [tag("1"), tag("3")] }, at, []);
      const found = await store.readyByProduct(shopId);
      expect(Object.fromEntries(found)).toEqual({ "1": [young, old], "2": [old] });
    });

    it("withholds for each reason apart, once, with the jobs of what that changed", async () => {
      const { store, shop, jobs } = await open();
      const [one, other] = [await shop(), await shop()];
      const product = { productId: "1", variantId: null, from: null, to: null, x: null, y: null };
      const ready = async (changes: object = {}) => {
        const id = await insert(store, one, { products: [product], ...changes });
        await store.queue(one, id, ["uploading"], at, []);
        const { attempt } = (await store.claim(one, id, at))!;
        await store.publish(one, id, attempt, "fake", fakeAsset("p/", true), at, []);
        return id;
      };
      const first = await ready({ id: newId(fixedClock(at)) });
      const second = await ready({ id: newId(fixedClock(at + 1)), withheld: ["review"] });
      const before = (await jobs()).length;
      const changed = (ids: string[]) => [
        { name: "media.video-changed", payload: { shopId: one, videoIds: ids } },
      ];
      expect(await store.withhold(other, [first], "rights", true, changed)).toEqual([]);
      const all = [first, second, newId()];
      expect(await store.withhold(one, all, "review", true, changed)).toEqual([first]);
      expect(await store.withhold(one, all, "rights", true, changed)).toEqual([first, second]);
      expect(await store.withhold(one, all, "rights", true, changed)).toEqual([]);
      expect((await store.find(one, first))?.withheld).toEqual(["review", "rights"]);
      expect(await store.isWithheld(one, first)).toBe(true);
      expect(await store.isWithheld(other, first)).toBe(false);
      expect(await store.readyByProduct(one)).toEqual(new Map());
      const found = async (withheld: ("review" | "rights")[]) =>
        (await store.list(one, { sort: "oldest", limit: 9, withheld })).rows.map(({ id }) => id);
      expect(await found(["review"])).toEqual([first, second]);
      expect(await store.withhold(one, [first], "review", false, changed)).toEqual([first]);
      expect(await found(["review"])).toEqual([second]);
      expect(await found(["review", "rights"])).toEqual([first, second]);
      expect((await store.find(one, first))?.withheld).toEqual(["rights"]);
      await store.withhold(one, [first], "rights", false, changed);
      expect(await store.readyByProduct(one)).toEqual(new Map([["1", [first]]]));
      expect((await jobs()).slice(before).map((each) => each.payload)).toEqual(
        [[first], [first, second], [first], [first]].map((videoIds) => ({ shopId: one, videoIds })),
      );
    });

    it("finds by the engine's reference, and what nothing has touched for long", async () => {
      const { store, shop } = await open();
      const shopId = await shop();
      const ref = `upload:${newId()}`;
      const id = await insert(store, shopId, {
        sourceKey: null,
        engine: { name: "mux", ref },
        at: at - 1_000_000,
      });
      expect(await store.findByEngineRef("mux", ref)).toEqual({ shopId, videoId: id });
      expect(await store.findByEngineRef("ffmpeg", ref)).toBeNull();
      expect(await store.assetsOf(shopId)).toEqual([{ engine: "mux", engineRef: ref }]);
      expect(await store.assetsOf("another-shop")).toEqual([]);
      expect((await store.find(shopId, id))?.asset).toMatchObject({
        engine: "mux",
        engineRef: ref,
        complete: false,
        playback: null,
      });
      const stale = await store.stale("uploading", at, 1000);
      expect(stale.filter((each) => each.shopId === shopId).map(({ video }) => video.id)).toEqual([
        id,
      ]);
      expect(await store.stale("uploading", at - 2_000_000, 1000)).toEqual([]);
    });
  });
}
