import type { JobRequest } from "../../kernel/job.ts";
import { ok, refuse } from "../../kernel/result.ts";
import type { VideoSort } from "./index.ts";
import { roomFault } from "./library-room.ts";
import {
  type BlobInfo,
  type BlobStore,
  type EngineAsset,
  type MediaStore,
  type StoredAsset,
  type StoredCard,
  type StoredVideo,
  TRIES_A_ROUND,
  type VideoEngine,
} from "./ports.ts";

/** Blobs in memory. */
export function fakeBlobStore(): BlobStore & { blobs: Map<string, Uint8Array> } {
  const blobs = new Map<string, Uint8Array>();
  const written = new Map<string, number>();
  let counter = 0;
  const check = (key: string) => {
    if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*)*\/?$/.test(key)) throw new Error(`Not a blob key: ${key}`);
  };
  const info = (key: string): BlobInfo | null => {
    check(key);
    const bytes = blobs.get(key);
    return bytes
      ? { bytes: bytes.byteLength, etag: `e${written.get(key)}`, modifiedAt: 1_700_000_000_000 }
      : null;
  };
  return {
    blobs,
    localPath: null,
    async put(key, body, { bytes, signal }) {
      check(key);
      if (!key.includes("/") || key.endsWith("/")) throw new Error(`Not a blob key: ${key}`);
      const chunks: Uint8Array[] = [];
      for await (const chunk of body instanceof Uint8Array ? [body] : body) {
        signal?.throwIfAborted();
        chunks.push(chunk);
      }
      signal?.throwIfAborted();
      const whole = Buffer.concat(chunks);
      if (bytes !== undefined && whole.byteLength !== bytes)
        throw new Error(`A blob of ${bytes} bytes was announced and ${whole.byteLength} came`);
      blobs.set(key, whole);
      written.set(key, ++counter);
      return ok(info(key)!);
    },
    async get(key, range) {
      const found = info(key);
      if (!found) return null;
      const bytes = blobs.get(key)!;
      const part = range ? bytes.subarray(range.start, range.end + 1) : bytes;
      return {
        ...found,
        body: (async function* () {
          yield part;
        })(),
      };
    },
    head: async (key) => info(key),
    async remove(keyOrPrefix) {
      check(keyOrPrefix);
      for (const key of [...blobs.keys()])
        if (key === keyOrPrefix || (keyOrPrefix.endsWith("/") && key.startsWith(keyOrPrefix)))
          blobs.delete(key);
    },
  };
}

/**
 * Takes any original that begins with the word `video`, in two publications. Reads it from the blob
 * store, as ffmpeg does.
 */
export function fakeVideoEngine(blobs: BlobStore): VideoEngine & { removed: string[] } {
  const removed: string[] = [];
  return {
    name: "fake",
    directUpload: null,
    readWebhook: null,
    writesCaptions: false,
    removed,
    async process({ sourceKey, prefix }, sink, signal) {
      signal.throwIfAborted();
      const original = sourceKey ? await blobs.get(sourceKey) : null;
      if (!original) return { ok: false, fault: { kind: "upload-missing" } };
      if (original.bytes === 0) return { ok: false, fault: { kind: "file-empty" } };
      const chunks: Uint8Array[] = [];
      for await (const chunk of original.body) chunks.push(chunk);
      if (!Buffer.concat(chunks).toString().startsWith("video"))
        return { ok: false, fault: { kind: "file-not-video" } };
      for (const complete of [false, true]) {
        signal.throwIfAborted();
        const mine = await sink.progress(complete ? 0.6 : 0.1);
        await blobs.put(`${prefix}poster.jpg`, Buffer.from("jpg"), { contentType: "image/jpeg" });
        await blobs.put(`${prefix}master-1.m3u8`, Buffer.from("#EXTM3U"), {
          contentType: "application/vnd.apple.mpegurl",
        });
        if (mine && (await sink.publish(fakeAsset(prefix, complete)))) continue;
        await blobs.remove(prefix);
        return ok({ kind: "superseded" });
      }
      return ok({ kind: "complete" });
    },
    async remove(engineRef) {
      removed.push(engineRef);
    },
  };
}

export function fakeAsset(prefix: string, complete: boolean): EngineAsset {
  return {
    engineRef: prefix,
    width: 1080,
    height: 1920,
    duration: 12_000,
    hasAudio: true,
    posterKey: `${prefix}poster.jpg`,
    previewKey: null,
    placeholder: "data:image/webp;base64,UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==",
    playback: { kind: "hls", hls: `${prefix}master-1.m3u8`, contentKey: null },
    complete,
  };
}

const card = (video: StoredVideo): StoredCard => ({
  ...structuredClone(video),
  productCount: video.products.length,
  plays: 0,
  revenue: 0,
  categories: [],
});

/** Rows in memory, and the jobs that were enqueued with them. */
export function fakeMediaStore(): MediaStore & { jobs: JobRequest[] } {
  const shops = new Map<string, Map<string, StoredVideo>>();
  const jobs: JobRequest[] = [];
  const of = (shopId: string) => {
    const videos = shops.get(shopId) ?? new Map<string, StoredVideo>();
    shops.set(shopId, videos);
    return videos;
  };
  const change = (
    shopId: string,
    id: string,
    allowed: (video: StoredVideo) => boolean,
    fields: (video: StoredVideo) => Partial<StoredVideo>,
    more: JobRequest[] = [],
  ): boolean => {
    const video = of(shopId).get(id);
    if (!video || !allowed(video)) return false;
    of(shopId).set(id, { ...video, ...fields(video) });
    jobs.push(...more);
    return true;
  };
  const underWay = (attempt: number) => (video: StoredVideo) =>
    video.attempt === attempt && ["processing", "ready"].includes(video.status);
  const all = () =>
    [...shops].flatMap(([shopId, videos]) =>
      [...videos.values()].map((video) => ({ shopId, video })),
    );

  const heldBy = (shopId: string) => {
    const videos = [...of(shopId).values()];
    return {
      clips: videos.length,
      bytes: videos.reduce((sum, { sourceBytes }) => sum + sourceBytes, 0),
    };
  };

  return {
    jobs,
    async insert(shopId, { at, engine, source = "upload", withheld = [], wanted, ...video }, room) {
      if (of(shopId).has(video.id)) return ok();
      const fault = roomFault(heldBy(shopId), { clips: 1, bytes: video.sourceBytes }, room);
      if (fault) return { ok: false, fault };
      of(shopId).set(video.id, {
        ...video,
        source,
        language: null,
        status: wanted ? "wanted" : "uploading",
        coverKey: null,
        progress: 0,
        failure: null,
        attempt: 0,
        createdAt: at,
        updatedAt: at,
        asset: engine && { ...NO_ASSET, engine: engine.name, engineRef: engine.ref },
        captions: [],
        moments: [],
        withheld,
      });
      return ok();
    },
    async expectFile(shopId, id, { engine, ...file }, at, room) {
      const before = of(shopId).get(id)?.sourceBytes ?? 0;
      const more = { clips: 0, bytes: file.sourceBytes - before };
      const fault = roomFault(heldBy(shopId), more, room);
      if (fault) return { ok: false, fault };
      const expected = change(
        shopId,
        id,
        (video) => video.status === "wanted",
        () => ({
          ...file,
          updatedAt: at,
          asset: engine && { ...NO_ASSET, engine: engine.name, engineRef: engine.ref },
        }),
      );
      return expected ? ok() : refuse("file-not-wanted");
    },
    use: async (shopId) => heldBy(shopId),
    async setCover(shopId, id, coverKey) {
      const before = of(shopId).get(id);
      change(
        shopId,
        id,
        () => true,
        () => ({ coverKey }),
      );
      return before?.coverKey;
    },
    find: async (shopId, id) => structuredClone(of(shopId).get(id) ?? null),
    byIds: async (shopId, ids) => ids.flatMap((id) => structuredClone(of(shopId).get(id)) ?? []),
    /** Filters by status, tag and what withholds, and finds the searched text as it is; sorts by age and title. */
    async list(shopId, { search, statuses, withheld, tags: wanted, sort, cursor, limit }) {
      const word = search?.trim().toLowerCase() ?? "";
      const found = [...of(shopId).values()]
        .filter((video) => !statuses || statuses.includes(video.status))
        .filter((video) => !withheld || video.withheld.some((one) => withheld.includes(one)))
        .filter((video) => !wanted || wanted.every((tag) => video.tags.includes(tag)))
        .filter(({ title, sourceName, tags }) =>
          [title, sourceName, ...tags].some((text) => text.toLowerCase().includes(word)),
        )
        .sort((a, b) => order(sort, a, b));
      const start = cursor ? found.findIndex(({ id }) => id === cursor) + 1 : 0;
      const videos = found.slice(start, start + limit);
      const more = start + limit < found.length;
      return {
        rows: videos.map(card),
        next: more ? (videos.at(-1)?.id ?? null) : null,
        total: found.length,
        more: false,
        meant: [],
      };
    },
    async count(shopId, filter) {
      return (await this.list(shopId, { ...filter, sort: "newest", limit: 1 })).total;
    },
    cards: async (shopId, ids) =>
      ids.flatMap((id) => {
        const video = of(shopId).get(id);
        return video ? card(video) : [];
      }),
    async readyByProduct(shopId) {
      const result = new Map<string, string[]>();
      for (const video of [...of(shopId).values()].sort((a, b) => order("newest", a, b)))
        if (video.status === "ready" && video.withheld.length === 0)
          for (const productId of new Set(video.products.map((tag) => tag.productId)))
            result.set(productId, [...(result.get(productId) ?? []), video.id]);
      return result;
    },
    queue: async (shopId, id, from, at, more) =>
      change(
        shopId,
        id,
        (video) => from.includes(video.status),
        ({ attempt }) => ({
          status: "queued",
          progress: 0,
          failure: null,
          updatedAt: at,
          attempt: attempt - (attempt % TRIES_A_ROUND) + TRIES_A_ROUND,
        }),
        more,
      ),
    update: async (shopId, id, fields, at, more) =>
      change(
        shopId,
        id,
        () => true,
        () => ({ ...fields, updatedAt: at }),
        more,
      ),
    async withhold(shopId, ids, reason, on, jobsFor) {
      const changed = ids.filter((id) =>
        change(
          shopId,
          id,
          ({ withheld }) => withheld.includes(reason) !== on,
          ({ withheld }) => ({
            withheld: on ? [...withheld, reason] : withheld.filter((one) => one !== reason),
          }),
        ),
      );
      if (changed.length > 0) jobs.push(...jobsFor(changed));
      return changed;
    },
    isWithheld: async (shopId, id) => (of(shopId).get(id)?.withheld.length ?? 0) > 0,
    async remove(shopId, ids, jobsFor) {
      const removed = ids.flatMap((id) => of(shopId).get(id) ?? []);
      if (removed.length > 0) jobs.push(...jobsFor(removed));
      for (const { id } of removed) of(shopId).delete(id);
      return removed;
    },
    async claim(shopId, id, at) {
      const claimable = (video: StoredVideo) =>
        ["queued", "processing"].includes(video.status) ||
        (video.status === "ready" && video.asset?.complete === false);
      change(shopId, id, claimable, (video) => ({
        attempt: video.attempt + 1,
        status: video.status === "queued" ? "processing" : video.status,
        updatedAt: at,
      }));
      const video = of(shopId).get(id);
      return video && claimable(video) ? structuredClone(video) : null;
    },
    progress: async (shopId, id, attempt, share, at) =>
      change(shopId, id, underWay(attempt), () => ({ progress: share, updatedAt: at })),
    publish: async (shopId, id, attempt, engine, asset, at, more) =>
      change(
        shopId,
        id,
        underWay(attempt),
        ({ progress }) => ({
          status: "ready",
          failure: null,
          progress: asset.complete ? 1 : progress,
          asset: { engine, ...asset },
          updatedAt: at,
        }),
        more,
      ),
    fail: async (shopId, id, attempt, fault, at) =>
      change(
        shopId,
        id,
        (video) => video.attempt === attempt && video.status === "processing",
        () => ({ status: "failed", failure: fault, updatedAt: at }),
      ),
    async findByEngineRef(engine, engineRef) {
      const found = all().find(
        ({ video }) => video.asset?.engine === engine && video.asset.engineRef === engineRef,
      );
      return found ? { shopId: found.shopId, videoId: found.video.id } : null;
    },
    async couponCodes(only) {
      const codes = new Map<string, Set<string>>();
      for (const { shopId, video } of all())
        for (const moment of video.moments)
          if (moment.kind === "coupon" && (!only || only === shopId))
            codes.set(shopId, (codes.get(shopId) ?? new Set()).add(moment.code));
      return [...codes].map(([shopId, each]) => ({ shopId, codes: [...each].sort() }));
    },
    assetsOf: async (shopId) =>
      all().flatMap(({ shopId: owner, video }) =>
        owner === shopId && video.asset
          ? [{ engine: video.asset.engine, engineRef: video.asset.engineRef }]
          : [],
      ),
    stale: async (status, before, limit) =>
      all()
        .filter(({ video }) => video.status === status && video.updatedAt < before)
        .sort((a, b) => a.video.updatedAt - b.video.updatedAt)
        .slice(0, limit),
    async enqueue(more) {
      jobs.push(...more);
    },
  };
}

const NO_ASSET: Omit<StoredAsset, "engine" | "engineRef"> = {
  width: null,
  height: null,
  duration: null,
  hasAudio: null,
  posterKey: null,
  previewKey: null,
  placeholder: null,
  playback: null,
  complete: false,
};

function order(sort: VideoSort, a: StoredVideo, b: StoredVideo): number {
  const byId = a.id < b.id ? -1 : 1;
  if (sort === "title") {
    const [one, other] = [a.title.toLowerCase(), b.title.toLowerCase()];
    return one === other ? byId : one < other ? -1 : 1;
  }
  const byAge = a.createdAt - b.createdAt || byId;
  return sort === "oldest" ? byAge : -byAge;
}
