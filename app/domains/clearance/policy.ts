import type { VideoSource } from "../media/index.ts";
import {
  FIRST_REVIEW_POLICY,
  type Finding,
  type ReviewPolicy,
  SEVERITIES,
  type Waits,
} from "./index.ts";
import type { ReviewStore } from "./ports.ts";

/** What a shop has set; where that is older than a rule, what shops start with. */
export async function policyOf(
  reviews: Pick<ReviewStore, "policy">,
  shopId: string,
): Promise<ReviewPolicy> {
  return { ...FIRST_REVIEW_POLICY, ...(await reviews.policy(shopId)) };
}

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
