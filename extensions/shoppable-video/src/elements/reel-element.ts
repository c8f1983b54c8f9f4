import { PlaybackErrorCode } from "../../../../app/contract/events.ts";
import type { FeedVideo } from "../../../../app/contract/feed.ts";
import { type Means, poolSize } from "../core/ahead.ts";
import { PlayMeter } from "../core/play-meter.ts";
import { say } from "../core/words.ts";
import type * as Ahead from "../transport/ahead.ts";
import type * as Engine from "../transport/engine.ts";
import type { Flow } from "../transport/engine-types.ts";
import { prefersStill } from "../transport/network.ts";
import type { ClipSeed, PlayerOptions, PlayerReel } from "./player-options.ts";
import { makeSlide, makeVideo, note, type Slide } from "./slide.ts";

/** Beside this file, asked for when the first clip has all it wants. */
const AHEAD = "./clipshelf-ahead.js";
/** Nearer than this to either end, in seconds, a clip starts over. */
const EDGE = 1;
/** Where the player was closed last: the same clip goes on from there. */
let left = { id: "", time: 0 };

/**
 * `<clipshelf-reel>`: the column of clips that snaps from one to the next, and the few video elements
 * behind it. State is on each slide's `data-state`.
 * Says `clipshelf:slide` when another clip is in front, `clipshelf:detail` when more is known of it,
 * `clipshelf:time` as it plays, `clipshelf:refused` where the browser refuses sound and
 * `clipshelf:announce` what a screen reader should say.
 */
export class ReelElement extends HTMLElement implements PlayerReel {
  #options!: PlayerOptions;
  #slides: Slide[] = [];
  #pool: HTMLVideoElement[] = [];
  #at = -1;
  #muted = true;
  #meter: PlayMeter | null = null;
  #unhook: (() => void) | null = null;
  #watcher: IntersectionObserver | null = null;
  #engine: Promise<typeof Engine> | null = null;
  #ahead: Promise<typeof Ahead> | null = null;
  /** The way of the last swipe. */
  #step: 1 | -1 = 1;
  #wantsPlay = true;
  #playing = new AbortController();

  setUp(options: PlayerOptions): void {
    this.#options = options;
    this.#wantsPlay = options.data.autoplay !== "off";
    this.#engine = import(options.data.engine ?? "") as Promise<typeof Engine>;
    this.#engine.catch(() => {});
    // Phones have few decoders: the clip on screen, the next one and the last one.
    const size = Math.min(poolSize(navigator as Means), options.clips.length);
    for (let index = 0; index < size; index++) this.#pool.push(makeVideo());
    this.#slides = options.clips.map((seed, index) => {
      const slide = makeSlide(seed, options.words);
      slide.element.inert = index !== options.index;
      this.append(slide.element);
      return slide;
    });
    this.addEventListener("click", (event) => this.#clicked(event));
    // Who is on the way to another clip wants no more of this one, unless the swipe goes back.
    this.addEventListener("scroll", () => {
      const { scrollTop, clientHeight } = this;
      const isWhole = Math.abs(scrollTop / clientHeight - this.#at) < 0.02;
      this.#slides[this.#at]?.attachment?.fill(isWhole);
    });
  }

  /** Puts the first clip in front without a scroll that anybody sees. */
  start(index: number): void {
    this.scrollTop = index * this.clientHeight;
    this.#activate(index);
    this.#watcher = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const at = this.#slides.findIndex((slide) => slide.element === target);
          if (isIntersecting && at >= 0) this.#activate(at);
        }
      },
      { root: this, threshold: 0.6 },
    );
    for (const { element } of this.#slides) this.#watcher.observe(element);
  }

  stop(): void {
    this.#watcher?.disconnect();
    const { seed, video } = this.#slides[this.#at] ?? {};
    left = { id: seed?.id ?? "", time: video?.currentTime ?? 0 };
    this.#leave();
    this.#playing.abort();
    for (const slide of this.#slides) this.#release(slide);
  }

  get at(): number {
    return this.#at;
  }

  get current(): {
    seed: ClipSeed;
    detail: FeedVideo | null;
    video: HTMLVideoElement | null;
  } | null {
    return this.#slides[this.#at] ?? null;
  }

  get count(): number {
    return this.#slides.length;
  }

  go(step: number): void {
    const slide = this.#slides[this.#at + step];
    slide?.element.scrollIntoView({ behavior: prefersStill() ? "instant" : "smooth" });
  }

  show(seed: ClipSeed): void {
    if (!this.#slides.some((slide) => slide.seed.id === seed.id)) {
      const slide = makeSlide(seed, this.#options.words);
      this.#slides[this.#at]?.element.after(slide.element);
      this.#slides.splice(this.#at + 1, 0, slide);
      this.#watcher?.observe(slide.element);
    }
    this.go(this.#slides.findIndex((slide) => slide.seed.id === seed.id) - this.#at);
  }

  set muted(muted: boolean) {
    this.#muted = muted;
    for (const video of this.#pool) video.muted = muted;
    this.rest(false);
  }

  /** The page went out of sight, or came back. */
  rest(resting: boolean): void {
    if (resting && !document.pictureInPictureElement) this.#slides[this.#at]?.video?.pause();
    else if (this.#wantsPlay) this.#play(this.#at);
  }

  toggle(): void {
    const video = this.#slides[this.#at]?.video;
    if (!video) return;
    if (video.paused) this.#play(this.#at);
    else {
      this.#wantsPlay = false;
      video.pause();
    }
  }

  seek(seconds: number): void {
    const video = this.#slides[this.#at]?.video;
    if (video && Number.isFinite(video.duration))
      video.currentTime = Math.max(0, Math.min(video.duration - 0.05, seconds));
  }

  #clicked(event: Event): void {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("a")) return;
    if (target?.closest("[data-do=retry]")) this.#retry();
    else this.toggle();
  }

  #activate(index: number): void {
    if (index === this.#at) return;
    this.#leave();
    this.#step = index < this.#at ? -1 : 1;
    this.#at = index;
    if (this.#options.data.autoplay !== "off") this.#wantsPlay = true;
    // The picture moves first; what is told of the clip, and what is put away, come after.
    this.#load(index, true);
    this.#slides.forEach((slide, at) => {
      slide.element.inert = at !== index;
      if (Math.abs(at - index) > 1) this.#release(slide);
    });
    this.dispatchEvent(new CustomEvent("clipshelf:slide", { bubbles: true }));
  }

  /** The clip goes out of sight: its play is over. */
  #leave(): void {
    this.#playing.abort();
    this.#playing = new AbortController();
    this.#meter?.flush();
    this.#meter = null;
    this.#unhook?.();
    this.#unhook = null;
    const { video, attachment } = this.#slides[this.#at] ?? {};
    video?.pause();
    attachment?.fill(false);
  }

  async #load(index: number, front: boolean): Promise<void> {
    const options = this.#options;
    const slide = this.#slides[index];
    if (!slide) return;
    const video = this.#videoFor(slide, index);
    if (front) this.#watch(slide, video);
    if (slide.attachment) {
      if (front) {
        slide.attachment.fill(true);
        // A seek, even to where it stands, costs a picture.
        if (video.currentTime > EDGE) video.currentTime = 0;
        this.#begin(slide);
      }
      return;
    }
    try {
      const [detail, engine] = await Promise.all([options.load(slide.seed.id), this.#engine]);
      slide.detail = detail;
      if (index === this.#at)
        this.dispatchEvent(new CustomEvent("clipshelf:detail", { bubbles: true }));
      // Swiped on while waiting: the element has another clip by now.
      if (slide.video !== video || slide.attachment || !engine) return;
      if (left.id === detail.id && left.time > EDGE && left.time < detail.duration / 1000 - EDGE)
        video.currentTime = left.time;
      left.id = "";
      slide.attachment = engine.attach(video, detail.playback, {
        fill: index === this.#at,
        hls: options.data.hls ?? "",
        onFlow: (flow) => this.#flow(slide, flow),
        refresh: async () => {
          slide.detail = await options.load(slide.seed.id, true);
          return slide.detail.playback;
        },
      });
      if (index === this.#at) this.#begin(slide);
    } catch {
      if (slide.video === video) this.#withoutServer(slide, video);
    }
  }

  /** Our server does not answer: the preview still moves, and the product can still be bought. */
  #withoutServer(slide: Slide, video: HTMLVideoElement): void {
    const { preview } = slide.seed;
    this.#fail(slide, "network", preview ? "preview_only" : "unreachable");
    if (!preview) return;
    video.src = preview;
    if (slide === this.#slides[this.#at]) video.play().catch(() => {});
  }

  #begin(slide: Slide): void {
    if (this.#wantsPlay) this.#play(this.#at);
    else slide.element.dataset.state = "paused";
  }

  #play(index: number): void {
    const slide = this.#slides[index];
    const video = slide?.video;
    if (!slide || !video || index !== this.#at) return;
    this.#wantsPlay = true;
    video.muted = this.#muted;
    video.play().catch((error: unknown) => {
      const refused = error instanceof DOMException && error.name === "NotAllowedError";
      if (!refused || slide !== this.#slides[this.#at]) return;
      // With sound it may be refused where without it is not.
      if (video.muted) slide.element.dataset.state = "paused";
      else this.dispatchEvent(new CustomEvent("clipshelf:refused", { bubbles: true }));
    });
  }

  #watch(slide: Slide, video: HTMLVideoElement): void {
    const options = this.#options;
    const { signal } = this.#playing;
    const id = slide.seed.id;
    const state = (name: string) => {
      if (slide.element.dataset.state !== "failed") slide.element.dataset.state = name;
    };
    const meter = () => {
      this.#meter ??= new PlayMeter(video.duration, (kind, value) =>
        options.collector.record({
          kind,
          placement: options.placement,
          video: id,
          ...(value === undefined ? {} : { value }),
        }),
      );
      return this.#meter;
    };
    const real = () => slide.attachment !== null && Number.isFinite(video.duration);
    const on = (type: string, react: () => void) => video.addEventListener(type, react, { signal });
    on("playing", () => {
      state("playing");
      if (real()) meter().jump(video.currentTime);
    });
    on("pause", () => {
      if (!video.ended && !this.#wantsPlay) state("paused");
      this.#meter?.flush();
    });
    on("waiting", () => state("waiting"));
    on("seeking", () => this.#meter?.jump(video.currentTime));
    on("timeupdate", () => {
      if (real() && !video.seeking) meter().move(video.currentTime);
      this.dispatchEvent(new CustomEvent("clipshelf:time", { bubbles: true }));
      this.#prepareNext(slide);
    });
    on("ended", () => {
      if (real()) meter().end();
      const { end } = options.data;
      if (end === "next" && this.#at < this.count - 1) return this.go(1);
      video.currentTime = 0;
      this.#wantsPlay = !end;
      if (end) state("paused");
      else this.#play(this.#at);
    });
    this.#unhook = options.collector.beforeSending(() => this.#meter?.flush());
  }

  /** Once this clip is safe, its neighbours' first pictures are fetched. */
  async #prepareNext(slide: Slide): Promise<void> {
    if (!slide.attachment?.settled) return;
    this.#ahead ??= import(AHEAD) as Promise<typeof Ahead>;
    const ahead = await this.#ahead.catch(() => null);
    if (slide !== this.#slides[this.#at]) return;
    const next = ahead?.nextToPrepare(
      { at: this.#at, count: this.count, step: this.#step },
      (index) => !!this.#slides[index]?.video,
    );
    if (typeof next === "number") this.#load(next, false);
  }

  #videoFor(slide: Slide, index: number): HTMLVideoElement {
    if (slide.video) return slide.video;
    const way = (one: Slide) => Math.abs(this.#slides.indexOf(one) - index);
    const taken = this.#slides.filter((one) => one.video).sort((a, b) => way(b) - way(a));
    if (taken[0] && taken.length >= this.#pool.length) this.#release(taken[0]);
    const video = this.#pool.find(({ isConnected }) => !isConnected) ?? makeVideo();
    slide.video = video;
    video.muted = this.#muted;
    video.ariaLabel = slide.seed.title;
    slide.element.querySelector(".poster")?.after(video);
    return video;
  }

  #release(slide: Slide): void {
    slide.attachment?.destroy();
    slide.attachment = null;
    if (slide.video) {
      slide.video.pause();
      slide.video.removeAttribute("src");
      slide.video.load();
      slide.video.remove();
    }
    slide.video = null;
    slide.element.dataset.state = "loading";
    note(slide, "");
  }

  #retry(): void {
    const slide = this.#slides[this.#at];
    if (!slide) return;
    slide.element.dataset.state = "loading";
    note(slide, "");
    if (slide.attachment) {
      slide.attachment.retry();
      this.#play(this.#at);
    } else this.#load(this.#at, true);
  }

  #flow(slide: Slide, flow: Flow): void {
    if (flow.kind === "flowing") {
      if (slide.element.dataset.state === "failed" || slide.element.dataset.state === "stuck")
        slide.element.dataset.state = slide.video?.paused ? "loading" : "playing";
      note(slide, "");
    } else if (flow.kind === "stuck") this.#tell(slide, "stuck", "player.offline");
    else this.#fail(slide, flow.fault, flow.fault);
  }

  #fail(slide: Slide, fault: keyof typeof PlaybackErrorCode, key: string): void {
    this.#options.collector.record({
      kind: "error",
      placement: this.#options.placement,
      video: slide.seed.id,
      value: PlaybackErrorCode[fault],
    });
    this.#tell(slide, "failed", `player.${key}`);
  }

  #tell(slide: Slide, state: string, key: string): void {
    slide.element.dataset.state = state;
    const text = say(this.#options.words, key);
    note(slide, text);
    if (slide === this.#slides[this.#at])
      this.dispatchEvent(
        new CustomEvent("clipshelf:announce", { bubbles: true, detail: { text } }),
      );
  }
}
