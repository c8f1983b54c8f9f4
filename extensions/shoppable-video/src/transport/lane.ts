import type { CmafTrack } from "../../../../app/contract/feed.ts";
import { bufferedUntil, holdsSome, type Ranges, wantedSegment } from "../core/segment-plan.ts";
import { mimeOf } from "./media-source.ts";
import { append, forget } from "./source-buffer.ts";

/** Seconds kept behind, for a step back. */
const KEEP_BEHIND_SECONDS = 30;

/** One of the clip's two streams on its way into its buffer. */
export class Lane {
  readonly kind: "video" | "audio";
  buffer: SourceBuffer | null = null;
  /** Rung in the buffer's parser; -1 before the first. */
  rung = -1;
  /** Nothing to fetch for now. */
  idle = false;
  /** Segments that are not asked for again although they left a hole. */
  readonly #spent = new Set<number>();
  /** Appends in a row that put nothing into the buffer. */
  #barren = 0;

  constructor(kind: "video" | "audio") {
    this.kind = kind;
  }

  get ranges(): Ranges {
    return rangesOf(this.buffer);
  }

  /** Seconds buffered in one run from `time` on. */
  ahead(time: number): number {
    return bufferedUntil(this.ranges, time) - time;
  }

  wanted(starts: readonly number[], time: number): number | null {
    return wantedSegment(starts, this.ranges, time, this.#spent);
  }

  /** After a seek all segments may be asked for again. */
  forgive(): void {
    this.#spent.clear();
  }

  /** A segment that changes nothing must not be fetched for ever. */
  judge(starts: readonly number[], index: number, time: number): void {
    this.#barren = holdsSome(starts, this.ranges, index) ? 0 : this.#barren + 1;
    if (this.#barren > 1) throw new Error(`Nothing came of ${this.kind} segment ${index}`);
    if (this.#barren === 0 && this.wanted(starts, time) === index) this.#spent.add(index);
  }

  /** Half a segment may be in the parser: the next one starts clean. */
  restart(open: boolean): void {
    if (this.buffer && open) this.buffer.abort();
    this.rung = -1;
  }

  /** The next bytes are the track's init segment and what follows it. */
  begin(track: CmafTrack, rung: number): void {
    if (this.rung >= 0) this.#open.changeType?.(mimeOf(this.kind, track));
    this.rung = rung;
  }

  /** Appends, and makes room first when the element has none left. `time`: where it stands. */
  async put(chunk: BufferSource, time: number, signal: AbortSignal): Promise<void> {
    const buffer = this.#open;
    const behind = time - KEEP_BEHIND_SECONDS;
    if (behind > 0 && buffer.buffered.length > 0 && buffer.buffered.start(0) < behind - 10)
      await forget(buffer, behind, signal);
    try {
      await append(buffer, chunk, signal);
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "QuotaExceededError") throw error;
      await forget(buffer, Math.max(0, time - 1), signal);
      await append(buffer, chunk, signal);
    }
  }

  get #open(): SourceBuffer {
    if (!this.buffer) throw new Error("No buffer");
    return this.buffer;
  }
}

export function rangesOf(holder: { buffered: TimeRanges } | null): Ranges {
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

/** Seconds that a player which fills by itself must hold before another clip may use the road. */
const SAFE_SECONDS = 4;

export function isSafeAhead(video: HTMLVideoElement): boolean {
  const until = bufferedUntil(rangesOf(video), video.currentTime);
  return until - video.currentTime >= SAFE_SECONDS || until >= video.duration - 0.5;
}
