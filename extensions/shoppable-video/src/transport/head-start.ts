import type { CmafPlayback, Playback } from "../../../../app/contract/feed.ts";
import { startRung } from "../core/adaptive.ts";
import { bandwidth } from "./bandwidth.ts";
import { playable } from "./media-source.ts";
import { rungLimits } from "./rung-limits.ts";

let timer = 0;

/**
 * Brings a clip nearer before its tap: the connection is made. With `dwell`, init and first segment
 * start on their way after so many milliseconds, unless another clip is wanted or the page scrolls.
 */
export function prepare(playback: Playback, dwell?: number): void {
  const own = playback.kind === "cmaf" && playable(playback);
  if (!own) return;
  const { base, renditions, audio } = own;
  // Name, handshake and keys of the media's server cost as many round trips as the media.
  hint("preconnect", new URL(base).origin);
  if (dwell === undefined) return;
  const start = () => {
    if (rungUnderWay(own) >= 0) return;
    const limits = rungLimits(Math.min(innerWidth, innerHeight));
    const video = renditions[startRung(renditions, bandwidth.estimate, limits)];
    for (const track of [video, audio])
      if (track)
        for (const file of [track.init, track.segments[0]?.[0]]) hint("preload", base + file);
  };
  clearTimeout(timer);
  timer = window.setTimeout(start, dwell);
  addEventListener("scroll", () => clearTimeout(timer), { capture: true, once: true });
}

/** By the page's own preload, or by a head start. */
export function isUnderWay(url: string): boolean {
  return !!document.querySelector(`link[rel=preload][href="${CSS.escape(url)}"]`);
}

/** Rung of which the first bytes are on their way; -1: none. */
export function rungUnderWay({ base, renditions }: CmafPlayback): number {
  return renditions.findIndex(({ init }) => isUnderWay(base + init));
}

/** The browser hands what it has preloaded to whoever asks for it first, also while it still arrives. */
function hint(rel: "preconnect" | "preload", href: string): void {
  const link = document.createElement("link");
  Object.assign(link, { rel, as: rel === "preload" && "fetch", crossOrigin: "", href });
  document.head.append(link);
}
