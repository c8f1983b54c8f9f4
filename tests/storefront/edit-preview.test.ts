import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEditRenderer } from "../../app/adapters/ffmpeg/edit-renderer.ts";
import { type Ffmpeg, locateFfmpeg } from "../../app/adapters/ffmpeg/locate.ts";
import { createTextDrawer } from "../../app/adapters/sharp/text-drawer.ts";
import { createDiskBlobStore } from "../../app/adapters/storage/disk.ts";
import type {
  EditRenderer,
  OverlayPicture,
  PreparedSource,
} from "../../app/domains/media/edits/ports.ts";
import {
  blankDocument,
  type EditDocument,
  type EditOverlay,
  type EditSource,
  frameSize,
  newPart,
  ORIGINAL,
  planTimeline,
} from "../../app/domains/media/index.ts";
import type { BlobStore } from "../../app/domains/media/ports.ts";
import { systemClock } from "../../app/kernel/clock.ts";
import { newId } from "../../app/kernel/ids.ts";
import type { Preview, PreviewOptions } from "../../app/ui/editor/preview.ts";
import { launchBrowser } from "../setup/browser.ts";

declare global {
  interface Window {
    editor: {
      Preview: new (options: PreviewOptions) => Preview;
    };
  }
}

/**
 * Two encodings of one picture come to 0.97 or more; where a crop moves, it may be one pair of pixels off. A
 * picture and the next one come to less.
 */
const ALIKE = 0.94;
const execute = promisify(execFile);
const shopId = newId();
const text = createTextDrawer();

let folder: string;
let ffmpeg: Ffmpeg;
let blobs: BlobStore;
let renderer: EditRenderer;
let prepared: PreparedSource;
let originalKey: string;
let stickerKey: string;
let server: Server;
let origin: string;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "edit-preview-"));
  ffmpeg = await locateFfmpeg(process.env.FFMPEG_PATH || undefined);
  blobs = createDiskBlobStore({ directory: join(folder, "blobs"), clock: systemClock });
  renderer = createEditRenderer({
    ...{ ffmpeg: async () => ffmpeg, blobs, clock: systemClock },
    log: { info() {}, warn() {}, error() {} },
  });
  const clip = join(folder, "clip.mp4");
  await execute(ffmpeg.path, [
    ...["-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=4"],
    // Soft edges: hard ones of one pixel say more about scaling than about the picture.
    ...["-vf", "gblur=sigma=1.5", "-c:v", "libx264", "-crf", "12", "-pix_fmt", "yuv420p"],
    ...["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", clip],
  ]);
  originalKey = `${shopId}/original/${newId()}`;
  await blobs.put(originalKey, await readFile(clip), { contentType: "video/mp4" });
  stickerKey = `${shopId}/media/${newId()}/1/file.png`;
  const disc = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="160"><ellipse cx="100" cy="80" rx="95" ry="75" fill="#0a7" stroke="#fff" stroke-width="10"/></svg>`;
  const sticker = await sharp(Buffer.from(disc)).png().toBuffer();
  await blobs.put(stickerKey, sticker, { contentType: "image/png" });
  const prefix = `${shopId}/media/${newId()}/${newId()}/`;
  const made = await renderer.prepare(
    { key: originalKey, prefix },
    async () => true,
    new AbortController().signal,
  );
  if (!made.ok || made.value === "superseded") throw new Error(JSON.stringify(made));
  prepared = made.value;

  const script = await build({
    stdin: {
      contents: `import { Preview } from "./app/ui/editor/preview.ts"; window.editor = { Preview };`,
      resolveDir: join(import.meta.dirname, "../.."),
    },
    ...{ bundle: true, write: false, format: "iife", target: "es2022" },
  });
  server = createServer(async (request, response) => {
    const path = new URL(request.url!, "http://x").pathname;
    const files: Record<string, [string, () => Promise<Uint8Array | string>]> = {
      "/": [
        "text/html",
        async () => `<canvas id="stage"></canvas><script src="/editor.js"></script>`,
      ],
      "/editor.js": ["text/javascript", async () => script.outputFiles[0]!.text],
      "/proxy.mp4": ["video/mp4", () => readFile(blobs.localPath!(prepared.proxyKey))],
      "/sticker.png": ["image/png", () => readFile(blobs.localPath!(stickerKey))],
    };
    const file = files[path];
    if (!file && !path.startsWith("/text-")) return response.writeHead(404).end();
    const body = Buffer.from(
      file ? await file[1]() : await readFile(join(folder, `${path.slice(1)}.png`)),
    );
    const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? "");
    const [from, to] = range
      ? [Number(range[1]), range[2] ? Number(range[2]) : body.length - 1]
      : [0, body.length - 1];
    response.writeHead(range ? 206 : 200, {
      "Content-Type": file?.[0] ?? "image/png",
      "Accept-Ranges": "bytes",
      "Content-Length": to - from + 1,
      ...(range ? { "Content-Range": `bytes ${from}-${to}/${body.length}` } : {}),
    });
    response.end(body.subarray(from, to + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.goto(origin);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The preview's pictures at those numbers, as PNG files. */
async function previewed(edit: EditDocument, frames: number[]): Promise<Buffer[]> {
  const frame = frameSize(edit, prepared.size);
  for (const overlay of edit.overlays)
    if (overlay.kind === "text")
      await writeFile(
        join(folder, `text-${overlay.id}.png`),
        (await text.draw(overlay, frame)).png,
      );
  const source: EditSource = {
    ...{ id: "clip", title: "Clip", size: prepared.size, rate: prepared.rate, peaks: [] },
    ...{ frames: prepared.frames, length: 4_000, hasAudio: false, proxy: `${origin}/proxy.mp4` },
    strip: { url: "", count: 1, width: 1, height: 1 },
  };
  const taken = await page.evaluate(
    async ({ edit, frames, source }) => {
      const canvas = document.querySelector<HTMLCanvasElement>("#stage")!;
      const preview = new window.editor.Preview({
        canvas,
        source: () => source,
        overlayImage: async (overlay: EditOverlay) => {
          const path = overlay.kind === "text" ? `/text-${overlay.id}` : "/sticker.png";
          const image = await createImageBitmap(await (await fetch(path)).blob());
          return { image, size: { width: image.width, height: image.height } };
        },
        onFrame: () => {},
      });
      preview.change(edit);
      const pictures: string[] = [];
      for (const each of frames) {
        await preview.show(each);
        pictures.push(canvas.toDataURL("image/png").split(",")[1]!);
      }
      preview.close();
      return pictures;
    },
    { edit, frames, source },
  );
  return taken.map((picture) => Buffer.from(picture, "base64"));
}

/** The finished file. */
async function rendered(edit: EditDocument): Promise<string> {
  const outKey = `${shopId}/edits/${newId()}/out`;
  const frame = frameSize(edit, prepared.size);
  const pictures = new Map<string, OverlayPicture>();
  for (const overlay of edit.overlays)
    pictures.set(
      overlay.id,
      overlay.kind === "text"
        ? { kind: "drawn", text: await text.draw(overlay, frame) }
        : { kind: "file", key: stickerKey },
    );
  const made = await renderer.render(
    {
      ...{ document: edit, rate: prepared.rate, pictures, music: null, outKey },
      sources: new Map([[ORIGINAL, { key: originalKey }]]),
    },
    async () => true,
    new AbortController().signal,
  );
  if (!made.ok) throw new Error(JSON.stringify(made.fault));
  return blobs.localPath!(outKey);
}

/** SSIM of a picture and one of a file's, 0…1, by ffmpeg, over all three planes. */
async function likeness(picture: Buffer, file: string, frame: number): Promise<number> {
  const path = join(folder, "seen.png");
  await writeFile(path, picture);
  const { stderr } = await execute(ffmpeg.path, [
    ...["-hide_banner", "-i", path, "-i", file, "-filter_complex"],
    [
      "[0:v]scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,setpts=0[a]",
      `[1:v]select='eq(n,${frame})',setpts=0,format=yuv420p[b]`,
      "[a][b]ssim",
    ].join(";"),
    ...["-frames:v", "1", "-f", "null", "-"],
  ]);
  return Number(/SSIM .*All:([\d.]+)/.exec(stderr)?.[1]);
}

const whole = blankDocument(4_000);
const one = whole.parts[0]!;
const place = { from: null, to: null, x: 0.5, y: 0.3, width: 0.8, opacity: 1 };
const CASES: Record<string, EditDocument> = {
  "a trimmed clip": { ...whole, parts: [{ ...one, from: 1_040, to: 3_200 }] },
  "twice as fast and backwards": { ...whole, parts: [{ ...one, speed: 2, reversed: true }] },
  "turned, mirrored and flipped": {
    ...whole,
    parts: [{ ...one, turn: 90, mirrored: true, flipped: true }],
  },
  "9:16 with a focal point that moves": {
    ...whole,
    frame: { ratio: "9:16", fill: "crop" },
    parts: [
      {
        ...one,
        zoom: 1.3,
        focus: [
          { at: 0, x: 0.1, y: 0.3 },
          { at: 3_000, x: 0.9, y: 0.7 },
        ],
      },
    ],
  },
  "1:1 before a blurred background": { ...whole, frame: { ratio: "1:1", fill: "blur" } },
  "a look with more light and less colour": {
    ...whole,
    colour: { look: "film", brightness: 0.2, contrast: 0.3, saturation: -0.4 },
  },
  "a title in two scripts, a sticker and a watermark": {
    ...whole,
    frame: { ratio: "4:5", fill: "crop" },
    overlays: [
      {
        ...{ id: "t", kind: "text", text: "夏日新品 New linen", weight: 700, size: 0.09 },
        ...{ colour: "#ffffff", background: "#7a2e5d", align: "centre", ...place },
      },
      { ...place, id: "s", kind: "image", file: "f", y: 0.75, width: 0.4, from: 1_000, to: 3_000 },
      { ...place, id: "w", kind: "image", file: "f", x: 0.85, y: 0.08, width: 0.2, opacity: 0.5 },
    ],
  },
  "parts that dissolve, wipe, slide and go through black, between two fades": {
    ...whole,
    fade: { pictureIn: 400, pictureOut: 400, soundIn: 0, soundOut: 0 },
    parts: (["cut", "dissolve", "wipe", "slide", "black"] as const).map((kind, index) => ({
      ...newPart(`p${index}`, ORIGINAL, index * 700, index * 700 + 1_200),
      entry: { kind, duration: kind === "cut" ? 0 : 480 },
    })),
  },
};

describe("what the preview shows is what the file has", () => {
  it.each(Object.entries(CASES))("%s", async (_name, edit) => {
    const { count } = planTimeline(edit, prepared.rate);
    const spread = Array.from({ length: 7 }, (_, index) => Math.floor((index * (count - 1)) / 6));
    // The edges of what comes and goes are where one picture matters.
    const edges = edit.overlays.length > 0 ? [24, 25, 74, 75] : [];
    const few = [...spread, ...edges];
    const file = await rendered(edit);
    const pictures = await previewed(edit, few);
    for (const [index, frame] of few.entries())
      expect(await likeness(pictures[index]!, file, frame), `picture ${frame}`).toBeGreaterThan(
        ALIKE,
      );
  });

  it("tells a picture from its neighbour, so that the comparison means something", async () => {
    const file = await rendered(whole);
    const [picture] = await previewed(whole, [40]);
    expect(await likeness(picture!, file, 46)).toBeLessThan(ALIKE);
  });
});
