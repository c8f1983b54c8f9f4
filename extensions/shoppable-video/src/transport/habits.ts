import { mayRemember } from "./consent.ts";
import { keptValue } from "./kept.ts";

const KEY = "clipshelf:player";

/** What the shopper chose in the player. */
export interface Habits {
  sound?: boolean;
  /** Playback rate. */
  speed?: number;
  /** Language of the captions, or "" for none. */
  captions?: string;
  /** Size of the captions, 1 is ordinary. */
  size?: number;
  /** Captions in the strongest colours there are. */
  contrast?: boolean;
  /** Where the small player stands: one of its corners. */
  corner?: string;
}

let chosen: Habits | null = null;

/** Kept for the page, and for the visit where the shopper allows it. */
export function habits(): Habits {
  chosen ??= keptValue<Habits>(KEY, mayRemember, undefined, "sessionStorage") ?? {};
  return chosen;
}

export function keepHabit(habit: Habits): void {
  chosen = { ...habits(), ...habit };
  keptValue(KEY, mayRemember, chosen, "sessionStorage");
}
