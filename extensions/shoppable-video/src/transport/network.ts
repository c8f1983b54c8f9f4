interface NetworkInformation {
  saveData?: boolean;
  effectiveType?: string;
  /** Megabits per second, rounded and capped by the browser. */
  downlink?: number;
}

export function network(): NetworkInformation {
  return (navigator as { connection?: NetworkInformation }).connection ?? {};
}

/** The shopper, or the road, asks for little. */
export function isFrugal(): boolean {
  const { saveData, effectiveType = "" } = network();
  return saveData === true || effectiveType.includes("2g");
}

export function prefersStill(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Pictures may move by themselves. */
export function mayMove(): boolean {
  return !prefersStill() && !isFrugal();
}
