import { buildExtension } from "../../scripts/build-extension.ts";
import { bundle } from "./bundle.ts";

/** One way to bring the same clip to the screen, as its makers document it. */
export interface Contender {
  name: string;
  /** Body of the page; `$playback` and `$hls` stand for the clip's document and its master playlist. */
  body: string;
  /** The page's one script, minified as a shop's own build would do it; null: all is in the page. */
  script: string | null;
  /** Files of the clip that the page preloads, for a player that is given such a page. */
  preloads?: readonly ("master.m3u8" | "v0.m3u8" | "init" | "first segment")[];
}

const HLS = (flavour: string) => `
import Hls from "hls.js/${flavour}";
const hls = new Hls();
hls.loadSource(document.querySelector("video").dataset.hls);
hls.attachMedia(document.querySelector("video"));`;
const HLS_BODY = '<video muted playsinline autoplay data-hls="$hls"></video>';

/** Without a script request before the media: what no player in a file of its own can beat. */
const INLINE = `<video muted playsinline autoplay></video><script>
const { base, renditions: [{ codec, init, segments }] } = $playback;
const source = new MediaSource();
const video = document.querySelector("video");
const files = [init, segments[0][0]].map((file) => fetch(base + file).then((answer) => answer.arrayBuffer()));
source.onsourceopen = async () => {
  const buffer = source.addSourceBuffer('video/mp4; codecs="' + codec + '"');
  for (const file of files) {
    buffer.appendBuffer(await file);
    await new Promise((resolve) => { buffer.onupdateend = resolve; });
  }
};
video.src = URL.createObjectURL(source);
</script>`;

const MUX_BACKGROUND = '<mux-background-video src="$hls"></mux-background-video>';
const CHAIN = ["master.m3u8", "v0.m3u8", "init", "first segment"] as const;

const OURS = `<video muted playsinline autoplay></video><script type="module">
import { attach } from "/script.js";
attach(document.querySelector("video"), $playback, { fill: true, hls: "", onFlow() {}, refresh: null });
</script>`;

const VIDEO_JS = `
import videojs from "video.js";
const video = document.querySelector("video");
videojs(video, { autoplay: true, muted: true, sources: [{ src: video.dataset.hls, type: "application/x-mpegURL" }] });`;

export async function contenders(): Promise<Contender[]> {
  const engine = (await buildExtension()).get("clipshelf-engine.js") ?? "";
  const light = await bundle(HLS("light"));
  const background = await bundle('import "@mux/mux-background-video/html";');
  return [
    { name: "inline_loader", body: INLINE, script: null },
    // A page that knows its clip: see docs/storefront.md.
    { name: "ours", body: OURS, script: engine, preloads: ["init", "first segment"] },
    { name: "ours_without_preload", body: OURS, script: engine },
    { name: "mux_background_video", body: MUX_BACKGROUND, script: background },
    { name: "hls_light", body: HLS_BODY, script: light },
    // So that it is seen what preloading alone does: peers that are given every file of their chain.
    {
      name: "mux_background_video_preloaded",
      body: MUX_BACKGROUND,
      script: background,
      preloads: CHAIN,
    },
    { name: "hls_light_preloaded", body: HLS_BODY, script: light, preloads: CHAIN },
    { name: "hls_full", body: HLS_BODY, script: await bundle(HLS("dist/hls.mjs")) },
    {
      name: "video_js",
      body: '<video class="video-js" muted playsinline data-hls="$hls"></video>',
      script: await bundle(VIDEO_JS),
    },
    {
      name: "mux_player",
      body: '<mux-player src="$hls" muted autoplay disable-tracking disable-cookies></mux-player>',
      script: await bundle('import "@mux/mux-player";'),
    },
  ];
}
