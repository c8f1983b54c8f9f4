import type { FeedVideo } from "../../../../app/contract/feed.ts";
import type { Words } from "../core/words.ts";
import type * as Engine from "../transport/engine.ts";
import { isFrugal, mayMove } from "../transport/network.ts";
import { type Page, pageFor } from "../transport/page.ts";
import { shopify } from "../transport/shopify.ts";
import { ClipElement } from "./clip-element.ts";
import { isParsed } from "./parsed.ts";
import type { PlayerModule } from "./player-options.ts";

/** How long a placement must be half in sight to be a view. */
const VIEW_MS = 1000;
/** An intent must last: a pointer that passes by, or a finger that scrolls, asks for nothing. */
const DWELL_MS = 80;
/** The link to a clip that was followed last, by any block of the page. */
let followed = "";

/**
 * `<clipshelf-placement>`: a block. Hears its clips' intents, fetches what they need, opens the
 * player and counts its view. Every block kind is made of it.
 */
export class PlacementElement extends HTMLElement {
  #listening: AbortController | null = null;
  #near: IntersectionObserver | null = null;
  #sight: IntersectionObserver | null = null;
  #viewTimer = 0;
  #player: { close(): void } | null = null;
  #opening = false;

  connectedCallback(): void {
    // What stands behind the clips.
    if (!isParsed(this, "[data-words]")) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.addEventListener("clipshelf:intent", (event) => this.#warm(event.target, DWELL_MS), {
      signal,
    });
    this.addEventListener("clipshelf:open", (event) => this.#open(event.target), { signal });
    addEventListener("hashchange", () => this.#follow(), { signal });
    this.#follow();
    const pause = this.querySelector<HTMLButtonElement>("[data-pause]");
    if (pause) {
      pause.hidden = !mayMove();
      pause.addEventListener("click", () => this.#pausePreviews(pause), { signal });
    }
    this.#near = new IntersectionObserver((entries) => this.#comesNear(entries), {
      rootMargin: "200px",
    });
    // What floats is in sight wherever its block stands in the page.
    const shown = this.querySelector("clipshelf-dock") ?? this;
    this.#near.observe(shown);
    this.#sight = new IntersectionObserver((entries) => this.#inSight(entries), {
      threshold: [0, 0.25, 0.5],
    });
    this.#sight.observe(shown);
  }

  disconnectedCallback(): void {
    this.#listening?.abort();
    this.#near?.disconnect();
    this.#sight?.disconnect();
    clearTimeout(this.#viewTimer);
    this.#player?.close();
  }

  get #page(): Page {
    return pageFor(this.dataset.proxy ?? "");
  }

  /** Near view, once the page has nothing better to do: the first tap then waits for nothing. */
  #comesNear(entries: IntersectionObserverEntry[]): void {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    this.#near?.disconnect();
    if (this.dataset.more) import(this.dataset.more).catch(() => {});
    if (isFrugal()) return;
    const whenIdle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 500));
    const warm = () =>
      whenIdle(() => this.isConnected && this.#warm(this.querySelector("clipshelf-clip")));
    if (document.readyState === "complete") warm();
    else addEventListener("load", warm, { once: true });
  }

  #inSight(entries: IntersectionObserverEntry[]): void {
    const entry = entries.at(-1);
    if (!entry) return;
    // A block taller than the window counts when it fills half the window.
    const half =
      entry.intersectionRatio >= 0.5 || entry.intersectionRect.height >= innerHeight * 0.5;
    clearTimeout(this.#viewTimer);
    if (!half) return;
    this.#viewTimer = window.setTimeout(() => {
      this.#sight?.disconnect();
      this.#page.collector.record({ kind: "view", placement: this.#placement, video: "" });
    }, VIEW_MS);
  }

  get #placement(): string {
    return this.dataset.placement ?? "";
  }

  /**
   * Fetches what the clip's play needs; failure is swallowed: it was only a guess. With `dwell` its
   * media as well, when nothing else was wanted for so many milliseconds.
   */
  #warm(clip: EventTarget | null, dwell?: number): void {
    if (!(clip instanceof ClipElement)) return;
    const { player = "", engine = "", product = "" } = this.dataset;
    for (const url of [player, product]) import(url).catch(() => {});
    const playing = import(engine) as Promise<typeof Engine>;
    Promise.all([this.#load(clip.dataset.video ?? ""), playing]).then(
      ([{ playback }, { prepare }]) => prepare(playback, dwell),
      () => {},
    );
  }

  #load(id: string, fresh?: boolean): Promise<FeedVideo> {
    return this.#page.feeds.video(this.dataset.handle ?? "", id, fresh);
  }

  /** A link to a clip (`?clip=` or `#clip=` and its id) opens it, once. */
  #follow(): void {
    const [link = "", id] = /[?#&]clip=(\w+)/.exec(location.hash + location.search) ?? [];
    const clip = id && link !== followed && this.querySelector(`[data-video="${id}"]`);
    if (!clip) return;
    followed = link;
    this.#open(clip);
  }

  async #open(clip: EventTarget | null): Promise<void> {
    const trigger = clip instanceof ClipElement ? clip.trigger : null;
    if (!trigger || this.#opening) return;
    this.#opening = true;
    this.#warm(clip, 0);
    trigger.ariaBusy = "true";
    try {
      // What a filter has taken out of sight is left out; `hidden` ones are there for the player.
      const cards = [...this.querySelectorAll<ClipElement>("clipshelf-clip")].filter(
        (each) => each === clip || each.hidden || each.getClientRects().length,
      );
      const { openPlayer } = (await import(this.dataset.player ?? "")) as PlayerModule;
      this.#player = openPlayer({
        cards,
        index: cards.indexOf(clip as ClipElement),
        origin: trigger,
        placement: this.#placement,
        load: (id, fresh) => this.#load(id, fresh),
        collector: this.#page.collector,
        words: this.#words,
        root: shopify().routes?.root ?? this.dataset.root ?? "/",
        data: this.dataset,
      });
    } catch (error) {
      // The player's file did not come: the product's own page still sells.
      if (trigger instanceof HTMLAnchorElement) location.assign(trigger.href);
      else throw error;
    } finally {
      this.#opening = false;
      trigger.ariaBusy = null;
    }
  }

  #pausePreviews(button: HTMLButtonElement): void {
    const paused = this.toggleAttribute("data-paused");
    button.ariaPressed = String(paused);
    for (const clip of this.querySelectorAll<ClipElement>("clipshelf-clip"))
      if (paused) clip.stopPreview();
      else clip.watchPreview();
  }

  get #words(): Words {
    const json = this.querySelector("script[data-words]")?.textContent;
    return json ? (JSON.parse(json) as Words) : {};
  }
}
