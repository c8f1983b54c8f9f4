import { createHash } from "node:crypto";
import { coverKey } from "./keys.ts";
import type { MediaPorts } from "./ports.ts";

/** Pictures that every browser shows, by the bytes they begin with. */
const TYPES: [extension: string, begins: (text: string) => boolean][] = [
  ["jpg", (text) => text.startsWith("\xff\xd8\xff")],
  ["png", (text) => text.startsWith("\x89PNG\r\n\x1a\n")],
  ["webp", (text) => text.startsWith("RIFF") && text.slice(8, 12) === "WEBP"],
];

/**
 * Keeps a picture of our own of a clip, for as long as the engine has made none. What no browser shows is
 * left alone: a clip does without. Idempotent.
 */
export async function setCover(
  { store, blobs }: Pick<MediaPorts, "store" | "blobs">,
  shopId: string,
  id: string,
  picture: Uint8Array,
): Promise<void> {
  const head = Buffer.from(picture.subarray(0, 16)).toString("latin1");
  const extension = TYPES.find(([, begins]) => begins(head))?.[0];
  if (!extension) return;
  const digest = createHash("sha256").update(picture).digest("hex").slice(0, 16);
  const key = coverKey(shopId, id, `${digest}.${extension}`);
  const contentType = extension === "jpg" ? "image/jpeg" : `image/${extension}`;
  const put = await blobs.put(key, picture, { contentType, bytes: picture.byteLength });
  if (!put.ok) return;
  const before = await store.setCover(shopId, id, key);
  // Deleted meanwhile, or replaced: nothing points at the other one any more.
  if (before === undefined) await blobs.remove(key);
  else if (before && before !== key) await blobs.remove(before);
}
