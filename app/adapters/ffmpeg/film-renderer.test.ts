import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawWords } from "../../domains/media/films/draw-film.server.ts";
import type { FilmShot } from "../../domains/media/films/ports.ts";
import {
  FILM_FRAME,
  type FilmPlan,
  layerAt,
  planFilm,
  windowAt,
} from "../../domains/media/index.ts";
import { systemClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { createFilmDrawer } from "../sharp/film-drawer.ts";
import { createDiskBlobStore } from "../storage/disk.ts";
import { createFilmRenderer } from "./film-renderer.ts";
import { type Ffmpeg, locateFfmpeg } from "./locate.ts";

const execute = promisify(execFile);
const never = new AbortController().signal;
const drawer = createFilmDrawer();
const words = { title: "港湾茶碗 Harbour bowl", price: "¥268.00", call: "立即选购" };

let folder: string;
let ffmpeg: Ffmpeg;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "film-renderer-"));
  ffmpeg = await locateFfmpeg(process.env.FFMPEG_PATH || undefined);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A thing that is easy to find again, on a ground. */
function picture(width: number, height: number, ground: string): Promise<Buffer> {
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${ground}"/><circle cx="${width * 0.5}" cy="${height * 0.55}" r="${Math.min(width, height) * 0.3}" fill="#b5483a"/><rect x="${width * 0.42}" y="${height * 0.2}" width="${width * 0.16}" height="${height * 0.3}" fill="#2f5d50"/></svg>`,
    ),
  )
    .png()
    .toBuffer();
}

async function look(bytes: Buffer) {
  const looked = await drawer.look(bytes);
  if (!looked.ok) throw new Error(looked.fault.kind);
  return looked.value;
}

describe("looking at product pictures", () => {
  it("tells things on nothing, on white and on a colour from photographs", async () => {
    expect((await look(await picture(800, 600, "transparent"))).kind).toBe("clear");
    const white = await look(await picture(800, 600, "#ffffff"));
    // Without the white around it.
    expect([white.kind, white.width < 420]).toEqual(["white", true]);
    expect(white.accent).toMatch(/^#[89a-b].[34].[2-4].$/);
    expect((await look(await picture(800, 600, "#cfe0d8"))).kind).toBe("plain");
    const noise = { type: "gaussian", mean: 120, sigma: 60 } as const;
    const busy = sharp({ create: { width: 300, height: 200, channels: 3, noise } } as never);
    expect((await look(await busy.png().toBuffer())).kind).toBe("photo");
  });

  it("makes the largest no larger than is needed, and refuses what is no picture", async () => {
    const huge = await look(await picture(6_000, 3_000, "#335577"));
    expect([huge.width, huge.height]).toEqual([2_600, 1_300]);
    expect(await drawer.look(Buffer.from("a letter"))).toMatchObject({
      fault: { kind: "film-picture-unreadable" },
    });
  });

  it("draws every shape in every style, at least as large as the frame", async () => {
    for (const [width, height] of [
      [160, 90],
      [400, 900],
    ] as const) {
      const seen = await look(await picture(width, height, "#cfe0d8"));
      for (const style of ["calm", "bold", "stage"] as const) {
        const shot = await drawer.drawShot(
          style,
          seen,
          { picture: 0, close: true },
          "#804020",
          true,
        );
        expect(shot.width).toBeGreaterThanOrEqual(FILM_FRAME.width);
        expect(shot.height).toBeGreaterThanOrEqual(FILM_FRAME.height);
      }
    }
  });

  it("writes a long title smaller, and no wider than it may be", async () => {
    const style = planFilm("calm", [], words, "#804020").layers[0]!.style;
    if (style.kind !== "text") throw new Error("The first layer is the title");
    for (const text of ["Extraordinarilylongunbreakablewordofaproduct", "长".repeat(90)]) {
      const drawn = await drawer.drawLayer({ ...style, text });
      expect(drawn.width).toBeLessThanOrEqual(style.width + 2);
      expect(drawn.height).toBeLessThanOrEqual(style.size * 2.8);
    }
  });
});

describe("rendering a film", () => {
  it("shows at each picture what the plan says, with music at the loudness of players", async () => {
    const seen = [
      await look(await picture(900, 1_200, "#cfe0d8")),
      await look(await picture(1_000, 700, "#ffffff")),
    ];
    const shots: FilmShot[] = [];
    for (const [index, one] of seen.entries())
      shots.push(
        await drawer.drawShot("stage", one, { picture: index, close: false }, "#804020", true),
      );
    // The plan of a whole film, made short: what is seen when is the same mathematics.
    const whole = planFilm("stage", shots, words, "#804020");
    const plan: FilmPlan = {
      count: 26,
      shots: whole.shots.map((shot, index) => ({
        ...shot,
        ...{ first: index * 10, count: 16, shared: index === 0 ? 0 : 6 },
      })),
      layers: whole.layers.map((layer) => ({ ...layer, first: 4, end: 26, appears: 6 })),
    };
    const blobs = createDiskBlobStore({ directory: join(folder, "blobs"), clock: systemClock });
    const renderer = createFilmRenderer({
      ...{ blobs, clock: systemClock, ffmpeg: async () => ffmpeg },
      log: { info() {}, warn() {}, error() {} },
    });
    const layers = await drawWords({ drawer }, "stage", words, "#804020");
    const outKey = `${newId()}/original/film`;
    const input = { plan, shots, layers, outKey, music: "bright" } as const;
    const made = await renderer.render(input, async () => true, never);
    expect(made).toMatchObject({ ok: true });
    const file = blobs.localPath!(outKey);
    for (const frame of [0, 8, 15, 25]) {
      const expected = await composed(plan, shots, layers, frame);
      const got = await pictureOf(file, frame);
      expect(unlikeness(expected, got), `picture ${frame}`).toBeLessThan(6);
    }
    const { stderr } = await execute(ffmpeg.path, [
      ...["-hide_banner", "-i", file, "-af", "volumedetect", "-f", "null", "-"],
    ]);
    expect(stderr).toMatch(/Video: h264 .*1080x1920/);
    expect(Number(/mean_volume: (-?[\d.]+) dB/.exec(stderr)?.[1])).toBeGreaterThan(-30);

    const stopped = await renderer.render(input, async () => false, never);
    expect(stopped).toEqual({ ok: true, value: "superseded" });
  }, 90_000);
});

const SMALL = { width: 108, height: 192 };

/** One picture of a film, put together by the plan alone. */
async function composed(
  plan: FilmPlan,
  shots: FilmShot[],
  layers: Awaited<ReturnType<typeof drawWords>>,
  frame: number,
): Promise<Buffer> {
  const { width, height } = FILM_FRAME;
  let under: Buffer | null = null;
  for (const [index, placed] of plan.shots.entries()) {
    const at = frame - placed.first;
    if (at < 0 || at >= placed.count) continue;
    const shot = shots[index]!;
    const window = windowAt(placed, at);
    const wide = window.width * shot.width;
    const tall = (wide * height) / width;
    const seen = await sharp(shot.image)
      .extract({
        left: Math.max(0, Math.round(window.x * shot.width - wide / 2)),
        top: Math.max(0, Math.round(window.y * shot.height - tall / 2)),
        width: Math.min(shot.width, Math.round(wide)),
        height: Math.min(shot.height, Math.round(tall)),
      })
      .resize(width, height, { fit: "fill" })
      .ensureAlpha(at < placed.shared ? (at + 1) / (placed.shared + 1) : 1)
      .png()
      .toBuffer();
    under = under
      ? await sharp(under)
          .composite([{ input: seen }])
          .png()
          .toBuffer()
      : seen;
  }
  const over = await Promise.all(
    plan.layers.map(async (layer, index) => {
      const drawn = layers[index]!;
      const { opacity, below } = layerAt(layer, frame);
      const faded = await sharp(drawn.png)
        .ensureAlpha()
        .linear([1, 1, 1, opacity], [0, 0, 0, 0])
        .png()
        .toBuffer();
      const { room } = drawn;
      return {
        input: frame < layer.first ? await nothing(drawn) : faded,
        left: Math.round(layer.x - layer.anchor.x * (drawn.width - 2 * room) - room),
        top: Math.round(layer.y - layer.anchor.y * (drawn.height - 2 * room) - room + below),
      };
    }),
  );
  const whole = await sharp(under!).composite(over).png().toBuffer();
  return sharp(whole).resize(SMALL).removeAlpha().raw().toBuffer();
}

function nothing({ width, height }: { width: number; height: number }): Promise<Buffer> {
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  return sharp({ create: { width, height, channels: 4, background } })
    .png()
    .toBuffer();
}

async function pictureOf(file: string, frame: number): Promise<Buffer> {
  const { stdout } = await execute(
    ffmpeg.path,
    [
      ...["-v", "error", "-i", file, "-vf", `select=eq(n\\,${frame}),scale=in_color_matrix=bt709`],
      ...["-frames:v", "1", "-f", "image2pipe", "-c:v", "png", "-"],
    ],
    { encoding: "buffer", maxBuffer: 1e8 },
  );
  return sharp(stdout).resize(SMALL).removeAlpha().raw().toBuffer();
}

/** Mean difference of samples, 0…255. */
function unlikeness(a: Buffer, b: Buffer): number {
  return a.reduce((sum, value, index) => sum + Math.abs(value - b[index]!), 0) / a.length;
}
