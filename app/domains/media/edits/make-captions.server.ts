import { type Fault, ok, type Result, refuse } from "../../../kernel/result.ts";
import { type StoredVideo, TRIES_A_ROUND } from "../ports.ts";
import { CAPTION_LANGUAGE, UNDETERMINED } from "./captions.ts";
import { makeCaptionsJob, writeCaptionsJob } from "./edit-jobs.ts";
import type {
  CaptionWriter,
  EditPorts,
  SpokenClip,
  StoredCaptionOrder,
  WritingFault,
} from "./ports.ts";

export type MakeCaptionsFault = Fault<
  | "video-not-found"
  | "captions-language-invalid"
  /** Who would write them does not understand it. */
  | "captions-language-unheard"
  | "captions-off"
  | "captions-under-way"
  /** A person wrote them; a machine does not write over that. */
  | "captions-written"
  | "original-elsewhere"
>;

/** Whether captions can be made of a clip, and the order that is under way or failed. */
export interface CaptionWork {
  /** `off`: nobody is set up who writes them; `elsewhere`: none of those reaches this clip. */
  can: "make" | "off" | "elsewhere";
  /** Primary subtags of what is understood; null: anything. */
  languages: readonly string[] | null;
  order: Pick<StoredCaptionOrder, "language" | "status" | "progress" | "failure"> | null;
}

export async function readCaptionWork(
  { edits, store, captionWriters }: EditPorts,
  shopId: string,
  videoId: string,
): Promise<CaptionWork> {
  const order = await edits.captionOrder(shopId, videoId);
  const video = await store.find(shopId, videoId);
  const writer = video && writerFor(captionWriters, video);
  return {
    can: captionWriters.length === 0 ? "off" : writer ? "make" : "elsewhere",
    languages: writer?.languages ?? null,
    order,
  };
}

/** Queues the writing down of what is said in a clip. Said twice, it does nothing the second time. */
export async function orderCaptions(
  { edits, store, captionWriters, clock }: EditPorts,
  shopId: string,
  videoId: string,
  language: string,
): Promise<Result<void, MakeCaptionsFault>> {
  if (!CAPTION_LANGUAGE.test(language) || language === UNDETERMINED)
    return refuse("captions-language-invalid");
  if (captionWriters.length === 0) return refuse("captions-off");
  const video = await store.find(shopId, videoId);
  if (!video) return refuse("video-not-found");
  const writer = writerFor(captionWriters, video);
  if (!writer) return refuse("original-elsewhere");
  if (writer.languages && !writer.languages.includes(language.split("-")[0]!))
    return refuse("captions-language-unheard");
  const tracks = await edits.captions(shopId, videoId);
  if (tracks.some((track) => track.language === language && !track.automatic))
    return refuse("captions-written");
  const jobs = [makeCaptionsJob(shopId, videoId)];
  const queued = await edits.orderCaptions(shopId, videoId, language, clock.now(), jobs);
  return queued ? ok() : refuse("captions-under-way");
}

/**
 * An engine that writes captions by itself has a new clip: they are waited for, in whatever language it
 * hears. Not where there are any already: a platform's, or a person's.
 */
export async function awaitCaptions(
  { edits, clock }: EditPorts,
  { shopId, videoId }: { shopId: string; videoId: string },
): Promise<void> {
  if ((await edits.captions(shopId, videoId)).length > 0) return;
  const jobs = [makeCaptionsJob(shopId, videoId)];
  await edits.orderCaptions(shopId, videoId, UNDETERMINED, clock.now(), jobs);
}

/** Has what is said in a clip written down, and keeps it as an automatic track. */
export async function makeCaptions(
  { edits, store, captionWriters, clock, log }: EditPorts,
  { shopId, videoId }: { shopId: string; videoId: string },
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const order = await edits.claimCaptionOrder(shopId, videoId, clock.now());
  if (!order) return;
  const { attempt, language } = order;
  const settle = async (end: Parameters<typeof edits.settleCaptionOrder>[3]) => {
    const jobs = [writeCaptionsJob(shopId, videoId)];
    await edits.settleCaptionOrder(shopId, videoId, attempt, end, clock.now(), jobs);
  };
  const fail = async (failure: WritingFault | MakeCaptionsFault) => {
    log.warn({ shop: shopId, video: videoId, fault: failure.kind }, "Captions were not made");
    // Nobody asked for these, so nobody is told that there are none.
    if (language === UNDETERMINED) await edits.dropCaptionOrder(shopId, videoId);
    else await settle({ failure });
  };
  const video = await store.find(shopId, videoId);
  const writer = video && writerFor(captionWriters, video);
  if (!writer)
    return fail({ kind: captionWriters.length === 0 ? "captions-off" : "original-elsewhere" });
  if (!writer.remote && attempt % TRIES_A_ROUND === 0)
    return fail({ kind: "processing-interrupted" });
  const say = (share: number) =>
    edits.captionProgress(shopId, videoId, attempt, share, clock.now());
  const written = await writer.write(spokenClip(video), language, say, signal);
  if (!written.ok) return fail(written.fault);
  const { value } = written;
  if (value.kind === "superseded") return;
  if (value.kind === "waiting") {
    const startAfter = clock.now() + value.retryAfterMs;
    return store.enqueue([makeCaptionsJob(shopId, videoId, { startAfter })]);
  }
  if (!CAPTION_LANGUAGE.test(value.language)) return fail({ kind: "captions-language-invalid" });
  await settle({ cues: value.cues, language: value.language });
  log.info({ shop: shopId, video: videoId, cues: value.cues.length }, "Captions were made");
}

function writerFor(writers: CaptionWriter[], video: StoredVideo): CaptionWriter | undefined {
  return writers.find((writer) => writer.takes(spokenClip(video)));
}

function spokenClip({ sourceKey, asset }: StoredVideo): SpokenClip {
  return { sourceKey, kept: asset && { engine: asset.engine, ref: asset.engineRef } };
}
