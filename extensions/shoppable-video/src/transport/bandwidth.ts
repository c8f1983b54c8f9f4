import { BandwidthEstimator, firstEstimate } from "../core/adaptive.ts";
import { mayRemember } from "./consent.ts";
import { kept } from "./kept.ts";
import { network } from "./network.ts";

const KEY = "clipshelf:road";

// Not spread: what a browser knows of the road are getters of a prototype.
const { downlink, effectiveType } = network();
const remembered = Number(kept(KEY, mayRemember, undefined, "sessionStorage"));

/** One estimate for all clips: what one clip learnt, the next one starts with, on the next page too. */
export const bandwidth = new BandwidthEstimator(
  firstEstimate({ downlink, effectiveType, remembered }),
);

addEventListener("pagehide", () => {
  if (bandwidth.measured) kept(KEY, mayRemember, bandwidth.estimate.toFixed(), "sessionStorage");
});
