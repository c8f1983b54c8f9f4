import type { Clock } from "../app/kernel/clock.ts";

/** Tells real time, but for the moment that it is asked to be somewhere else. */
export interface TravellingClock extends Clock {
  /** Calls `work` with the clock at `time`. What `work` does later happens in the present again. */
  at<T>(time: number, work: () => T): T;
  /** The same until what `work` promised is done. Nothing else may ask the clock meanwhile. */
  during<T>(time: number, work: () => Promise<T>): Promise<T>;
}

export function travellingClock(): TravellingClock {
  let away: number | null = null;
  return {
    now: () => away ?? Date.now(),
    at(time, work) {
      away = time;
      try {
        return work();
      } finally {
        away = null;
      }
    },
    async during(time, work) {
      away = time;
      try {
        return await work();
      } finally {
        away = null;
      }
    },
  };
}
