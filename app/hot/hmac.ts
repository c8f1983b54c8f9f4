import { hash } from "node:crypto";

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
/** Messages up to this are put together in one buffer that is used again and again. */
const USUAL_BYTES = 4096;

/**
 * HMAC-SHA256 in hex (RFC 2104) for one secret. Made of two one-shot hashes, which cost a third of a
 * streaming Hmac object: this runs for every shopper's request.
 */
export function hmacSha256(secret: string): (message: string) => string {
  const key = Buffer.from(secret);
  const block = Buffer.alloc(BLOCK_BYTES);
  (key.length > BLOCK_BYTES ? Buffer.from(hash("sha256", key), "hex") : key).copy(block);
  const innerPad = Buffer.from(block.map((byte) => byte ^ 0x36));
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);
  outer.set(block.map((byte) => byte ^ 0x5c));
  const inner = Buffer.alloc(BLOCK_BYTES + USUAL_BYTES);
  innerPad.copy(inner);
  /** Windows on `inner` by their length: messages have few different ones. */
  const windows: Buffer[] = [];
  const windowOf = (length: number) => {
    windows[length] ??= inner.subarray(0, length);
    return windows[length];
  };

  return (message) => {
    // A UTF-16 unit takes three bytes at the most.
    const input =
      message.length * 3 > USUAL_BYTES
        ? Buffer.concat([innerPad, Buffer.from(message)])
        : windowOf(BLOCK_BYTES + inner.write(message, BLOCK_BYTES));
    outer.write(hash("sha256", input), BLOCK_BYTES, "hex");
    return hash("sha256", outer);
  };
}

/** Whether two texts are the same, in a time that depends on their lengths only. */
export function sameText(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
}
