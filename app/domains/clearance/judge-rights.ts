import type { Clock } from "../../kernel/clock.ts";
import { dayAt, startOfDay } from "../../kernel/days.ts";
import { mayShow, nextTurn, standingOf } from "../media/index.ts";
import type { RightsJudge } from "./rights-ports.ts";

/** Judges by today where the shop is. What follows are jobs for one shop. */
export function rightsJudge(clock: Clock, shopId: string): RightsJudge {
  return {
    verdict(terms, { uncleared, timeZone }) {
      const day = dayAt(clock.now(), timeZone);
      const turn = nextTurn(terms, day);
      return {
        withheld: !mayShow(standingOf(terms, day), uncleared),
        turnsAt: turn === null ? null : startOfDay(turn, timeZone),
      };
    },
    jobs: (changed, turns) => [
      ...(changed.length > 0
        ? [{ name: "media.video-changed", payload: { shopId, videoIds: changed } }]
        : []),
      // One job a moment, however many clips turn with it.
      ...turns.map((startAfter) => ({
        name: "clearance.turn-rights",
        payload: {},
        key: `${shopId}:${startAfter}`,
        startAfter,
      })),
    ],
  };
}
