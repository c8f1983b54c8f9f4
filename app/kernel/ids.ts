import type { Clock } from "./clock.ts";
import { systemClock } from "./clock.ts";

/** Crockford's base 32 in lower case: no letter that reads as a digit, safe in URLs and file names. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * A new id: 24 characters, 45 bits of milliseconds first (so that ids sort by age and indexes grow
 * at one end), then 75 random bits.
 */
export function newId(clock: Clock = systemClock): string {
  let time = clock.now();
  let head = "";
  for (let i = 0; i < 9; i++) {
    head = ALPHABET.charAt(time % 32) + head;
    time = Math.floor(time / 32);
  }
  let tail = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(15))) tail += ALPHABET.charAt(byte & 31);
  return head + tail;
}

/** True for the shape that newId makes. Doors use it before they ask the database. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-hjkmnp-tv-z]{24}$/.test(value);
}

/** When an id was made, by its maker's clock: epoch milliseconds. Only for what `isId` accepts. */
export function timeOfId(id: string): number {
  let time = 0;
  for (let i = 0; i < 9; i++) time = time * 32 + ALPHABET.indexOf(id.charAt(i));
  return time;
}
