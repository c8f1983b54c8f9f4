import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { CmafPlayback } from "../../app/contract/feed.ts";
import { makeClip } from "../../tests/storefront/media.ts";
import type { Contender } from "./contenders.ts";

const TYPES: Record<string, string> = {
  ".m3u8": "application/vnd.apple.mpegurl",
  ".mp4": "video/mp4",
  ".m4s": "video/mp4",
};

export interface Stage {
  /** Page of a contender; an empty page for "". */
  url(contender: string): string;
  /** Init segment and first segment, and what they hold. */
  media: { mime: string; urls: string[] };
  /** Bytes of document, init segment and the whole first segment. */
  firstSegmentBytes: number;
  /** The same, but only up to the end of the first picture: players that append as bytes arrive need no more. */
  firstPictureBytes: number;
  close(): Promise<void>;
}

/**
 * Every contender's page with the same clip: one rung of 180 × 320, no sound, segments of two seconds and 40 KB,
 * so that all fetch the same media. Text is compressed as a CDN would.
 */
export async function startStage(all: Contender[]): Promise<Stage> {
  const { folder, playback: whole } = await makeClip("b", false);
  const rung = whole.renditions[0];
  if (!rung) throw new Error("The clip has no rung");
  const server = createServer((request, response) => {
    const [, name = "", file = ""] = (request.url ?? "").split("/");
    const page = all.find((contender) => contender.name === name);
    const text = (type: string, body: string) => {
      const bytes = brotliCompressSync(body);
      response.setHeader("content-type", type);
      response.setHeader("content-encoding", "br");
      response.end(bytes);
    };
    if (name === "media") {
      if (file === "master.m3u8") return text(TYPES[".m3u8"] ?? "", master(rung));
      readFile(join(folder, basename(file))).then(
        (bytes) => {
          response.setHeader("content-type", TYPES[extname(file)] ?? "");
          response.end(bytes);
        },
        () => response.writeHead(404).end(),
      );
      return;
    }
    if (!name) return text("text/html; charset=utf-8", "<!doctype html><title>empty</title>");
    if (!page) return response.writeHead(404).end();
    if (file === "script.js") return text("text/javascript", page.script ?? "");
    text("text/html; charset=utf-8", draw(page, origin(), { ...whole, renditions: [rung] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const smallest = all.find(({ script }) => script === null);
  const document = smallest
    ? brotliCompressSync(draw(smallest, origin(), { ...whole, renditions: [rung] })).length
    : 0;
  const init = await readFile(join(folder, rung.init));
  const first = await readFile(join(folder, rung.segments[0]?.[0] ?? ""));
  return {
    url: (contender) => `${origin()}/${contender && `${contender}/`}`,
    media: {
      mime: `video/mp4; codecs="${rung.codec}"`,
      urls: [rung.init, rung.segments[0]?.[0]].map((file) => `${origin()}/media/${file}`),
    },
    firstSegmentBytes: document + init.length + first.length,
    firstPictureBytes: document + init.length + firstFrameEnd(first),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function draw(
  { name, body, script, preloads: wanted }: Contender,
  origin: string,
  playback: CmafPlayback,
): string {
  const document = { ...playback, base: `${origin}/media/`, hls: `${origin}/media/master.m3u8` };
  const filled = body
    .replaceAll("$playback", JSON.stringify(document))
    .replaceAll("$hls", document.hls)
    .replaceAll("/script.js", `/${name}/script.js`);
  const [rung] = playback.renditions;
  const files = { init: rung?.init, "first segment": rung?.segments[0]?.[0] };
  const preloads = (wanted ?? []).map((file) => {
    const href = `${document.base}${file in files ? files[file as keyof typeof files] : file}`;
    return `<link rel="preload" as="fetch" crossorigin href="${href}">`;
  });
  // A module that another one imports is not found by the browser's own look ahead.
  if (wanted && body.includes("/script.js"))
    preloads.push(`<link rel="modulepreload" href="/${name}/script.js">`);
  const tag =
    script === null || body.includes("/script.js")
      ? ""
      : `<script type="module" src="/${name}/script.js"></script>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title>
${preloads.join("")}<link rel="icon" href="data:,"><style>video,mux-player,mux-background-video{display:block;width:360px;height:640px}</style></head>
<body>${filled}${tag}</body></html>`;
}

function master({ bandwidth, codec, width, height }: CmafPlayback["renditions"][number]): string {
  return `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},CODECS="${codec}",RESOLUTION=${width}x${height}
v0.m3u8
`;
}

/** Offset behind the first sample of a segment, read from its `trun` box (ISO/IEC 14496-12, 8.8.8). */
function firstFrameEnd(segment: Buffer): number {
  const at = segment.indexOf("trun") + 4;
  const flags = segment.readUInt32BE(at) & 0xffffff;
  let cursor = at + 8;
  if (flags & 0x1) cursor += 4;
  if (flags & 0x4) cursor += 4;
  if (flags & 0x100) cursor += 4;
  if (!(flags & 0x200)) throw new Error("The segment does not tell the size of its samples");
  return segment.indexOf("mdat") + 4 + segment.readUInt32BE(cursor);
}
