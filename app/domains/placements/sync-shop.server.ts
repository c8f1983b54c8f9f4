import { createHash } from "node:crypto";
import type { Clock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { CatalogDoor } from "../catalog/index.server.ts";
import type { MediaDoor } from "../media/index.server.ts";
import { type ShopDoor, ShopFault, type ShopInfo } from "../shop/index.server.ts";
import type { ShopRef } from "../shop/index.ts";
import { syncShopJob } from "./jobs.ts";
import type {
  Manifest,
  ManifestEntry,
  MetafieldName,
  PlacementStore,
  Publication,
  ShopFiles,
  ShopMetafields,
  SyncLock,
  SyncRecords,
} from "./ports.ts";
import { type WantedMetafield, wantedMetafields } from "./shop-copy.ts";

export interface SyncPorts {
  store: PlacementStore;
  manifest: Manifest;
  syncs: SyncRecords;
  lock: SyncLock;
  metafields: ShopMetafields;
  files: ShopFiles;
  info: ShopInfo;
  clock: Clock;
}

/** The doors of the shop being written to. */
export interface SyncDoors {
  shop: Pick<ShopDoor, "profile">;
  catalog: Pick<CatalogDoor, "reconcile">;
  media: Pick<MediaDoor, "readFile">;
}

/** How long a sync that found another at work waits before it looks whether anything is left to do. */
const BUSY_PAUSE_MS = 5_000;

/**
 * Makes the shop's metafields and poster files equal to what is live. It may be cut off anywhere: the
 * manifest notes every write before and after it happens, so that the next run does again what was cut
 * off and nothing else. Throws ShopFault when Shopify does not let it; the state is noted for the admin.
 */
export async function syncShop(
  ports: SyncPorts,
  doors: SyncDoors,
  shop: ShopRef,
  signal: AbortSignal,
): Promise<void> {
  try {
    const outcome = await ports.lock.hold(shop.id, signal, async (held) => {
      for (let settled = false; !settled; ) {
        const { wanted } = await ports.syncs.read(shop.id);
        await new Pass(ports, doors, shop, held).run();
        settled = await ports.syncs.served(shop.id, wanted, ports.clock.now());
      }
    });
    // The other one may have read what is live before our wish was made.
    if (outcome === "busy")
      await ports.store.enqueue([syncShopJob(shop.id, ports.clock.now() + BUSY_PAUSE_MS)]);
  } catch (error) {
    if (!(error instanceof ShopFault)) throw error;
    const { kind, detail } = error;
    await ports.syncs.failed(shop.id, { kind, params: { detail }, at: ports.clock.now() });
    // Nothing will work until the merchant opens the app again, which asks for another sync.
    if (kind !== "shop-access-lost") throw error;
  }
}

/** One walk from what is there to what should be. */
class Pass {
  private done = 0;
  private total = 0;
  private readonly ports: SyncPorts;
  private readonly doors: SyncDoors;
  private readonly shop: ShopRef;
  private readonly signal: AbortSignal;

  constructor(ports: SyncPorts, doors: SyncDoors, shop: ShopRef, signal: AbortSignal) {
    this.ports = ports;
    this.doors = doors;
    this.shop = shop;
    this.signal = signal;
  }

  async run(): Promise<void> {
    const { store, manifest, info } = this.ports;
    const publications = await store.publications(this.shop.id);
    const noted = await manifest.present(this.shop.id);
    if (publications.length === 0 && noted.length === 0) return;

    const { installationGid } = await info.read(this.shop);
    const present = await this.forgetOldInstallation(noted, installationGid);
    const files = present.filter((entry) => entry.kind === "file");
    const posters = postersOf(publications);
    const missing = posters.filter(
      ({ filename }) => !files.some((file) => file.key === filename && file.url),
    );
    await this.advance(0, missing.length);
    const urls = await this.copyPosters(files, posters, missing);

    const { proxyPath, soldOut } = await this.doors.shop.profile();
    const wanted = wantedMetafields({
      ...{ publications, installationGid, proxyPath, soldOut },
      posters: urls,
    });
    const there = new Map(
      present.filter((entry) => entry.kind === "metafield").map((entry) => [nameOf(entry), entry]),
    );
    const stale = wanted.filter((one) => there.get(nameOf(one))?.digest !== one.digest);
    const names = new Set(wanted.map(nameOf));
    const surplus = [...there.values()].filter((entry) => !names.has(nameOf(entry)));
    const keep = new Set(posters.map(({ filename }) => filename));
    const surplusFiles = files.filter((file) => !keep.has(file.key));
    await this.advance(0, stale.length + surplus.length + surplusFiles.length);

    for (const batch of chunks(stale, this.ports.metafields.perCall))
      await this.write(batch, there);
    for (const batch of chunks(surplus, this.ports.metafields.perCall)) await this.erase(batch);
    for (const batch of chunks(surplusFiles, this.ports.files.perCall))
      await this.eraseFiles(batch);
  }

  /** App-data metafields went with the installation that owned them. */
  private async forgetOldInstallation(
    noted: ManifestEntry[],
    installationGid: string,
  ): Promise<ManifestEntry[]> {
    const gone = noted.filter(
      ({ ownerGid }) => ownerGid.startsWith(INSTALLATION) && ownerGid !== installationGid,
    );
    if (gone.length === 0) return noted;
    const ids = gone.map((entry) => entry.id);
    await this.ports.manifest.markRemoved(this.shop.id, ids, this.ports.clock.now());
    return noted.filter((entry) => !gone.includes(entry));
  }

  /** CDN URL by video. A poster that cannot be copied keeps our own URL. */
  private async copyPosters(
    files: ManifestEntry[],
    posters: Poster[],
    missing: Poster[],
  ): Promise<Map<string, string>> {
    const urls = new Map<string, string>();
    for (const poster of posters) {
      const url = files.find((file) => file.key === poster.filename)?.url;
      if (url) urls.set(poster.videoId, url);
    }
    for (const batch of chunks(missing, this.ports.files.perCall)) {
      this.signal.throwIfAborted();
      const entries = new Map(
        batch.map((poster) => [
          poster.filename,
          files.find((file) => file.key === poster.filename) ?? this.fileEntry(poster),
        ]),
      );
      await this.createFiles(batch, entries);
      const created = [...entries.values()].filter((entry) => entry.ownerGid);
      const ready = await this.ports.files.urls(
        this.shop,
        created.map((entry) => entry.ownerGid),
        this.signal,
      );
      const served = created.filter((entry) => ready.get(entry.ownerGid));
      await this.ports.manifest.put(
        this.shop.id,
        served.map((entry) => ({ ...entry, url: ready.get(entry.ownerGid) ?? null })),
      );
      for (const { videoId, ownerGid } of served)
        if (videoId) urls.set(videoId, ready.get(ownerGid)!);
      await this.eraseFiles(created.filter((entry) => !ready.get(entry.ownerGid)));
      await this.advance(batch.length);
    }
    return urls;
  }

  private async createFiles(batch: Poster[], entries: Map<string, ManifestEntry>): Promise<void> {
    const { manifest, files } = this.ports;
    const sources: { poster: Poster; entry: ManifestEntry; bytes: Uint8Array }[] = [];
    for (const poster of batch) {
      const entry = entries.get(poster.filename)!;
      if (entry.ownerGid) continue;
      const bytes = await this.doors.media.readFile(poster.posterKey);
      if (bytes) sources.push({ poster, entry, bytes });
    }
    if (sources.length === 0) return;
    await manifest.put(
      this.shop.id,
      sources.map(({ entry }) => entry),
    );
    const gids = await files.create(
      this.shop,
      sources.map(({ poster, bytes }) => ({
        filename: poster.filename,
        contentType: poster.contentType,
        alt: poster.alt,
        bytes,
      })),
      this.signal,
    );
    for (const [at, { entry }] of sources.entries()) entry.ownerGid = gids[at]!;
    await manifest.put(
      this.shop.id,
      sources.map(({ entry }) => entry),
    );
  }

  private fileEntry(poster: Poster): ManifestEntry {
    return {
      id: newId(this.ports.clock),
      kind: "file",
      ownerGid: "",
      namespace: "",
      key: poster.filename,
      digest: poster.digest,
      placementId: null,
      videoId: poster.videoId,
      url: null,
      writtenAt: this.ports.clock.now(),
      removedAt: null,
    };
  }

  private async write(
    batch: WantedMetafield[],
    there: ReadonlyMap<string, ManifestEntry>,
  ): Promise<void> {
    this.signal.throwIfAborted();
    const entries = batch.map((one): ManifestEntry => {
      const { ownerGid, namespace, key, placementId } = one;
      const id = there.get(nameOf(one))?.id ?? newId(this.ports.clock);
      const writtenAt = this.ports.clock.now();
      return {
        ...{ id, kind: "metafield", ownerGid, namespace, key, digest: "", placementId },
        ...{ videoId: null, url: null, writtenAt, removedAt: null },
      };
    });
    await this.ports.manifest.put(this.shop.id, entries);
    try {
      await this.ports.metafields.set(this.shop, batch, this.signal);
    } catch (error) {
      // Most likely a product that was deleted before its webhook came: look, and the next try is right.
      if (error instanceof ShopFault && error.kind === "shop-refused")
        await this.doors.catalog.reconcile(productIdsOf(batch));
      throw error;
    }
    await this.ports.manifest.put(
      this.shop.id,
      entries.map((entry, at) => ({ ...entry, digest: batch[at]!.digest })),
    );
    await this.advance(batch.length);
  }

  private async erase(batch: ManifestEntry[]): Promise<void> {
    this.signal.throwIfAborted();
    const { manifest, metafields, clock } = this.ports;
    await manifest.put(
      this.shop.id,
      batch.map((entry) => ({ ...entry, digest: "" })),
    );
    await metafields.delete(this.shop, batch, this.signal);
    await manifest.markRemoved(
      this.shop.id,
      batch.map((entry) => entry.id),
      clock.now(),
    );
    await this.advance(batch.length);
  }

  private async eraseFiles(batch: ManifestEntry[]): Promise<void> {
    if (batch.length === 0) return;
    this.signal.throwIfAborted();
    const { files } = this.ports;
    const gids: string[] = [];
    for (const { ownerGid, key } of batch) {
      // Its creation was cut off: it may be there all the same.
      const gid = ownerGid || (await files.find(this.shop, key, this.signal));
      if (gid) gids.push(gid);
    }
    if (gids.length > 0) await files.delete(this.shop, gids, this.signal);
    const ids = batch.map((entry) => entry.id);
    await this.ports.manifest.markRemoved(this.shop.id, ids, this.ports.clock.now());
    await this.advance(batch.length);
  }

  private async advance(done: number, more = 0): Promise<void> {
    this.done += done;
    this.total += more;
    const at = this.ports.clock.now();
    await this.ports.syncs.progress(this.shop.id, Math.min(this.done, this.total), this.total, at);
  }
}

export const INSTALLATION = "gid://shopify/AppInstallation/";

interface Poster {
  videoId: string;
  posterKey: string;
  contentType: string;
  alt: string;
  digest: string;
  /** The same poster always gets the same name: creating it again replaces it. */
  filename: string;
}

/** One a video: a newer document's poster wins. */
function postersOf(publications: Publication[]): Poster[] {
  const posters = new Map<string, Poster>();
  for (const { feed, source } of [...publications].sort((a, b) => a.publishedAt - b.publishedAt))
    for (const clip of source.clips) {
      const digest = createHash("sha256").update(clip.posterKey).digest("hex");
      const extension = clip.posterType === "image/webp" ? "webp" : "jpg";
      posters.set(clip.id, {
        videoId: clip.id,
        posterKey: clip.posterKey,
        contentType: clip.posterType,
        alt: feed.videos.find((video) => video.id === clip.id)?.title ?? "",
        digest,
        filename: `clipshelf-${clip.id}-${digest.slice(0, 12)}.${extension}`,
      });
    }
  return [...posters.values()];
}

function nameOf({ ownerGid, namespace, key }: MetafieldName): string {
  return `${ownerGid}\n${namespace}\n${key}`;
}

/** Products that a batch is written to or refers to. */
function productIdsOf(batch: WantedMetafield[]): string[] {
  const text = batch.map(({ ownerGid, value }) => `${ownerGid} ${value}`).join(" ");
  const ids = [...text.matchAll(/gid:\/\/shopify\/Product\/(\d+)/g)].map((match) => match[1]!);
  return [...new Set(ids)];
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );
}
