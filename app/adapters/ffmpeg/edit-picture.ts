import {
  blurSize,
  cornerOf,
  type EditDocument,
  type EditPart,
  fillSize,
  focusByFrame,
  frameAt,
  type PlacedPart,
  type Rate,
  type Size,
  sameShape,
  type Timeline,
  turned,
} from "../../domains/media/index.ts";
import {
  type EditInput,
  Graph,
  rateText,
  renumber,
  seconds,
  seekBefore,
  steady,
  toBt709,
} from "./edit-graph.ts";
import { inputArgs, stillArgs } from "./input.ts";
import { toneMapping } from "./stages.ts";

/** Something laid over the frame, as a file that ffmpeg reads. */
export interface LaidOver {
  file: string;
  /** Its middle, 0…1 of the frame. */
  x: number;
  y: number;
  /** Pixels it is brought to; null: as it is. `height` null: by its own shape. */
  width: number | null;
  opacity: number;
  /** Pictures of the finished clip, `end` not included. */
  first: number;
  end: number;
}

export interface PictureInput {
  document: EditDocument;
  timeline: Timeline;
  frame: Size;
  sources: Map<string, EditInput>;
  overlays: LaidOver[];
  /** A table of colours, or null where they stay. */
  cube: string | null;
}

/**
 * The pictures of a finished clip as one filter graph. Each part reads its source anew from just before
 * where it begins, so that nothing waits in memory for its turn. Answers the graph and its last label.
 */
export function pictureGraph(input: PictureInput): { graph: Graph; out: string } {
  const { timeline, document, cube } = input;
  const graph = new Graph();
  const pieces: string[] = [];
  let tail: string | null = null;
  const next = (index: number) => timeline.parts[index + 1];
  for (const [index, placed] of timeline.parts.entries()) {
    const whole = faded(graph, partChain(graph, input, placed), placed);
    const given = next(index)?.shared ?? 0;
    const [head, body, end] = cutUp(graph, whole, placed, given, timeline.rate);
    if (head && tail) pieces.push(entry(graph, placed, tail, head, timeline.rate));
    pieces.push(body);
    tail = end;
  }
  const { rate } = timeline;
  const joined =
    pieces.length === 1
      ? pieces[0]!
      : graph.chain(pieces, `concat=n=${pieces.length}:v=1:a=0,${renumber(rate)}`);
  const coloured = cube
    ? graph.chain(
        [joined],
        [
          "scale=in_color_matrix=bt709:in_range=tv:flags=bicubic+accurate_rnd+full_chroma_int",
          `format=gbrp,lut3d=file=${quoted(cube)}:interp=tetrahedral`,
          "scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_int",
          "format=yuv420p",
        ].join(","),
      )
    : joined;
  let over = coloured;
  for (const each of input.overlays) over = layOver(graph, over, each, input.frame, rate);
  return { graph, out: graph.chain([over], fades(document, timeline)) };
}

/** One part at the frame's size and the clip's rate, beginning at time 0, of exactly its own length. */
function partChain(graph: Graph, input: PictureInput, placed: PlacedPart): string {
  const { rate } = input.timeline;
  const { part, sourceFirst, sourceCount, count } = placed;
  const source = input.sources.get(part.source)!;
  const chunks = (part.reversed ? backwards : forwards)(sourceFirst, sourceCount, rate);
  const read = chunks.map(([first, end]) => {
    const from = seekBefore(first, rate);
    const length = seconds(end - from, rate) + 0.5;
    const number = graph.input([
      ...(input.timeline.parts.length + chunks.length > 4 ? ["-threads", "1"] : []),
      ...inputArgs(source.file, length, seconds(from, rate)),
    ]);
    const pictures = [
      steady(source.probe, rate),
      `trim=start_frame=${first - from}:end_frame=${end - from}`,
      renumber(rate),
      // Where the last picture of a source is shorter than the others.
      "tpad=stop_mode=clone:stop=3",
      `trim=end_frame=${end - first}`,
    ].join(",");
    const stream = `${number}:${source.probe.video.index}`;
    const framed = inFrame(graph, graph.chain([stream], pictures), input, part, source, first);
    return part.reversed ? graph.chain([framed], "reverse") : framed;
  });
  const whole = read.length === 1 ? read[0]! : graph.chain(read, `concat=n=${read.length}:v=1:a=0`);
  const speed = part.speed;
  if (speed === 1) return graph.chain([whole], renumber(rate));
  // The k-th picture shown is number floor(k × speed): see sourceFrameOf in the timeline.
  const placedAt = `setpts=floor(ceil((N-1e-9)/${speed})*${rate.den}/${rate.num}/TB+0.5)`;
  return graph.chain(
    [whole],
    [
      renumber(rate),
      // What stands last may be lost where the rate changes: that is a copy then.
      "tpad=stop_mode=clone:stop=2",
      placedAt,
      `fps=fps=${rateText(rate)}:start_time=0`,
      `tpad=stop_mode=clone:stop=${Math.ceil(1 / speed) + 2}`,
      `trim=end_frame=${count}`,
      renumber(rate),
    ].join(","),
  );
}

function forwards(first: number, count: number): [number, number][] {
  return [[first, first + count]];
}

/** A second at a time, the last one first: reversing keeps in memory what it reverses. */
function backwards(first: number, count: number, rate: Rate): [number, number][] {
  const step = Math.ceil(rate.num / rate.den);
  const chunks: [number, number][] = [];
  for (let end = first + count; end > first; end -= step)
    chunks.push([Math.max(first, end - step), end]);
  return chunks;
}

/** Turned, and filling the frame: cut off where it sticks out, or before a blurred picture of itself. */
function inFrame(
  graph: Graph,
  from: string,
  { document, frame, timeline }: PictureInput,
  part: EditPart,
  { probe }: EditInput,
  firstFrame: number,
): string {
  const picture = turned({ width: probe.width, height: probe.height }, part.turn);
  const colours = toBt709(probe);
  const resize = (size: Size, flags = "bicubic") =>
    `scale=w=${size.width}:h=${size.height}:flags=${flags}`;
  const made = (size: Size) =>
    `${turning(part)}${resize(size)}:${colours},setsar=1${toneMapping(probe)},format=yuv420p`;
  const blurred = document.frame.fill === "blur" && !sameShape(picture, frame);
  if (!blurred) {
    const size = fillSize(picture, frame, part.zoom);
    const points = focusByFrame(part, timeline.rate).map((point) => ({
      ...point,
      n: point.frame - firstFrame,
    }));
    const offset = (axis: "x" | "y", large: number, small: number) =>
      large === small ? "0" : `'${follow(points, axis, large, small, timeline.rate)}'`;
    const [x, y] = [offset("x", size.width, frame.width), offset("y", size.height, frame.height)];
    return graph.chain(
      [from],
      `${made(size)},crop=w=${frame.width}:h=${frame.height}:x=${x}:y=${y},setsar=1`,
    );
  }
  const behind = fillSize(picture, frame, 1);
  const inside = fillSize(picture, frame, 1, true);
  const [back, front] = graph.split([from], `${made(behind)},split=2`, 2);
  const small = blurSize(frame);
  const ground = graph.chain(
    [back!],
    `crop=w=${frame.width}:h=${frame.height},${resize(small, "area")},${resize(frame, "bilinear")}`,
  );
  const whole = graph.chain([front!], resize(inside));
  const { left, top } = cornerOf({ x: 0.5, y: 0.5 }, inside, frame);
  return graph.chain([ground, whole], `overlay=x=${left}:y=${top}:format=yuv420,setsar=1`);
}

function turning({ turn, mirrored, flipped }: EditPart): string {
  return [
    ...(turn === 90 ? ["transpose=clock,"] : []),
    ...(turn === 180 ? ["hflip,vflip,"] : []),
    ...(turn === 270 ? ["transpose=cclock,"] : []),
    ...(mirrored ? ["hflip,"] : []),
    ...(flipped ? ["vflip,"] : []),
  ].join("");
}

/** Straight lines from point to point by picture number, as an expression. See focusAt and cropOffset. */
function follow(
  points: { n: number; x: number; y: number }[],
  axis: "x" | "y",
  large: number,
  small: number,
  rate: Rate,
): string {
  const n = `t*${rate.num}/${rate.den}`;
  const value = (index: number) => points[index]![axis];
  let expression = String(points.length === 0 ? 0.5 : value(points.length - 1));
  for (let index = points.length - 1; index > 0; index--) {
    const [a, b] = [points[index - 1]!, points[index]!];
    const line = `${a[axis]}+${b[axis] - a[axis]}*(${n}-${a.n})/${b.n - a.n}`;
    expression = `if(lt(${n},${b.n}-0.01),${line},${expression})`;
  }
  if (points.length > 1) expression = `if(lt(${n},${points[0]!.n}),${value(0)},${expression})`;
  return `max(0,min(${large - small},(${expression})*${large}-${small / 2}))`;
}

/** Out of black at the beginning, into black at the end. */
function faded(graph: Graph, label: string, { fromBlack, intoBlack, count }: PlacedPart): string {
  const filters = [
    ...(fromBlack ? [`fade=t=in:start_frame=0:nb_frames=${fromBlack}`] : []),
    ...(intoBlack ? [fadeOut(count, intoBlack)] : []),
  ];
  return filters.length > 0 ? graph.chain([label], filters.join(",")) : label;
}

/** What it shares with the part before, what is its own, and what it gives to the part after. */
export function cutUp(
  graph: Graph,
  whole: string,
  { shared, count }: Pick<PlacedPart, "shared" | "count">,
  given: number,
  rate: Rate,
): [head: string | null, body: string, tail: string | null] {
  if (shared === 0 && given === 0) return [null, whole, null];
  const cuts: [number, number][] = [[shared, count - given]];
  if (shared > 0) cuts.unshift([0, shared]);
  if (given > 0) cuts.push([count - given, count]);
  const ends = graph.split([whole], `split=${cuts.length}`, cuts.length);
  const made = ends.map((end, index) => {
    const [first, last] = cuts[index]!;
    return graph.chain([end], `trim=start_frame=${first}:end_frame=${last},${renumber(rate)}`);
  });
  return [shared > 0 ? made[0]! : null, made[shared > 0 ? 1 : 0]!, given > 0 ? made.at(-1)! : null];
}

/** The pictures that two parts share. The share of the second is (n + 1) / (shared + 1). */
export function entry(
  graph: Graph,
  { kind, shared }: Pick<PlacedPart, "kind" | "shared">,
  before: string,
  after: string,
  rate: Rate,
): string {
  const whole = shared + 1;
  // By time, because versions of blend count pictures from 0 or from 1.
  const shareAt = (time: "t" | "T") => `(floor(${time}*${rate.num}/${rate.den}+0.5)+1)/${whole}`;
  const share = shareAt("T");
  if (kind === "wipe")
    return graph.chain([before, after], `blend=all_expr='if(lt(X,W*${share}),B,A)',format=yuv420p`);
  if (kind === "slide")
    return graph.chain(
      [before, after],
      `overlay=x='W-round(W*${shareAt("t")})':y=0:eval=frame:format=yuv420`,
    );
  return graph.chain([before, after], `blend=all_expr='A+(B-A)*${share}',format=yuv420p`);
}

function layOver(graph: Graph, under: string, over: LaidOver, frame: Size, rate: Rate): string {
  const number = graph.input(stillArgs(over.file));
  const picture = graph.chain(
    [`${number}:v:0`],
    [
      ...(over.width === null ? [] : [`scale=w=${over.width}:h=-1:flags=bicubic`]),
      "format=rgba",
      ...(over.opacity < 1 ? [`colorchannelmixer=aa=${over.opacity}`] : []),
      "scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_int",
      "format=yuva420p",
    ].join(","),
  );
  const x = `round(${over.x * frame.width}-w/2)`;
  const y = `round(${over.y * frame.height}-h/2)`;
  // By time, half a picture early: versions of ffmpeg count pictures from 0 or from 1.
  const at = (count: number) => (seconds(count, rate) - 0.5 / (rate.num / rate.den)).toFixed(6);
  const when = `enable='between(t,${at(over.first)},${at(over.end)})'`;
  return graph.chain([under, picture], `overlay=x='${x}':y='${y}':format=yuv420:${when}`);
}

/** The first picture of the two fades is black, and so is the last. */
function fadeOut(count: number, length: number): string {
  return `fade=t=out:start_frame=${count - 1 - length}:nb_frames=${length}`;
}

/** Out of black and into it, over the whole clip. */
function fades({ fade }: EditDocument, { rate, count }: Timeline): string {
  const into = Math.min(count - 1, frameAt(fade.pictureIn, rate));
  const out = Math.min(count - 1, frameAt(fade.pictureOut, rate));
  return [
    ...(into > 0 ? [`fade=t=in:start_frame=0:nb_frames=${into}`] : []),
    ...(out > 0 ? [fadeOut(count, out)] : []),
    "format=yuv420p",
  ].join(",");
}

/** A path inside a filter's arguments: quoted for the graph and escaped for the filter. */
function quoted(path: string): string {
  return `'${path.replace(/[\\':]/g, "\\$&")}'`;
}
