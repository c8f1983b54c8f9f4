import { execFile } from "node:child_process";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EditRenderer, PreparedSource, RenderInput } from "../../domains/media/edits/ports.ts";
import {
  blankDocument,
  cutOut,
  type EditDocument,
  type EditPart,
  newPart,
  ORIGINAL,
  picturesAt,
  planTimeline,
} from "../../domains/media/index.ts";
import type { BlobStore } from "../../domains/media/ports.ts";
import { systemClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { createDiskBlobStore } from "../storage/disk.ts";
import { createEditRenderer } from "./edit-renderer.ts";
import { type Ffmpeg, locateFfmpeg } from "./locate.ts";

const execute = promisify(execFile);
const shopId = newId();
const never = new AbortController().signal;
const goOn = async () => true;

let folder: string;
let ffmpeg: Ffmpeg;
let blobs: BlobStore;
let renderer: EditRenderer;

/** Pictures whose number can be read back: a white bar for each bit of it, from the left. */
const COUNTED = "geq=lum='if(mod(floor(N/pow(2,floor(X*8/W))),2),235,16)':cb=128:cr=128";
const SIZE = { width: 192, height: 320 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "edit-renderer-"));
  ffmpeg = await locateFfmpeg(process.env.FFMPEG_PATH || undefined);
  blobs = createDiskBlobStore({ directory: join(folder, "blobs"), clock: systemClock });
  renderer = createEditRenderer({
    ffmpeg: async () => ffmpeg,
    blobs,
    clock: systemClock,
    log: { info() {}, warn() {}, error() {} },
  });
  await make("counted.mp4", ["-vf", COUNTED, "-g", "60", "-bf", "3"]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (args: string[]) =>
  execute(ffmpeg.path, ["-v", "error", "-y", ...args], { encoding: "buffer", maxBuffer: 1e9 });

async function make(name: string, options: string[] = [], seconds = 6, tone = 440): Promise<void> {
  await run([
    ...["-f", "lavfi", "-i", `color=black:s=${SIZE.width}x${SIZE.height}:r=25:d=${seconds}`],
    ...["-f", "lavfi", "-i", `sine=f=${tone}:d=${seconds}:r=48000`],
    ...["-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-pix_fmt", "yuv420p"],
    ...["-c:a", "aac", "-b:a", "128k", ...options, join(folder, name)],
  ]);
}

/** Writes into a file's header that it is to be shown turned. */
async function turn(name: string): Promise<void> {
  await rename(join(folder, name), join(folder, `upright-${name}`));
  const header = ["-c", "copy", "-metadata:s:v", "rotate=90"];
  await run(["-i", join(folder, `upright-${name}`), ...header, join(folder, name)]);
}

async function place(name: string): Promise<string> {
  const key = `${shopId}/original/${newId()}`;
  await blobs.put(key, await readFile(join(folder, name)), { contentType: "video/mp4" });
  return key;
}

async function prepare(name: string): Promise<PreparedSource> {
  const prefix = `${shopId}/media/${newId()}/${newId()}/`;
  const made = await renderer.prepare({ key: await place(name), prefix }, goOn, never);
  if (!made.ok || made.value === "superseded") throw new Error(JSON.stringify(made));
  return made.value;
}

async function render(
  document: EditDocument,
  more: Partial<RenderInput> = {},
  name = "counted.mp4",
): Promise<string> {
  const outKey = `${shopId}/edits/${newId()}/out`;
  const made = await renderer.render(
    {
      ...{ document, rate: { num: 25, den: 1 }, music: null, outKey },
      sources: new Map([[ORIGINAL, { key: await place(name) }]]),
      pictures: new Map(),
      ...more,
    },
    goOn,
    never,
  );
  if (!made.ok) throw new Error(JSON.stringify(made.fault));
  return blobs.localPath!(outKey);
}

/** Every picture's number, read back from its bars. */
async function numbers(file: string): Promise<number[]> {
  const { stdout } = await run([
    ...["-i", file, "-vf", "scale=8:1:flags=area,format=gray", "-vsync", "0"],
    ...["-f", "rawvideo", "-"],
  ]);
  return Array.from({ length: stdout.length / 8 }, (_, index) =>
    [...stdout.subarray(index * 8, index * 8 + 8)].reduce(
      (sum, light, bit) => sum + (light > 128 ? 2 ** bit : 0),
      0,
    ),
  );
}

/** Grey of one picture at the middle of a grid of cells. */
async function cells(file: string, frame: number, columns = 4, rows = 4): Promise<number[]> {
  const { stdout } = await run([
    ...["-i", file, "-vf"],
    `select='eq(n,${frame})',scale=${columns}:${rows}:flags=area,format=gray`,
    ...["-frames:v", "1", "-f", "rawvideo", "-"],
  ]);
  return [...stdout];
}

async function loudness(file: string): Promise<{ integrated: number; seconds: number }> {
  const { stderr } = await execute(ffmpeg.path, [
    ...["-hide_banner", "-i", file, "-vn", "-af", "ebur128", "-f", "null", "-"],
  ]);
  const integrated = Number(/I:\s+(-?[\d.]+) LUFS\s+Threshold/.exec(stderr)?.[1]);
  const time = [...stderr.matchAll(/time=(\d+):(\d+):([\d.]+)/g)].at(-1);
  return { integrated, seconds: Number(time?.[2] ?? 0) * 60 + Number(time?.[3] ?? 0) };
}

const sixSeconds = blankDocument(6_000);
const one = (change: Partial<EditPart>): EditDocument => ({
  ...sixSeconds,
  parts: [{ ...sixSeconds.parts[0]!, ...change }],
});
/** What the timeline says is shown, where one picture is. */
const expected = (document: EditDocument) => {
  const timeline = planTimeline(document, { num: 25, den: 1 });
  return Array.from(
    { length: timeline.count },
    (_, frame) => picturesAt(timeline, frame)[0]!.sourceFrame,
  );
};

describe("the sound of a source", () => {
  it("comes small, for a speech service, and not at all from a silent clip", async () => {
    const sound = await renderer.sound({ key: await place("counted.mp4") }, goOn, never);
    if (!sound.ok || !(sound.value instanceof Uint8Array)) throw new Error(JSON.stringify(sound));
    expect(Buffer.from(sound.value.subarray(4, 8)).toString()).toBe("ftyp");
    expect(sound.value.byteLength).toBeLessThan(60_000);
    await make("silent.mp4", ["-an"], 1);
    expect(await renderer.sound({ key: await place("silent.mp4") }, goOn, never)).toEqual({
      ok: true,
      value: null,
    });
  });
});

describe("the renderer is true to the picture", () => {
  it.each<[string, EditDocument]>([
    ["trimmed", one({ from: 1_480, to: 3_120 })],
    ["twice as fast", one({ from: 200, to: 2_200, speed: 2 })],
    ["one and a half times as fast", one({ from: 1_000, to: 2_200, speed: 1.5 })],
    ["at a quarter of its speed", one({ from: 1_000, to: 1_400, speed: 0.25 })],
    ["backwards over several seconds", one({ from: 440, to: 3_080, reversed: true })],
    ["backwards and faster", one({ from: 440, to: 3_080, reversed: true, speed: 2 })],
    [
      "cut out twice",
      cutOut(
        cutOut(sixSeconds, { num: 25, den: 1 }, { from: 400, to: 1_320 }),
        { num: 25, den: 1 },
        { from: 2_000, to: 3_480 },
      ),
    ],
    [
      "put in another order, of parts as short as they may be",
      {
        ...sixSeconds,
        parts: [
          newPart("a", ORIGINAL, 5_000, 5_120),
          newPart("b", ORIGINAL, 0, 120),
          { ...newPart("c", ORIGINAL, 2_000, 2_400), reversed: true },
        ],
      },
    ],
  ])("%s", async (_name, document) => {
    expect(await numbers(await render(document))).toEqual(expected(document));
  });

  it("shows in the light copy what it shows in the original", async () => {
    const prepared = await prepare("counted.mp4");
    expect(prepared).toMatchObject({
      ...{ size: SIZE, rate: { num: 25, den: 1 }, frames: 150, hasAudio: true },
      strip: { count: expect.any(Number), height: 96 },
    });
    const seen = await numbers(blobs.localPath!(prepared.proxyKey));
    expect(seen).toEqual(Array.from({ length: 150 }, (_, index) => index));
    expect(Math.abs(prepared.peaks.length - 120)).toBeLessThanOrEqual(1);
    expect(Math.min(...prepared.peaks.slice(2, -2))).toBeGreaterThan(5);
  });
});

describe("one part after the other", () => {
  it.each(["dissolve", "wipe", "slide"] as const)("%s", async (kind) => {
    await make("white.mp4", ["-vf", "negate"], 2);
    const entry = { kind, duration: 400 };
    const parts = [newPart("a", ORIGINAL, 0, 1_000), { ...newPart("b", "w", 0, 1_000), entry }];
    await make("black.mp4", [], 2);
    const sources = new Map([
      [ORIGINAL, { key: await place("black.mp4") }],
      ["w", { key: await place("white.mp4") }],
    ]);
    const file = await render({ ...sixSeconds, parts }, { sources });
    expect(await numbers(file)).toHaveLength(40);
    const middle = await cells(file, 20, 8, 1);
    const share = 6 / 11;
    if (kind === "dissolve")
      for (const light of middle) expect(Math.abs(light - 255 * share)).toBeLessThan(6);
    else {
      const covered = middle.filter((light) => light > 128).length;
      expect(covered).toBeGreaterThanOrEqual(4);
      expect(covered).toBeLessThanOrEqual(5);
      expect(middle[kind === "wipe" ? 0 : 7]).toBeGreaterThan(240);
    }
    expect((await cells(file, 14, 1, 1))[0]).toBeLessThan(5);
    expect((await cells(file, 25, 1, 1))[0]).toBeGreaterThan(250);
  });
});

describe("the sound", () => {
  it("lasts as long as the pictures, faster, backwards and shared", async () => {
    const entry = { kind: "dissolve", duration: 400 } as const;
    const parts = [
      { ...newPart("a", ORIGINAL, 0, 2_000), speed: 2 },
      { ...newPart("b", ORIGINAL, 3_000, 5_000), reversed: true, entry },
    ];
    const { seconds } = await loudness(await render({ ...sixSeconds, parts }));
    expect(Math.abs(seconds - 2.6)).toBeLessThan(0.06);
  });

  it.each([
    ["far too quiet", "volume=0.02"],
    ["too loud", "volume=6"],
  ])("is brought to -14 LUFS when it is %s", async (_name, filter) => {
    await make("speech.mp4", ["-af", `tremolo=f=3:d=0.5,${filter}`], 8);
    const document = blankDocument(8_000);
    const levelled = { ...document, sound: { ...document.sound, levelled: true } };
    const { integrated } = await loudness(await render(levelled, {}, "speech.mp4"));
    expect(Math.abs(integrated + 14)).toBeLessThan(1);
  });

  it("is replaced by music that begins again when it ends, and is left out when muted", async () => {
    await run(["-f", "lavfi", "-i", "sine=f=880:d=1:r=44100", join(folder, "tune.mp3")]);
    const music = { key: await place("tune.mp3") };
    const sound = { ...sixSeconds.sound, music: { file: "m", volume: 1, replaces: true } };
    const { seconds } = await loudness(await render({ ...sixSeconds, sound }, { music }));
    expect(Math.abs(seconds - 6)).toBeLessThan(0.06);
    const silent = { ...sixSeconds, sound: { ...sixSeconds.sound, muted: true } };
    const { stderr } = await execute(ffmpeg.path, ["-i", await render(silent)]).catch(
      (error: { stderr: string }) => error,
    );
    expect(stderr).toContain("Video:");
    expect(stderr).not.toContain("Audio:");
  });
});

describe("odd sources", () => {
  it.each<[string, string, string[], { width: number; height: number }]>([
    ["turned by its header", "turned.mov", [], { width: 320, height: 192 }],
    ["without sound", "silent.mp4", ["-an"], SIZE],
    [
      "tagged as HDR",
      "hdr.mp4",
      ["-color_trc", "smpte2084", "-color_primaries", "bt2020", "-colorspace", "bt2020nc"],
      SIZE,
    ],
    ["of a format without an index", "stream.ts", ["-f", "mpegts"], SIZE],
    [
      "with an uneven clock",
      "uneven.mp4",
      ["-vf", "select='gt(mod(n,5),1)'", "-vsync", "vfr"],
      SIZE,
    ],
  ])("%s", async (_name, file, options, size) => {
    await make(file, options, 3);
    if (file === "turned.mov") await turn(file);
    const prepared = await prepare(file);
    expect(prepared.size).toEqual(size);
    const document: EditDocument = {
      ...blankDocument(2_000),
      frame: { ratio: "1:1", fill: "blur" },
      colour: { look: "warm", brightness: 0.1, contrast: 0.1, saturation: 0.1 },
      sound: { ...sixSeconds.sound, levelled: true },
    };
    const rendered = await render(document, { rate: prepared.rate }, file);
    expect(await numbers(rendered)).toHaveLength(planTimeline(document, prepared.rate).count);
  });

  it("that are damaged, gone, or have an unreadable picture laid over are refused with the reason", async () => {
    await writeFile(join(folder, "letter.mp4"), "Dear Sir or Madam");
    const outKey = `${shopId}/edits/${newId()}/out`;
    const input = {
      ...{ document: sixSeconds, rate: { num: 25, den: 1 }, music: null, outKey },
      sources: new Map([[ORIGINAL, { key: await place("letter.mp4") }]]),
      pictures: new Map(),
    };
    expect(await renderer.render(input, goOn, never)).toMatchObject({
      fault: { kind: "file-not-video" },
    });
    const gone = { ...input, sources: new Map([[ORIGINAL, { key: `${shopId}/original/none` }]]) };
    expect(await renderer.render(gone, goOn, never)).toMatchObject({
      fault: { kind: "upload-missing" },
    });
    const overlay = {
      ...({ id: "o", kind: "image", file: "f", from: null, to: null } as const),
      ...{ x: 0.5, y: 0.5, width: 0.3, opacity: 1 },
    };
    const over: RenderInput = {
      ...input,
      sources: new Map([[ORIGINAL, { key: await place("counted.mp4") }]]),
      document: { ...sixSeconds, overlays: [overlay] },
      pictures: new Map([["o", { kind: "file", key: await place("letter.mp4") }]]),
    };
    expect(await renderer.render(over, goOn, never)).toMatchObject({
      fault: { kind: "edit-file-unreadable" },
    });
    expect(await blobs.head(outKey)).toBeNull();
  });
});

describe("a rendering that nobody wants any more", () => {
  it("stops and leaves nothing", async () => {
    const outKey = `${shopId}/edits/${newId()}/out`;
    const made = await renderer.render(
      {
        ...{ document: sixSeconds, rate: { num: 25, den: 1 }, music: null, outKey },
        sources: new Map([[ORIGINAL, { key: await place("counted.mp4") }]]),
        pictures: new Map(),
      },
      async () => false,
      never,
    );
    expect(made).toEqual({ ok: true, value: "superseded" });
    expect(await blobs.head(outKey)).toBeNull();
  });
});
