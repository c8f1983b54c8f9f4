import { BandwidthEstimator, firstEstimate } from "../core/adaptive.ts";
import { mayRemember } from "./consent.ts";
import { network } from "./network.ts";

const KEY = "clipshelf:road";

// Not spread: what a browser knows of the road are getters of a prototype.
const { downlink, effectiveType } = network();

/** One estimate for all clips: what one clip learnt, the next one starts with, on the next page too. */
export const bandwidth = new BandwidthEstimator(
  firstEstimate({ downlink, effectiveType, remembered: remembered() }),
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
