import type { VideoSource } from "../media/index.ts";
import { type Finding, type ReviewPolicy, SEVERITIES, type Waits } from "./index.ts";

/** Whether a clip from this source with these findings waits for somebody. */
export function mustWait(
  policy: Pick<ReviewPolicy, "waits" | "bySource">,
  source: VideoSource,
  findings: readonly Finding[],
): boolean {
  const waits = waitsOf(policy, source);
  if (waits === "every") return true;
  if (waits === "none") return false;
  const from = SEVERITIES.indexOf(waits);
  return findings.some(({ severity }) => SEVERITIES.indexOf(severity) >= from);
}

export function waitsOf(
  policy: Pick<ReviewPolicy, "waits" | "bySource">,
  source: VideoSource,
): Waits {
  return policy.bySource[source] ?? policy.waits;
}
