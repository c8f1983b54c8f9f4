import { BandwidthEstimator } from "../core/adaptive.ts";
import { network } from "./network.ts";

/** The browser caps and rounds its figure: believe it only in part. */
const TRUST = 0.7;

/** One estimate for all clips of the page: what one clip learnt, the next one starts with. */
export const bandwidth = new BandwidthEstimator((network().downlink ?? 0) * 1_000_000 * TRUST);
