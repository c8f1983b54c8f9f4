import { type Fault, ok, type Result, refuse } from "../../../kernel/result.ts";
import { removeFilesJob, videoChangedJob } from "../jobs.ts";
import { type EngineAsset, type MediaFault, type StoredVideo, TRIES_A_ROUND } from "../ports.ts";
import { joinedClips, ORIGINAL } from "./document.ts";
import { drawEdit } from "./draw-edit.server.ts";
import { renderEditJob, writeCaptionsJob } from "./edit-jobs.ts";
import { renditionPrefix, workPrefix } from "./edit-keys.ts";
import type { EditStatus } from "./index.ts";
import type { EditPorts, RenderInput, StoredEdit } from "./ports.ts";

/** Of the whole work: rendering, then the ladder. */
const RENDERED = 0.6;

/** How long documents already handed out may still point at files of what was shown before. */
const OLD_FILES_MS = 60 * 60 * 1000;

const UNRENDERED: EditStatus[] = ["saved", "failed", "cancelled"];

export type RenderFault = Fault<"edit-not-found" | "edit-under-way" | "edit-clip-not-ready">;

/** Queues a version for rendering. Said twice, it does nothing the second time. */
export async function startRender(
  { store, edits, clock }: EditPorts,
  shopId: string,
  editId: string,
): Promise<Result<void, RenderFault>> {
  const edit = await edits.find(shopId, editId);
  if (!edit) return refuse("edit-not-found");
  const video = await store.find(shopId, edit.videoId);
  // While the original's own ladder is still being made, the two would publish over each other.
  if (video?.status !== "ready" || !video.asset?.complete) return refuse("edit-clip-not-ready");
  const jobs = [renderEditJob(shopId, editId)];
  const queued = await edits.queue(shopId, editId, UNRENDERED, clock.now(), jobs);
  return queued ? ok() : refuse("edit-under-way");
}

/** Stops a rendering that waits or runs. What shoppers see stays as it is. */
export async function cancelRender(
  { edits, clock }: EditPorts,
  shopId: string,
  editId: string,
): Promise<Result<void, Fault<"edit-not-found" | "edit-not-under-way">>> {
  if (!(await edits.find(shopId, editId))) return refuse("edit-not-found");
  const cancelled = await edits.cancel(shopId, editId, clock.now());
  return cancelled ? ok() : refuse("edit-not-under-way");
}

/**
 * Renders a version and puts it through the ladder. Only when every rung is there does it take the place
 * of what shoppers see; whatever fails before that leaves the old one as it was.
 */
export async function renderEdit(
  ports: EditPorts,
  { shopId, editId }: { shopId: string; editId: string },
  signal: AbortSignal,
): Promise<void> {
  const { store, edits, renderer, blobs, clock, log } = ports;
  signal.throwIfAborted();
  const edit = await edits.claim(shopId, editId, clock.now());
  if (!edit) return;
  const fields = { shop: shopId, video: edit.videoId, edit: editId, attempt: edit.attempt };
  const fail = async (fault: MediaFault) => {
    log.warn({ ...fields, fault: fault.kind, ...fault.params }, "An edit could not be rendered");
    await edits.fail(shopId, editId, edit.attempt, fault, clock.now());
  };
  if (edit.attempt % TRIES_A_ROUND === 0) return fail({ kind: "processing-interrupted" });
  const video = await store.find(shopId, edit.videoId);
  const input = video ? await inputOf(ports, shopId, edit, video) : null;
  if (!video || !input) return fail({ kind: "upload-missing" });

  // What tries that were cut off had finished: nobody was ever shown these.
  for (const key of earlierTries(edit, (attempt) => fileKey(shopId, edit, attempt)))
    await blobs.remove(key);

  const say = (share: number) => edits.progress(shopId, editId, edit.attempt, share, clock.now());
  try {
    const made = await renderer.render(input, (share) => say(share * RENDERED), signal);
    if (!made.ok) return await fail(made.fault);
    if (made.value === "made") {
      const fault = await publishEdit(ports, shopId, edit, input.outKey, signal);
      if (fault) return await fail(fault);
    }
    log.info(fields, "An edit was rendered");
  } finally {
    await blobs.remove(input.outKey);
  }
}

async function inputOf(
  ports: EditPorts,
  shopId: string,
  edit: StoredEdit,
  video: StoredVideo,
): Promise<RenderInput | null> {
  const { store, edits } = ports;
  const { document } = edit;
  const prepared = (await edits.source(shopId, edit.videoId))?.prepared;
  if (!prepared || !video.sourceKey) return null;
  const sources = new Map([[ORIGINAL, { key: video.sourceKey }]]);
  for (const joined of await store.byIds(shopId, joinedClips(document)))
    if (joined.sourceKey) sources.set(joined.id, { key: joined.sourceKey });
  if (document.parts.some(({ source }) => !sources.has(source))) return null;
  const drawn = await drawEdit(ports, shopId, edit, prepared);
  if (!drawn) return null;
  return {
    ...{ rate: prepared.rate, sources, ...drawn },
    outKey: fileKey(shopId, edit, edit.attempt),
  };
}

/** The finished file of one attempt, before the ladder. */
function fileKey(shopId: string, { id, videoId }: StoredEdit, attempt: number): string {
  return `${workPrefix(shopId, videoId)}${id}-${attempt}`;
}

/** The ladder over the finished file; only the whole of it is published. */
async function publishEdit(
  { edits, engine, blobs, clock }: EditPorts,
  shopId: string,
  edit: StoredEdit,
  sourceKey: string,
  signal: AbortSignal,
): Promise<MediaFault | null> {
  const { id, videoId, attempt } = edit;
  const prefix = renditionPrefix(shopId, videoId, id, attempt);
  const progress = (share: number) =>
    edits.progress(shopId, id, attempt, RENDERED + (1 - RENDERED) * share, clock.now());
  const publish = async (asset: EngineAsset) => {
    if (!asset.complete) return progress(0.1);
    const cutOff = earlierTries(edit, (attempt) => renditionPrefix(shopId, videoId, id, attempt));
    const left = [...cutOff, ...(asset.obsolete ?? [])];
    const later = clock.now() + OLD_FILES_MS;
    const jobs = [
      videoChangedJob(shopId, [videoId]),
      writeCaptionsJob(shopId, videoId),
      ...(left.length > 0 ? [removeFilesJob(shopId, left, null, later)] : []),
    ];
    return edits.publish(shopId, id, attempt, engine.name, asset, clock.now(), jobs);
  };
  const cover = edit.document.cover;
  const source = { shopId, videoId, sourceKey, engineRef: null, prefix };
  const done = await engine.process(
    cover === null ? source : { ...source, posterAt: cover },
    { progress, publish },
    signal,
  );
  if (done.ok) return null;
  await blobs.remove(prefix);
  return done.fault;
}

/** What attempts that were cut off since the version was queued may have left. */
function earlierTries({ attempt }: StoredEdit, named: (attempt: number) => string): string[] {
  const tries = (attempt % TRIES_A_ROUND) - 1;
  return Array.from({ length: Math.max(0, tries) }, (_, index) => named(attempt - 1 - index));
}
