import {
  type EditDocument,
  type EditSource,
  focusAt,
  frameSize,
  ORIGINAL,
  type partAt,
  sameShape,
  turned,
} from "../../domains/media/index.ts";

/**
 * Where the part that is seen looks, and what a point of the frame (0…1 each way) is in its picture. Null where
 * nothing of the picture is cut off.
 */
export function focusOf(
  document: EditDocument,
  here: ReturnType<typeof partAt>,
  sourceOf: (id: string) => EditSource | null,
) {
  const first = sourceOf(document.parts[0]!.source);
  const seen = here?.placed.part;
  const source = seen ? sourceOf(seen.source) : null;
  const original = sourceOf(ORIGINAL);
  if (!here || !seen || !source || !first || !original) return null;
  const frame = frameSize(document, first.size);
  const picture = turned(source.size, seen.turn);
  const whole = document.frame.fill === "blur" || (sameShape(picture, frame) && seen.zoom === 1);
  if (whole) return null;
  const now = focusAt(seen, here.sourceFrame, original.rate);
  const scale = Math.max(frame.width / picture.width, frame.height / picture.height) * seen.zoom;
  const part = {
    x: frame.width / (picture.width * scale),
    y: frame.height / (picture.height * scale),
  };
  const inside = (middle: number, share: number, at: number) => {
    const centre = Math.max(share / 2, Math.min(1 - share / 2, middle));
    return Math.max(0, Math.min(1, centre + (at - 0.5) * share));
  };
  return {
    now,
    at: (x: number, y: number) => ({ x: inside(now.x, part.x, x), y: inside(now.y, part.y, y) }),
  };
}
