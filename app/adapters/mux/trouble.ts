import Mux from "@mux/mux-node";

/** Mux has no such upload or asset (any more). */
export function isGone(error: unknown): boolean {
  return error instanceof Mux.NotFoundError;
}

/** Worth asking again: too many requests, trouble of Mux's own, or no answer at all. */
export function isUnreachable(error: unknown): boolean {
  return (
    error instanceof Mux.APIConnectionError ||
    error instanceof Mux.RateLimitError ||
    (error instanceof Mux.APIError && typeof error.status === "number" && error.status >= 500)
  );
}
