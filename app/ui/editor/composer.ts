import {
  blurSize,
  cornerOf,
  cropOffset,
  type EditDocument,
  type EditOverlay,
  type EditPart,
  type EditSource,
  fadeLight,
  fillSize,
  focusAt,
  framesBetween,
  gradeOf,
  gradePixels,
  isPlain,
  type ShownPicture,
  type Size,
  sameShape,
  type Timeline,
  turned,
} from "../../domains/media/index.ts";

/** A picture as it comes from a source, to be drawn. */
export interface Taken {
  shown: ShownPicture;
  picture: CanvasImageSource;
  source: EditSource;
}

/** What lies over the frame: text as drawn for the finished clip, or a file at its natural size. */
export interface OverlayImage {
  image: CanvasImageSource;
  size: Size;
}

/**
 * Draws one picture of a finished clip on a canvas of any size, in the order and by the numbers of the
 * renderer: parts, colour, overlays, fades. Whatever changes here changes there.
 */
export class Composer {
  private readonly context: CanvasRenderingContext2D;
  /** For what must be whole before it is mixed in. */
  private readonly aside = document.createElement("canvas");
  private readonly tiny = document.createElement("canvas");

  constructor(canvas: HTMLCanvasElement) {
    this.context = canvas.getContext("2d", { willReadFrequently: true })!;
  }

  draw(
    edit: EditDocument,
    timeline: Timeline,
    frame: Size,
    at: number,
    taken: Taken[],
    overlays: (overlay: EditOverlay) => OverlayImage | null,
  ): void {
    const context = this.context;
    const { canvas } = context;
    const scale = canvas.width / frame.width;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.globalAlpha = 1;
    context.fillStyle = "#000";
    context.fillRect(0, 0, frame.width, frame.height);
    for (const [index, each] of taken.entries()) {
      if (index === 0) this.drawPart(context, edit, frame, timeline, each);
      else this.enter(edit, frame, timeline, each, scale);
      this.darken(context, frame, each.shown.light);
    }
    if (!isPlain(edit.colour)) {
      const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
      gradePixels(gradeOf(edit.colour), pixels.data);
      context.putImageData(pixels, 0, 0);
    }
    for (const overlay of edit.overlays) {
      const { first, end } = framesBetween(overlay, timeline);
      const found = at >= first && at < end ? overlays(overlay) : null;
      if (found) this.layOver(overlay, found, frame);
    }
    this.darken(context, frame, fadeLight(edit, timeline, at));
  }

  /** The second of two pictures comes in over the first. */
  private enter(edit: EditDocument, frame: Size, timeline: Timeline, taken: Taken, scale: number) {
    const context = this.context;
    const aside = this.aside;
    const { placed, share } = taken.shown;
    aside.width = context.canvas.width;
    aside.height = context.canvas.height;
    const other = aside.getContext("2d")!;
    other.setTransform(scale, 0, 0, scale, 0, 0);
    this.drawPart(other, edit, frame, timeline, taken);
    context.save();
    let left = 0;
    if (placed.kind === "dissolve") context.globalAlpha = share;
    if (placed.kind === "slide") left = frame.width - Math.round(frame.width * share);
    if (placed.kind === "wipe") {
      context.beginPath();
      context.rect(0, 0, frame.width * share, frame.height);
      context.clip();
    }
    context.drawImage(aside, left, 0, frame.width, frame.height);
    context.restore();
  }

  private drawPart(
    context: CanvasRenderingContext2D,
    edit: EditDocument,
    frame: Size,
    timeline: Timeline,
    { shown, picture, source }: Taken,
  ): void {
    const { part } = shown.placed;
    const size = turned(source.size, part.turn);
    const behind = edit.frame.fill === "blur" && !sameShape(size, frame);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "high";
    if (!behind) {
      const filled = fillSize(size, frame, part.zoom);
      const focus = focusAt(part, shown.sourceFrame, timeline.rate);
      // Whole pairs of pixels, as the renderer cuts.
      const even = (value: number) => 2 * Math.floor(value / 2);
      const x = even(cropOffset(filled.width, frame.width, focus.x));
      const y = even(cropOffset(filled.height, frame.height, focus.y));
      drawTurned(context, picture, part, -x, -y, filled);
      return;
    }
    const filled = fillSize(size, frame, 1);
    const small = blurSize(frame);
    const tiny = this.tiny;
    tiny.width = small.width;
    tiny.height = small.height;
    const blurred = tiny.getContext("2d")!;
    blurred.imageSmoothingQuality = "high";
    blurred.scale(small.width / frame.width, small.height / frame.height);
    const x = (frame.width - filled.width) / 2;
    const y = (frame.height - filled.height) / 2;
    drawTurned(blurred, picture, part, x, y, filled);
    context.imageSmoothingQuality = "low";
    context.drawImage(tiny, 0, 0, frame.width, frame.height);
    context.imageSmoothingQuality = "high";
    const inside = fillSize(size, frame, 1, true);
    const { left, top } = cornerOf({ x: 0.5, y: 0.5 }, inside, frame);
    drawTurned(context, picture, part, left, top, inside);
  }

  private layOver(overlay: EditOverlay, { image, size }: OverlayImage, frame: Size): void {
    const context = this.context;
    const width = overlay.kind === "text" ? size.width : Math.round(overlay.width * frame.width);
    const height =
      overlay.kind === "text" ? size.height : Math.round((width * size.height) / size.width);
    const { left, top } = cornerOf(overlay, { width, height }, frame);
    context.globalAlpha = overlay.opacity;
    context.drawImage(image, left, top, width, height);
    context.globalAlpha = 1;
  }

  private darken(context: CanvasRenderingContext2D, frame: Size, light: number): void {
    if (light >= 1) return;
    context.globalAlpha = 1 - light;
    context.fillStyle = "#000";
    context.fillRect(0, 0, frame.width, frame.height);
    context.globalAlpha = 1;
  }
}

function drawTurned(
  context: CanvasRenderingContext2D,
  picture: CanvasImageSource,
  part: EditPart,
  left: number,
  top: number,
  size: Size,
): void {
  context.save();
  context.translate(left + size.width / 2, top + size.height / 2);
  context.scale(part.mirrored ? -1 : 1, part.flipped ? -1 : 1);
  context.rotate((part.turn * Math.PI) / 180);
  const { width, height } = turned(size, part.turn);
  context.drawImage(picture, -width / 2, -height / 2, width, height);
  context.restore();
}
