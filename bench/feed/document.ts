import type { Feed, FeedVideo } from "../../app/contract/feed.ts";

const HANDLE = "home";
export const FEED_PATH = `/proxy/feed/${HANDLE}`;

/** A feed of some 16 KB: ten clips of our own CMAF, each with five renditions and two products. */
export function sampleFeed(): Feed {
  return {
    ...{ v: 1, id: "p".padEnd(24, "0"), handle: HANDLE, block: "carousel", rev: 1 },
    videos: Array.from({ length: 10 }, (_, n) => video(n)),
  };
}

function video(n: number): FeedVideo {
  const id = `v${n}`.padEnd(24, "0");
  const base = `https://media.example.com/s/media/${id}/1/`;
  const segments = (name: string): [string, number][] =>
    [0, 1, 2].map((part) => [`${name}/${part}.m4s`, 4]);
  return {
    ...{ id, title: `Linen shirt, worn ${n + 1} ways`, width: 1080, height: 1920, duration: 12000 },
    ...{ hasAudio: true, poster: `${base}poster.jpg`, preview: `${base}preview.mp4` },
    placeholder: `data:image/webp;base64,${Buffer.alloc(90, n * 7 + 1).toString("base64")}`,
    playback: {
      ...{ kind: "cmaf", hls: `${base}master.m3u8`, base },
      renditions: [240, 360, 540, 720, 1080].map((width) => ({
        ...{ width, height: Math.round((width * 16) / 9), codec: "avc1.64001f" },
        ...{
          bandwidth: width * 2500 + n,
          init: `${width}/init.mp4`,
          segments: segments(`${width}`),
        },
      })),
      audio: {
        ...{ codec: "mp4a.40.2", bandwidth: 96_000, init: "a/init.mp4" },
        segments: segments("a"),
      },
    },
    products: [0, 1].map((at) => ({
      ...{ id: String(7_000_000_000 + n * 2 + at), handle: `linen-shirt-${n}-${at}` },
      ...{ title: `Linen shirt ${n}`, image: `https://cdn.shopify.com/s/files/shirt-${n}.jpg` },
      ...{ variantId: null, from: null, to: null, x: null, y: null },
    })),
  };
}
