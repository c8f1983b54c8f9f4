import type { Clock } from "../../../../app/kernel/clock.ts";
import { keptId, mayRemember } from "./consent.ts";

const GUEST_KEY = "clipshelf:guest";

/**
 * The browser's own id for likes and comments, or null without consent. Apart from the viewer id, so that
 * neither tells of the other. Where storage is closed there is none: an id that lives for a page would
 * count one person again and again.
 */
export function guestId(clock: Clock): string | null {
  return keptId(GUEST_KEY, mayRemember, clock);
}
