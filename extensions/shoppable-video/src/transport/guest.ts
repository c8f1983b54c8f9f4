import type { Clock } from "../../../../app/kernel/clock.ts";
import { isId, newId } from "../../../../app/kernel/ids.ts";
import { mayRemember } from "./consent.ts";

const GUEST_KEY = "clipshelf:guest";

/**
 * The browser's own id for likes and comments, or null without consent: one kept before is then removed.
 * Apart from the viewer id, so that neither tells of the other. Where storage is closed there is none:
 * an id that lives for a page would count one person again and again.
 */
export function guestId(clock: Clock): string | null {
  try {
    if (!mayRemember()) {
      localStorage.removeItem(GUEST_KEY);
      return null;
    }
    const kept = localStorage.getItem(GUEST_KEY);
    if (isId(kept)) return kept;
    const made = newId(clock);
    localStorage.setItem(GUEST_KEY, made);
    return made;
  } catch {
    return null;
  }
}
