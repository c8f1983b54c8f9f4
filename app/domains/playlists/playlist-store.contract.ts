import { describe, expect, it } from "vitest";
import { newId } from "../../kernel/ids.ts";
import type { PlaylistStore } from "./ports.ts";

/** What a run of the battery needs: a store, and hands to lay its neighbours' rows. */
export interface PlaylistStoreWorld {
  store: PlaylistStore;
  /** A shop that exists. Every call makes another. */
  addShop(): Promise<string>;
  addVideo(shopId: string): Promise<string>;
  removeVideo(shopId: string, videoId: string): Promise<void>;
  /** A placement that shows this playlist. */
  addPlacement(shopId: string, playlistId: string): Promise<void>;
}

/** The battery that every PlaylistStore passes. */
export function playlistStoreContract(name: string, open: () => Promise<PlaylistStoreWorld>) {
  describe(`PlaylistStore: ${name}`, () => {
    const make = async (now = 1_000) => {
      const world = await open();
      const shopId = await world.addShop();
      const id = newId();
      await world.store.create(shopId, { id, title: "New in", now });
      return { ...world, shopId, id };
    };

    it("keeps a new playlist, empty", async () => {
      const { store, shopId, id } = await make();
      expect(await store.get(shopId, id)).toEqual({
        id,
        title: "New in",
        videoCount: 0,
        firstVideoIds: [],
        updatedAt: 1_000,
      });
      expect(await store.videoIds(shopId, id)).toEqual([]);
    });

    it("lists the last changed first", async () => {
      const { store, shopId, id } = await make();
      const second = newId();
      await store.create(shopId, { id: second, title: "Best of 夏天", now: 2_000 });
      expect((await store.list(shopId)).map((row) => row.id)).toEqual([second, id]);
      expect(await store.rename(shopId, id, "New this week", 3_000)).toBe(true);
      expect((await store.list(shopId)).map((row) => row.title)).toEqual([
        "New this week",
        "Best of 夏天",
      ]);
    });

    it("replaces the whole list and keeps its order", async () => {
      const { store, shopId, id, addVideo } = await make();
      const videos: string[] = [];
      for (let index = 0; index < 6; index++) videos.push(await addVideo(shopId));
      expect(await store.setVideos(shopId, id, videos, 2_000)).toBe("set");
      const turned = [...videos].reverse();
      expect(await store.setVideos(shopId, id, turned, 3_000)).toBe("set");
      expect(await store.videoIds(shopId, id)).toEqual(turned);
      expect(await store.get(shopId, id)).toMatchObject({
        videoCount: 6,
        firstVideoIds: turned.slice(0, 4),
        updatedAt: 3_000,
      });
      expect(await store.setVideos(shopId, id, [], 4_000)).toBe("set");
      expect(await store.videoIds(shopId, id)).toEqual([]);
    });

    it("refuses a list with a video that does not exist or is another shop's, and keeps the old one", async () => {
      const { store, shopId, id, addShop, addVideo } = await make();
      const mine = await addVideo(shopId);
      const theirs = await addVideo(await addShop());
      await store.setVideos(shopId, id, [mine], 2_000);
      expect(await store.setVideos(shopId, id, [mine, theirs], 3_000)).toBe("video-not-found");
      expect(await store.setVideos(shopId, id, [newId()], 3_000)).toBe("video-not-found");
      expect(await store.videoIds(shopId, id)).toEqual([mine]);
      expect(await store.get(shopId, id)).toMatchObject({ updatedAt: 2_000 });
    });

    it("leaves out videos that have gone since", async () => {
      const { store, shopId, id, addVideo, removeVideo } = await make();
      const [first, second] = [await addVideo(shopId), await addVideo(shopId)];
      await store.setVideos(shopId, id, [first, second], 2_000);
      await removeVideo(shopId, first);
      expect(await store.videoIds(shopId, id)).toEqual([second]);
      expect(await store.get(shopId, id)).toMatchObject({
        videoCount: 1,
        firstVideoIds: [second],
      });
    });

    it("shows and changes nothing of another shop", async () => {
      const { store, shopId, id, addShop } = await make();
      const other = await addShop();
      expect(await store.get(other, id)).toBeNull();
      expect(await store.list(other)).toEqual([]);
      expect(await store.videoIds(other, id)).toEqual([]);
      expect(await store.rename(other, id, "Taken", 2_000)).toBe(false);
      expect(await store.setVideos(other, id, [], 2_000)).toBe("playlist-not-found");
      expect(await store.remove(other, id)).toBe("playlist-not-found");
      expect(await store.get(shopId, id)).toMatchObject({ title: "New in", updatedAt: 1_000 });
    });

    it("removes a playlist once, and not while a placement shows it", async () => {
      const { store, shopId, id, addPlacement } = await make();
      const shown = newId();
      await store.create(shopId, { id: shown, title: "Shown", now: 1_000 });
      await addPlacement(shopId, shown);
      expect(await store.remove(shopId, shown)).toBe("playlist-in-use");
      expect(await store.remove(shopId, id)).toBe("removed");
      expect(await store.remove(shopId, id)).toBe("playlist-not-found");
      expect((await store.list(shopId)).map((row) => row.id)).toEqual([shown]);
    });

    it("keeps one whole list when two savers meet", async () => {
      const { store, shopId, id, addVideo } = await make();
      const a = [await addVideo(shopId), await addVideo(shopId), await addVideo(shopId)];
      const b = [await addVideo(shopId), await addVideo(shopId)];
      const outcomes = await Promise.all(
        [a, b, a, b].map((list, index) => store.setVideos(shopId, id, list, 2_000 + index)),
      );
      expect(outcomes).toEqual(["set", "set", "set", "set"]);
      expect([a, b]).toContainEqual(await store.videoIds(shopId, id));
    });
  });
}
