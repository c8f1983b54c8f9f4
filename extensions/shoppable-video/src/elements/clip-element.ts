import { mayMove } from "../transport/network.ts";
import { isParsed } from "./parsed.ts";

/**
 * `<clipshelf-clip>`: one card. Liquid has drawn it whole; this adds the moving preview and turns
 * the poster into the button that opens the player.
 * Says `clipshelf:intent` when a tap is likely and `clipshelf:open` when it came.
 */
export class ClipElement extends HTMLElement {
  #listening: AbortController | null = null;
  #preview: HTMLVideoElement | null = null;

  connectedCallback(): void {
    const trigger = isParsed(this, "[data-open]") && this.trigger;
    if (!trigger) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    trigger.setAttribute("role", "button");
    trigger.setAttribute("aria-haspopup", "dialog");
    trigger.setAttribute("aria-label", `${trigger.dataset.label}: ${this.dataset.name}`);
    trigger.tabIndex = 0;
    const intent = () => this.#say("clipshelf:intent");
    for (const type of ["pointerenter", "touchstart", "focus"])
      trigger.addEventListener(type, intent, { signal, passive: true });
    trigger.addEventListener(
      "click",
      (event) => {
        // A new tab stays a new tab: with a modifier the link is a link.
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        this.#say("clipshelf:open");
      },
      { signal },
    );
    trigger.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== " ") return;
        event.preventDefault();
        this.#say("clipshelf:open");
      },
      { signal },
    );
    previews.observe(this);
  }

  disconnectedCallback(): void {
    this.#listening?.abort();
    previews.unobserve(this);
    this.stopPreview();
  }

  get trigger(): HTMLElement | null {
    return this.querySelector<HTMLElement>("[data-open]");
  }

  /** Plays without sound or not at all: a refusal leaves the poster. */
  startPreview(): void {
    const source = this.dataset.preview;
    const block = this.closest("[data-previews]");
    if (!source || !block || block.hasAttribute("data-paused") || !mayMove()) return;
    let video = this.#preview;
    if (!video) {
      video = document.createElement("video");
      video.muted = true;
      video.loop = true;
      video.playsInline = true;
      video.disableRemotePlayback = true;
      video.tabIndex = -1;
      video.ariaHidden = "true";
      video.className = "clipshelf-preview";
      video.addEventListener("playing", () => video?.classList.add("clipshelf-preview--moving"));
      video.src = source;
      this.#preview = video;
      this.trigger?.append(video);
    }
    video.play().catch(() => this.stopPreview());
  }

  /** Frees the decoder as well: phones have few. */
  stopPreview(): void {
    const video = this.#preview;
    if (!video) return;
    this.#preview = null;
    video.pause();
    video.removeAttribute("src");
    video.load();
    video.remove();
  }

  /** Asks the observer anew: it starts the preview only if the card is in sight. */
  watchPreview(): void {
    previews.unobserve(this);
    previews.observe(this);
  }

  #say(type: string): void {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true }));
  }
}

const previews = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!(target instanceof ClipElement)) continue;
      if (!isIntersecting) target.stopPreview();
      // Nothing moves before the page has what it waits for, unless the shopper is already on the way.
      else if (scrollY || document.readyState === "complete") target.startPreview();
      else addEventListener("load", () => target.watchPreview(), { once: true });
    }
  },
  { threshold: 0.6 },
);
