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

/** Nobody sees the picture: the tab is in the background, and the clip not in a window of its own. */
export function isAway(video: HTMLVideoElement): boolean {
  const root = video.getRootNode() as Document | ShadowRoot;
  return document.hidden && root.pictureInPictureElement !== video;
}

export function prefersStill(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Pictures may move by themselves. */
export function mayMove(): boolean {
  return !prefersStill() && !isFrugal();
}
