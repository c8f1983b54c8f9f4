import type { Clock } from "../../kernel/clock.ts";

export interface RateLimit {
  /** So many at once, … */
  burst: number;
  /** … and one more each time so many milliseconds have passed. */
  everyMs: number;
}

/** Forgotten keys begin anew, which is on the generous side; memory stays bounded. */
const KEYS_KEPT = 50_000;

/**
 * A bucket a key (GCRA): one number is kept, the moment at which the bucket would be full again. Counts
 * within one process; what must hold over all of them is counted in the store.
 */
export function createRateLimiter(limit: RateLimit, clock: Clock) {
  const fullAgain = new Map<string, number>();
  /** Milliseconds to wait; 0 when it may pass, and then it has been counted. */
  return function wait(key: string): number {
    const now = clock.now();
    const at = Math.max(fullAgain.get(key) ?? now, now) + limit.everyMs;
    const over = at - now - limit.burst * limit.everyMs;
    if (over > 0) return over;
    if (fullAgain.size >= KEYS_KEPT) forgetFull(fullAgain, now);
    fullAgain.set(key, at);
    return 0;
  };
}

function forgetFull(fullAgain: Map<string, number>, now: number): void {
  for (const [key, at] of fullAgain) if (at <= now) fullAgain.delete(key);
  if (fullAgain.size >= KEYS_KEPT) fullAgain.clear();
}
