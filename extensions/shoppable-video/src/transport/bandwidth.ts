import { BandwidthEstimator } from "../core/adaptive.ts";
import { mayRemember } from "./consent.ts";
import { network } from "./network.ts";

const KEY = "clipshelf:road";
/** The browser caps and rounds its figure: believe it only in part. */
const TRUST = 0.7;

/** One estimate for all clips: what one clip learnt, the next one starts with, on the next page too. */
export const bandwidth = new BandwidthEstimator(
  remembered() || (network().downlink ?? 0) * 1_000_000 * TRUST,
);

addEventListener("pagehide", () => {
  try {
    if (bandwidth.measured && mayRemember())
      sessionStorage.setItem(KEY, bandwidth.estimate.toFixed());
  } catch {
    // Storage is closed in some in-app browsers.
  }
});

function remembered(): number {
  try {
    return mayRemember() ? Number(sessionStorage.getItem(KEY)) : 0;
  } catch {
    return 0;
  }
}
