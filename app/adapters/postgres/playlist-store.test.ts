import { cloneDatabase } from "../../../tests/setup/database.ts";
import { playlistStoreContract } from "../../domains/playlists/playlist-store.contract.ts";
import { newId } from "../../kernel/ids.ts";
import { createPlaylistStore } from "./playlist-store.ts";

const database = cloneDatabase();

playlistStoreContract("PostgreSQL", async () => {
  const { prisma } = await database;
  const now = new Date(1_000);
  return {
    store: createPlaylistStore({ prisma }),
    async addShop() {
      const id = newId();
      await prisma.shop.create({
        data: { id, domain: `${id}.myshopify.com`, installedAt: now },
      });
      return id;
    },
    async addVideo(shopId) {
      const id = newId();
      await prisma.video.create({
        data: {
          shopId,
          id,
          title: "A clip",
          tags: [],
          status: "ready",
          sourceName: "clip.mp4",
          sourceBytes: 1_000,
          createdAt: now,
          updatedAt: now,
        },
      });
      return id;
    },
    async removeVideo(shopId, videoId) {
      await prisma.video.delete({ where: { shopId_id: { shopId, id: videoId } } });
    },
    async addPlacement(shopId, playlistId) {
      const id = newId();
      await prisma.placement.create({
        data: {
          shopId,
          id,
          handle: id,
          title: "Home",
          block: "carousel",
          playlistId,
          createdAt: now,
          updatedAt: now,
        },
      });
    },
  };
});
