import { describe, expect, it } from "vitest";
import { FILM_FRAME, FILM_MOODS, FILM_STYLES, type FilmStyle } from "./film.ts";
import { MUSIC_HERTZ, makeMusic } from "./music.ts";
import { type DrawnShot, inkOn, layerAt, planFilm, shotsOf, windowAt } from "./plan-film.ts";

const words = { title: "Bowl", price: "$34", call: "Shop now" };
const upright: DrawnShot = { width: 1242, height: 2208, focus: { x: 0.5, y: 0.4 } };
const wide: DrawnShot = { width: 1614, height: 2208, focus: { x: 0.9, y: 0.5 } };

describe("the plan of a film", () => {
  it("looks at few pictures twice, and at many once", () => {
    expect([1, 2, 3, 6].map((count) => shotsOf(count).length)).toEqual([3, 4, 4, 6]);
    expect(shotsOf(1).map(({ close }) => close)).toEqual([false, true, false]);
    expect(shotsOf(0)).toEqual([]);
  });

  it("never looks beyond a picture's edges, and always at the frame's shape", () => {
    const drawn = [upright, wide, upright, wide];
    for (const style of FILM_STYLES)
      for (const [index, shot] of planFilm(style, drawn, words, "#804020").shots.entries())
        for (const at of [0, 20, shot.count - 1]) {
          const { x, y, width } = windowAt(shot, at);
          const one = drawn[index]!;
          const tall = (width * one.width * FILM_FRAME.height) / FILM_FRAME.width / one.height;
          const edges = [x - width / 2, 1 - x - width / 2, y - tall / 2, 1 - y - tall / 2];
          expect(Math.min(...edges)).toBeGreaterThanOrEqual(-1e-9);
        }
  });

  it("goes across what is wide, and nearer to what is not", () => {
    const { shots } = planFilm("bold", [wide, upright], words, "#804020");
    expect(shots[0]!.from.width).toBe(shots[0]!.to.width);
    expect(shots[0]!.to.x).toBeGreaterThan(shots[0]!.from.x);
    expect(shots[1]!.from.width).not.toBe(shots[1]!.to.width);
  });

  it("lets shots share pictures while one comes in", () => {
    const { shots, count } = planFilm("calm", [upright, upright], words, "#804020");
    expect(shots[1]!.first).toBe(shots[0]!.count - shots[1]!.shared);
    expect(count).toBe(shots[1]!.first + shots[1]!.count);
  });

  it("says nothing where nothing is written, and the call with the last shot", () => {
    const layers = (given: typeof words) =>
      planFilm("bold", [upright, upright], given, "#804020").layers.map(({ id }) => id);
    expect(layers(words)).toEqual(["shade", "title", "price", "call"]);
    expect(layers({ ...words, price: " " })).toEqual(["shade", "title", "call"]);
    expect(layers({ title: "", price: "", call: "" })).toEqual([]);
    const plan = planFilm("bold", [upright, upright], words, "#804020");
    const call = plan.layers.at(-1)!;
    expect(call.first).toBeGreaterThan(plan.shots[1]!.first);
    expect(layerAt(call, call.first)).toEqual({ opacity: 0, below: call.rises });
    expect(layerAt(call, call.first + call.appears)).toEqual({ opacity: 1, below: 0 });
  });

  it("begins at the right where the words do", () => {
    const places = (title: string, style: FilmStyle = "calm") =>
      planFilm(style, [upright], { ...words, title }, "#804020").layers.flatMap((layer) =>
        layer.id === "title" || layer.id === "price" ? [[layer.x, layer.anchor.x]] : [],
      );
    const right = FILM_FRAME.width - 90;
    expect(places("كوب المد")).toEqual([
      [right, 1],
      [right, 1],
    ]);
    expect(places("«42» כוס")[0]).toEqual([right, 1]);
    expect(places("조개 머그컵")[0]).toEqual([90, 0]);
    expect(places("Mug كوب")[0]).toEqual([90, 0]);
    // In the middle is in the middle.
    expect(places("كوب المد", "stage")).toEqual(places("Mug", "stage"));
  });

  it("writes in the ink that is read more easily", () => {
    expect(["#ffffff", "#f2d94e", "#804020", "#101010"].map(inkOn)).toEqual([
      ...["#111111", "#111111", "#ffffff", "#ffffff"],
    ]);
  });
});

describe("the music of films", () => {
  it.each(FILM_MOODS)("%s goes round without a seam, the same every time", (mood) => {
    const { left, right } = makeMusic(mood);
    expect(left.length / MUSIC_HERTZ).toBeGreaterThan(7);
    const step = (at: number) => Math.abs(left[(at + 1) % left.length]! - left[at]!);
    const largest = Math.max(...Array.from({ length: 20_000 }, (_, at) => step(at * 17)));
    expect(step(left.length - 1)).toBeLessThanOrEqual(largest);
    let peak = 0;
    for (const side of [left, right])
      for (const sample of side) peak = Math.max(peak, Math.abs(sample));
    expect(peak).toBeGreaterThan(0.1);
    expect(peak).toBeLessThan(1);
    const again = Buffer.from(makeMusic(mood).left.buffer);
    expect(again.equals(Buffer.from(left.buffer))).toBe(true);
  });
});
