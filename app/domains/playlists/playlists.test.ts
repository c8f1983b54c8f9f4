import { describe, expect, it } from "vitest";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { VideoCard } from "../media/index.ts";
import { fakePlaylistStore } from "./fakes.ts";
import { createPlaylistsDoor } from "./index.server.ts";
import { MAX_PLAYLIST_TITLE, MAX_PLAYLIST_VIDEOS } from "./index.ts";
import { playlistStoreContract } from "./playlist-store.contract.ts";

playlistStoreContract("in memory", async () => {
  const videos = new Map<string, Set<string>>();
  const placed = new Map<string, Set<string>>();
  const none: ReadonlySet<string> = new Set();
  return {
    store: fakePlaylistStore({
      videos: (shopId) => videos.get(shopId) ?? none,
      placed: (shopId) => placed.get(shopId) ?? none,
    }),
    async addShop() {
      const id = newId();
      videos.set(id, new Set());
      placed.set(id, new Set());
      return id;
    },
    async addVideo(shopId) {
      const id = newId();
      videos.get(shopId)!.add(id);
      return id;
    },
    async removeVideo(shopId, videoId) {
      videos.get(shopId)!.delete(videoId);
    },
    async addPlacement(shopId, playlistId) {
      placed.get(shopId)!.add(playlistId);
    },
  };
});

describe("the playlists door", () => {
  const shop = { id: newId(), domain: "one.myshopify.com" };

  function open() {
    const clock = fixedClock(1_700_000_000_000);
    const cards = new Map<string, VideoCard>();
    const store = fakePlaylistStore({ videos: () => new Set(cards.keys()) });
    const door = createPlaylistsDoor(
      {
        store,
        clock,
        media: { cards: async (ids) => ids.flatMap((id) => cards.get(id) ?? []) },
      },
      shop,
    );
    const addVideo = (poster: string | null = null) => {
      const card = video(newId(), poster);
      cards.set(card.id, card);
      return card.id;
    };
    const create = async () => {
      const made = await door.create("New in");
      if (!made.ok) throw new Error(made.fault.kind);
      return made.value.id;
    };
    return { clock, cards, door, addVideo, create };
  }

  it("tidies titles and counts their letters as people do", async () => {
    const { door } = open();
    const made = await door.create("  Summer \n\t dresses ");
    expect(made.ok && (await door.get(made.value.id))?.title).toBe("Summer dresses");
    expect(await door.create(" \n ")).toEqual({ ok: false, fault: { kind: "title-empty" } });
    expect((await door.create("👗".repeat(MAX_PLAYLIST_TITLE))).ok).toBe(true);
    expect(await door.create("👗".repeat(MAX_PLAYLIST_TITLE + 1))).toEqual({
      ok: false,
      fault: {
        kind: "title-too-long",
        params: { limit: MAX_PLAYLIST_TITLE },
      },
    });
  });

  it("shows a clip once, at the first of its places", async () => {
    const { door, addVideo, create } = open();
    const id = await create();
    const [a, b] = [addVideo(), addVideo()];
    expect(await door.setVideos(id, [a, b, a])).toEqual({ ok: true, value: undefined });
    expect(await door.videoIds(id)).toEqual([a, b]);
    expect((await door.get(id))?.videos.map((card) => card.id)).toEqual([a, b]);
  });

  it("takes posters of the first four, those without one left out", async () => {
    const { door, addVideo, create } = open();
    const id = await create();
    const ids = ["/1.jpg", null, "/3.jpg", "/4.jpg", "/5.jpg"].map((poster) => addVideo(poster));
    await door.setVideos(id, ids);
    expect((await door.list())[0]).toMatchObject({
      videoCount: 5,
      posters: ["/1.jpg", "/3.jpg", "/4.jpg"],
    });
  });

  it("refuses a list that is too long before it asks the store", async () => {
    const { door, create } = open();
    const id = await create();
    const tooMany = Array.from({ length: MAX_PLAYLIST_VIDEOS + 1 }, () => newId());
    expect(await door.setVideos(id, tooMany)).toEqual({
      ok: false,
      fault: {
        kind: "playlist-too-long",
        params: { count: MAX_PLAYLIST_VIDEOS + 1, limit: MAX_PLAYLIST_VIDEOS },
      },
    });
  });

  it("answers ids that no id could be like ids that are unknown", async () => {
    const { door, create } = open();
    const id = await create();
    const strange = "'; drop table playlists; --";
    expect(await door.get(strange)).toBeNull();
    expect(await door.videoIds(strange)).toEqual([]);
    for (const answer of [
      await door.rename(strange, "x"),
      await door.setVideos(strange, []),
      await door.remove(strange),
    ])
      expect(answer).toEqual({ ok: false, fault: { kind: "playlist-not-found" } });
    expect(await door.setVideos(id, [strange])).toEqual({
      ok: false,
      fault: { kind: "video-not-found" },
    });
  });
});

function video(id: string, poster: string | null): VideoCard {
  return {
    id,
    title: "A clip",
    status: "ready",
    progress: 1,
    failure: null,
    poster,
    placeholder: null,
    preview: null,
    duration: 12_000,
    width: 1080,
    height: 1920,
    tags: [],
    productCount: 0,
    createdAt: 1_700_000_000_000,
    withheld: [],
  };
}
