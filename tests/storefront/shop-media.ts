import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { basename, extname, join } from "node:path";
import type { FeedProduct, FeedVideo } from "../../app/contract/feed.ts";
import type { PlacementMetafield, PlacementVideo } from "../../app/contract/metafields.ts";
import { send, sendJson, TYPES } from "./answers.ts";
import { type Clip, PLACEMENT, type TestShop } from "./shop.ts";

/** Links carry a counter, so that a test can let the old ones expire. */
let issue = 0;
export function feedVideo(shop: TestShop, each: Clip): FeedVideo {
  const tags = each.productTags ?? (each.product ? [{ handle: each.product }] : []);
  issue += 1;
  const base = `${shop.url}/media/${basename(each.media.folder)}.${issue}/`;
  return {
    id: each.id,
    title: each.title,
    width: 360,
    height: 640,
    duration: each.media.duration,
    hasAudio: each.hasAudio,
    poster: `${base}poster.jpg`,
    placeholder: "",
    preview: `${base}preview.mp4`,
    playback:
      each.playback === "hls"
        ? { kind: "hls", hls: `${base}master.m3u8` }
        : { ...each.media.playback, base, hls: `${base}master.m3u8` },
    ...(each.moments ? { moments: each.moments } : {}),
    captions: Object.keys(each.captions).map((language) => ({
      language,
      url: `${base}${language}.vtt`,
    })),
    products: tags.flatMap((tag): FeedProduct[] => {
      const product = shop.products.find(({ handle }) => handle === tag.handle);
      const free = { image: null, from: null, to: null, x: null, y: null };
      return product
        ? [
            {
              ...free,
              id: String(product.id),
              title: product.title,
              variantId: each.variantId,
              ...tag,
            },
          ]
        : [];
    }),
  };
}

export async function sendMedia(
  shop: TestShop,
  response: ServerResponse,
  folder: string,
  file: string,
): Promise<void> {
  const { faults } = shop;
  const picture = /\.(jpg|mp4)$/.test(file) && !file.endsWith("_init.mp4");
  if (faults.silent?.test(file)) return;
  if (!picture && faults.media === 0) return void response.destroy();
  if (!picture && faults.media) return sendJson(response, faults.media, {});
  if (!picture && faults.expired === folder) return sendJson(response, 404, {});
  const home = shop.clips.find(({ media }) => folder.startsWith(`${basename(media.folder)}.`));
  if (!home) return sendJson(response, 404, {});
  if (file.endsWith(".vtt")) {
    const said = home.captions[basename(file, ".vtt")];
    return send(response, TYPES[".vtt"] ?? "", `WEBVTT\n\n00:00.000 --> 00:30.000\n${said}\n`);
  }
  if (file === "master.m3u8") return send(response, TYPES[".m3u8"] ?? "", master(home));
  const bytes = await readFile(join(home.media.folder, file));
  if (faults.broken && file.startsWith(`${faults.broken}_`) && file.endsWith(".m4s"))
    bytes.fill(7, 8);
  response.setHeader("access-control-allow-origin", "*");
  if (!picture && faults.mediaSpeed > 0) return drip(response, file, bytes, faults.mediaSpeed);
  return send(response, TYPES[extname(file)] ?? "", bytes);
}

async function drip(
  response: ServerResponse,
  file: string,
  bytes: Buffer,
  speed: number,
): Promise<void> {
  response.setHeader("content-type", TYPES[extname(file)] ?? "");
  const piece = Math.ceil(speed / 20);
  for (let at = 0; at < bytes.length; at += piece) {
    response.write(bytes.subarray(at, at + piece));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  response.end();
}

function master({ media }: Clip): string {
  const { renditions, audio } = media.playback;
  const sound = audio ? ',AUDIO="sound"' : "";
  return [
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    audio
      ? '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Sound",DEFAULT=YES,AUTOSELECT=YES,URI="a.m3u8"'
      : "",
    ...renditions.map(
      ({ bandwidth, codec, width, height }, index) =>
        `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},CODECS="${[codec, audio?.codec].filter(Boolean).join(",")}",RESOLUTION=${width}x${height}${sound}\nv${index}.m3u8`,
    ),
  ]
    .filter(Boolean)
    .join("\n");
}

export function placement(shop: TestShop): PlacementMetafield {
  return {
    v: 1,
    id: PLACEMENT,
    rev: 1,
    title: "Summer",
    parts: 1,
    videos: shop.clips
      .filter(({ linked }) => !linked)
      .map((each): PlacementVideo => {
        const folder = `${shop.url}/media/${basename(each.media.folder)}.0`;
        const product = shop.products.find(({ handle }) => handle === each.product);
        return {
          id: each.id,
          t: each.title,
          poster: `${folder}/poster.jpg?v=1`,
          ph: "data:image/gif;base64,R0lGODlhAQABAIAAAJ2zq////yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==",
          w: 360,
          h: 640,
          d: each.media.duration,
          pv: `${folder}/preview.mp4`,
          p: product ? String(product.id) : null,
          h1: product?.handle ?? null,
          up: "2026-11-01T10:00:00Z",
          url: null,
          k: each.tags,
        };
      }),
  };
}
