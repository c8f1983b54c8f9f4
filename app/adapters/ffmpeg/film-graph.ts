import type { FilmInput } from "../../domains/media/films/ports.ts";
import {
  FILM_FRAME,
  FILM_RATE,
  type FilmLayer,
  type FilmPlan,
  type FilmWindow,
  type PlacedShot,
} from "../../domains/media/index.ts";
import { Graph, rateText, renumber } from "./edit-graph.ts";
import { cutUp, entry } from "./edit-picture.ts";
import { stillArgs } from "./input.ts";

/** Files of the plan's shots and layers, in their order. */
export interface FilmFiles {
  shots: string[];
  layers: string[];
}

const RATE = rateText(FILM_RATE);

/** The pictures of a film as one filter graph. Answers the graph and its last label. */
export function filmGraph(
  plan: FilmPlan,
  drawn: Pick<FilmInput, "shots" | "layers">,
  files: FilmFiles,
): { graph: Graph; out: string } {
  const graph = new Graph();
  const pieces: string[] = [];
  let tail: string | null = null;
  for (const [index, placed] of plan.shots.entries()) {
    const number = graph.input(stillArgs(files.shots[index]!));
    const whole = graph.chain([`${number}:v:0`], moving(placed, drawn.shots[index]!));
    const given = plan.shots[index + 1]?.shared ?? 0;
    const [head, body, end] = cutUp(graph, whole, placed, given, FILM_RATE);
    if (head && tail) pieces.push(entry(graph, placed, tail, head, FILM_RATE));
    pieces.push(body);
    tail = end;
  }
  let over = graph.chain(pieces, `concat=n=${pieces.length}:v=1:a=0,${renumber(FILM_RATE)}`);
  for (const [index, layer] of plan.layers.entries())
    over = layOver(graph, over, layer, drawn.layers[index]!, files.layers[index]!);
  return { graph, out: over };
}

const CORNERS = [
  ["x0", "left"],
  ["y0", "top"],
  ["x1", "right"],
  ["y1", "top"],
  ["x2", "left"],
  ["y2", "bottom"],
  ["x3", "right"],
  ["y3", "bottom"],
] as const;

/**
 * A still, seen through a window that moves evenly. The perspective filter takes its corners between
 * pixels; crop and zoompan would jump from one to the next.
 */
function moving(placed: PlacedShot, { width, height }: { width: number; height: number }): string {
  const corners = (window: FilmWindow) => {
    const wide = window.width * width;
    const tall = (wide * FILM_FRAME.height) / FILM_FRAME.width;
    const [left, top] = [window.x * width - wide / 2, window.y * height - tall / 2];
    return { left, top, right: left + wide, bottom: top + tall };
  };
  const [a, b] = [corners(placed.from), corners(placed.to)];
  const line = (side: keyof typeof a) =>
    `'${a[side].toFixed(4)}+${(b[side] - a[side]).toFixed(4)}*on/${Math.max(1, placed.count - 1)}'`;
  return [
    "scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_int",
    "format=yuv420p",
    `loop=loop=${placed.count - 1}:size=1:start=0`,
    renumber(FILM_RATE),
    `perspective=${CORNERS.map(([name, side]) => `${name}=${line(side)}`).join(":")}:eval=frame`,
    `scale=w=${FILM_FRAME.width}:h=${FILM_FRAME.height}:flags=bicubic`,
    "setsar=1",
    // The still has no rate of its own.
    `fps=fps=${RATE}:start_time=0`,
    `trim=end_frame=${placed.count}`,
    renumber(FILM_RATE),
  ].join(",");
}

/** See layerAt: it appears, rising to its place, and stays. */
function layOver(
  graph: Graph,
  under: string,
  layer: FilmLayer,
  drawn: { width: number; height: number; room: number },
  file: string,
): string {
  const number = graph.input(stillArgs(file));
  const { num, den } = FILM_RATE;
  const times = Math.max(1, layer.appears + 1);
  const picture = graph.chain(
    [`${number}:v:0`],
    [
      "format=rgba,scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_int",
      "format=yuva420p",
      `loop=loop=${times - 1}:size=1:start=0`,
      `setpts=(N+${layer.first})*${den}/${num}/TB`,
      ...(layer.appears > 0
        ? [
            `fade=t=in:st=${(layer.first * den) / num}:d=${((layer.appears * den) / num).toFixed(6)}:alpha=1`,
          ]
        : []),
    ].join(","),
  );
  const left = layer.x - layer.anchor.x * (drawn.width - 2 * drawn.room) - drawn.room;
  const top = layer.y - layer.anchor.y * (drawn.height - 2 * drawn.room) - drawn.room;
  const left01 = `max(0,1-(t*${num}/${den}-${layer.first})/${Math.max(1, layer.appears)})`;
  const rise = layer.appears > 0 ? `+${layer.rises}*pow(${left01},3)` : "";
  return graph.chain(
    [under, picture],
    `overlay=x=${Math.round(left)}:y='round(${top.toFixed(2)}${rise})':format=yuv420:eval=frame`,
  );
}
