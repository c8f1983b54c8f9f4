import { mayRemember } from "./consent.ts";
import { kept } from "./kept.ts";

const KEY = "clipshelf:guest";

/**
 * The pass that the app gave this browser for likes and comments; null where there is none yet, and removed
 * without consent. Apart from the viewer id, so that neither tells of the other.
 */
export function guestPass(): string | null {
  return kept(KEY, mayRemember);
}

/**
 * Gets a pass and keeps it. Null, without asking, where it may not or cannot be kept: one that lives for a
 * page would count one person again and again.
 */
export async function newGuestPass(ask: () => Promise<string | null>): Promise<string | null> {
  if (kept(KEY, mayRemember, "") === null) return null;
  const pass = await ask();
  // Consent may have gone while the app was asked.
  return pass && kept(KEY, mayRemember, pass);
}
