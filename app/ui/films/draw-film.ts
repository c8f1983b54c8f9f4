import {
  entryShare,
  FILM_FRAME,
  type FilmLayer,
  type FilmPlan,
  layerAt,
  type PlacedShot,
  windowAt,
} from "../../domains/media/index.ts";

export interface ShotImage {
  image: CanvasImageSource;
  /** As the film has it: the picture here may be smaller. */
  width: number;
  height: number;
}

export interface LayerImage extends ShotImage {
  room: number;
}

/** Draws one picture of a film, by the plan that the renderer follows. */
export function drawFilm(
  context: CanvasRenderingContext2D,
  plan: FilmPlan,
  shots: ShotImage[],
  layers: LayerImage[],
  frame: number,
): void {
  const { canvas } = context;
  const scale = canvas.width / FILM_FRAME.width;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.globalAlpha = 1;
  for (const [index, placed] of plan.shots.entries()) {
    const shot = shots[index];
    const at = frame - placed.first;
    if (!shot || at < 0 || at >= placed.count) continue;
    drawShot(context, placed, shot, at);
  }
  for (const [index, layer] of plan.layers.entries()) {
    const drawn = layers[index];
    if (drawn && frame >= layer.first && frame < layer.end) drawLayer(context, layer, drawn, frame);
  }
  context.globalAlpha = 1;
}

function drawShot(
  context: CanvasRenderingContext2D,
  placed: PlacedShot,
  { image, width, height }: ShotImage,
  at: number,
): void {
  const { width: wide, height: tall } = FILM_FRAME;
  const share = at < placed.shared ? entryShare(at, placed.shared) : 1;
  const left = placed.kind === "slide" ? wide - Math.round(wide * share) : 0;
  const window = windowAt(placed, at);
  const [source, shape] = [sizeOf(image), tall / wide];
  const across = window.width * source.width;
  const down = (window.width * width * shape * source.height) / height;
  context.save();
  if (placed.kind === "wipe") {
    context.beginPath();
    context.rect(0, 0, wide * share, tall);
    context.clip();
  }
  context.globalAlpha = placed.kind === "dissolve" ? share : 1;
  context.drawImage(
    image,
    ...([
      window.x * source.width - across / 2,
      window.y * source.height - down / 2,
      across,
      down,
    ] as const),
    ...([left, 0, wide, tall] as const),
  );
  context.restore();
}

function drawLayer(
  context: CanvasRenderingContext2D,
  layer: FilmLayer,
  { image, width, height, room }: LayerImage,
  frame: number,
): void {
  const { opacity, below } = layerAt(layer, frame);
  const left = layer.x - layer.anchor.x * (width - 2 * room) - room;
  const top = layer.y - layer.anchor.y * (height - 2 * room) - room + below;
  context.globalAlpha = opacity;
  context.drawImage(image, Math.round(left), Math.round(top), width, height);
}

function sizeOf(image: CanvasImageSource): { width: number; height: number } {
  const { naturalWidth, naturalHeight } = image as HTMLImageElement;
  return { width: naturalWidth, height: naturalHeight };
}
