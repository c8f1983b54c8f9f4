import type { Clock } from "../../../../app/kernel/clock.ts";
import { isId, newId } from "../../../../app/kernel/ids.ts";
import { mayAnalyse } from "./consent.ts";
import { kept } from "./kept.ts";

const KEY = "clipshelf:viewer";

/** The shopper's first-party id, made when there is none; null and removed without consent. */
export function viewerId(clock: Clock): string | null {
  const id = kept(KEY, mayAnalyse);
  return isId(id) ? id : kept(KEY, mayAnalyse, newId(clock));
}
