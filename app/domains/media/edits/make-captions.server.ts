import { type Fault, ok, type Result, refuse } from "../../../kernel/result.ts";
import { type MediaFault, TRIES_A_ROUND } from "../ports.ts";
import { CAPTION_LANGUAGE, type ReadCaptionsFault, readCaptions, writeVtt } from "./captions.ts";
import { cuesOf } from "./cues-of.ts";
import { makeCaptionsJob, writeCaptionsJob } from "./edit-jobs.ts";
import type { EditPorts, SpeechFault, StoredCaptionOrder } from "./ports.ts";

export type MakeCaptionsFault = Fault<
  | "video-not-found"
  | "captions-language-invalid"
  | "captions-off"
  | "captions-under-way"
  /** A person wrote them; a machine does not write over that. */
  | "captions-written"
  | "original-elsewhere"
>;

/** Whether captions can be made of a clip, and the order that is under way or failed. */
export interface CaptionWork {
  /** `off`: no speech service is configured; `elsewhere`: the engine keeps the original. */
  can: "make" | "off" | "elsewhere";
  order: Pick<StoredCaptionOrder, "language" | "status" | "progress" | "failure"> | null;
}

export async function readCaptionWork(
  { edits, store, speech }: EditPorts,
  shopId: string,
  videoId: string,
): Promise<CaptionWork> {
  const order = await edits.captionOrder(shopId, videoId);
  const video = await store.find(shopId, videoId);
  return { can: !speech ? "off" : video?.sourceKey ? "make" : "elsewhere", order };
}

/** Queues the writing down of what is said in a clip. Said twice, it does nothing the second time. */
export async function orderCaptions(
  { edits, store, speech, clock }: EditPorts,
  shopId: string,
  videoId: string,
  language: string,
): Promise<Result<void, MakeCaptionsFault>> {
  if (!CAPTION_LANGUAGE.test(language)) return refuse("captions-language-invalid");
  if (!speech) return refuse("captions-off");
  const video = await store.find(shopId, videoId);
  if (!video) return refuse("video-not-found");
  if (!video.sourceKey) return refuse("original-elsewhere");
  const tracks = await edits.captions(shopId, videoId);
  if (tracks.some((track) => track.language === language && !track.automatic))
    return refuse("captions-written");
  const jobs = [makeCaptionsJob(shopId, videoId)];
  const queued = await edits.orderCaptions(shopId, videoId, language, clock.now(), jobs);
  return queued ? ok() : refuse("captions-under-way");
}

/** Why captions that were ordered could not be made. */
type MakingFault =
  | Fault<"captions-no-sound" | "captions-nothing-said">
  | MakeCaptionsFault
  | ReadCaptionsFault
  | SpeechFault
  | MediaFault;

/** Of the whole work: taking the sound out of the clip. */
const SOUND = 0.3;

/** Takes the sound out of a clip's original, has it written down, and keeps it as an automatic track. */
export async function makeCaptions(
  { edits, store, renderer, speech, clock, log }: EditPorts,
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
  const fail = (failure: MakingFault) => {
    log.warn({ shop: shopId, video: videoId, fault: failure.kind }, "Captions were not made");
    return settle({ failure });
  };
  if (!speech) return fail({ kind: "captions-off" });
  if (attempt % TRIES_A_ROUND === 0) return fail({ kind: "processing-interrupted" });
  const key = (await store.find(shopId, videoId))?.sourceKey;
  if (!key) return fail({ kind: "original-elsewhere" });
  const say = (share: number) =>
    edits.captionProgress(shopId, videoId, attempt, share, clock.now());
  const sound = await renderer.sound({ key }, (share) => say(share * SOUND), signal);
  if (!sound.ok) return fail(sound.fault);
  if (sound.value === null) return fail({ kind: "captions-no-sound" });
  if (sound.value === "superseded" || !(await say(SOUND))) return;
  const heard = await speech.listen(sound.value, language, signal);
  if (!heard.ok) return fail(heard.fault);
  const cues = cuesOf(heard.value);
  if (cues.length === 0) return fail({ kind: "captions-nothing-said" });
  const read = readCaptions(writeVtt(cues));
  await (read.ok ? settle({ cues: read.value }) : fail(read.fault));
  log.info({ shop: shopId, video: videoId, cues: cues.length }, "Captions were made");
}
