import type { CmafPlayback, CmafTrack } from "../../../../app/contract/feed.ts";
import { nextRung, type RungLimits, startRung } from "../core/adaptive.ts";
import {
  bufferedUntil,
  gapEnd,
  holdsSome,
  type Ranges,
  segmentStarts,
  wantedSegment,
} from "../core/segment-plan.ts";
import { bandwidth } from "./bandwidth.ts";
import type { Attachment, EngineOptions, PlaybackFault } from "./engine-types.ts";
import { NativeAttachment, playsHlsNatively } from "./native-attachment.ts";
import { fetchSegment, SegmentFault } from "./segment-fetch.ts";
import { append, forget } from "./source-buffer.ts";

/** Seconds to hold ahead. More is bytes for pictures that a swipe throws away. */
const GOAL_SECONDS = 12;
/** Seconds kept behind, for a step back. */
const KEEP_BEHIND_SECONDS = 30;
/** Tries before giving up, the wait doubling from the first. */
const TRIES = 6;
const FIRST_WAIT_MS = 400;
/** Fewer seconds than this ahead: a failing network can be seen. */
const NEARLY_EMPTY = 0.5;

type StreamSource = MediaSource & { streaming?: boolean };

function sourceClass(): typeof MediaSource | undefined {
  const { MediaSource: usual, ManagedMediaSource: managed } = globalThis as {
    MediaSource?: typeof MediaSource;
    ManagedMediaSource?: typeof MediaSource;
  };
  return usual ?? managed;
}

const mimeOf = (kind: "video" | "audio", track: CmafTrack) =>
  `${kind}/mp4; codecs="${track.codec}"`;

/** True when this browser lets us feed the element ourselves and knows the clip's codecs. */
export function canPlayCmaf(playback: CmafPlayback): boolean {
  const source = sourceClass();
  const lowest = playback.renditions[0];
  return (
    !!source &&
    !!lowest &&
    source.isTypeSupported(mimeOf("video", lowest)) &&
    (!playback.audio || source.isTypeSupported(mimeOf("audio", playback.audio)))
  );
}

/** One of the clip's two streams on its way into its buffer. */
interface Lane {
  kind: "video" | "audio";
  buffer: SourceBuffer | null;
  /** Rung in the buffer's parser; -1 before the first. */
  rung: number;
  /** Segments that are not asked for again although they left a hole. */
  spent: Set<number>;
  /** Appends in a row that put nothing into the buffer. */
  barren: number;
}

const newLane = (kind: "video" | "audio"): Lane => ({
  kind,
  buffer: null,
  rung: -1,
  spent: new Set(),
  barren: 0,
});

/**
 * Our own adaptive player. The feed has told codecs, init and segments, so that the first media bytes
 * are the first request: init and first segment travel together and are appended as they arrive.
 */
export class CmafAttachment implements Attachment {
  readonly #video: HTMLVideoElement;
  readonly #options: EngineOptions;
  #playback: CmafPlayback;
  #filling: boolean;
  /** Aborted when the source is rebuilt or dropped: it ends every loop and request of that source. */
  #life = new AbortController();
  #source: StreamSource | null = null;
  #lanes: Lane[] = [];
  #inits = new Map<string, Promise<ArrayBuffer>>();
  #bells = new Set<() => void>();
  #resumeAt: number | null = null;
  #refreshing: Promise<void> | null = null;
  #refreshes = 0;
  #ceiling = Number.POSITIVE_INFINITY;
  #stuck = false;
  #failed = false;
  #native: NativeAttachment | null = null;

  constructor(video: HTMLVideoElement, playback: CmafPlayback, options: EngineOptions) {
    this.#video = video;
    this.#playback = playback;
    this.#options = options;
    this.#filling = options.fill;
    this.#build();
  }

  fill(): void {
    this.#filling = true;
    this.#native?.fill();
    this.#ring();
  }

  retry(): void {
    if (this.#native) this.#native.retry();
    else {
      this.#refreshes = 0;
      this.#rebuild();
    }
  }

  destroy(): void {
    this.#life.abort();
    this.#ring();
    this.#native?.destroy();
    this.#video.removeAttribute("src");
    this.#video.load();
  }

  #build(): void {
    const Source = sourceClass();
    if (!Source) throw new Error("No media sources: ask canPlayCmaf first");
    this.#life = new AbortController();
    const { signal } = this.#life;
    const video = this.#video;
    const source: StreamSource = new Source();
    this.#source = source;
    this.#failed = false;
    this.#lanes = [newLane("video")];
    if (this.#playback.audio) this.#lanes.push(newLane("audio"));

    const opened = new Promise<void>((resolve) => {
      source.addEventListener("sourceopen", () => resolve(), { once: true });
    });
    const ring = () => this.#ring();
    for (const type of ["startstreaming", "endstreaming"])
      source.addEventListener(type, ring, { signal });
    for (const type of ["seeking", "timeupdate", "play", "waiting"])
      video.addEventListener(type, ring, { signal });
    video.addEventListener("waiting", () => this.#stepOverGap(), { signal });
    video.addEventListener("seeking", () => this.#forgetSpent(), { signal });
    video.addEventListener("error", () => this.#decodeFailed(), { signal });
    video.addEventListener("loadedmetadata", () => this.#resume(), { signal });
    addEventListener("online", ring, { signal });

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
    this.#ring();
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

  #limits(): RungLimits {
    const { clientWidth, clientHeight } = this.#video;
    const side = Math.min(clientWidth, clientHeight) || 360;
    // Beyond twice, more pixels are not seen on a moving picture.
    return { shortSide: side * Math.min(devicePixelRatio, 2), ceiling: this.#ceiling };
  }

  #rungFor(lane: Lane, ahead: number): number {
    if (lane.kind === "audio") return 0;
    const { renditions } = this.#playback;
    return lane.rung < 0
      ? startRung(renditions, bandwidth.estimate, this.#limits())
      : nextRung(
          renditions,
          { current: lane.rung, estimate: bandwidth.estimate, ahead },
          this.#limits(),
        );
  }

  async #run(lane: Lane, opened: Promise<void>, signal: AbortSignal): Promise<void> {
    let tries = 0;
    while (!signal.aborted && !this.#failed) {
      const starts = segmentStarts(this.#track(lane, lane.rung));
      const ranges = rangesOf(lane.buffer);
      const time = this.#now;
      const ahead = bufferedUntil(ranges, time) - time;
      const wanted = wantedSegment(starts, ranges, time, lane.spent);
      if (wanted === null) this.#maybeEnd();
      const enough = ahead >= (this.#filling ? GOAL_SECONDS : 0.1);
      const held = this.#source?.streaming === false && lane.rung >= 0;
      if (wanted === null || enough || held) {
        await this.#bell();
        continue;
      }
      const rung = this.#rungFor(lane, ahead);
      try {
        await this.#load(lane, rung, wanted, opened, signal);
        tries = 0;
        this.#judge(lane, starts, wanted);
        if (this.#stuck || lane.kind === "video") {
          this.#stuck = false;
          this.#options.onFlow({ kind: "flowing" });
        }
        if (this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) this.#stepOverGap();
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof SegmentFault)) throw error;
        // Half a segment may be in the parser: start the next one clean.
        if (lane.buffer && this.#source?.readyState === "open") lane.buffer.abort();
        lane.rung = -1;
        if (error.kind === "gone") await this.#freshLinks();
        else {
          tries += 1;
          if (tries > TRIES) return this.#fail("network");
          if (
            bufferedUntil(rangesOf(lane.buffer), this.#now) - this.#now < NEARLY_EMPTY &&
            tries > 1
          )
            this.#stick();
          await this.#bell(FIRST_WAIT_MS * 2 ** (tries - 1));
        }
      }
    }
  }

  /** A segment that changes nothing must not be fetched for ever. */
  #judge(lane: Lane, starts: readonly number[], index: number): void {
    const ranges = rangesOf(lane.buffer);
    lane.barren = holdsSome(starts, ranges, index) ? 0 : lane.barren + 1;
    if (lane.barren > 1) throw new Error(`Nothing came of ${lane.kind} segment ${index}`);
    if (lane.barren === 0 && wantedSegment(starts, ranges, this.#now, lane.spent) === index)
      lane.spent.add(index);
  }

  #forgetSpent(): void {
    for (const lane of this.#lanes) lane.spent.clear();
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
    const init = lane.rung === rung ? null : this.#init(track, signal);
    init?.catch(() => {});
    let ready: Promise<void> = opened.then(async () => {
      if (!init) return;
      const bytes = await init;
      const buffer = bufferOf(lane);
      if (lane.rung >= 0 && buffer.changeType) buffer.changeType(mimeOf(lane.kind, track));
      await append(buffer, bytes, signal);
      lane.rung = rung;
    });
    ready.catch(() => {});
    const measured = await fetchSegment(this.#playback.base + file, signal, (chunk) => {
      ready = ready.then(() => this.#put(lane, chunk, signal));
      ready.catch(() => {});
    });
    await ready;
    if (lane.kind === "video") bandwidth.sample(measured.bytes, measured.seconds);
  }

  /** Appends, and makes room first when the element has none left. */
  async #put(lane: Lane, chunk: BufferSource, signal: AbortSignal): Promise<void> {
    const buffer = bufferOf(lane);
    const behind = this.#video.currentTime - KEEP_BEHIND_SECONDS;
    if (behind > 0 && buffer.buffered.length > 0 && buffer.buffered.start(0) < behind - 10)
      await forget(buffer, behind, signal);
    try {
      await append(buffer, chunk, signal);
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "QuotaExceededError") throw error;
      await forget(buffer, Math.max(0, this.#video.currentTime - 1), signal);
      await append(buffer, chunk, signal);
    }
  }

  #init(track: CmafTrack, signal: AbortSignal): Promise<ArrayBuffer> {
    const url = this.#playback.base + track.init;
    const known = this.#inits.get(url);
    if (known) return known;
    const parts: Uint8Array[] = [];
    const bytes = fetchSegment(url, signal, (part) => parts.push(part)).then(() =>
      new Blob(parts as BlobPart[]).arrayBuffer(),
    );
    this.#inits.set(url, bytes);
    bytes.catch(() => this.#inits.delete(url));
    return bytes;
  }

  #maybeEnd(): void {
    const source = this.#source;
    if (source?.readyState !== "open") return;
    const all = this.#lanes.every((lane) => {
      if (!lane.buffer || lane.buffer.updating) return false;
      const starts = segmentStarts(this.#track(lane, lane.rung));
      return wantedSegment(starts, rangesOf(lane.buffer), this.#now, lane.spent) === null;
    });
    if (all) source.endOfStream();
  }

  /** Encoders start a frame late or leave a hole: the picture would stand there for ever. */
  #stepOverGap(): void {
    if (this.#resumeAt !== null) return;
    const { currentTime, buffered } = this.#video;
    const ranges = rangesOf({ buffered });
    if (ranges.some(([start, end]) => start <= currentTime && currentTime < end)) return;
    const next = gapEnd(ranges, currentTime);
    if (next !== null) this.#video.currentTime = next + 0.001;
  }

  /** The links are gone: all lanes wait for one fresh answer. */
  async #freshLinks(): Promise<void> {
    this.#refreshing ??= (async () => {
      this.#refreshes += 1;
      if (this.#refreshes > 2) return this.#fail("expired");
      try {
        const playback = await this.#options.refresh();
        if (playback.kind !== "cmaf") return this.#fail("expired");
        this.#playback = playback;
        this.#inits.clear();
      } catch {
        this.#fail("expired");
      }
    })();
    await this.#refreshing;
    this.#refreshing = null;
  }

  /** A rung the decoder chokes on is left for good; below the lowest only the browser's own player is left. */
  #decodeFailed(): void {
    if (this.#failed || this.#life.signal.aborted) return;
    const rung = this.#lanes[0]?.rung ?? 0;
    if (rung > 0) {
      this.#ceiling = rung - 1;
      this.#rebuild();
      return;
    }
    if (!playsHlsNatively(this.#video)) {
      this.#fail("decode");
      return;
    }
    this.#life.abort();
    this.#ring();
    const playing = !this.#video.paused;
    this.#native = new NativeAttachment(this.#video, this.#playback.hls, this.#options);
    if (playing) this.#video.play().catch(() => {});
  }

  #stick(): void {
    if (this.#stuck || this.#failed) return;
    this.#stuck = true;
    this.#options.onFlow({ kind: "stuck" });
  }

  #fail(fault: PlaybackFault): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#ring();
    this.#options.onFlow({ kind: "failed", fault });
  }

  /** Resolves when something happens that may change what is wanted, or after `ms`. */
  #bell(ms = 1000): Promise<void> {
    return new Promise((resolve) => {
      const ring = () => {
        clearTimeout(timer);
        this.#bells.delete(ring);
        resolve();
      };
      const timer = setTimeout(ring, ms);
      this.#bells.add(ring);
    });
  }

  #ring(): void {
    for (const ring of [...this.#bells]) ring();
  }
}

function bufferOf(lane: Lane): SourceBuffer {
  if (!lane.buffer) throw new Error("The source is closed");
  return lane.buffer;
}

function rangesOf(holder: { buffered: TimeRanges } | null): Ranges {
  try {
    const { length } = holder?.buffered ?? { length: 0 };
    return Array.from({ length }, (_, index) => [
      holder?.buffered.start(index) ?? 0,
      holder?.buffered.end(index) ?? 0,
    ]);
  } catch {
    // A buffer that was taken out of its source throws instead of being empty.
    return [];
  }
}
