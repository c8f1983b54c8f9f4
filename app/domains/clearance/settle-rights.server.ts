import type { Clock } from "../../kernel/clock.ts";
import { rightsJudge } from "./judge-rights.ts";
import type { RightsStore } from "./rights-ports.ts";

export interface RightsJobsDoor {
  /** The fact `media.rights-changed`: these clips are judged anew. */
  settleClips(payload: { shopId: string; videoIds: string[] }): Promise<void>;
  /**
   * All clips of a shop, because its policy changed; `dated`: those with a first or last day, because its
   * time zone did.
   */
  settleShop(
    payload: { shopId: string; dated?: boolean | undefined },
    signal: AbortSignal,
  ): Promise<void>;
  /** Every minute, and at the moments themselves: what begins or ends by now. */
  turn(payload: object, signal: AbortSignal): Promise<void>;
}

const SLICE = 200;

/** Each clip is judged in a transaction that holds it; killed at any point, the next run does the rest. */
export function createRightsJobs({
  rights,
  clock,
}: {
  rights: RightsStore;
  clock: Clock;
}): RightsJobsDoor {
  const settle = (shopId: string, videoIds: string[]) =>
    rights.settle(shopId, videoIds, rightsJudge(clock, shopId));
  return {
    settleClips: ({ shopId, videoIds }) => settle(shopId, videoIds),

    async settleShop({ shopId, dated = false }, signal) {
      for (let after: string | null = null; ; ) {
        signal.throwIfAborted();
        const ids: string[] = await rights.clips(shopId, { after, dated, limit: SLICE });
        if (ids.length > 0) await settle(shopId, ids);
        if (ids.length < SLICE) return;
        after = ids.at(-1) ?? null;
      }
    },

    async turn(_payload, signal) {
      for (;;) {
        signal.throwIfAborted();
        const due = await rights.due(clock.now(), SLICE);
        for (const { shopId, videoIds } of due) await settle(shopId, videoIds);
        if (due.length === 0) return;
      }
    },
  };
}
