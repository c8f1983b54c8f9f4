import { newId } from "../../kernel/ids.ts";
import { ok, refuse } from "../../kernel/result.ts";
import type { PlaylistsDoor } from "../playlists/index.server.ts";
import type { ShopRef } from "../shop/index.ts";
import { handleFor } from "./handle.ts";
import type { PlacementsDoor } from "./index.server.ts";
import {
  isByProduct,
  MAX_TITLE_LENGTH,
  type PlacementCard,
  type ShopWrite,
  type SyncState,
} from "./index.ts";
import { syncShopJob } from "./jobs.ts";
import type {
  Manifest,
  ManifestEntry,
  PlacementRecord,
  SyncRecord,
  SyncRecords,
  ThemeEditorLinks,
} from "./ports.ts";
import { type PublishPorts, publishPlacement, taggedVideoIds } from "./publish-placement.server.ts";
import { INSTALLATION } from "./sync-shop.server.ts";

export interface PlacementsDoorPorts extends Omit<PublishPorts, "playlists"> {
  manifest: Manifest;
  syncs: SyncRecords;
  themeEditor: ThemeEditorLinks;
  /** Where the merchant has the app proxy. */
  proxyPath(): Promise<string>;
  playlists: Pick<PlaylistsDoor, "list" | "get" | "videoIds">;
}

const MAX_HANDLE_TRIES = 1000;

export function createPlacementsDoor(ports: PlacementsDoorPorts, shop: ShopRef): PlacementsDoor {
  const { store, manifest, syncs, playlists, clock } = ports;

  const cards = async (placements: PlacementRecord[]): Promise<PlacementCard[]> => {
    if (placements.length === 0) return [];
    const [lists, sync, proxyPath] = await Promise.all([
      playlists.list(),
      syncs.read(shop.id),
      ports.proxyPath(),
    ]);
    const showsTagged = placements.some((placement) => placement.playlistId === null);
    const tagged = showsTagged ? (await taggedVideoIds(ports.media)).length : 0;
    const byId = new Map(lists.map((list) => [list.id, list]));
    return placements.map((placement) => {
      const playlist = placement.playlistId ? byId.get(placement.playlistId) : undefined;
      const { id, title, handle, block, playlistId, publishedAt } = placement;
      const isBehind =
        placement.changed || (playlist?.updatedAt ?? 0) > (placement.publishedAt ?? 0);
      return {
        ...{ id, title, handle, block, playlistId, publishedAt },
        playlistTitle: playlist?.title ?? null,
        videoCount: playlistId ? (playlist?.videoCount ?? 0) : tagged,
        state: placement.live ? (isBehind ? "changed" : "live") : "draft",
        sync: syncState(sync),
        placeUrl: ports.themeEditor.url(shop, block, proxyPath),
      };
    });
  };

  const faultIn = async (
    title: string | undefined,
    playlistId: string | null | undefined,
    block: PlacementRecord["block"],
  ) => {
    if (title === "") return refuse("title-empty");
    if (title && title.length > MAX_TITLE_LENGTH)
      return refuse("title-too-long", { limit: MAX_TITLE_LENGTH });
    if (playlistId === null && !isByProduct(block)) return refuse("playlist-needed");
    if (playlistId && !(await playlists.get(playlistId))) return refuse("playlist-not-found");
    return null;
  };

  return {
    list: async () => cards(await store.list(shop.id)),

    async get(id) {
      const placement = await store.get(shop.id, id);
      return placement ? ((await cards([placement]))[0] ?? null) : null;
    },

    async create({ title: given, block, playlistId }) {
      const title = given.trim();
      const fault = await faultIn(title, playlistId, block);
      if (fault) return fault;
      const now = clock.now();
      const base = {
        ...{ id: newId(clock), title, block, playlistId, createdAt: now },
        ...{ rev: 0, live: false, changed: false, publishedAt: null },
      };
      for (let tries = 0; tries < MAX_HANDLE_TRIES; tries++) {
        const made = await store.create(shop.id, {
          ...base,
          handle: handleFor(title, block, tries),
        });
        if (made) return { ok: true, value: { id: base.id } };
      }
      throw new Error(`No handle is left for a placement called ${title}.`);
    },

    async update(id, change) {
      const placement = await store.get(shop.id, id);
      if (!placement) return refuse("placement-not-found");
      const title = change.title?.trim();
      const fault = await faultIn(title, change.playlistId, placement.block);
      if (fault) return fault;
      const found = await store.update(
        shop.id,
        id,
        {
          ...(title === undefined ? {} : { title }),
          ...(change.playlistId === undefined ? {} : { playlistId: change.playlistId }),
        },
        clock.now(),
      );
      return found ? ok() : refuse("placement-not-found");
    },

    publish: (id) => publishPlacement(ports, shop.id, id),

    async unpublish(id) {
      const found = await store.unpublish(shop.id, id, [syncShopJob(shop.id)]);
      return found ? ok() : refuse("placement-not-found");
    },

    async remove(id) {
      const found = await store.remove(shop.id, id, [syncShopJob(shop.id)]);
      return found ? ok() : refuse("placement-not-found");
    },

    written: async () => (await manifest.all(shop.id)).map(toShopWrite),

    async removeAllFromShop() {
      await store.unpublishAll(shop.id, [syncShopJob(shop.id)]);
      return { enqueued: true };
    },
  };
}

function syncState(sync: SyncRecord): SyncState {
  if (sync.fault) {
    const { kind, params, at } = sync.fault;
    return { kind: "failed", fault: kind, at, ...(params ? { params } : {}) };
  }
  if (sync.wanted > sync.served) return { kind: "writing", done: sync.done, total: sync.total };
  return { kind: "idle" };
}

function toShopWrite(entry: ManifestEntry): ShopWrite {
  const { id, kind, placementId, writtenAt, removedAt } = entry;
  return { id, kind, label: labelOf(entry), placementId, writtenAt, removedAt };
}

function labelOf({ kind, ownerGid, namespace, key }: ManifestEntry): string {
  if (kind === "file") return key;
  if (ownerGid.startsWith(INSTALLATION)) return `app.metafields.${namespace}.${key}`;
  const [type, id] = ownerGid.replace("gid://shopify/", "").split("/");
  return `${type} ${id} · ${namespace}.${key}`;
}
