import type { CmafPlayback, Playback } from "../../../../app/contract/feed.ts";
import { startRung } from "../core/adaptive.ts";
import { bandwidth } from "./bandwidth.ts";
import { playable } from "./media-source.ts";
import { isFrugal } from "./network.ts";
import { rungLimits } from "./rung-limits.ts";

/** Beside this file. A name in a variable, so that the build leaves it a request of its own. */
export const HLS_ENGINE = "./clipshelf-hls-engine.js";
let timer = 0;

/** Pointer, finger or focus is on a card. */
const WANTED = "clipshelf-clip:is(:hover, :active, :focus-within)";

/**
 * Brings a clip nearer before its tap: the connection is made. With `dwell`, init and first segment
 * start on their way: at once when it is 0, else if a card is still wanted so many milliseconds later.
 */
export function prepare(playback: Playback, dwell?: number): void {
  const own = playback.kind === "cmaf" && playable(playback);
  if (!own) return void import(HLS_ENGINE).catch(() => {});
  const { base, renditions, audio } = own;
  // Name, handshake and keys of the media's server cost as many round trips as the media.
  hint("preconnect", new URL(base).origin);
  if (dwell === undefined) return;
  const start = () => {
    if (rungUnderWay(own) >= 0 || (dwell && (isFrugal() || !document.querySelector(WANTED))))
      return;
    const limits = rungLimits(Math.min(innerWidth, innerHeight));
    const video = renditions[startRung(renditions, bandwidth.estimate, limits)];
    for (const track of [video, audio])
      if (track)
        for (const file of [track.init, track.segments[0]?.[0]]) hint("preload", base + file);
  };
  clearTimeout(timer);
  timer = window.setTimeout(start, dwell);
  // A finger that scrolls wants nothing of what it lies on.
  addEventListener("scroll", () => dwell && clearTimeout(timer), { capture: true, once: true });
}

/** The preload that brings `url`: the page's own, or a head start's. */
export function preloadOf(url: string): Element | null {
  return find("preload", url);
}

/** Rung of which the first bytes are on their way; -1: none. */
export function rungUnderWay({ base, renditions }: CmafPlayback): number {
  return renditions.findIndex(({ init }) => preloadOf(base + init));
}

function find(rel: string, href: string): Element | null {
  return document.querySelector(`link[rel=${rel}][href="${CSS.escape(href)}"]`);
}

/** The browser hands what it has preloaded to whoever asks for it first, also while it still arrives. */
function hint(rel: "preconnect" | "preload", href: string): void {
  if (find(rel, href)) return;
  const link = document.createElement("link");
  Object.assign(link, { rel, as: rel === "preload" ? "fetch" : "", crossOrigin: "", href });
  document.head.append(link);
}
