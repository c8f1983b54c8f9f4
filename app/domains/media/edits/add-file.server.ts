import { newId } from "../../../kernel/ids.ts";
import { type Fault, ok, type Result, refuse } from "../../../kernel/result.ts";
import { cleanFileName } from "../file-name.ts";
import { editFileKey } from "./edit-keys.ts";
import { type EditFile, type EditFileKind, MAX_EDIT_FILE_BYTES } from "./index.ts";
import type { EditPorts, StoredEditFile } from "./ports.ts";

/** By their first bytes: what is said of a file elsewhere is not believed. */
const SIGNATURES: [EditFileKind, string, string, RegExp][] = [
  ["image", "png", "image/png", /^\x89PNG\r\n/],
  ["image", "jpg", "image/jpeg", /^\xff\xd8\xff/],
  ["image", "webp", "image/webp", /^RIFF[\s\S]{4}WEBP/],
  ["music", "mp3", "audio/mpeg", /^(ID3|\xff[\xe2-\xff])/],
  ["music", "m4a", "audio/mp4", /^[\s\S]{4}ftyp/],
  ["music", "wav", "audio/wav", /^RIFF[\s\S]{4}WAVE/],
  ["music", "ogg", "audio/ogg", /^OggS/],
];

export type FileFault = Fault<"edit-file-unknown" | "edit-file-too-large" | "storage-full">;

/** Keeps a picture or music for edits of any clip of the shop. */
export async function addFile(
  { edits, blobs, clock, mediaBaseUrl }: EditPorts,
  shopId: string,
  given: { name: string; body: Uint8Array },
): Promise<Result<EditFile, FileFault>> {
  const head = Buffer.from(given.body.subarray(0, 16)).toString("latin1");
  const found = SIGNATURES.find(([, , , pattern]) => pattern.test(head));
  if (!found) return refuse("edit-file-unknown");
  const [kind, extension, contentType] = found;
  const limit = MAX_EDIT_FILE_BYTES[kind];
  if (given.body.byteLength > limit) return refuse("edit-file-too-large", { limit });
  const id = newId(clock);
  const key = editFileKey(shopId, id, extension);
  const put = await blobs.put(key, given.body, { contentType });
  if (!put.ok) return put;
  const file: StoredEditFile = {
    ...{ id, kind, key, bytes: given.body.byteLength, createdAt: clock.now() },
    name: cleanFileName(given.name) || `file.${extension}`,
  };
  await edits.addFile(shopId, file);
  return ok(editFile(file, mediaBaseUrl));
}

export function editFile(file: StoredEditFile, mediaBaseUrl: string): EditFile {
  const { id, kind, name, bytes } = file;
  return { id, kind, name, bytes, url: `${mediaBaseUrl}/${file.key}` };
}
