import type { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import {
  type Entry,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  validateFileName,
  type ZipFile,
} from "yauzl";
import {
  type ArchiveBytes,
  type ArchiveEntry,
  type ArchiveOpener,
  FetchStopped,
} from "../../domains/intake/index.server.ts";
import { type ArchiveFaultKind, MAX_ARCHIVE_ENTRIES } from "../../domains/intake/index.ts";
import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import { ArchiveReader } from "./archive-reader.ts";

/** Deflate packs at the best 1032 to 1 (https://zlib.net/zlib_tech.html). */
const MOST_PACKED = 1032;
const DEFLATED = 8;
/** Unix: what kind of file an entry was, and that it was a link. */
const KIND_OF_FILE = 0o170000;
const LINK = 0o120000;

/**
 * Zip archives by yauzl: the directory first, then single files as streams. Nothing is written anywhere, so a
 * name can do no harm but to who unpacks by it; archives with such names are refused all the same.
 */
export function createZipArchives(): ArchiveOpener {
  return {
    async list(archive, signal) {
      const reader = new ArchiveReader(archive, signal);
      const head = await firstBytes(archive);
      try {
        const zip = await openZip(reader, archive.bytes);
        try {
          return await listed(zip, archive.bytes, signal);
        } finally {
          zip.close();
        }
      } catch (error) {
        // Ours, not the archive's: whoever asked may ask again.
        if (reader.trouble) throw reader.trouble;
        signal.throwIfAborted();
        return refuse(faultOf(error as Error, head));
      }
    },

    async open(archive, entry, signal) {
      const reader = new ArchiveReader(archive, signal);
      const damaged = () => new FetchStopped({ kind: "archive-file-damaged" });
      const guarded = async <T>(work: Promise<T>): Promise<T> => {
        try {
          return await work;
        } catch (error) {
          signal.throwIfAborted();
          throw reader.trouble ?? (error instanceof FetchStopped ? error : damaged());
        }
      };
      const { packed, bytes } = entry;
      if (entry.method !== DEFLATED && packed !== bytes) throw damaged();
      const zip = await guarded(openZip(reader, archive.bytes));
      const place = { relativeOffsetOfLocalHeader: entry.at, compressedSize: packed } as Entry;
      const { fileDataStart } = await guarded(
        zip.readLocalFileHeaderPromise(place, { minimal: true }),
      );
      const stream = await guarded(streamOf(zip, fileDataStart, entry));
      return (async function* () {
        let sum = 0;
        const chunks = stream[Symbol.asyncIterator]();
        try {
          for (;;) {
            const { done, value } = await guarded(chunks.next());
            if (done) break;
            sum = crc32(value as Uint8Array, sum);
            yield value as Uint8Array;
          }
          if (sum !== entry.crc >>> 0) throw damaged();
        } finally {
          stream.destroy();
          zip.close();
        }
      })();
    },
  };
}

function openZip(reader: ArchiveReader, bytes: number): Promise<ZipFile> {
  // Names as bytes: they are looked at below, so that a bad one can be told.
  return fromRandomAccessReaderPromise(reader, bytes, { autoClose: false, decodeStrings: false });
}

/** By its callback: its promise of the same name asks for an entry in 3.4. */
function streamOf(zip: ZipFile, from: number, { packed, bytes, method }: ArchiveEntry) {
  return new Promise<Readable>((resolve, reject) => {
    const deflated = method === DEFLATED;
    zip.openReadStreamLowLevel(from, packed, 0, packed, deflated, bytes, (error, stream) =>
      error ? reject(error) : resolve(stream),
    );
  });
}

async function listed(
  zip: ZipFile,
  bytes: number,
  signal: AbortSignal,
): Promise<Result<ArchiveEntry[], Fault<ArchiveFaultKind>>> {
  if (zip.entryCount > MAX_ARCHIVE_ENTRIES)
    return refuse("archive-too-many", { entries: zip.entryCount, limit: MAX_ARCHIVE_ENTRIES });
  const entries: ArchiveEntry[] = [];
  let packed = 0;
  for await (const entry of zip.eachEntry()) {
    signal.throwIfAborted();
    const path = pathOf(entry);
    if (validateFileName(path) !== null || path.includes("\0"))
      return refuse("archive-unsafe", { path: path.slice(0, 200) });
    packed += entry.compressedSize;
    // Files that share their bytes, or unpack to more than they can: only ever made to do harm.
    if (packed > bytes || entry.uncompressedSize > MOST_PACKED * (entry.compressedSize + 1))
      return refuse("archive-bomb");
    if (path.endsWith("/") || isLink(entry)) continue;
    entries.push({
      ...{ path, bytes: entry.uncompressedSize, packed: entry.compressedSize },
      ...{ at: entry.relativeOffsetOfLocalHeader, method: entry.compressionMethod },
      ...{ crc: entry.crc32, encrypted: entry.isEncrypted() },
    });
  }
  return ok(entries);
}

function pathOf(entry: Entry): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

function isLink({ externalFileAttributes }: Entry): boolean {
  return ((externalFileAttributes >>> 16) & KIND_OF_FILE) === LINK;
}

async function firstBytes(archive: ArchiveBytes): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive.read(0, Math.min(4, archive.bytes))) chunks.push(chunk);
  return Buffer.concat(chunks).toString("latin1");
}

/** What is wrong with an archive whose end or directory cannot be read. */
function faultOf({ message }: Error, head: string): ArchiveFaultKind {
  if (/multi-disk/.test(message) || head === "PK\x07\x08") return "archive-split";
  if (/encrypt/.test(message)) return "archive-encrypted";
  if (!/End of central directory record signature not found/.test(message))
    return head.startsWith("PK") ? "archive-damaged" : "archive-not-zip";
  return head === "PK\x03\x04" ? "archive-cut-short" : "archive-not-zip";
}
