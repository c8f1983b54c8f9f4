export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Where a picture of `ratio` (width by height) lies in a frame that holds it whole (`contain`) or is
 * filled by it (`cover`), pixels from the frame's top left corner.
 */
export function pictureBox(
  frame: { width: number; height: number },
  ratio: number,
  fit: "contain" | "cover",
): Box {
  const wider = ratio > frame.width / frame.height;
  const byWidth = fit === "contain" ? wider : !wider;
  const width = byWidth ? frame.width : frame.height * ratio;
  const height = byWidth ? frame.width / ratio : frame.height;
  return { left: (frame.width - width) / 2, top: (frame.height - height) / 2, width, height };
}

/** A point given as shares of the picture, in pixels of the frame, at least `edge` away from its border. */
export function pointInFrame(
  { x, y }: { x: number; y: number },
  picture: Box,
  frame: { width: number; height: number },
  edge: number,
): { left: number; top: number } {
  const between = (value: number, most: number) => Math.max(edge, Math.min(most - edge, value));
  return {
    left: between(picture.left + x * picture.width, frame.width),
    top: between(picture.top + y * picture.height, frame.height),
  };
}
