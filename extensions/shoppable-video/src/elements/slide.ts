import type { FeedVideo } from "../../../../app/contract/feed.ts";
import { say, type Words } from "../core/words.ts";
import type { Attachment } from "../transport/engine-types.ts";
import { PLAY } from "./icons.ts";
import type { ClipSeed } from "./player-options.ts";
import { html, raw } from "./template.ts";

/** One clip of the reel. What it is doing stands in its element's `data-state`. */
export interface Slide {
  seed: ClipSeed;
  element: HTMLElement;
  video: HTMLVideoElement | null;
  attachment: Attachment | null;
  detail: FeedVideo | null;
}

export function makeSlide(seed: ClipSeed, words: Words): Slide {
  const element = document.createElement("section");
  element.className = "slide";
  element.setAttribute("part", "slide");
  element.ariaLabel = seed.title;
  element.dataset.state = "loading";
  element.innerHTML = html`<div class="frame" part="frame">
    <img class="poster" part="poster" src="${seed.poster}" alt="" decoding="async">
    <span class="spinner" aria-hidden="true"></span>
    <span class="paused" aria-hidden="true">${raw(PLAY)}</span>
    <div class="trouble" part="trouble" hidden><p></p><button type="button" class="again" part="button" data-do="retry">${say(words, "retry")}</button></div>
  </div>`.text;
  element.style.setProperty("--ratio", String(seed.width / seed.height));
  element.toggleAttribute("data-portrait", seed.height / seed.width > 1.4);
  element.inert = true;
  return { seed, element, video: null, attachment: null, detail: null };
}

/** Says over the clip what is wrong; with an empty text, that nothing is. */
export function note({ element }: Slide, text: string): void {
  const box = element.querySelector<HTMLElement>(".trouble");
  const sentence = box?.querySelector("p");
  if (!box || !sentence) return;
  box.hidden = !text;
  sentence.textContent = text;
}

export function makeVideo(): HTMLVideoElement {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.preload = "auto";
  video.setAttribute("part", "video");
  return video;
}
