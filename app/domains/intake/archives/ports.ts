import type { JobRequest } from "../../../kernel/job.ts";
import type { Fault, Result } from "../../../kernel/result.ts";
import type { UploadPart } from "../ports.ts";
import type { ArchiveFaultKind, ArchiveKind, ArchiveReport, ArchiveState } from "./archive.ts";

/** What reading archives needs from outside: their rows, and something that knows the zip format. */

/** A file of an archive, as its directory has it. Kept as JSON. */
export interface ArchiveEntry {
  /** With forward slashes, leading nowhere else. */
  path: string;
  /** Unpacked. */
  bytes: number;
  packed: number;
  /** Where it begins in the archive. */
  at: number;
  /** 0 stored, 8 deflated: others are not read. */
  method: number;
  /** CRC-32 of its bytes. */
  crc: number;
  encrypted: boolean;
}

/** An archive wherever it lies. */
export interface ArchiveBytes {
  bytes: number;
  /** From `start` up to and without `end`. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

/** Reads zip archives (APPNOTE.TXT 6.3) without ever unpacking more than it is asked for. */
export interface ArchiveOpener {
  /** Its files: no folders, links or marks of other systems. */
  list(
    archive: ArchiveBytes,
    signal: AbortSignal,
  ): Promise<Result<ArchiveEntry[], Fault<ArchiveFaultKind>>>;
  /** Throws FetchStopped `archive-damaged` when it is not what its directory says. */
  open(
    archive: ArchiveBytes,
    entry: ArchiveEntry,
    signal: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>>;
}

/** What an archive tells of a post. Kept as JSON. */
export interface ArchivePost {
  /** As the platform numbers it, where it tells. */
  id: string | null;
  page: string | null;
  /** Epoch milliseconds. */
  at: number | null;
  title: string;
  description: string;
  tags: string[];
  /** Milliseconds. */
  duration: number | null;
  likes: number | null;
  author: string | null;
  /** Paths of its files, where they are told. */
  files: string[];
  /** Where its owner may fetch its file for now. */
  url: string | null;
}

export interface StoredArchive {
  shopId: string;
  id: string;
  staff: string;
  name: string;
  bytes: number;
  mark: string;
  received: number;
  state: ArchiveState;
  kind: ArchiveKind | null;
  fault: Fault<ArchiveFaultKind> | null;
  report: ArchiveReport | null;
  importId: string | null;
  createdAt: number;
  updatedAt: number;
}

/** Every method is of one shop, but for `stale`. Jobs are enqueued in the same transaction. */
export interface ArchiveStore {
  /** The archive under this mark of this person: a new one, or the one that was there. */
  begin(
    archive: Pick<
      StoredArchive,
      "shopId" | "id" | "staff" | "name" | "bytes" | "mark" | "createdAt"
    >,
  ): Promise<StoredArchive>;
  find(shopId: string, id: string): Promise<StoredArchive | null>;
  findByMark(shopId: string, staff: string, mark: string): Promise<StoredArchive | null>;
  findByImport(shopId: string, importId: string): Promise<StoredArchive | null>;
  /** The newest first. */
  archives(shopId: string): Promise<StoredArchive[]>;
  /** As for uploads; the last part turns it to `reading`. */
  addPart(
    shopId: string,
    id: string,
    part: UploadPart,
    at: number,
    jobs: JobRequest[],
  ): Promise<"added" | "behind" | "gone">;
  parts(shopId: string, id: string): Promise<UploadPart[]>;
  /** False when it is in none of the states `from` any more. */
  change(
    shopId: string,
    id: string,
    from: ArchiveState[],
    change: Partial<Pick<StoredArchive, "state" | "kind" | "fault" | "report" | "importId">> & {
      posts?: ArchivePost[];
    },
    at: number,
    jobs?: JobRequest[],
  ): Promise<boolean>;
  /** What the shop's other archives of a kind tell. */
  postsElsewhere(shopId: string, kind: ArchiveKind, id: string): Promise<ArchivePost[]>;
  /** Its parts are forgotten; the rest stays. */
  dropParts(shopId: string, id: string, at: number, jobs: JobRequest[]): Promise<void>;
  remove(shopId: string, id: string, jobs: JobRequest[]): Promise<void>;
  /** Across shops, oldest first. */
  stale(before: number, limit: number): Promise<StoredArchive[]>;
}
