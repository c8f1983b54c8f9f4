import { rm } from "node:fs/promises";
import type { SayProgress } from "../../domains/media/edits/ports.ts";
import type { BlobBody, BlobStore, MediaFault, MediaLog } from "../../domains/media/ports.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ok, type Result } from "../../kernel/result.ts";
import type { EngineLimits } from "./engine.ts";
import { faultOf } from "./faults.ts";
import type { Ffmpeg } from "./locate.ts";
import { need, Refused, Superseded } from "./refused.ts";
import { type RunEnd, runFfmpeg } from "./run.ts";
import { openFolder } from "./workspace.ts";

export interface EditRunOptions {
  ffmpeg: Ffmpeg;
  blobs: BlobStore;
  clock: Clock;
  log: MediaLog;
  limits: EngineLimits;
  folder: string;
  say: SayProgress;
  signal: AbortSignal;
}

const EVERY_MS = 700;

/** Does a piece of work in a folder of its own, which is gone afterwards; what was refused is answered. */
export async function inRunFolder<T>(
  options: {
    ffmpeg: () => Promise<Ffmpeg>;
    blobs: BlobStore;
    clock: Clock;
    log: MediaLog;
    limits: EngineLimits;
  },
  say: SayProgress,
  signal: AbortSignal,
  work: (run: EditRun) => Promise<T>,
): Promise<Result<T | "superseded", MediaFault>> {
  const folder = await openFolder();
  const run = new EditRun({ ...options, ffmpeg: await options.ffmpeg(), folder, say, signal });
  try {
    return ok(await work(run));
  } catch (cause) {
    const error = run.reasonOf(cause);
    if (error instanceof Superseded) return ok("superseded");
    if (error instanceof Refused) return { ok: false, fault: error.fault };
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What one piece of work for the editor shares: its folder, its limits, and its way to be stopped. */
export class EditRun {
  readonly ffmpeg: Ffmpeg;
  readonly limits: EngineLimits;
  readonly folder: string;
  readonly blobs: BlobStore;
  readonly signal: AbortSignal;
  private readonly options: EditRunOptions;
  private readonly stop = new AbortController();
  private lastSaid = Number.NEGATIVE_INFINITY;

  constructor(options: EditRunOptions) {
    this.options = options;
    this.ffmpeg = options.ffmpeg;
    this.limits = options.limits;
    this.folder = options.folder;
    this.blobs = options.blobs;
    this.signal = AbortSignal.any([options.signal, this.stop.signal]);
  }

  /** What aborted the work rather than what broke because of it. */
  reasonOf(error: unknown): unknown {
    return this.stop.signal.aborted ? this.stop.signal.reason : error;
  }

  /** Says how far it is, now and then; learns that way when nobody wants it any more. */
  tell(share: number): void {
    const now = this.options.clock.now();
    if (now - this.lastSaid < EVERY_MS) return;
    this.lastSaid = now;
    this.options.say(Math.min(0.99, share)).then(
      (mine) => {
        if (!mine) this.stop.abort(new Superseded());
      },
      (error: unknown) => this.stop.abort(error),
    );
  }

  /** Runs ffmpeg with limits for so many seconds of clip; refuses when it fails. */
  async ffmpegOver(
    length: number,
    given: { args: string[]; onShare?: (share: number) => void },
  ): Promise<RunEnd> {
    const { limits } = this;
    const seconds = limits.baseSeconds + limits.secondsPerSecond * length;
    const end = await runFfmpeg(this.ffmpeg, {
      args: given.args,
      ...{ seconds, memoryBytes: limits.memoryBytes, signal: this.signal },
      onProgress: (written) => given.onShare?.(Math.min(1, written / length)),
    });
    if (end.ok) return end;
    const fault = faultOf(end, { seconds });
    this.options.log.warn(
      { fault: fault.kind, words: end.words.slice(-2000) },
      "ffmpeg ended with a fault while cutting",
    );
    throw new Refused(fault);
  }

  async put(key: string, body: BlobBody, contentType: string, bytes?: number): Promise<void> {
    need(await this.blobs.put(key, body, { contentType, bytes, signal: this.signal }));
  }
}
