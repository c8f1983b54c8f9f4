import { createHash } from "node:crypto";
import type { ShopRef } from "../shop/index.ts";
import type { ItemFault } from "./index.ts";
import {
  FetchStopped,
  type IntakeNeighbours,
  type IntakePorts,
  type StoredImport,
  type StoredItem,
} from "./ports.ts";
import { notVideo, SNIFF_BYTES } from "./sniff.ts";

/** How often progress is written, and a cancelled item noticed. */
const TELL_MS = 1_000;

/** Leaves the middle of fetching because the item was cancelled. */
class Cancelled extends Error {}

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
  const { store, clock, log, blobs } = ports;
  const { media } = neighbours;
  const settle = (end: Parameters<typeof store.settleItem>[3]) =>
    store.settleItem(shop.id, batch.id, item.position, end, clock.now());
  const key = media.originalPlace(item.videoId);
  const fail = async (fault: ItemFault) => {
    log.warn({ shop: shop.id, import: batch.id, fault: fault.kind }, "A file was not brought in");
    await settle({ state: "failed", fault });
  };

  const known = (await store.byRefs(shop.id, [item.ref])).get(item.ref);
  if (known)
    return void (await settle(
      known === item.videoId ? { state: "done" } : { state: "here", here: known },
    ));
  const limits = await ports.limits(shop);
  if (limits.clips !== null && (await store.countClips(shop.id)) >= limits.clips)
    return fail({ kind: "too-many-clips", params: { limit: limits.clips } });

  const source = ports.sources.find(({ kind }) => kind === batch.kind);
  if (!source) throw new Error(`Nothing fetches from ${batch.kind}`);
  const control = new AbortController();
  const both = AbortSignal.any([signal, control.signal]);
  try {
    const located = await source.locate(shop, item.source, both);
    if (!located.ok) return await fail(located.fault);
    const { url, headers } = located.value;
    const opened = await ports.fetcher.open(url, {
      ...(headers ? { headers } : {}),
      maxBytes: limits.fileBytes,
      signal: both,
    });
    if (!opened.ok) return await fail(opened.fault);
    const file = opened.value;

    const hash = createHash("sha256");
    const seen = { bytes: 0, told: clock.now() };
    const tell = async () => {
      const progress = { received: seen.bytes, bytes: file.bytes };
      const at = clock.now();
      if (!(await store.itemProgress(shop.id, batch.id, item.position, progress, at)))
        throw new Cancelled();
      seen.told = at;
    };
    await tell();
    const body = async function* () {
      for await (const chunk of checked(file.body)) {
        hash.update(chunk);
        seen.bytes += chunk.byteLength;
        if (clock.now() - seen.told >= TELL_MS) await tell();
        yield chunk;
      }
      if (seen.bytes === 0) throw new FetchStopped({ kind: "link-cut-short" });
      await tell();
    };
    const contentType = "application/octet-stream";
    const put = await blobs.put(key, body(), { contentType, signal: both });
    if (!put.ok) return await fail({ kind: "storage-full" });

    const sha256 = hash.digest("hex");
    const alike = await store.sameSize(shop.id, seen.bytes);
    const same = alike.find((each) => each.sha256 === sha256 && each.videoId !== item.videoId);
    if (same) {
      await blobs.remove(key);
      return void (await settle({ state: "here", here: same.videoId }));
    }
    const { title, description, tags, productIds, page } = item.source;
    const taken = await media.takeClip(
      {
        id: item.videoId,
        name: file.name || item.source.name,
        bytes: seen.bytes,
        source: batch.kind === "list" ? "csv" : batch.kind,
        ...(title ? { title } : {}),
        ...(description ? { description } : {}),
        ...(tags ? { tags } : {}),
        ...(productIds ? { productIds } : {}),
      },
      key,
      both,
    );
    if (!taken.ok) return await fail(taken.fault);
    const origin = { videoId: item.videoId, kind: batch.kind, ref: item.ref, page: page ?? null };
    const first = await store.setOrigin(
      shop.id,
      { ...origin, bytes: seen.bytes, sha256 },
      clock.now(),
    );
    // Another import brought the same in while this one fetched: one clip is enough.
    if (!first) {
      await media.remove([item.videoId]);
      const other = (await store.byRefs(shop.id, [item.ref])).get(item.ref);
      return void (await settle({ state: "here", ...(other ? { here: other } : {}) }));
    }
    if (!(await settle({ state: "done" }))) await media.remove([item.videoId]);
  } catch (error) {
    control.abort();
    if (error instanceof Cancelled) return void (await blobs.remove(key));
    if (!(error instanceof FetchStopped)) throw error;
    await blobs.remove(key);
    await fail(error.fault);
  }
}

/** The same bytes, unless the first of them show that it is no video. */
async function* checked(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array();
  const look = (bytes: Uint8Array) => {
    const type = notVideo(bytes);
    if (type === "page") throw new FetchStopped({ kind: "link-needs-sign-in" });
    if (type) throw new FetchStopped({ kind: "link-not-video", params: { type } });
  };
  for await (const chunk of body) {
    if (!head) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.byteLength < SNIFF_BYTES) continue;
    look(head);
    yield head;
    head = null;
  }
  if (head && head.byteLength > 0) {
    look(head);
    yield head;
  }
}
