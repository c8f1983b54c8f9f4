/**
 * What cutting needs from outside: rows of versions, a renderer that makes one file of a document, and
 * somebody who draws text.
 */
import type { JobRequest } from "../../../kernel/job.ts";
import type { Fault, Result } from "../../../kernel/result.ts";
import type { AssetWork } from "../claimed-work.ts";
import type { BlobStore, MediaFault, MediaLog, MediaPorts } from "../ports.ts";
import type { Cue, ReadCaptionsFault } from "./captions.ts";
import type { CarriedTimes } from "./carry-times.ts";
import type { EditDocument, TextOverlay } from "./document.ts";
import type { Size } from "./geometry.ts";
import type { EditFileKind, EditStatus } from "./index.ts";
import type { Rate } from "./timeline.ts";

// ── Rendering ────────────────────────────────────────────────────────────────────────────────────

/** A source made ready for editing: a light copy that seeks fast, small pictures, and the sound's shape. */
export interface PreparedSource {
  /** As shown, rotation applied, before any scaling. */
  size: Size;
  rate: Rate;
  /** Pictures at that rate. */
  frames: number;
  hasAudio: boolean;
  proxyKey: string;
  /** One picture of `count` small ones side by side. */
  strip: { key: string; count: number; width: number; height: number };
  /** Loudest of each 50 ms, 0…100. Empty without sound. */
  peaks: number[];
}

/** False: somebody else owns this work now, or it was cancelled. */
export type SayProgress = (share: number) => Promise<boolean>;

export interface RenderInput {
  /** Captions to draw into the picture are among its overlays. */
  document: EditDocument;
  rate: Rate;
  /** Key of each source that the document names, `original` included. */
  sources: Map<string, { key: string }>;
  /** What is laid over, by overlay id, in the document's order. Text is drawn at its final size. */
  pictures: Map<string, OverlayPicture>;
  music: { key: string } | null;
  /** Where the finished file goes. */
  outKey: string;
}

export type OverlayPicture = { kind: "drawn"; text: DrawnText } | { kind: "file"; key: string };

/**
 * Each may be called again at any time after a kill and start over. They refuse when a source or a
 * limit is at fault, and throw when something else broke.
 */
export interface EditRenderer {
  /** Files go under `prefix`, which ends with a slash and is shared with no other attempt. */
  prepare(
    source: { key: string; prefix: string },
    say: SayProgress,
    signal: AbortSignal,
  ): Promise<Result<PreparedSource | "superseded", MediaFault>>;
  /** What a source sounds like, small: M4A, one voice. Null where it has no sound. */
  sound(
    source: { key: string },
    say: SayProgress,
    signal: AbortSignal,
  ): Promise<Result<Uint8Array | "superseded" | null, MediaFault>>;
  /** One H.264 file at `outKey`, of exactly the pictures that the timeline counts. */
  render(
    input: RenderInput,
    say: SayProgress,
    signal: AbortSignal,
  ): Promise<Result<"made" | "superseded", MediaFault>>;
}

/** Why nobody could write down what is said. */
export type SpeechFault = Fault<"speech-unavailable" | "speech-refused">;

/** What was heard, and when, in seconds. */
export interface HeardSegment {
  start: number;
  end: number;
  text: string;
}

/** Writes down what is said. */
export interface SpeechToText {
  /** `sound`: M4A, one voice. `language`: BCP 47. Rejects with the signal's reason when aborted. */
  listen(
    sound: Uint8Array,
    language: string,
    signal: AbortSignal,
  ): Promise<Result<HeardSegment[], SpeechFault>>;
}

/** A clip as uploaded, as those who write down what is said in it find it. */
export interface SpokenClip {
  /** In our blob store; null when an engine keeps the original. */
  sourceKey: string | null;
  /** What an engine keeps of it. */
  kept: { engine: string; ref: string } | null;
}

/** Why captions that were ordered could not be made. */
export type WritingFault =
  | Fault<"captions-no-sound" | "captions-nothing-said" | "captions-language-unheard">
  | ReadCaptionsFault
  | SpeechFault
  | MediaFault;

export type WritingOutcome =
  | { kind: "made"; cues: Cue[]; language: string }
  /** It is written elsewhere: ask again after that time, or when word of it comes. */
  | { kind: "waiting"; retryAfterMs: number }
  | { kind: "superseded" };

/** Writes captions: a speech service that is sent the sound, or the engine that has it. */
export interface CaptionWriter {
  /** Primary subtags of what it understands; null: it is for the service to say. */
  readonly languages: readonly string[] | null;
  /** Whether it works elsewhere and is only asked, so that asking often says nothing about it. */
  readonly remote: boolean;
  takes(clip: SpokenClip): boolean;
  /** May be called again at any time after a kill. Rejects with the signal's reason when aborted. */
  write(
    clip: SpokenClip,
    language: string,
    say: SayProgress,
    signal: AbortSignal,
  ): Promise<Result<WritingOutcome, WritingFault>>;
}

/** PNG with transparency. */
export interface DrawnText extends Size {
  png: Uint8Array;
}

export type TextStyle = Pick<
  TextOverlay,
  "text" | "weight" | "size" | "width" | "colour" | "background" | "align"
>;

/** Lays text out and draws it, for preview and renderer alike. */
export interface TextDrawer {
  draw(style: TextStyle, frame: Size): Promise<DrawnText>;
}

// ── Rows ─────────────────────────────────────────────────────────────────────────────────────────

export interface StoredEditSource {
  videoId: string;
  status: "queued" | "preparing" | "ready" | "failed";
  progress: number;
  failure: MediaFault | null;
  attempt: number;
  prepared: PreparedSource | null;
  updatedAt: number;
}

export interface StoredEdit {
  id: string;
  videoId: string;
  /** Counts from 1 in each clip. */
  number: number;
  name: string;
  document: EditDocument;
  status: EditStatus;
  progress: number;
  failure: MediaFault | null;
  attempt: number;
  /** Whether what was rendered of it is still there. */
  rendered: boolean;
  createdBy: string;
  createdAt: number;
  updatedAt: number;
}

export interface StoredCaptions {
  language: string;
  cues: Cue[];
  /** Whether a machine wrote it and nobody has corrected it since. */
  automatic: boolean;
  /** WebVTT in the time of what shoppers see. */
  fileKey: string | null;
}

export interface StoredCaptionOrder {
  language: string;
  status: "queued" | "listening" | "failed";
  progress: number;
  failure: Fault | null;
  attempt: number;
}

export interface StoredEditFile {
  id: string;
  kind: EditFileKind;
  name: string;
  bytes: number;
  key: string;
  createdAt: number;
}

/** Every method is of one shop; jobs are enqueued in the same transaction. */
export interface EditStore extends AssetWork<StoredEdit> {
  source(shopId: string, videoId: string): Promise<StoredEditSource | null>;
  /** To `queued`, unless it is under way or ready. */
  wantSource(shopId: string, videoId: string, at: number, jobs: JobRequest[]): Promise<void>;
  claimSource(shopId: string, videoId: string, at: number): Promise<StoredEditSource | null>;
  /** Fenced by the attempt, as all that follow which take one: false when it is not theirs any more. */
  sourceProgress(
    shopId: string,
    videoId: string,
    attempt: number,
    share: number,
    at: number,
  ): Promise<boolean>;
  settleSource(
    shopId: string,
    videoId: string,
    attempt: number,
    end: { prepared: PreparedSource } | { failure: MediaFault },
    at: number,
  ): Promise<boolean>;

  /** Gives it the clip's next number. Null when the clip has gone. */
  insert(
    shopId: string,
    edit: {
      id: string;
      videoId: string;
      name: string;
      document: EditDocument;
      createdBy: string;
      at: number;
    },
  ): Promise<StoredEdit | null>;
  /** Newest first. */
  list(shopId: string, videoId: string): Promise<StoredEdit[]>;
  find(shopId: string, id: string): Promise<StoredEdit | null>;
  /** The version that shoppers see; null: the clip as it was uploaded. */
  liveEdit(shopId: string, videoId: string): Promise<string | null>;
  /** What of the clip's tags and moments the shown version leaves out, and where the others came from. */
  carried(shopId: string, videoId: string): Promise<Partial<CarriedTimes>>;
  queue(
    shopId: string,
    id: string,
    from: EditStatus[],
    at: number,
    jobs: JobRequest[],
  ): Promise<boolean>;
  /** From `queued` or `rendering`. */
  cancel(shopId: string, id: string, at: number): Promise<boolean>;
  /**
   * Makes it what shoppers see, in one step, product tags and moments with it; keeps what they saw before
   * so that one can go back.
   */
  publish: AssetWork<StoredEdit>["publish"];
  /** Shows a rendered version (or, null, the clip as uploaded) again. False when it cannot be shown. */
  use(
    shopId: string,
    videoId: string,
    editId: string | null,
    at: number,
    jobs: JobRequest[],
  ): Promise<boolean>;
  /** Across shops: rendered versions that nobody has seen, or been able to, since `before`. */
  unseen(
    before: number,
    limit: number,
  ): Promise<{ shopId: string; editId: string; engineRef: string }[]>;
  /** Forgets what was rendered of such a version; its document stays, so that it can be rendered again. */
  forgetRendition(
    shopId: string,
    editId: string,
    before: number,
    jobs: JobRequest[],
  ): Promise<boolean>;
  /** Across shops: edits and sources in work that nothing has touched since `before`. */
  stale(
    before: number,
    limit: number,
  ): Promise<{ shopId: string; videoId: string; editId: string | null }[]>;

  /** By language. */
  captions(shopId: string, videoId: string): Promise<StoredCaptions[]>;
  /** Replaces a language's, which is a person's from then on; no cues remove it. False when the clip has gone. */
  putCaptions(
    shopId: string,
    videoId: string,
    language: string,
    cues: Cue[],
    at: number,
    jobs: JobRequest[],
  ): Promise<boolean>;
  setCaptionFile(
    shopId: string,
    videoId: string,
    language: string,
    fileKey: string | null,
  ): Promise<void>;

  captionOrder(shopId: string, videoId: string): Promise<StoredCaptionOrder | null>;
  /** As `queued`, unless one is under way. False then, and when the clip has gone. */
  orderCaptions(
    shopId: string,
    videoId: string,
    language: string,
    at: number,
    jobs: JobRequest[],
  ): Promise<boolean>;
  /** Takes an order away, whether it is under way or failed. */
  dropCaptionOrder(shopId: string, videoId: string): Promise<boolean>;
  claimCaptionOrder(
    shopId: string,
    videoId: string,
    at: number,
  ): Promise<StoredCaptionOrder | null>;
  captionProgress(
    shopId: string,
    videoId: string,
    attempt: number,
    share: number,
    at: number,
  ): Promise<boolean>;
  /** Cues become an automatic track, unless a person has written one meanwhile; then the order is gone. */
  settleCaptionOrder(
    shopId: string,
    videoId: string,
    attempt: number,
    end: { cues: Cue[]; language: string } | { failure: Fault },
    at: number,
    jobs: JobRequest[],
  ): Promise<boolean>;
  /** Across shops: clips with orders that nothing has touched since `before`. */
  staleCaptionOrders(before: number, limit: number): Promise<{ shopId: string; videoId: string }[]>;

  addFile(shopId: string, file: StoredEditFile): Promise<void>;
  /** Newest first. */
  files(shopId: string): Promise<StoredEditFile[]>;
}

export interface EditPorts
  extends Pick<MediaPorts, "clock" | "store" | "engine" | "mediaBaseUrl" | "passBaseUrl"> {
  log: MediaLog;
  blobs: BlobStore;
  edits: EditStore;
  renderer: EditRenderer;
  text: TextDrawer;
  /** The first that takes a clip writes its captions. */
  captionWriters: CaptionWriter[];
}
