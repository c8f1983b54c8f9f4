import { createReadStream } from "node:fs";
import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type {
  BlobBody,
  BlobStore,
  EngineAsset,
  EngineSink,
  MediaFault,
  MediaLog,
} from "../../domains/media/ports.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { EngineLimits } from "./engine.ts";
import { faultOf } from "./faults.ts";
import { type FragmentedTrack, readFragmented } from "./fragments.ts";
import { inputArgs } from "./input.ts";
import { ladder, type Rung } from "./ladder.ts";
import type { Ffmpeg } from "./locate.ts";
import { type PackagedTrack, packageTrack } from "./package-tracks.ts";
import { type MasterEntry, masterPlaylist } from "./playlists.ts";
import { type Probe, probe } from "./probe.ts";
import { createProgress, type Part, type Progress } from "./progress.ts";
import { need, Refused, Superseded } from "./refused.ts";
import { runFfmpeg } from "./run.ts";
import {
  audioStage,
  contentFileArgs,
  headStage,
  joinStages,
  mayRemux,
  previewStage,
  remuxStage,
  rungsStage,
  type StageFiles,
  steadyRate,
  stillsStage,
} from "./stages.ts";
import { endingAt, isWhole, judgeSource, lengthOf, type SourceUse } from "./track-rules.ts";

export interface MakeAssetInput {
  ffmpeg: Ffmpeg;
  blobs: BlobStore;
  log: MediaLog;
  clock: Clock;
  limits: EngineLimits;
  /** Empty folder for working files. */
  folder: string;
  /** The original. */
  file: string;
  /** Where the blobs go. */
  prefix: string;
  /** Second of the poster's picture; without it one is chosen. */
  posterAt: number | undefined;
  sink: EngineSink;
  signal: AbortSignal;
}

export type Made =
  | { ok: true; superseded: boolean }
  | { ok: false; fault: MediaFault; published: boolean };

/** Folder of the source's own pictures while they stand in for a top rung. */
const STOPGAP = "source";

/**
 * From an original to a whole asset, published in steps, each with poster, preview and sound: first what
 * can be watched soonest, then every rung and a file that plays without scripts. Soonest are the source's
 * own pictures: as the top rung (the small rung follows next), or until there is one; else the small rung.
 */
export async function makeAsset(input: MakeAssetInput): Promise<Made> {
  const work = new AssetWork(input);
  try {
    await work.run();
    return { ok: true, superseded: false };
  } catch (cause) {
    const error = work.reasonOf(cause);
    if (error instanceof Superseded) return { ok: true, superseded: true };
    if (error instanceof Refused)
      return { ok: false, fault: error.fault, published: work.publications > 0 };
    throw error;
  } finally {
    await work.end();
  }
}

class AssetWork {
  publications = 0;
  private readonly input: MakeAssetInput;
  private readonly files: StageFiles;
  /** Aborted with the caller's signal, and when the sink says stop. */
  private readonly stop = new AbortController();
  private readonly signal: AbortSignal;
  /** Smallest first. `file`: the whole rung, as it was before it was cut up. */
  private readonly rungs: (MasterEntry & { file: string })[] = [];
  private audio: PackagedTrack | null = null;
  private preview = false;
  private placeholder = "";
  private contentKey: string | null = null;
  private readonly obsolete: string[] = [];
  private seconds = 0;
  /** The rungs that are made beside the small one. */
  private others: Promise<void> | null = null;
  private readonly progress: Progress;

  constructor(input: MakeAssetInput) {
    this.input = input;
    this.signal = AbortSignal.any([input.signal, this.stop.signal]);
    this.progress = createProgress(input.clock, (share) => this.tell(share));
    const at = (name: string) => join(input.folder, name);
    this.files = {
      video: (name) => at(`${name}.mp4`),
      audio: at("audio.mp4"),
      remux: at("remux.mp4"),
      content: at("clip.mp4"),
      poster: at("poster.jpg"),
      placeholder: at(input.ffmpeg.hasWebp ? "placeholder.webp" : "placeholder.jpg"),
      preview: at("preview.mp4"),
    };
  }

  /** What aborted the work rather than what broke because of it. */
  reasonOf(error: unknown): unknown {
    return this.stop.signal.aborted ? this.stop.signal.reason : error;
  }

  /** Ends what still runs beside a part that failed. */
  async end(): Promise<void> {
    this.stop.abort(new Superseded());
    await this.others?.catch(() => {});
  }

  async run(): Promise<void> {
    const { ffmpeg, limits, file } = this.input;
    const found = need(await probe(ffmpeg, file, limits, this.signal));
    if (found.hdr && !ffmpeg.hasToneMapping) found.hdr = null;
    const rungs = ladder(found.width, found.height);
    const top = rungs.at(-1)!;
    const source = mayRemux(found, top) ? await this.quickly(found, top) : "unfit";
    const wanted = source === "rung" ? rungs.slice(0, -1) : rungs;
    // What plays already can wait for all the others, made from one reading of the pictures.
    const small = source === "stopgap" ? undefined : wanted[0];
    const rest = small ? wanted.slice(1) : wanted;

    // The rest begin beside the small rung and give way to it: one process alone leaves a core idle at times.
    this.others = this.encodeRest(found, rest);
    // Heard below. When the small rung fails first, that is the fault to tell.
    this.others.catch(() => {});
    if (small) {
      if (source === "unfit") await this.encodeFirst(found, small);
      else await this.encodeSmall(found, small);
      await this.addVideo(small.name, await this.readRung(small), steadyRate(found));
      if (rest.length > 0) await this.publish(found, false);
    }
    await this.others;
    for (const rung of rest)
      await this.addVideo(rung.name, await this.readRung(rung), steadyRate(found));
    if (source === "stopgap") this.dropStopgap();
    await this.addContentFile(found);
    await this.publish(found, true);
  }

  /**
   * Remux, poster, preview and sound, in a second or so. What the source's own pictures are good for:
   * to be the top rung, to bridge the time until there is one, or nothing.
   */
  private async quickly(found: Probe, top: Rung): Promise<SourceUse> {
    const { files, input } = this;
    const remux = await runFfmpeg(input.ffmpeg, {
      ...this.limits(found),
      args: [...this.source(found), ...joinStages(remuxStage(found, files))],
    });
    const track = remux.ok ? await readFragmented(files.remux).catch(() => null) : null;
    const use = track ? judgeSource(track, found, top) : "unfit";
    if (!track || use === "unfit") return "unfit";
    const stills = joinStages(
      headStage(found, ["stills", "moving"]),
      stillsStage(found, "stills", input.ffmpeg, files, input.posterAt),
      previewStage(found, "moving", files),
    );
    await Promise.all([
      // Enough pictures for both, with some to spare for reordering.
      this.encode(found, stills, { seconds: 4 + (input.posterAt ?? 0) }),
      this.encodeAudio(found),
    ]);
    await this.addStills();
    await this.addAudio(await this.readAudio(), lengthOf(track));
    await this.addVideo(use === "rung" ? top.name : STOPGAP, track, found.fps);
    await this.publish(found, false);
    return use;
  }

  private dropStopgap(): void {
    const prefix = `${STOPGAP}/`;
    const index = this.rungs.findIndex(({ rendition }) => rendition.init.startsWith(prefix));
    this.rungs.splice(index, 1);
    this.obsolete.push(`${this.input.prefix}${prefix}`);
  }

  private encodeSmall(found: Probe, small: Rung): Promise<void> {
    const stage = rungsStage(found, [small], "small", this.files);
    return this.encode(found, joinStages(headStage(found, ["small"]), stage), { part: "small" });
  }

  private async encodeRest(found: Probe, rest: Rung[]): Promise<void> {
    if (rest.length === 0) return;
    const stage = rungsStage(found, rest, "rest", this.files);
    await this.encode(found, joinStages(headStage(found, ["rest"]), stage), { part: "rest" });
  }

  /** The small rung, poster, preview and sound, from one reading of the pictures. */
  private async encodeFirst(found: Probe, small: Rung): Promise<void> {
    const { files } = this;
    const stages = [
      headStage(found, ["small", "stills", "moving"]),
      rungsStage(found, [small], "small", files),
      stillsStage(found, "stills", this.input.ffmpeg, files, this.input.posterAt),
      previewStage(found, "moving", files),
    ];
    const part = "small";
    try {
      await this.encode(found, joinStages(...stages, audioStage(found, files)), { part });
    } catch (error) {
      if (!(error instanceof Refused) || error.fault.kind !== "file-damaged") throw error;
      if (found.audio === null) throw error;
      // It may be the sound that cannot be read: a clip without it is better than none.
      await rm(files.audio, { force: true });
      await this.encode(found, joinStages(...stages), { part });
    }
    const pictures = lengthOf(await this.readRung(small));
    const audio = await this.readAudio();
    // Where one of the two runs to the end, the other was meant to be shorter.
    const readable = Math.max(pictures, audio ? lengthOf(audio) : 0);
    if (!isWhole(readable, found))
      throw new Refused({
        kind: "file-cut-short",
        params: { duration: Math.round(readable), expected: Math.round(found.duration) },
      });
    await this.addStills();
    await this.addAudio(audio, pictures);
  }

  private async encodeAudio(found: Probe): Promise<void> {
    if (found.audio === null) return;
    try {
      await this.encode(found, joinStages(audioStage(found, this.files)), {});
    } catch (error) {
      if (!(error instanceof Refused) || error.fault.kind !== "file-damaged") throw error;
      await rm(this.files.audio, { force: true });
    }
  }

  private source(found: Probe, seconds = found.duration + 1): string[] {
    const most = this.input.limits.maxDurationSeconds + 1;
    return inputArgs(this.input.file, Math.min(seconds, most));
  }

  private limits(found: Probe) {
    const { limits } = this.input;
    return {
      seconds: limits.baseSeconds + limits.secondsPerSecond * found.duration,
      memoryBytes: limits.memoryBytes,
      signal: this.signal,
    };
  }

  /** `part`: of the whole work, where it is a large one. `seconds`: how much of the clip it reads. */
  private async encode(
    found: Probe,
    args: string[],
    options: { part?: Part; seconds?: number },
  ): Promise<void> {
    const limits = this.limits(found);
    const { part } = options;
    if (part) this.progress.begin(part);
    const end = await runFfmpeg(this.input.ffmpeg, {
      ...limits,
      args: [...this.source(found, options.seconds), ...args],
      inBackground: part === "rest",
      onProgress: (written) => {
        if (part) this.progress.advance(part, written / found.duration);
      },
    });
    if (end.ok) return;
    const fault = faultOf(end, limits);
    this.input.log.warn(
      { fault: fault.kind, prefix: this.input.prefix, words: end.words.slice(-2000) },
      "ffmpeg ended with a fault",
    );
    throw new Refused(fault);
  }

  /** Says how far it is; learns that way when the clip has gone. */
  private tell(share: number): void {
    this.input.sink.progress(share).then(
      (mine) => {
        if (!mine) this.stop.abort(new Superseded());
      },
      (error: unknown) => this.stop.abort(error),
    );
  }

  private async addStills(): Promise<void> {
    const { files } = this;
    const poster = await readFile(files.poster).catch(() => null);
    const placeholder = await readFile(files.placeholder).catch(() => null);
    if (!poster || !placeholder) throw new Refused({ kind: "file-damaged" });
    await this.put("poster.jpg", poster, "image/jpeg");
    const type = files.placeholder.endsWith(".webp") ? "image/webp" : "image/jpeg";
    this.placeholder = `data:${type};base64,${placeholder.toString("base64")}`;
    const preview = await readFile(files.preview).catch(() => null);
    if (!preview?.length) return;
    await this.put("preview.mp4", preview, "video/mp4");
    this.preview = true;
  }

  /**
   * Sound of no length leaves a clip without sound, and what sounds after the last picture goes.
   * `pictures`: seconds of them.
   */
  private async addAudio(track: FragmentedTrack | null, pictures: number): Promise<void> {
    if (track) this.audio = await this.package("a", endingAt(track, pictures));
  }

  private readAudio(): Promise<FragmentedTrack | null> {
    return readFragmented(this.files.audio).catch(() => null);
  }

  private async readRung(rung: Rung): Promise<FragmentedTrack> {
    const track = await readFragmented(this.files.video(rung.name)).catch(() => null);
    if (!track) throw new Refused({ kind: "file-damaged" });
    return track;
  }

  private async addVideo(name: string, track: FragmentedTrack, frameRate: number): Promise<void> {
    const packaged = await this.package(name, track);
    this.seconds = packaged.seconds;
    const { width, height } = track;
    this.rungs.push({
      rendition: { ...packaged.track, width, height },
      averageBandwidth: packaged.averageBandwidth,
      frameRate,
      file: track.file,
    });
    this.rungs.sort((a, b) => a.rendition.height - b.rendition.height);
  }

  private async package(name: string, track: FragmentedTrack): Promise<PackagedTrack> {
    const { blobs, prefix } = this.input;
    return need(await packageTrack(blobs, prefix, name, track, this.signal));
  }

  /** One file that plays without scripts: the middle of the ladder. */
  private async addContentFile(found: Probe): Promise<void> {
    const side = (rung: MasterEntry) => Math.min(rung.rendition.width, rung.rendition.height);
    const chosen = this.rungs.findLast((rung) => side(rung) <= 480) ?? this.rungs[0]!;
    const { content, audio } = this.files;
    const end = await runFfmpeg(this.input.ffmpeg, {
      ...this.limits(found),
      args: contentFileArgs(chosen.file, this.audio ? audio : null, content),
    });
    if (!end.ok) throw new Refused(faultOf(end, this.limits(found)));
    const { size } = await stat(content);
    await this.put("clip.mp4", createReadStream(content), "video/mp4", size);
    this.contentKey = `${this.input.prefix}clip.mp4`;
  }

  private async put(
    name: string,
    body: BlobBody,
    contentType: string,
    bytes?: number,
  ): Promise<void> {
    const { signal } = this;
    const key = `${this.input.prefix}${name}`;
    need(await this.input.blobs.put(key, body, { contentType, bytes, signal }));
  }

  /** Each publication has a master playlist of its own name, because URLs are cached for ever. */
  private async publish(found: Probe, complete: boolean): Promise<void> {
    const { prefix, sink } = this.input;
    const master = `master-${this.publications + 1}.m3u8`;
    const playlist = masterPlaylist(this.rungs, this.audio);
    await this.put(master, Buffer.from(playlist), "application/vnd.apple.mpegurl");
    const asset: EngineAsset = {
      engineRef: prefix,
      width: found.width,
      height: found.height,
      duration: Math.round(this.seconds * 1000),
      hasAudio: this.audio !== null,
      posterKey: `${prefix}poster.jpg`,
      previewKey: this.preview ? `${prefix}preview.mp4` : null,
      placeholder: this.placeholder,
      playback: {
        kind: "cmaf",
        hls: `${prefix}${master}`,
        base: prefix,
        renditions: this.rungs.map(({ rendition }) => rendition),
        audio: this.audio?.track ?? null,
        contentKey: this.contentKey,
      },
      obsolete: [...this.obsolete],
      complete,
    };
    if (!(await sink.publish(asset))) throw new Superseded();
    this.publications++;
  }
}
