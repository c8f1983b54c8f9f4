import type { BlobStore } from "../../media/index.server.ts";
import type { UploadPart } from "../ports.ts";
import type { ArchiveBytes } from "./ports.ts";

/** An archive as the parts it came in: nothing is put together, because nobody needs it as one. */
export function archiveBytes(
  blobs: Pick<BlobStore, "get">,
  parts: UploadPart[],
  bytes: number,
): ArchiveBytes {
  return {
    bytes,
    async *read(start, end) {
      let at = start;
      // Parts are in order and without a gap: the first that reaches beyond `start` is where it begins.
      for (let index = firstBeyond(parts, start); at < end; index++) {
        const part = parts[index];
        if (!part || part.start > at) throw new Error(`An archive has a gap at ${at}`);
        const until = Math.min(end, part.start + part.bytes);
        const range = { start: at - part.start, end: until - part.start - 1 };
        const blob = await blobs.get(part.key, range);
        if (!blob) throw new Error(`A part of an archive is missing: ${part.key}`);
        yield* blob.body;
        at = until;
      }
    },
  };
}

function firstBeyond(parts: UploadPart[], at: number): number {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const part = parts[middle]!;
    if (part.start + part.bytes > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
