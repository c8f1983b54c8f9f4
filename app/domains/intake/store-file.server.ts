import { createHash } from "node:crypto";
import { ok, type Result, refuse } from "../../kernel/result.ts";
import type { ItemFault } from "./index.ts";
import { type FetchedFile, FetchStopped, type IntakePorts, type StoredItem } from "./ports.ts";
import { notVideo, SNIFF_BYTES } from "./sniff.ts";

/** How often progress is written, and a cancelled item noticed. */
const TELL_MS = 1_000;

/** Leaves the middle of a file because its item was cancelled. */
export class Cancelled extends Error {}

/**
 * Writes an item's file to its place, tells how far it is, and counts its SHA-256 on the way. Throws Cancelled
 * when the item was cancelled, and FetchStopped for what is no video; nothing is left then. `whole` is asked
 * before the last byte: when it throws, what stood in the place before stays.
 */
export async function storeFile(
  { store, clock, blobs }: Pick<IntakePorts, "store" | "clock" | "blobs">,
  into: { shopId: string; importId: string; item: StoredItem; key: string },
  file: FetchedFile,
  signal: AbortSignal,
  whole?: () => Promise<void>,
): Promise<Result<{ bytes: number; sha256: string }, ItemFault>> {
  const { shopId, importId, item, key } = into;
  const hash = createHash("sha256");
  const seen = { bytes: 0, told: clock.now() };
  const tell = async () => {
    const progress = { received: seen.bytes, bytes: file.bytes };
    const at = clock.now();
    if (!(await store.itemProgress(shopId, importId, item.position, progress, at)))
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
    await whole?.();
  };
  const contentType = "application/octet-stream";
  const put = await blobs.put(key, body(), { contentType, signal });
  if (!put.ok) return refuse("storage-full");
  return ok({ bytes: seen.bytes, sha256: hash.digest("hex") });
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
