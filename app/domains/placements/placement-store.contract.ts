import { beforeEach, describe, expect, it } from "vitest";
import type { Feed } from "../../contract/feed.ts";
import { newId } from "../../kernel/ids.ts";
import type { JobRequest } from "../../kernel/job.ts";
import type {
  Manifest,
  ManifestEntry,
  PlacementRecord,
  PlacementStore,
  PublishedStore,
  SyncLock,
  SyncRecords,
} from "./ports.ts";

const NOON = Date.UTC(2026, 10, 1, 12);

export interface PlacementAdapters {
  store: PlacementStore;
  published: PublishedStore;
  manifest: Manifest;
  syncs: SyncRecords;
  lock: SyncLock;
  jobs: () => JobRequest[];
  /** Makes an installed shop of that domain. */
  addShop(domain: string): Promise<{ id: string }>;
}

/** What the stores of placements do, in memory and in PostgreSQL alike. */
export function placementStoresContract(make: () => Promise<PlacementAdapters>): void {
  let adapters: PlacementAdapters;
  let shopId: string;
  let domain: string;
  beforeEach(async () => {
    adapters = await make();
    domain = `s${newId()}.myshopify.com`;
    shopId = (await adapters.addShop(domain)).id;
  });

  const row = (handle: string, more: Partial<PlacementRecord> = {}): PlacementRecord => ({
    ...{ id: newId(), handle, title: handle, block: "carousel", playlistId: newId(), rev: 0 },
    ...{ live: false, changed: false, publishedAt: null, createdAt: NOON, ...more },
  });
  const video = (id: string, title = "A clip"): Feed["videos"][number] => ({
    ...{ id, title, width: 1080, height: 1920, duration: 9000, hasAudio: true },
    ...{ poster: "p.jpg", placeholder: "", preview: null, products: [] },
    playback: { kind: "hls", hls: "a.m3u8" },
  });
  const document = (
    placement: PlacementRecord,
    after: number,
    videos: Feed["videos"],
    at = NOON,
  ) => ({
    ...{ after, at, source: { title: placement.title, videoIds: [], clips: [] } },
    feed: {
      v: 1 as const,
      id: placement.id,
      handle: placement.handle,
      block: placement.block,
      videos,
    },
  });
  const job: JobRequest[] = [{ name: "placements.sync-shop", payload: {} }];
  const create = async (handle: string, more: Partial<PlacementRecord> = {}) => {
    const placement = row(handle, more);
    await adapters.store.create(shopId, placement);
    return placement;
  };

  describe("PlacementStore", () => {
    it("gives a handle once in a shop, and to other shops too", async () => {
      const { store, addShop } = adapters;
      expect(await store.create(shopId, row("home"))).toBe(true);
      expect(await store.create(shopId, row("home"))).toBe(false);
      const other = await addShop(`o${domain}`);
      expect(await store.create(other.id, row("home"))).toBe(true);
      expect(await store.list(shopId)).toHaveLength(1);
    });

    it("keeps shops apart", async () => {
      const { store, addShop, published } = adapters;
      const placement = await create("home");
      const other = await addShop(`o${domain}`);
      expect(await store.get(other.id, placement.id)).toBeNull();
      expect(await store.update(other.id, placement.id, { title: "x" }, NOON)).toBe(false);
      const draft = document(placement, 0, [video("v")]);
      const options = { onlyLive: false };
      expect(await store.publish(other.id, placement.id, draft, options, job)).toBe("gone");
      await store.publish(shopId, placement.id, draft, options, job);
      expect(await store.unpublish(other.id, placement.id, job)).toBe(false);
      expect(await store.remove(other.id, placement.id, job)).toBe(false);
      expect(await store.publications(other.id)).toEqual([]);
      expect(await published.feed(`o${domain}`, "home")).toBeNull();
      expect(await published.video(`o${domain}`, "v")).toBeNull();
      expect(await published.feed(domain, "home")).not.toBeNull();
    });

    it("serves the oldest live page as the shop's page of videos, and no other shop's", async () => {
      const { store, published } = adapters;
      const other = await adapters.addShop(`p${domain}`);
      expect(await published.page(domain)).toBeNull();
      const kinds = { rail: "stories", first: "page", second: "page" } as const;
      for (const [at, [handle, block]] of Object.entries(kinds).entries()) {
        const placement = await create(handle, { block, createdAt: NOON + at });
        const draft = document(placement, 0, [video("v")]);
        await store.publish(shopId, placement.id, draft, { onlyLive: false }, job);
      }
      expect(await published.page(domain)).toMatchObject({
        feed: { handle: "first", block: "page" },
        source: { title: "first" },
      });
      expect(await published.page(`p${domain}`)).toBeNull();
      const first = (await store.list(shopId)).find(({ handle }) => handle === "first");
      await store.unpublish(shopId, first!.id, job);
      expect((await published.page(domain))?.feed.handle).toBe("second");
      expect(await store.list(other.id)).toEqual([]);
    });

    it("serves what was published, and asks for the shop to be written", async () => {
      const { store, published, syncs, jobs } = adapters;
      const placement = await create("home");
      const before = jobs().length;
      const outcome = await store.publish(
        ...([shopId, placement.id, document(placement, 0, [video("v1")])] as const),
        ...([{ onlyLive: false }, job] as const),
      );
      expect(outcome).toEqual({ rev: 1 });
      expect(await published.feed(domain, "home")).toMatchObject({ rev: 1, handle: "home" });
      expect(await published.video(domain, "v1")).toMatchObject({ id: "v1" });
      expect(await published.video(domain, "v2")).toBeNull();
      expect(await store.get(shopId, placement.id)).toMatchObject({
        ...{ live: true, changed: false, rev: 1, publishedAt: NOON },
      });
      expect((await syncs.read(shopId)).wanted).toBe(1);
      expect(jobs().length - before).toBe(1);
    });

    it("lets one of two publish at the same revision, the other is told", async () => {
      const { store, published } = adapters;
      const placement = await create("home");
      const outcomes = await Promise.all(
        ["a", "b", "c", "d"].map((title) =>
          store.publish(
            ...([shopId, placement.id, document(placement, 0, [video("v", title)])] as const),
            ...([{ onlyLive: false }, job] as const),
          ),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === "moved")).toHaveLength(3);
      expect(await published.feed(domain, "home")).toMatchObject({ rev: 1 });
    });

    it("marks an edit of a live one, and does not publish it by a renewal", async () => {
      const { store } = adapters;
      const placement = await create("home");
      await store.update(shopId, placement.id, { title: "Draft" }, NOON);
      expect(await store.get(shopId, placement.id)).toMatchObject({ changed: false });
      const options = { onlyLive: false };
      await store.publish(shopId, placement.id, document(placement, 0, []), options, job);
      await store.update(shopId, placement.id, { playlistId: null }, NOON);
      const renewal = document(placement, 1, [], NOON + 5);
      expect(await store.publish(shopId, placement.id, renewal, { onlyLive: true }, job)).toEqual({
        rev: 2,
      });
      expect(await store.get(shopId, placement.id)).toMatchObject({
        ...{ title: "Draft", playlistId: null, changed: true, publishedAt: NOON, rev: 2 },
      });
    });

    it("takes one off, and does not bring it back by a renewal", async () => {
      const { store, published } = adapters;
      const placement = await create("home");
      const options = { onlyLive: false };
      await store.publish(shopId, placement.id, document(placement, 0, [video("v")]), options, job);
      expect(await store.unpublish(shopId, placement.id, job)).toBe(true);
      expect(await store.unpublish(shopId, placement.id, job)).toBe(true);
      expect(await published.feed(domain, "home")).toBeNull();
      expect(await published.video(domain, "v")).toBeNull();
      const renewal = document(placement, 1, [video("v")]);
      expect(await store.publish(shopId, placement.id, renewal, { onlyLive: true }, job)).toBe(
        "gone",
      );
      expect(await store.publish(shopId, placement.id, renewal, options, job)).toEqual({ rev: 2 });
    });

    it("takes all off, or those published before a time", async () => {
      const { store } = adapters;
      const [old, fresh] = [await create("old"), await create("fresh", { createdAt: NOON + 1 })];
      const options = { onlyLive: false };
      await store.publish(shopId, old.id, document(old, 0, []), options, job);
      await store.publish(shopId, fresh.id, document(fresh, 0, [], NOON + 10), options, job);
      await store.unpublishAll(shopId, [], NOON + 5);
      expect((await store.publications(shopId)).map(({ feed }) => feed.handle)).toEqual(["fresh"]);
      await store.unpublishAll(shopId, job);
      expect(await store.publications(shopId)).toEqual([]);
      expect(await store.list(shopId)).toHaveLength(2);
    });

    it("removes one with its document", async () => {
      const { store, published } = adapters;
      const placement = await create("home");
      await store.publish(
        ...([shopId, placement.id, document(placement, 0, [])] as const),
        ...([{ onlyLive: false }, job] as const),
      );
      expect(await store.remove(shopId, placement.id, job)).toBe(true);
      expect(await store.remove(shopId, placement.id, job)).toBe(false);
      expect(await published.feed(domain, "home")).toBeNull();
    });
  });

  const entry = (key: string, more: Partial<ManifestEntry> = {}): ManifestEntry => ({
    ...{ id: newId(), kind: "metafield", ownerGid: "gid://1", namespace: "clipshelf", key },
    ...{
      digest: "",
      placementId: null,
      videoId: null,
      url: null,
      writtenAt: NOON,
      removedAt: null,
    },
    ...more,
  });

  describe("Manifest", () => {
    it("holds what is there and remembers what was", async () => {
      const { manifest } = adapters;
      const [a, b] = [entry("a"), entry("b", { writtenAt: NOON + 1 })];
      await manifest.put(shopId, [a, b]);
      await manifest.put(shopId, [{ ...a, digest: "d" }]);
      await manifest.markRemoved(shopId, [b.id], NOON + 2);
      await manifest.markRemoved(shopId, [], NOON + 2);
      expect(await manifest.present(shopId)).toEqual([{ ...a, digest: "d" }]);
      expect(await manifest.all(shopId)).toEqual([
        { ...b, removedAt: NOON + 2 },
        { ...a, digest: "d" },
      ]);
    });

    it("gives the place of a removed entry to one that is written anew", async () => {
      const { manifest } = adapters;
      const old = entry("a");
      await manifest.put(shopId, [old]);
      await manifest.markRemoved(shopId, [old.id], NOON + 1);
      const fresh = entry("a", { digest: "d" });
      await manifest.put(shopId, [fresh]);
      expect(await manifest.all(shopId)).toEqual([fresh]);
    });

    it("keeps shops apart", async () => {
      const { manifest, addShop } = adapters;
      const other = await addShop(`o${domain}`);
      const mine = entry("a");
      await manifest.put(shopId, [mine]);
      await manifest.put(other.id, [entry("a")]);
      await manifest.markRemoved(other.id, [mine.id], NOON);
      expect(await manifest.present(shopId)).toEqual([mine]);
    });
  });

  describe("SyncRecords", () => {
    it("says whether something newer is wanted", async () => {
      const { syncs, store } = adapters;
      expect(await syncs.read(shopId)).toEqual({
        ...{ wanted: 0, served: 0, done: 0, total: 0, fault: null },
      });
      await store.unpublishAll(shopId, []);
      const { wanted } = await syncs.read(shopId);
      await syncs.progress(shopId, 2, 5, NOON);
      await syncs.failed(shopId, { kind: "shop-unavailable", params: { detail: "503" }, at: NOON });
      expect(await syncs.read(shopId)).toMatchObject({
        ...{ done: 2, total: 5, fault: { kind: "shop-unavailable", at: NOON } },
      });
      await store.unpublishAll(shopId, []);
      expect(await syncs.served(shopId, wanted, NOON)).toBe(false);
      expect(await syncs.served(shopId, wanted + 1, NOON)).toBe(true);
      expect(await syncs.read(shopId)).toMatchObject({ served: wanted + 1, fault: null });
    });
  });

  describe("SyncLock", () => {
    it("is held by one at a time for a shop, and let go after a failure", async () => {
      const { lock } = adapters;
      const { signal } = new AbortController();
      let free = () => {};
      const busy = new Promise<void>((resolve) => {
        free = resolve;
      });
      let began = () => {};
      const running = new Promise<void>((resolve) => {
        began = resolve;
      });
      const first = lock.hold(shopId, signal, () => {
        began();
        return busy;
      });
      await running;
      expect(await lock.hold(shopId, signal, async () => {})).toBe("busy");
      expect(await lock.hold(`${shopId}x`, signal, async () => {})).toBe("done");
      free();
      expect(await first).toBe("done");
      await expect(
        lock.hold(shopId, signal, async () => {
          throw new Error("cut off");
        }),
      ).rejects.toThrow("cut off");
      expect(await lock.hold(shopId, signal, async () => {})).toBe("done");
    });
  });
}
