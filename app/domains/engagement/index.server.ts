import type { EventBatch } from "../../contract/events.ts";

/** Takes what shoppers did. Answers once the batch is stored. */
export interface CollectDoor {
  /**
   * `raw` is the request body as sent. Duplicates (same batch id) are accepted and counted once.
   * Events that name unknown videos are stored without credit and never reach a report.
   */
  collect(shop: { id: string }, raw: Buffer): Promise<CollectAnswer>;
}

export type CollectAnswer =
  | { kind: "accepted"; events: number }
  | { kind: "refused"; reason: "too-large" | "not-json" | "wrong-shape" | "wrong-version" }
  /** Too much at once: the sender may try again. */
  | { kind: "busy" };

/** A batch whose every field has been checked. */
export type CheckedBatch = EventBatch;
