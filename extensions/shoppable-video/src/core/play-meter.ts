/** A human play lasts this long, in milliseconds of moving picture, or to the end. */
const PLAY_MS = 2000;
const COMPLETE_SHARE = 0.95;
/** A longer step between two samples is a jump: media events come at least four times a second. */
const LONGEST_STEP = 1.5;
const BUCKETS = 100;

/**
 * Counts one play of one clip from samples of the media's own position, so that stalls, pauses and
 * seeks are never counted as watching. Positions are seconds.
 */
export class PlayMeter {
  readonly #duration: number;
  readonly #emit: (kind: "play" | "watch" | "complete", value?: number) => void;
  readonly #seen = new Set<number>();
  #last: number | null = null;
  #watched = 0;
  #flushed = 0;
  #played = false;
  #completed = false;

  constructor(
    duration: number,
    emit: (kind: "play" | "watch" | "complete", value?: number) => void,
  ) {
    this.#duration = duration;
    this.#emit = emit;
  }

  /** The picture stands at `position` after moving there. */
  move(position: number): void {
    const last = this.#last;
    this.#last = position;
    if (last === null) return;
    const step = position - last;
    if (step <= 0 || step > LONGEST_STEP) return;
    this.#watched += step * 1000;
    const from = Math.floor((last / this.#duration) * BUCKETS);
    const to = Math.min(BUCKETS, Math.ceil((position / this.#duration) * BUCKETS));
    for (let bucket = from; bucket < to; bucket++) this.#seen.add(bucket);
    if (this.#watched >= PLAY_MS) this.#play();
    if (this.#seen.size >= BUCKETS * COMPLETE_SHARE) this.#complete();
  }

  /** The picture was put at `position`: nothing in between was seen. */
  jump(position: number): void {
    this.#last = position;
  }

  /** The clip ran to its end. */
  end(): void {
    if (this.#last !== null) this.move(this.#duration);
    if (this.#watched > 0) this.#play();
    this.#last = null;
  }

  /** Reports what was watched since the last report. */
  flush(): void {
    const unsent = Math.round(this.#watched - this.#flushed);
    if (unsent <= 0) return;
    this.#flushed += unsent;
    this.#emit("watch", unsent);
  }

  #play(): void {
    if (this.#played) return;
    this.#played = true;
    this.#emit("play");
  }

  #complete(): void {
    if (this.#completed) return;
    this.#completed = true;
    this.#play();
    this.#emit("complete");
  }
}
