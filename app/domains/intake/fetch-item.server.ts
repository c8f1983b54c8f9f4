import { MAX_DURATION_MS, type VideoSource } from "../media/index.ts";
import type { ShopRef } from "../shop/index.ts";
import { adoptPost } from "./adopt-post.server.ts";
import { endingsOf } from "./end-item.server.ts";
import { isPlatform, PLATFORM_NAMES, type SourceKind } from "./index.ts";
import { keepPost } from "./keep-post.server.ts";
import { withReach } from "./open-reach.server.ts";
import {
  FetchStopped,
  type IntakeNeighbours,
  type IntakePorts,
  SourceFault,
  type SourceItem,
  type SourcePost,
  type StoredImport,
  type StoredItem,
} from "./ports.ts";
import { Cancelled, storeFile } from "./store-file.server.ts";

/**
 * Brings one item in: finds out whether it is here already, fetches its bytes, and hands the clip on
 * under the id that the item was given when it was listed, so that fetching it again makes no second.
 */
export async function fetchItem(
  ports: IntakePorts,
  neighbours: IntakeNeighbours,
  shop: ShopRef,
  batch: StoredImport,
  item: StoredItem,
  signal: AbortSignal,
): Promise<void> {
  const { store, clock, blobs } = ports;
  const { media } = neighbours;
  const { settle, fail } = endingsOf(ports, shop, batch, item);
  const key = media.originalPlace(item.videoId);

  /** Whether it is here, and so there is nothing to do. */
  const isHere = async (ref: string) => {
    const known = (await store.byRefs(shop.id, [ref])).get(ref);
    if (known)
      await settle(known === item.videoId ? { state: "done" } : { state: "here", here: known });
    return known !== undefined;
  };
  if (await isHere(item.ref)) return;
  const limits = await ports.limits(shop);
  if (limits.clips !== null && (await store.countClips(shop.id)) >= limits.clips)
    return fail({ kind: "too-many-clips", params: { limit: limits.clips } });

  const kind = item.source.from ?? batch.kind;
  const source = ports.sources.find((each) => each.kind === kind);
  if (!source) throw new Error(`Nothing fetches from ${kind}`);
  const reaching = <T>(work: Parameters<typeof withReach<T>>[5]) =>
    withReach(ports, shop, kind, item.source.from ? null : batch.accountId, signal, work);
  const control = new AbortController();
  const both = AbortSignal.any([signal, control.signal]);
  try {
    let found = item.source;
    if (source.posts && !found.post) {
      const { look } = source.posts;
      const looked = await reaching((reach) => look(reach, item.source, both));
      if (!looked.ok) return await fail(looked.fault);
      found = withGiven(looked.value, item.source);
      if (found.ref !== item.ref && (await isHere(found.ref))) return;
      const { duration } = found.post ?? {};
      if (duration && duration > MAX_DURATION_MS)
        return await fail({
          kind: "video-too-long",
          params: { duration: Math.round(duration / 1000), limit: MAX_DURATION_MS / 1000 },
        });
    }
    if (hasPost(found) && isPlatform(kind)) {
      const here = await adoptPost(ports, shop.id, { ...found, from: kind });
      if (here) return void (await settle({ state: "here", here }));
    }
    const words = wordsOf(found);
    const clip = {
      ...{ id: item.videoId, name: found.name, ...words },
      source: sourceOf(kind),
    };
    /** The last step: from here on it is in. False when another import was faster. */
    const keep = async (file: { bytes: number; sha256: string | null }) => {
      if (hasPost(found))
        await keepPost(ports, neighbours, shop, source, item.videoId, found, both);
      const origin = { videoId: item.videoId, kind, ref: found.ref, page: found.page ?? null };
      const first = await store.setOrigin(shop.id, { ...origin, ...file }, clock.now());
      // One clip is enough.
      if (!first) {
        await media.remove([item.videoId]);
        const other = (await store.byRefs(shop.id, [found.ref])).get(found.ref);
        return void (await settle({ state: "here", ...(other ? { here: other } : {}) }));
      }
      if (!(await settle({ state: "done" }))) await media.remove([item.videoId]);
    };
    const located = await reaching((reach) => source.locate(reach, found, both));
    if (!located.ok) {
      if (located.fault.kind !== "source-has-no-file" || !found.post)
        return await fail(located.fault);
      const awaited = await media.awaitClip(clip);
      if (!awaited.ok) return await fail(awaited.fault);
      return await keep({ bytes: 0, sha256: null });
    }
    const { url, headers } = located.value;
    const opened = await ports.fetcher.open(url, {
      ...(headers ? { headers } : {}),
      maxBytes: limits.fileBytes,
      signal: both,
    });
    if (!opened.ok) return await fail(opened.fault);
    const file = opened.value;

    const into = { shopId: shop.id, importId: batch.id, item, key };
    const stored = await storeFile(ports, into, file, both);
    if (!stored.ok) return await fail(stored.fault);
    const { bytes, sha256 } = stored.value;
    const alike = await store.sameSize(shop.id, bytes);
    const same = alike.find((each) => each.sha256 === sha256 && each.videoId !== item.videoId);
    if (same) {
      await blobs.remove(key);
      return void (await settle({ state: "here", here: same.videoId }));
    }
    const whole = { ...clip, name: file.name || clip.name, bytes };
    const taken = await media.takeClip(whole, key, both);
    if (!taken.ok) {
      await blobs.remove(key);
      return await fail(taken.fault);
    }
    await keep({ bytes, sha256 });
  } catch (error) {
    control.abort();
    if (error instanceof Cancelled) return void (await blobs.remove(key));
    if (error instanceof SourceFault) {
      if (error.kind === "source-busy" || error.kind === "platform-unavailable") throw error;
      const platform = isPlatform(kind) ? PLATFORM_NAMES[kind] : kind;
      return await fail({ kind: error.kind, params: { platform, detail: error.detail } });
    }
    if (!(error instanceof FetchStopped)) throw error;
    await blobs.remove(key);
    await fail(error.fault);
  }
}

/** What somebody wrote into a list goes before what the platform says. */
function withGiven(found: SourceItem, { title, description, productIds }: SourceItem): SourceItem {
  return {
    ...found,
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
    ...(productIds ? { productIds } : {}),
  };
}

function hasPost(item: SourceItem): item is SourceItem & { post: SourcePost } {
  return item.post !== undefined;
}

/** What a new clip begins with. */
export function wordsOf({ title, description, tags, productIds }: SourceItem) {
  return {
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
    ...(tags ? { tags } : {}),
    ...(productIds ? { productIds } : {}),
  };
}

/** What the library calls the place that a clip is from. */
export function sourceOf(kind: SourceKind): VideoSource {
  if (kind === "list") return "csv";
  return kind === "archive" ? "upload" : kind;
}
