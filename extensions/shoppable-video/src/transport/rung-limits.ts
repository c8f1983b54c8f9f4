import { pixelsWorth, type RungLimits } from "../core/adaptive.ts";
import { network } from "./network.ts";

/** `side`: shorter side of the picture on screen, CSS pixels. `ceiling`: see `RungLimits`. */
export function rungLimits(side: number, ceiling = Number.POSITIVE_INFINITY): RungLimits {
  return { shortSide: pixelsWorth(side, devicePixelRatio, network().saveData), ceiling };
}
