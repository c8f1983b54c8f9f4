import type { CmafPlayback, CmafTrack } from "../../../../app/contract/feed.ts";
import { nextRung, startRung } from "../core/adaptive.ts";
import { goalAhead, goalPrepared } from "../core/ahead.ts";
import { gapEnd, segmentStarts } from "../core/segment-plan.ts";
import { bandwidth } from "./bandwidth.ts";
import { Bell } from "./bell.ts";
import {
  type Attachment,
  type EngineOptions,
  isRefusal,
  type PlaybackFault,
} from "./engine-types.ts";
import { rungUnderWay } from "./head-start.ts";
import { Lane, rangesOf } from "./lane.ts";
import { mimeOf, playable, type StreamSource, sourceClass } from "./media-source.ts";
import { isAway } from "./network.ts";
import { rungLimits } from "./rung-limits.ts";
import { fetchSegment, SegmentFault } from "./segment-fetch.ts";

/** Tries before giving up, the wait doubling from the first. */
const TRIES = 6;
const FIRST_WAIT_MS = 400;
/** Fewer seconds than this ahead: a failing network can be seen. */
const NEARLY_EMPTY = 0.5;
/** A decoder that fails after this many good seconds gets a second chance with the same rung. */
const GOOD_SECONDS = 1;

/**
 * Our own adaptive player. The feed has told codecs, init and segments, so that the first media bytes
 * are the first request: init and first segment travel together and are appended as they arrive.
 */
export class CmafAttachment implements Attachment {
  readonly #video: HTMLVideoElement;
  readonly #options: EngineOptions;
  readonly #bell = new Bell();
  #playback: CmafPlayback;
  /** Aborted when the source is rebuilt or dropped: it ends every loop and request of that source. */
  #life = new AbortController();
  #source: StreamSource | null = null;
  #lanes: Lane[] = [];
  #inits = new Map<string, Promise<Uint8Array<ArrayBuffer>[]>>();
  #resumeAt: number | null = null;
  /** Where the element stood when its source was built. */
  #builtAt = 0;
  #refreshing: Promise<void> | null = null;
  /** Fresh links that have not brought a segment yet. */
  #unproven = false;
  #ceiling = Number.POSITIVE_INFINITY;
  /** The rung that is on its way already; -1: none, or it was taken. */
  #begun: number;
  #stuck = false;
  #failed: PlaybackFault | null = null;

  /** `playback`: as `playable` gives it. */
  constructor(video: HTMLVideoElement, playback: CmafPlayback, options: EngineOptions) {
    this.#video = video;
    this.#playback = playback;
    this.#options = options;
    this.#begun = rungUnderWay(playback);
    this.#build();
  }

  get settled(): boolean {
    return this.#lanes.every(({ idle }) => idle);
  }

  fill(on: boolean): void {
    this.#options.fill = on;
    this.#bell.ring();
  }

  retry(): void {
    this.#unproven = false;
    this.#rebuild();
  }

  destroy(): void {
    this.#life.abort();
    this.#bell.ring();
    this.#video.removeAttribute("src");
    this.#video.load();
  }

  #build(): void {
    const Source = sourceClass();
    if (!Source) throw new Error("No source");
    this.#life = new AbortController();
    const { signal } = this.#life;
    const video = this.#video;
    const source = new Source();
    this.#source = source;
    this.#failed = null;
    this.#builtAt = this.#now;
    this.#lanes = [new Lane("video")];
    if (this.#playback.audio) this.#lanes.push(new Lane("audio"));

    const opened = new Promise<void>((resolve) => {
      source.addEventListener("sourceopen", () => resolve(), { once: true });
    });
    const on = (target: EventTarget, types: string, react: () => void) => {
      for (const type of types.split(" ")) target.addEventListener(type, react, { signal });
    };
    const ring = () => this.#bell.ring();
    on(source, "startstreaming endstreaming", ring);
    on(video, "seeking timeupdate play waiting", ring);
    on(video, "waiting", () => this.#stepOverGap());
    on(video, "seeking", () => {
      for (const lane of this.#lanes) lane.forgive();
    });
    on(video, "error", () => this.#decodeFailed());
    on(video, "loadedmetadata", () => this.#resume());
    on(document, "visibilitychange", ring);
    on(window, "online", () => {
      if (this.#failed === "network") this.retry();
      else ring();
    });

    // A managed source opens only where the element cannot be handed to another screen.
    video.disableRemotePlayback = true;
    video.src = URL.createObjectURL(source);
    opened.then(() => {
      URL.revokeObjectURL(video.src);
      if (signal.aborted) return;
      try {
        for (const lane of this.#lanes)
          lane.buffer = source.addSourceBuffer(mimeOf(lane.kind, this.#track(lane, 0)));
        source.duration = segmentStarts(this.#track(this.#lanes[0] as Lane, 0)).at(-1) ?? 0;
      } catch {
        this.#decodeFailed();
      }
    });
    for (const lane of this.#lanes)
      this.#run(lane, opened, signal).catch(() => {
        if (!signal.aborted) this.#decodeFailed();
      });
  }

  #rebuild(): void {
    this.#resumeAt = this.#now;
    const playing = !this.#video.paused;
    this.#life.abort();
    this.#bell.ring();
    this.#build();
    if (playing) this.#video.play().catch(() => {});
  }

  /** Where the element stands, or will stand once it knows its media again. */
  get #now(): number {
    return this.#resumeAt ?? this.#video.currentTime;
  }

  #resume(): void {
    const at = this.#resumeAt;
    this.#resumeAt = null;
    if (at) this.#video.currentTime = at;
  }

  #track(lane: Lane, rung: number): CmafTrack {
    const { audio, renditions } = this.#playback;
    const track = lane.kind === "audio" ? audio : renditions[Math.max(0, rung)];
    if (!track) throw new Error(`No ${lane.kind} track ${rung}`);
    return track;
  }

  #rungFor(lane: Lane, ahead: number): number {
    if (lane.kind === "audio") return 0;
    const { renditions } = this.#playback;
    const { estimate } = bandwidth;
    const { clientWidth, clientHeight } = this.#video;
    const limits = rungLimits(Math.min(clientWidth, clientHeight) || 360, this.#ceiling);
    if (lane.rung >= 0)
      return nextRung(renditions, { current: lane.rung, estimate, ahead }, limits);
    const begun = this.#begun;
    this.#begun = -1;
    return begun >= 0 ? begun : startRung(renditions, estimate, limits);
  }

  /** Seconds to hold ahead. More is bytes for pictures that a swipe throws away. */
  #goal(): number {
    const { bandwidth: bits, segments } = this.#track(this.#lanes[0] as Lane, this.#rung);
    const road = { speed: bandwidth.estimate / bits, segment: segments[1]?.[1] ?? 2 };
    return this.#options.fill ? goalAhead(road, this.#now) : goalPrepared(road);
  }

  get #rung(): number {
    return this.#lanes[0]?.rung ?? 0;
  }

  async #run(lane: Lane, opened: Promise<void>, signal: AbortSignal): Promise<void> {
    let tries = 0;
    while (!signal.aborted && !this.#failed) {
      const starts = segmentStarts(this.#track(lane, lane.rung));
      const ahead = lane.ahead(this.#now);
      const wanted = lane.wanted(starts, this.#now);
      if (wanted === null) this.#maybeEnd();
      const held = this.#source?.streaming === false && lane.rung >= 0;
      lane.idle = wanted === null || ahead >= this.#goal();
      if (wanted === null || lane.idle || held || isAway(this.#video)) {
        await this.#bell.wait(1000);
        continue;
      }
      const base = this.#playback.base;
      try {
        await this.#load(lane, this.#rungFor(lane, ahead), wanted, opened, signal);
        tries = 0;
        this.#unproven = false;
        lane.judge(starts, wanted, this.#now);
        if (this.#stuck || lane.kind === "video") {
          this.#stuck = false;
          this.#options.onFlow({ kind: "flowing" });
        }
        // One that waits is set right before it is seen: playing through the gap would cost a moment.
        if (this.#video.paused || this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA)
          this.#stepOverGap();
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof SegmentFault)) throw error;
        lane.restart(this.#source?.readyState === "open");
        if (error.kind === "gone" && (await this.#freshLinks(base))) continue;
        // While the browser knows that it is offline, waiting is no try.
        tries = navigator.onLine ? tries + 1 : 2;
        if (tries > TRIES) return this.#fail("network");
        if (tries > 1 && lane.ahead(this.#now) < NEARLY_EMPTY) this.#stick();
        await this.#bell.wait(FIRST_WAIT_MS * 2 ** (tries - 1));
      }
    }
  }

  async #load(
    lane: Lane,
    rung: number,
    index: number,
    opened: Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const track = this.#track(lane, rung);
    const [file] = track.segments[index] ?? [];
    if (!file) throw new Error(`No segment ${index}`);
    const init = lane.rung === rung ? [] : this.#init(track, signal);
    // What has arrived while the buffer was busy goes in together: each append costs a turn.
    let waiting: Uint8Array<ArrayBuffer>[] = [];
    const flush = async () => {
      if (waiting.length === 0) return;
      const bytes = joined(waiting);
      waiting = [];
      await lane.put(bytes, this.#video.currentTime, signal);
    };
    let ready = Promise.all([init, opened]).then(([head]) => {
      if (head.length > 0) lane.begin(track, rung);
      waiting = [...head, ...waiting];
    });
    ready.catch(() => {});
    const measured = await fetchSegment(this.#playback.base + file, signal, (chunk) => {
      waiting.push(chunk);
      ready = ready.then(flush);
      ready.catch(() => {});
      ready.catch(() => {});
    });
    await ready;
    if (lane.kind === "video") bandwidth.sample(measured.bytes, measured.seconds);
  }

  #init(track: CmafTrack, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>[]> {
    const url = this.#playback.base + track.init;
    const known = this.#inits.get(url);
    if (known) return known;
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const bytes = fetchSegment(url, signal, (part) => parts.push(part)).then(() => parts);
    this.#inits.set(url, bytes);
    bytes.catch(() => this.#inits.delete(url));
    return bytes;
  }

  #maybeEnd(): void {
    const source = this.#source;
    if (source?.readyState !== "open") return;
    const all = this.#lanes.every(
      (lane) =>
        lane.buffer &&
        !lane.buffer.updating &&
        lane.wanted(segmentStarts(this.#track(lane, lane.rung)), this.#now) === null,
    );
    if (all) source.endOfStream();
  }

  /** Encoders start a frame late or leave a hole: the picture would stand there for ever. */
  #stepOverGap(): void {
    if (this.#resumeAt !== null) return;
    const { currentTime } = this.#video;
    const ranges = rangesOf(this.#video);
    if (ranges.some(([start, end]) => start <= currentTime && currentTime < end)) return;
    const next = gapEnd(ranges, currentTime);
    if (next !== null) this.#video.currentTime = next + 0.001;
  }

  /**
   * The links under `base` are gone: all lanes wait for one fresh answer. False when none came, which
   * is a matter of the network.
   */
  async #freshLinks(base: string): Promise<boolean> {
    // Another lane was quicker.
    if (base !== this.#playback.base) return true;
    this.#refreshing ??= this.#askAnew().finally(() => {
      this.#refreshing = null;
    });
    try {
      await this.#refreshing;
    } catch (error) {
      if (!isRefusal(error)) return false;
      this.#fail("expired");
    }
    return true;
  }

  async #askAnew(): Promise<void> {
    if (this.#unproven) return this.#fail("expired");
    const fresh = await this.#options.refresh();
    const playback = fresh.kind === "cmaf" ? playable(fresh) : null;
    if (!playback) return this.#fail("expired");
    this.#unproven = true;
    this.#playback = playback;
    this.#inits.clear();
  }

  /** One more try where it went well for a while: phones take decoders away. Then the rung is left for good. */
  #decodeFailed(): void {
    if (this.#failed || this.#life.signal.aborted) return;
    const chance = this.#now > this.#builtAt + GOOD_SECONDS;
    if (!chance) this.#ceiling = this.#rung - 1;
    if (this.#ceiling < 0) this.#fail("decode");
    else this.#rebuild();
  }

  #stick(): void {
    if (this.#stuck || this.#failed) return;
    this.#stuck = true;
    this.#options.onFlow({ kind: "stuck" });
  }

  #fail(fault: PlaybackFault): void {
    if (this.#failed) return;
    this.#failed = fault;
    this.#bell.ring();
    this.#options.onFlow({ kind: "failed", fault });
  }
}

function joined(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
