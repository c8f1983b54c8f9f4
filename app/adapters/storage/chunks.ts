import type { BlobBody } from "../../domains/media/ports.ts";

/** The same bytes in pieces of exactly `size`, but for the last. Empty bodies give no piece. */
export async function* chunksOf(
  body: BlobBody,
  size: number,
): AsyncGenerator<Uint8Array, undefined> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body instanceof Uint8Array ? [body] : body) {
    held.push(chunk);
    length += chunk.byteLength;
    while (length >= size) {
      const joined = held.length === 1 ? held[0]! : Buffer.concat(held);
      yield joined.subarray(0, size);
      const rest = joined.subarray(size);
      held = rest.byteLength > 0 ? [rest] : [];
      length = rest.byteLength;
    }
  }
  if (length > 0) yield held.length === 1 ? held[0]! : Buffer.concat(held);
}
