import type { VideoCard } from "../../media/index.ts";
import type { ShopRef } from "../../shop/index.ts";
import { endingsOf } from "../end-item.server.ts";
import { sourceOf, wordsOf } from "../fetch-item.server.ts";
import { type ItemFault, isPlatform } from "../index.ts";
import { removePartsJob, takeCaptionsJob } from "../jobs.ts";
import {
  type FetchedFile,
  FetchStopped,
  type IntakeNeighbours,
  type IntakePorts,
  type SourceItem,
  type StoredImport,
  type StoredItem,
} from "../ports.ts";
import { Cancelled, storeFile } from "../store-file.server.ts";
import { fillIn } from "./fill-in.server.ts";
import { openBytes } from "./look-into.server.ts";

/** Somebody else gave the clip its file meanwhile. */
class Taken extends Error {}

/**
 * Brings one item of an archive in. A clip that is known keeps what it has and gets what is empty; one that
 * waits gets its file; what is known by nothing becomes a clip under the item's id, so that a second run
 * makes no second one.
 */
export async function takeArchived(
  ports: IntakePorts,
  neighbours: IntakeNeighbours,
  shop: ShopRef,
  batch: StoredImport,
  item: StoredItem,
  signal: AbortSignal,
): Promise<void> {
  const { store, clock, blobs } = ports;
  const { media } = neighbours;
  const { source } = item;
  const { settle, fail } = endingsOf(ports, shop, batch, item);

  const known = await knownClip(ports, neighbours, shop.id, item);
  if (known?.id === item.videoId && known.origin) return void (await settle({ state: "done" }));
  const clip = known && known.id !== item.videoId ? known : null;
  if (clip) await fillIn(ports, neighbours, shop.id, clip.id, source);
  const hasFile = source.archive?.entry != null || source.url !== null;
  if (clip && (clip.status !== "wanted" || !hasFile))
    return void (await settle({ state: "here", here: clip.id }));
  const limits = await ports.limits(shop);
  if (!clip && limits.clips !== null && (await store.countClips(shop.id)) >= limits.clips)
    return fail({ kind: "too-many-clips", params: { limit: limits.clips } });

  const target = clip?.id ?? item.videoId;
  const key = media.originalPlace(target);
  const control = new AbortController();
  const both = AbortSignal.any([signal, control.signal]);
  try {
    const opened = await openFile(ports, shop.id, source, limits.fileBytes, both);
    if ("kind" in opened) return await fail(opened);
    const into = { shopId: shop.id, importId: batch.id, item, key };
    const stored = await storeFile(ports, into, opened, both, async () => {
      if (clip && (await media.cards([clip.id]))[0]?.status !== "wanted") throw new Taken();
    });
    if (!stored.ok) return await fail(stored.fault);
    const file = stored.value;
    const alike = await store.sameSize(shop.id, file.bytes);
    const same = alike.find(({ sha256, videoId }) => sha256 === file.sha256 && videoId !== target);
    if (same) {
      await blobs.remove(key);
      return void (await settle({ state: "here", here: same.videoId }));
    }
    const kind = source.from ?? batch.kind;
    const whole = {
      ...{ id: target, name: source.name, bytes: file.bytes, source: sourceOf(kind) },
      ...wordsOf(source),
    };
    const taken = await media.takeClip(whole, key, both);
    if (!taken.ok) {
      await blobs.remove(key);
      return await fail(taken.fault);
    }
    if (clip) {
      // What somebody had begun to send for it is not needed any more.
      const parts = await store.parts(shop.id, clip.id);
      await store.removeUpload(shop.id, clip.id, [removePartsJob(shop.id, parts)]);
      await store.setOrigin(shop.id, { ...clip.origin!, ...file }, clock.now());
      if (isPlatform(kind)) await store.enqueue([takeCaptionsJob(shop.id, clip.id)]);
      return void (await settle({ state: "filled", here: clip.id }));
    }
    await fillIn(ports, neighbours, shop.id, target, source);
    const page = source.page ?? null;
    const origin = { videoId: target, kind: originKind(kind), ref: source.ref, page, ...file };
    const first = await store.setOrigin(shop.id, origin, clock.now());
    // One clip is enough.
    if (!first || !(await settle({ state: "done" }))) {
      await media.remove([target]);
      const other = (await store.byRefs(shop.id, [source.ref])).get(source.ref);
      if (!first) await settle({ state: "here", ...(other ? { here: other } : {}) });
    }
  } catch (error) {
    control.abort();
    if (error instanceof Taken) return void (await settle({ state: "here", here: target }));
    // The place of a clip that waits holds nothing of anybody's; nor does that of one that was not made.
    if (error instanceof Cancelled) return void (await blobs.remove(key));
    if (!(error instanceof FetchStopped)) throw error;
    await blobs.remove(key);
    await fail(source.archive?.entry ? inWordsOfArchives(error.fault) : error.fault);
  }
}

/** The clip that an item is: under its name, or recognised when the archive was looked through. */
async function knownClip(
  { store }: Pick<IntakePorts, "store">,
  { media }: Pick<IntakeNeighbours, "media">,
  shopId: string,
  { source, ref }: StoredItem,
) {
  const id = (await store.byRefs(shopId, [ref])).get(ref) ?? source.archive?.match;
  const [card] = id ? await media.cards([id]) : [];
  if (!card) return null;
  return { ...(card as VideoCard), origin: await store.findOrigin(shopId, card.id) };
}

async function openFile(
  ports: Pick<IntakePorts, "archives" | "blobs" | "zip" | "fetcher">,
  shopId: string,
  { archive, url, name }: SourceItem,
  maxBytes: number,
  signal: AbortSignal,
): Promise<FetchedFile | ItemFault> {
  const entry = archive?.entry;
  if (!archive || !entry) {
    const opened = await ports.fetcher.open(url ?? "", { maxBytes, signal });
    return opened.ok ? opened.value : opened.fault;
  }
  if (entry.bytes > maxBytes) return { kind: "link-too-large", params: { limit: maxBytes } };
  const found = await ports.archives.find(shopId, archive.id);
  if (!found || found.state === "over") return { kind: "archive-gone" };
  const bytes = await openBytes(ports, found);
  const body = await ports.zip.open(bytes, entry, signal);
  return { name, contentType: "", bytes: entry.bytes, body };
}

function originKind(kind: SourceItem["from"] | StoredImport["kind"]) {
  return kind === undefined || kind === "archive" ? ("upload" as const) : kind;
}

function inWordsOfArchives(fault: FetchStopped["fault"]): ItemFault {
  switch (fault.kind) {
    case "link-needs-sign-in":
    case "link-not-video":
      return { kind: "archive-file-not-video" };
    case "link-cut-short":
      return { kind: "archive-file-damaged" };
    default:
      return fault;
  }
}
