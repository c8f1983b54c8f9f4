import type { Clock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import {
  checkRights,
  MAX_TAG_LENGTH,
  MAX_TAGS,
  NO_RIGHTS,
  type RightsFault,
} from "../media/index.ts";
import { deltaOf, withDelta, withoutDelta } from "./bulk-change.ts";
import { type BulkChange, type BulkEdit, MAX_BULK } from "./index.ts";
import type { BulkStore, BulkTarget } from "./ports.ts";

/** Clips of one transaction: short enough that nobody waits long for a clip in it. */
const STEP = 50;

/** What others react to. The rest is the merchant's own order, which shoppers do not see. */
const FACTS: Partial<Record<BulkChange["kind"], string>> = {
  "add-products": "media.video-changed",
  "remove-products": "media.video-changed",
  "edit-text": "media.video-changed",
  "set-rights": "media.rights-changed",
};

export interface BulkPorts {
  bulk: BulkStore;
  clock: Clock;
}

/** What bulk edits need of the media domain, by shop. */
export type RemoveVideos = (shopId: string, ids: string[]) => Promise<unknown>;

export type BulkFault =
  | RightsFault
  | Fault<
      | "nothing-chosen"
      | "tag-too-long"
      | "too-many-tags"
      | "text-missing"
      | "bulk-edit-over"
      | "bulk-edit-not-found"
    >;

const job = (shopId: string, bulkId: string) => ({
  name: "library.bulk-edit",
  payload: { shopId, bulkId },
});

/** Begins to change all these clips. A job goes through them; what it does can be stopped and undone. */
export async function beginBulkEdit(
  { bulk, clock }: BulkPorts,
  shopId: string,
  staff: string,
  change: BulkChange,
  target: BulkTarget,
): Promise<Result<BulkEdit, BulkFault>> {
  if ("tags" in change) {
    const long = change.tags.find((tag) => tag.length > MAX_TAG_LENGTH);
    if (long) return refuse("tag-too-long", { tag: long, limit: MAX_TAG_LENGTH });
    if (change.tags.length > MAX_TAGS) return refuse("too-many-tags", { limit: MAX_TAGS });
  }
  if (change.kind === "set-rights") {
    // What no record could be; what a single clip's own terms forbid leaves that clip as it is.
    const whole = { ...NO_RIGHTS, ...change.rights };
    const checked = checkRights(whole);
    if (!checked.ok) return checked;
  }
  if (change.kind === "edit-text") {
    const { edit, field } = change;
    // An empty description is one; a search for nothing, or nothing put before, is a slip.
    const given = edit.how === "replace" ? edit.find : edit.text;
    if (given.trim() === "" && !(edit.how === "set" && field === "description"))
      return refuse("text-missing");
  }
  const id = newId(clock);
  const edit = { id, staff, change, at: clock.now(), limit: MAX_BULK };
  const begun = await bulk.begin(shopId, edit, target, [job(shopId, id)]);
  return begun ? ok(begun) : refuse("nothing-chosen");
}

/** Stops after the clips under way. What was done stays, and can be undone. */
export async function cancelBulkEdit(
  { bulk, clock }: BulkPorts,
  shopId: string,
  id: string,
): Promise<Result<void, BulkFault>> {
  const turned = await bulk.turn(shopId, id, ["running"], "cancelled", clock.now(), []);
  return turned ? ok() : refuse("bulk-edit-over");
}

/** Takes back what the edit altered, by a job of its own. Deleted clips do not come back. */
export async function undoBulkEdit(
  { bulk, clock }: BulkPorts,
  shopId: string,
  id: string,
): Promise<Result<void, BulkFault>> {
  const edit = await bulk.find(shopId, id);
  if (!edit) return refuse("bulk-edit-not-found");
  if (edit.change.kind === "delete") return refuse("bulk-edit-over");
  const jobs = [job(shopId, id)];
  const turned = await bulk.turn(shopId, id, ["done", "cancelled"], "undoing", clock.now(), jobs);
  return turned ? ok() : refuse("bulk-edit-over");
}

/**
 * The job: goes on where the last one stopped, a few clips a transaction. Killed at any point, called
 * twice or twice at once it does everything once.
 */
export async function runBulkEdit(
  { bulk, clock, remove }: BulkPorts & { remove: RemoveVideos },
  { shopId, bulkId }: { shopId: string; bulkId: string },
  signal: AbortSignal,
): Promise<void> {
  const edit = await bulk.find(shopId, bulkId);
  if (!edit) return;
  const { change } = edit;
  for (;;) {
    signal.throwIfAborted();
    if (change.kind === "delete") {
      const ids = await bulk.waiting(shopId, bulkId, STEP);
      if (ids.length === 0) return;
      await remove(shopId, ids);
      await bulk.settle(shopId, bulkId, ids, clock.now());
      continue;
    }
    const fact = FACTS[change.kind];
    const now = await bulk.step(
      shopId,
      bulkId,
      STEP,
      clock.now(),
      {
        onwards: (clip) => {
          const delta = deltaOf(change, clip);
          return delta && { clip: withDelta(clip, delta), delta };
        },
        back: withoutDelta,
      },
      (altered) => (fact ? [{ name: fact, payload: { shopId, videoIds: altered } }] : []),
    );
    if (!now) return;
  }
}
