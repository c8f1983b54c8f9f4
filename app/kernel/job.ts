/**
 * A request to do something later. Stores take a list of them beside the rows they write, so that the
 * job is enqueued in the transaction that makes it true.
 */
export interface JobRequest<P extends object = object> {
  /** Named after the fact or the deed: `media.process-video`. */
  name: string;
  payload: P;
  /** While a job of this name and key waits, a second one is dropped. */
  key?: string;
  /** Epoch milliseconds; not before then. */
  startAfter?: number;
}
