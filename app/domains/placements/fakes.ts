import type { JobRequest } from "../../kernel/job.ts";
import { ShopFault } from "../shop/index.server.ts";
import type {
  Manifest,
  ManifestEntry,
  PlacementRecord,
  PlacementStore,
  Publication,
  PublishedStore,
  PublishingSignal,
  ShopFiles,
  ShopMetafields,
  SyncLock,
  SyncRecord,
  SyncRecords,
} from "./ports.ts";

/** All that PostgreSQL keeps of placements, in memory, of any number of shops. */
export function fakePlacements() {
  const rows = new Map<string, PlacementRecord & { shopId: string }>();
  const documents = new Map<string, Pick<Publication, "feed" | "source" | "publishedAt">>();
  const entries = new Map<string, ManifestEntry & { shopId: string }>();
  const records = new Map<string, SyncRecord>();
  const domains = new Map<string, string>();
  const listeners = new Set<(shopDomain: string | null) => void>();
  const jobs: JobRequest[] = [];
  const held = new Set<string>();
  let connected = true;

  const key = (shopId: string, id: string) => `${shopId}/${id}`;
  const of = (shopId: string) =>
    [...rows.values()]
      .filter((row) => row.shopId === shopId)
      .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  const record = (shopId: string): SyncRecord => {
    const known = records.get(shopId) ?? { wanted: 0, served: 0, done: 0, total: 0, fault: null };
    records.set(shopId, known);
    return known;
  };
  const tell = (shopId: string, wanted: JobRequest[]) => {
    record(shopId).wanted++;
    jobs.push(...wanted);
    const domain = domains.get(shopId);
    if (domain) for (const listener of listeners) listener(domain);
  };
  const takeOff = (row: PlacementRecord & { shopId: string }) => {
    row.live = false;
    row.changed = false;
    documents.delete(key(row.shopId, row.id));
  };
  const plain = ({ shopId: _, ...row }: PlacementRecord & { shopId: string }) =>
    structuredClone(row);

  const store: PlacementStore = {
    list: async (shopId) => of(shopId).map(plain),
    async get(shopId, id) {
      const row = rows.get(key(shopId, id));
      return row ? plain(row) : null;
    },
    async create(shopId, placement) {
      if (of(shopId).some((row) => row.handle === placement.handle)) return false;
      rows.set(key(shopId, placement.id), { ...placement, shopId });
      return true;
    },
    async update(shopId, id, change) {
      const row = rows.get(key(shopId, id));
      if (!row) return false;
      Object.assign(row, change, { changed: row.live });
      return true;
    },
    async publish(shopId, id, { after, feed, source, at }, { onlyLive }, wanted) {
      const row = rows.get(key(shopId, id));
      if (!row || (onlyLive && !row.live)) return "gone";
      if (row.rev !== after) return "moved";
      row.rev++;
      if (!onlyLive) Object.assign(row, { live: true, changed: false, publishedAt: at });
      const document = { feed: { ...feed, rev: row.rev }, source, publishedAt: at };
      documents.set(key(shopId, id), structuredClone(document));
      tell(shopId, wanted);
      return { rev: row.rev };
    },
    async unpublish(shopId, id, wanted) {
      const row = rows.get(key(shopId, id));
      if (!row) return false;
      if (!row.live) return true;
      takeOff(row);
      tell(shopId, wanted);
      return true;
    },
    async unpublishAll(shopId, wanted, before = Number.POSITIVE_INFINITY) {
      for (const row of of(shopId)) if (row.live && (row.publishedAt ?? 0) < before) takeOff(row);
      tell(shopId, wanted);
    },
    async remove(shopId, id, wanted) {
      if (!rows.delete(key(shopId, id))) return false;
      documents.delete(key(shopId, id));
      tell(shopId, wanted);
      return true;
    },
    async publications(shopId) {
      return of(shopId).flatMap((row) => {
        const document = documents.get(key(shopId, row.id));
        return row.live && document
          ? [{ placement: plain(row), ...structuredClone(document) }]
          : [];
      });
    },
    async enqueue(wanted) {
      jobs.push(...wanted);
    },
  };

  const live = (shopDomain: string) => {
    const shopId = [...domains].find(([, domain]) => domain === shopDomain)?.[0];
    return shopId ? store.publications(shopId) : Promise.resolve([]);
  };
  const published: PublishedStore = {
    feed: async (shopDomain, handle) =>
      (await live(shopDomain)).find(({ feed }) => feed.handle === handle)?.feed ?? null,
    video: async (shopDomain, videoId) =>
      (await live(shopDomain))
        .sort((a, b) => b.publishedAt - a.publishedAt)
        .flatMap(({ feed, source }) => [...feed.videos, ...(source.linked ?? [])])
        .find((video) => video.id === videoId) ?? null,
    page: async (shopDomain) =>
      (await live(shopDomain)).find(({ feed }) => feed.block === "page") ?? null,
  };

  const manifest: Manifest = {
    all: async (shopId) =>
      [...entries.values()]
        .filter((entry) => entry.shopId === shopId)
        .sort((a, b) => b.writtenAt - a.writtenAt || (a.id < b.id ? 1 : -1))
        .map(({ shopId: _, ...entry }) => ({ ...entry })),
    async present(shopId) {
      return (await manifest.all(shopId)).filter((entry) => entry.removedAt === null);
    },
    async put(shopId, wanted) {
      for (const entry of wanted) {
        for (const [place, old] of entries)
          if (
            old.shopId === shopId &&
            old.id !== entry.id &&
            old.ownerGid === entry.ownerGid &&
            old.namespace === entry.namespace &&
            old.key === entry.key
          )
            entries.delete(place);
        entries.set(key(shopId, entry.id), { ...entry, shopId });
      }
    },
    async markRemoved(shopId, ids, at) {
      for (const id of ids) {
        const entry = entries.get(key(shopId, id));
        if (entry) entry.removedAt = at;
      }
    },
  };

  const syncs: SyncRecords = {
    read: async (shopId) => structuredClone(record(shopId)),
    async progress(shopId, done, total) {
      Object.assign(record(shopId), { done, total });
    },
    async served(shopId, wanted) {
      Object.assign(record(shopId), { served: wanted, fault: null });
      return record(shopId).wanted <= wanted;
    },
    async failed(shopId, fault) {
      record(shopId).fault = fault;
    },
  };

  const lock: SyncLock = {
    async hold(shopId, signal, work) {
      if (held.has(shopId)) return "busy";
      held.add(shopId);
      try {
        await work(signal);
        return "done";
      } finally {
        held.delete(shopId);
      }
    },
  };

  const signal: PublishingSignal & { cut(): void; mend(): void } = {
    connected: () => connected,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    cut() {
      connected = false;
    },
    mend() {
      connected = true;
      for (const listener of listeners) listener(null);
    },
  };

  return { store, published, manifest, syncs, lock, signal, jobs, domains };
}

/** A shop as Shopify keeps it: what publishing writes lands here. */
export function fakeShopSide(options: { existingProducts?: () => Set<string> } = {}) {
  const metafields = new Map<string, { type: string; value: string }>();
  const files = new Map<string, { gid: string; bytes: Uint8Array; ready: boolean }>();
  const calls = { set: 0, delete: 0, create: 0, deleteFiles: 0 };
  let nextFile = 1;
  const nameOf = (one: { ownerGid: string; namespace: string; key: string }) =>
    `${one.ownerGid} ${one.namespace}.${one.key}`;
  const checkProducts = (text: string) => {
    const existing = options.existingProducts?.();
    for (const [, id] of text.matchAll(/gid:\/\/shopify\/Product\/(\d+)/g))
      if (existing && !existing.has(id!))
        throw new ShopFault("shop-refused", `metafieldsSet: product ${id} does not exist`);
  };

  const shopMetafields: ShopMetafields = {
    perCall: 25,
    async set(_shop, wanted) {
      calls.set++;
      if (wanted.length > 25) throw new ShopFault("shop-refused", "more than 25 metafields");
      for (const one of wanted) {
        if (Buffer.byteLength(one.value) > 128 * 1024)
          throw new ShopFault("shop-refused", `${one.key} is too large`);
        checkProducts(`${one.ownerGid} ${one.value}`);
      }
      for (const one of wanted) metafields.set(nameOf(one), { type: one.type, value: one.value });
    },
    async delete(_shop, wanted) {
      calls.delete++;
      for (const one of wanted) metafields.delete(nameOf(one));
    },
    async list(_shop, namespace) {
      return [...metafields].flatMap(([name, { type, value }]) => {
        const [, full = ""] = name.split(" ");
        return full.startsWith(`${namespace}.`)
          ? [{ namespace, key: full.slice(namespace.length + 1), type, value }]
          : [];
      });
    },
  };

  const shopFiles: ShopFiles & { failing: Set<string> } = {
    perCall: 10,
    failing: new Set(),
    async create(_shop, wanted) {
      calls.create++;
      return wanted.map(({ filename, bytes }) => {
        const gid = files.get(filename)?.gid ?? `gid://shopify/MediaImage/${nextFile++}`;
        files.set(filename, { gid, bytes, ready: !shopFiles.failing.has(filename) });
        return gid;
      });
    },
    find: async (_shop, filename) => files.get(filename)?.gid ?? null,
    async urls(_shop, gids) {
      return new Map(
        gids.map((gid) => {
          const found = [...files].find(([, file]) => file.gid === gid);
          return [gid, found?.[1].ready ? `https://cdn.shopify.com/files/${found[0]}` : null];
        }),
      );
    },
    async delete(_shop, gids) {
      calls.deleteFiles++;
      for (const [name, file] of files) if (gids.includes(file.gid)) files.delete(name);
    },
  };

  return {
    metafields,
    files,
    calls,
    shopMetafields,
    shopFiles,
    /** The JSON of a metafield on the installation. */
    app: (key: string): unknown => {
      for (const [name, { value }] of metafields)
        if (name.startsWith("gid://shopify/AppInstallation/") && name.endsWith(` clipshelf.${key}`))
          return JSON.parse(value);
      return undefined;
    },
    product: (id: string, key = "videos"): unknown => {
      const found = metafields.get(`gid://shopify/Product/${id} $app:clipshelf.${key}`);
      return found && JSON.parse(found.value);
    },
  };
}
