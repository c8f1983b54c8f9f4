import { newId } from "../../../kernel/ids.ts";
import { type Fault, ok, type Result, refuse } from "../../../kernel/result.ts";
import { removeFilesJob, videoChangedJob } from "../jobs.ts";
import {
  CAPTION_LANGUAGE,
  type Cue,
  captionsIn,
  type ReadCaptionsFault,
  readCaptions,
  writeVtt,
} from "./captions.ts";
import { blankDocument, ORIGINAL } from "./document.ts";
import { writeCaptionsJob } from "./edit-jobs.ts";
import { proxyPrefix } from "./edit-keys.ts";
import type { EditPorts } from "./ports.ts";
import { sourceLength } from "./prepare-source.server.ts";
import { planTimeline } from "./timeline.ts";

/** How long documents already handed out may still point at the files there were. */
const OLD_FILES_MS = 60 * 60 * 1000;

export type CaptionFault =
  | ReadCaptionsFault
  | Fault<"captions-language-invalid" | "video-not-found">;

/** Keeps what is said in one language in the place of what was kept before; nothing said removes it. */
export async function putCaptions(
  { edits, clock }: EditPorts,
  shopId: string,
  videoId: string,
  language: string,
  cues: Cue[],
): Promise<Result<void, CaptionFault>> {
  if (!CAPTION_LANGUAGE.test(language)) return refuse("captions-language-invalid");
  // Whatever they came as, they are kept as a file of them would be read again.
  const checked = cues.length > 0 ? readCaptions(writeVtt(cues)) : ok([]);
  if (!checked.ok) return checked;
  const jobs = [writeCaptionsJob(shopId, videoId)];
  const put = await edits.putCaptions(shopId, videoId, language, checked.value, clock.now(), jobs);
  return put ? ok() : refuse("video-not-found");
}

/**
 * Writes the WebVTT files that shoppers' players read: in the time of the version they see, and without the
 * language that is drawn into its picture.
 */
export async function writeCaptions(
  { edits, store, blobs, clock }: EditPorts,
  { shopId, videoId }: { shopId: string; videoId: string },
): Promise<void> {
  const tracks = await edits.captions(shopId, videoId);
  if (tracks.length === 0) return;
  const prepared = (await edits.source(shopId, videoId))?.prepared;
  const liveId = await edits.liveEdit(shopId, videoId);
  const live = liveId ? await edits.find(shopId, liveId) : null;
  const document = live?.document ?? (prepared ? blankDocument(sourceLength(prepared)) : null);
  const timeline = document && prepared ? planTimeline(document, prepared.rate) : null;
  const old: string[] = [];
  for (const { language, cues, fileKey } of tracks) {
    const moved = timeline ? captionsIn(timeline, ORIGINAL, cues) : cues;
    const said = live?.document.burnIn?.language === language ? [] : moved;
    const name = `${language.toLowerCase()}.vtt`;
    const key = said.length > 0 ? `${proxyPrefix(shopId, videoId, newId(clock))}${name}` : null;
    if (key) {
      const put = await blobs.put(key, Buffer.from(writeVtt(said)), { contentType: "text/vtt" });
      if (!put.ok) throw new Error("There is no room for captions");
    }
    await edits.setCaptionFile(shopId, videoId, language, key);
    if (fileKey) old.push(fileKey);
  }
  await store.enqueue([
    videoChangedJob(shopId, [videoId]),
    ...(old.length > 0 ? [removeFilesJob(shopId, old, null, clock.now() + OLD_FILES_MS)] : []),
  ]);
}
