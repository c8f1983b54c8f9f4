import type { JobRequest } from "../../kernel/job.ts";
import type { EngineAsset, MediaFault } from "./video-engine.ts";

/**
 * Work that workers claim. Each claim is an attempt, and only the last one's reports count: a worker that was
 * thought dead learns that the work is not its any more, and changes nothing.
 */
export interface ClaimedWork<Row> {
  /** Starts an attempt. Null when there is nothing to do. */
  claim(shopId: string, id: string, at: number): Promise<Row | null>;
  /** A sign of life. False, and no change, when the work is gone or of another attempt. */
  progress(
    shopId: string,
    id: string,
    attempt: number,
    share: number,
    at: number,
  ): Promise<boolean>;
}

/** Claimed work that ends in an asset or a fault. Both are fenced, as `progress`. */
export interface AssetWork<Row> extends ClaimedWork<Row> {
  publish(
    shopId: string,
    id: string,
    attempt: number,
    engine: string,
    asset: EngineAsset,
    at: number,
    jobs: JobRequest[],
  ): Promise<boolean>;
  fail(
    shopId: string,
    id: string,
    attempt: number,
    fault: MediaFault,
    at: number,
  ): Promise<boolean>;
}
