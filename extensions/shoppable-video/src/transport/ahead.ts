import { clipToPrepare, type Place } from "../core/ahead.ts";
import { means } from "./means.ts";

/**
 * Index of the clip to prepare beside the one in front, as far as device and road allow; null: none.
 * `taken`: those that are being prepared or are ready. Loaded once the first clip has all it wants.
 */
export function nextToPrepare(place: Place, taken: (index: number) => boolean): number | null {
  return clipToPrepare(place, taken, means());
}
