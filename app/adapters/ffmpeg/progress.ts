import type { Clock } from "../../kernel/clock.ts";

/** How long the small rung and the rest take, about, one beside the other. */
const WEIGHTS = { small: 0.2, rest: 0.8 };
export type Part = keyof typeof WEIGHTS;

/** What is left when all is encoded is publishing. */
const ENCODED = 0.97;
const EVERY_MS = 700;

export interface Progress {
  /** From now on `part` belongs to the whole. */
  begin(part: Part): void;
  /** `share` of the part is done: 0…1. Told to `say` now and then; never goes back. */
  advance(part: Part, share: number): void;
}

/** Adds up parts that run beside each other. `say` hears the share of the whole work, 0…1. */
export function createProgress(clock: Clock, say: (share: number) => void): Progress {
  const done = new Map<Part, number>();
  let lastSaid = Number.NEGATIVE_INFINITY;
  return {
    begin(part) {
      done.set(part, done.get(part) ?? 0);
    },
    advance(part, share) {
      done.set(part, Math.max(done.get(part) ?? 0, Math.min(1, share)));
      const now = clock.now();
      if (now - lastSaid < EVERY_MS) return;
      lastSaid = now;
      const parts = [...done];
      const whole = parts.reduce((sum, [name]) => sum + WEIGHTS[name], 0);
      const ready = parts.reduce((sum, [name, each]) => sum + WEIGHTS[name] * each, 0);
      say((ENCODED * ready) / whole);
    },
  };
}
