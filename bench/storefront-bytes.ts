import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { buildExtension } from "../scripts/build-extension.ts";
import { type Bench, judge } from "./bench.ts";
import { bundle } from "./storefront/bundle.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const KB = 1024;

/** What a shop would put on its page to have the peer's player, as its makers document it. */
const PEERS: Record<string, string> = {
  lite_youtube_embed: 'import "lite-youtube-embed/src/lite-yt-embed.js";',
  mux_background_video: 'import "@mux/mux-background-video/html";',
  mux_player: 'import "@mux/mux-player";',
};

interface Bytes {
  raw: number;
  gzip: number;
  brotli: number;
}

export const bench: Bench = {
  name: "storefront-bytes",
  about:
    "script bytes of a page with one idle block, and what a first play adds, beside three players bundled and minified by the same tool",
  async run() {
    const assets = await buildExtension();
    const ours = (...names: string[]) => sum(names.map((name) => bytesOf(assets.get(name) ?? "")));
    const idle = ours("clipshelf.js");
    const ui = ours("clipshelf-player.js", "clipshelf-product.js");
    const engine = ours("clipshelf-engine.js");
    const play = sum([ui, engine]);
    const peers: Record<string, Bytes> = {};
    for (const [name, source] of Object.entries(PEERS)) peers[name] = bytesOf(await bundle(source));
    const whole = sum([idle, play]);
    const of = (name: string) => peers[name]?.brotli ?? Number.NaN;
    return judge(
      "storefront-bytes",
      {
        ratios: {
          idle_to_mux_background_video: idle.brotli / of("mux_background_video"),
          idle_to_mux_player: idle.brotli / of("mux_player"),
          idle_and_play_to_mux_player: whole.brotli / of("mux_player"),
          engine_to_mux_background_video: engine.brotli / of("mux_background_video"),
          idle_to_lite_youtube_embed: idle.brotli / of("lite_youtube_embed"),
        },
        figures: {
          ...figures("idle", idle),
          ...figures("first_play_adds", play),
          ...figures("first_play_player", ours("clipshelf-player.js")),
          ...figures("first_play_product", ours("clipshelf-product.js")),
          ...figures("first_play_engine", engine),
          ...figures("after_first_picture_tools", ours("clipshelf-tools.js")),
          ...figures("dock_once_near", ours("clipshelf-dock.js")),
          ...figures("keep_clear_beside_dock_and_tools", ours("clipshelf-keep-clear.js")),
          ...figures("stories_once_near", ours("clipshelf-stories.js")),
          ...figures("page_of_videos", ours("clipshelf-page.js")),
          ...figures("social_after_first_picture", ours("clipshelf-social.js")),
          ...figures("on_demand_moments", ours("clipshelf-moments.js")),
          ...figures("on_demand_shop", ours("clipshelf-shop.js")),
          ...figures("on_demand_cart", ours("clipshelf-cart.js")),
          ...figures("on_demand_hotspots", ours("clipshelf-hotspots.js")),
          ...figures("on_demand_mini_cart", ours("clipshelf-mini-cart.js")),
          ...figures("on_demand_notify", ours("clipshelf-notify.js")),
          ...figures("style_in_page", bytesOf(await inlineStyle())),
          ...figures("after_first_picture", ours("clipshelf-ahead.js")),
          ...figures("hls_only_where_needed", ours("clipshelf-hls-engine.js", "clipshelf-hls.js")),
          ...Object.assign(
            {},
            ...Object.entries(peers).map(([name, bytes]) => figures(name, bytes)),
          ),
        },
      },
      {
        idle_brotli_bytes: { atMost: 4 * KB },
        first_play_player_brotli_bytes: { atMost: 10 * KB },
        first_play_engine_brotli_bytes: { atMost: 10 * KB },
        first_play_adds_brotli_bytes: { atMost: 20 * KB },
        after_first_picture_tools_brotli_bytes: { atMost: 8 * KB },
        dock_once_near_brotli_bytes: { atMost: 2 * KB },
        stories_once_near_brotli_bytes: { atMost: KB },
        on_demand_shop_brotli_bytes: { atMost: 8 * KB },
        on_demand_cart_brotli_bytes: { atMost: 3 * KB },
        on_demand_hotspots_brotli_bytes: { atMost: 2 * KB },
        on_demand_mini_cart_brotli_bytes: { atMost: 4 * KB },
        idle_and_play_to_mux_player: { atMost: 0.1 },
      },
    );
  },
};

/** The blocks' look stands in the page itself; it is told apart because peers bring none. */
async function inlineStyle(): Promise<string> {
  const snippet = await readFile(
    `${ROOT}extensions/shoppable-video/snippets/clipshelf-style.liquid`,
    "utf8",
  );
  return /<style>[\s\S]*<\/style>/.exec(snippet)?.[0] ?? "";
}

function bytesOf(text: string): Bytes {
  return {
    raw: Buffer.byteLength(text),
    gzip: gzipSync(text, { level: 9 }).length,
    brotli: brotliCompressSync(text).length,
  };
}

/** Files are compressed one by one, as they travel. */
function sum(files: Bytes[]): Bytes {
  return files.reduce(
    (total, file) => ({
      raw: total.raw + file.raw,
      gzip: total.gzip + file.gzip,
      brotli: total.brotli + file.brotli,
    }),
    { raw: 0, gzip: 0, brotli: 0 },
  );
}

function figures(name: string, { raw, gzip, brotli }: Bytes): Record<string, number> {
  return {
    [`${name}_raw_bytes`]: raw,
    [`${name}_gzip_bytes`]: gzip,
    [`${name}_brotli_bytes`]: brotli,
  };
}
