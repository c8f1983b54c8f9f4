import { type Fault, ok, type Result, refuse } from "../../../kernel/result.ts";
import { removeFilesJob } from "../jobs.ts";
import { addFile, editFile, type FileFault } from "./add-file.server.ts";
import { type CaptionFault, putCaptions, writeCaptions } from "./caption-verbs.server.ts";
import { countAside } from "./carry-times.ts";
import type { EditDocument } from "./document.ts";
import { makeCaptionsJob, prepareSourceJob, renderEditJob } from "./edit-jobs.ts";
import type { Size } from "./geometry.ts";
import type { CaptionTrack, Cue, EditFile, EditSourceState, EditVersion } from "./index.ts";
import {
  awaitCaptions,
  type CaptionWork,
  type MakeCaptionsFault,
  makeCaptions,
  orderCaptions,
  readCaptionWork,
} from "./make-captions.server.ts";
import type { DrawnText, EditPorts, TextStyle } from "./ports.ts";
import { prepareSource, readSource } from "./prepare-source.server.ts";
import { cancelRender, type RenderFault, renderEdit, startRender } from "./render-edit.server.ts";
import { type SaveFault, saveEdit } from "./save-edit.server.ts";
import { useVersion } from "./use-version.server.ts";

/** Cutting, bound to one shop. */
export interface EditsDoor {
  /** A clip as the editor needs it; asking begins the work where there is some. Null: no such clip. */
  source(videoId: string): Promise<EditSourceState | null>;
  /** Begins it again after a failure. */
  prepareAgain(videoId: string): Promise<void>;
  /** Newest first. */
  versions(videoId: string): Promise<EditVersion[]>;
  /** The version that shoppers see; null: the clip as it was uploaded. */
  live(videoId: string): Promise<{ document: EditDocument } | null>;
  save(
    videoId: string,
    given: { document: EditDocument; name: string; by: string },
  ): Promise<Result<{ id: string; number: number }, SaveFault>>;
  render(editId: string): Promise<Result<void, RenderFault>>;
  cancel(editId: string): Promise<Result<void, Fault<"edit-not-found" | "edit-not-under-way">>>;
  /** Shows a rendered version, or (null) the clip as uploaded, to shoppers. */
  use(videoId: string, editId: string | null): Promise<Result<void, Fault<"edit-not-rendered">>>;
  /** How many product tags and moments stand in what the shown version leaves out. */
  setAside(videoId: string): Promise<{ products: number; moments: number }>;
  captions(videoId: string): Promise<CaptionTrack[]>;
  putCaptions(videoId: string, language: string, cues: Cue[]): Promise<Result<void, CaptionFault>>;
  captionWork(videoId: string): Promise<CaptionWork>;
  orderCaptions(videoId: string, language: string): Promise<Result<void, MakeCaptionsFault>>;
  /** Stops the making of captions, or forgets why it failed. */
  dropCaptionOrder(videoId: string): Promise<Result<void, Fault<"captions-not-under-way">>>;
  files(): Promise<EditFile[]>;
  addFile(given: { name: string; body: Uint8Array }): Promise<Result<EditFile, FileFault>>;
  /** Text as it will stand in the finished clip. */
  drawText(style: TextStyle, frame: Size): Promise<DrawnText>;
}

/** What the worker calls. Each is idempotent and may be killed at any point. */
export interface EditJobsDoor {
  prepareSource(payload: { shopId: string; videoId: string }, signal: AbortSignal): Promise<void>;
  renderEdit(payload: { shopId: string; editId: string }, signal: AbortSignal): Promise<void>;
  awaitCaptions(payload: { shopId: string; videoId: string }): Promise<void>;
  makeCaptions(payload: { shopId: string; videoId: string }, signal: AbortSignal): Promise<void>;
  writeCaptions(payload: { shopId: string; videoId: string }): Promise<void>;
  /** Every few minutes: queues again what no worker is at, and clears away what nobody goes back to. */
  sweepEdits(): Promise<void>;
}

export function createEditsDoor(ports: EditPorts, shopId: string): EditsDoor {
  const { edits, clock, mediaBaseUrl, text } = ports;
  return {
    source: (videoId) => readSource(ports, shopId, videoId),
    async prepareAgain(videoId) {
      const jobs = [prepareSourceJob(shopId, videoId)];
      await edits.wantSource(shopId, videoId, clock.now(), jobs);
    },
    async versions(videoId) {
      const live = await edits.liveEdit(shopId, videoId);
      const rows = await edits.list(shopId, videoId);
      return rows.map(({ videoId: _, attempt: _a, createdBy: _c, updatedAt: _u, ...row }) => ({
        ...row,
        live: row.id === live,
      }));
    },
    async live(videoId) {
      const id = await edits.liveEdit(shopId, videoId);
      return id ? edits.find(shopId, id) : null;
    },
    save: (videoId, given) => saveEdit(ports, shopId, videoId, given),
    render: (editId) => startRender(ports, shopId, editId),
    cancel: (editId) => cancelRender(ports, shopId, editId),
    use: (videoId, editId) => useVersion(ports, shopId, videoId, editId),
    setAside: async (videoId) => countAside(await edits.carried(shopId, videoId)),
    captions: async (videoId) =>
      (await edits.captions(shopId, videoId)).map(({ fileKey: _, ...track }) => track),
    putCaptions: (videoId, language, cues) => putCaptions(ports, shopId, videoId, language, cues),
    captionWork: (videoId) => readCaptionWork(ports, shopId, videoId),
    orderCaptions: (videoId, language) => orderCaptions(ports, shopId, videoId, language),
    dropCaptionOrder: async (videoId) =>
      (await edits.dropCaptionOrder(shopId, videoId)) ? ok() : refuse("captions-not-under-way"),
    files: async () => (await edits.files(shopId)).map((file) => editFile(file, mediaBaseUrl)),
    addFile: (given) => addFile(ports, shopId, given),
    drawText: (style, frame) => text.draw(style, frame),
  };
}

/** Progress is written every second or so; silence this long means that no worker is at it. */
const SILENT_MS = 15 * 60 * 1000;
const BATCH = 100;
/** Longer than anybody compares versions; going back after that renders the version again. */
const UNSEEN_MS = 30 * 24 * 60 * 60 * 1000;

export function createEditJobs(ports: EditPorts): EditJobsDoor {
  const { edits, store, clock } = ports;
  return {
    prepareSource: (payload, signal) => prepareSource(ports, payload, signal),
    renderEdit: (payload, signal) => renderEdit(ports, payload, signal),
    awaitCaptions: (payload) => awaitCaptions(ports, payload),
    makeCaptions: (payload, signal) => makeCaptions(ports, payload, signal),
    writeCaptions: (payload) => writeCaptions(ports, payload),
    async sweepEdits() {
      for (const { shopId, videoId, editId } of await edits.stale(clock.now() - SILENT_MS, BATCH))
        await store.enqueue([
          editId ? renderEditJob(shopId, editId) : prepareSourceJob(shopId, videoId),
        ]);
      for (const { shopId, videoId } of await edits.staleCaptionOrders(
        clock.now() - SILENT_MS,
        BATCH,
      ))
        await store.enqueue([makeCaptionsJob(shopId, videoId)]);
      const before = clock.now() - UNSEEN_MS;
      for (const { shopId, editId, engineRef } of await edits.unseen(before, BATCH))
        await edits.forgetRendition(shopId, editId, before, [removeFilesJob(shopId, [engineRef])]);
    },
  };
}
