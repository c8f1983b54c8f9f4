import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toolsFor } from "../../../tests/media-corpus/make-file.ts";
import { judgePictures } from "../../domains/clearance/judge-pictures.ts";
import { fakeBlobStore } from "../../domains/media/fakes.ts";
import { type Ffmpeg, locateFfmpeg } from "./locate.ts";
import { createPictureInspector } from "./picture-inspector.ts";

describe("looking a clip through", () => {
  let folder: string;
  let ffmpeg: Ffmpeg;
  const blobs = fakeBlobStore();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "clipshelf-look-"));
    ffmpeg = await locateFfmpeg();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-an"];
  /** Cut as the engine cuts its rungs: a beginning and segments, each a blob. */
  const cut = async (input: string[], output: string[]) => {
    const path = join(folder, "made.mp4");
    await toolsFor(ffmpeg.path, folder).ffmpeg(
      ...input,
      ...output,
      ...["-movflags", "+frag_keyframe+empty_moov+default_base_moof", path],
    );
    const bytes = await readFile(path);
    const at = bytes.indexOf("moof", 0, "latin1") - 4;
    const keys = [`s/${blobs.blobs.size}-init`, `s/${blobs.blobs.size}-1`];
    await blobs.put(keys[0]!, bytes.subarray(0, at), { contentType: "video/mp4" });
    await blobs.put(keys[1]!, bytes.subarray(at), { contentType: "video/mp4" });
    return keys;
  };
  const look = async (picture: string, sound: string | null) => {
    const pictures = await cut(["-f", "lavfi", "-i", picture], H264);
    const heard = sound ? await cut(["-f", "lavfi", "-i", sound], ["-c:a", "aac"]) : null;
    const inspector = createPictureInspector({ ffmpeg: async () => ffmpeg, blobs });
    const measures = await inspector.inspect(
      { pictures, sound: heard },
      new AbortController().signal,
    );
    const facts = { width: 1080, height: 1920, duration: 12_000 };
    return { measures, kinds: judgePictures(facts, measures).map(({ kind }) => kind) };
  };

  const moving = "testsrc2=s=144x256:r=25:d=6";
  const still = "color=c=0x8090a0:s=144x256:r=25:d=6,noise=alls=2:allf=p";
  it.each([
    ["moves and sounds", moving, "sine=f=330:d=6,volume=-12dB", []],
    ["is dark but not black", "testsrc2=s=144x256:r=25:d=6,eq=brightness=-0.3", null, []],
    ["is black", "color=c=black:s=144x256:r=25:d=6", null, ["black"]],
    [
      "is black for three seconds in the middle",
      `${moving},drawbox=c=black:t=fill:enable='between(t,1.5,4.6)'`,
      null,
      ["black-stretch"],
    ],
    ["is black for a second", `${moving},drawbox=c=black:t=fill:enable='lt(t,1)'`, null, []],
    ["stands still", still, null, ["frozen"]],
    [
      "stands still from the third second on",
      "testsrc2=s=144x256:r=25:d=9,loop=loop=-1:size=1:start=75,trim=duration=9",
      null,
      ["frozen-stretch"],
    ],
    ["is silent", moving, "aevalsrc=0:d=6", ["silent"]],
    ["is overdriven", moving, "sine=f=330:d=6,volume=40dB", ["overdriven"]],
  ])("finds what there is in one that %s", async (_name, picture, sound, kinds) => {
    expect((await look(picture, sound)).kinds).toEqual(kinds);
  });

  it("measures in milliseconds and decibels", async () => {
    const { measures } = await look("color=c=black:s=144x256:r=25:d=6", "sine=f=330:d=6");
    expect(measures).toMatchObject({ blackShare: 1, longestBlack: 6_000, longestStill: 6_000 });
    expect(measures?.sound?.peak).toBeCloseTo(-18, 0);
  });

  it("takes pictures out at even times", async () => {
    // Red for two seconds, then green, then blue.
    const colours = "color=c=red:s=144x256:r=25:d=6";
    const band = (colour: string, from: number) =>
      `drawbox=c=${colour}:t=fill:enable='gte(t,${from})'`;
    const pictures = await cut(
      ["-f", "lavfi", "-i", `${colours},${band("green", 2)},${band("blue", 4)}`],
      H264,
    );
    const inspector = createPictureInspector({ ffmpeg: async () => ffmpeg, blobs });
    const { signal } = new AbortController();
    const take = (everyMs: number, most: number) =>
      inspector.frames(pictures, { everyMs, most }, signal);
    const frames = (await take(2_000, 24)) ?? [];
    expect(frames.map(({ ms }) => ms)).toEqual([0, 2_000, 4_000]);
    const means = await Promise.all(
      frames.map(async ({ jpeg }) => (await sharp(jpeg).stats()).channels.map(({ mean }) => mean)),
    );
    expect(means.map((mean) => mean.indexOf(Math.max(...mean)))).toEqual([0, 1, 2]);
    expect(await take(1_000, 2)).toHaveLength(2);
    expect(await inspector.frames(["s/gone"], { everyMs: 2_000, most: 2 }, signal)).toBeNull();
  });

  it("answers nothing where nothing can be read", async () => {
    await blobs.put("s/junk", Buffer.from("no clip at all"), { contentType: "video/mp4" });
    const inspector = createPictureInspector({ ffmpeg: async () => ffmpeg, blobs });
    const { signal } = new AbortController();
    expect(await inspector.inspect({ pictures: ["s/junk"], sound: null }, signal)).toBeNull();
    expect(await inspector.inspect({ pictures: ["s/gone"], sound: null }, signal)).toBeNull();
    const over = AbortSignal.abort(new Error("stop"));
    await expect(inspector.inspect({ pictures: ["s/junk"], sound: null }, over)).rejects.toThrow(
      "stop",
    );
  });
});
