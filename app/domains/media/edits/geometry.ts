import type { EditDocument, EditPart, FocusPoint } from "./document.ts";
import { frameAt, type Rate } from "./timeline.ts";

export interface Size {
  width: number;
  height: number;
}

/** Of what is made; larger would be scaled down again by the ladder. */
const LARGEST = 1080;

const RATIOS = { "9:16": 9 / 16, "4:5": 4 / 5, "1:1": 1, "16:9": 16 / 9 } as const;

/** The size as shown after turning. */
export function turned(size: Size, turn: EditPart["turn"]): Size {
  return turn % 180 === 0 ? size : { width: size.height, height: size.width };
}

/**
 * Size of the finished clip: the largest of its shape inside the first part's picture (or, with a
 * blurred background, the smallest around it), the shorter side at most 1080, both even as 4:2:0 needs.
 */
export function frameSize(document: EditDocument, firstSource: Size): Size {
  const { width, height } = turned(firstSource, document.parts[0]?.turn ?? 0);
  const { ratio } = document.frame;
  const shape = ratio === "source" ? width / height : RATIOS[ratio];
  // A blurred background stands behind the whole picture; else what sticks out is cut off.
  const fit =
    document.frame.fill === "blur"
      ? Math.max(width, height * shape)
      : Math.min(width, height * shape);
  const short = Math.min(fit, fit / shape);
  const scale = Math.min(1, LARGEST / short);
  return { width: even(fit * scale), height: even((fit / shape) * scale) };
}

/** Size of a turned picture that just fills the frame (or with `whole`, just fits in), times the zoom. */
export function fillSize(picture: Size, frame: Size, zoom: number, whole = false): Size {
  const scales = [frame.width / picture.width, frame.height / picture.height];
  const scale = (whole ? Math.min(...scales) : Math.max(...scales)) * zoom;
  const size = { width: even(picture.width * scale), height: even(picture.height * scale) };
  if (whole)
    return {
      width: Math.min(size.width, frame.width),
      height: Math.min(size.height, frame.height),
    };
  return {
    width: Math.max(size.width, frame.width),
    height: Math.max(size.height, frame.height),
  };
}

/** Of the picture behind the picture: this small, nothing in it is sharp when it is large again. */
export function blurSize(frame: Size): Size {
  const side = (value: number) => Math.max(2, Math.round(value / 48) * 2);
  return { width: side(frame.width), height: side(frame.height) };
}

/** Whether a picture fills a frame with nothing to see behind it. */
export function sameShape(picture: Size, frame: Size): boolean {
  return Math.abs(picture.width / picture.height / (frame.width / frame.height) - 1) < 0.01;
}

/** Where to look at a picture of the source: 0…1 each. */
export function focusAt(part: EditPart, sourceFrame: number, rate: Rate): { x: number; y: number } {
  const points = focusByFrame(part, rate);
  const next = points.findIndex(({ frame }) => frame > sourceFrame);
  if (points.length === 0) return { x: 0.5, y: 0.5 };
  if (next === 0) return points[0]!;
  if (next === -1) return points.at(-1)!;
  const [a, b] = [points[next - 1]!, points[next]!];
  const share = (sourceFrame - a.frame) / (b.frame - a.frame);
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

/** Focus points in order, by picture of the source; of several at one picture the last counts. */
export function focusByFrame(part: EditPart, rate: Rate): (FocusPoint & { frame: number })[] {
  const byFrame = new Map<number, FocusPoint & { frame: number }>();
  for (const point of [...part.focus].sort((a, b) => a.at - b.at)) {
    const frame = frameAt(point.at, rate);
    byFrame.set(frame, { ...point, frame });
  }
  return [...byFrame.values()];
}

/** Offset of the frame in a larger picture, so that `focus` is as near to the middle as can be. */
export function cropOffset(picture: number, frame: number, focus: number): number {
  return Math.max(0, Math.min(picture - frame, focus * picture - frame / 2));
}

/** Upper left corner of something laid over the frame by its middle. Whole pixels. */
export function cornerOf(place: { x: number; y: number }, what: Size, frame: Size) {
  return {
    left: Math.round(place.x * frame.width - what.width / 2),
    top: Math.round(place.y * frame.height - what.height / 2),
  };
}

function even(value: number): number {
  return Math.max(2, Math.round(value / 2) * 2);
}
