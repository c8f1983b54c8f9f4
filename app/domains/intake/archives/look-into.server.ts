import { type Fault, ok, type Result, refuse } from "../../../kernel/result.ts";
import type { IntakePorts } from "../ports.ts";
import type { ArchiveFaultKind, ArchiveKind } from "./archive.ts";
import { archiveBytes } from "./archive-bytes.server.ts";
import type { ArchiveBytes, ArchiveEntry, ArchivePost, StoredArchive } from "./ports.ts";
import { readInstagram } from "./read-instagram.ts";
import { readTiktok } from "./read-tiktok.ts";
import { readYoutube } from "./read-youtube.ts";
import { isVideoPath, type Reader } from "./reading.ts";

/** What an archive holds. */
export interface Contents {
  kind: ArchiveKind;
  /** Videos of posts that can be opened. */
  files: ArchiveEntry[];
  /** Videos of posts that cannot. */
  closed: ArchiveEntry[];
  /** How many other videos there are. */
  others: number;
  /** What this archive itself tells. */
  posts: ArchivePost[];
}

// Takeout first: its paths are the plainest; TikTok last, whose files have no folder of their own.
const READERS: Reader[] = [readYoutube, readInstagram, readTiktok];
/** Of one file that tells of posts, unpacked. */
const MAX_TELLING_BYTES = 64 * 1024 * 1024;
/** Text packs well, but not without end. */
const MAX_TEXT_RATIO = 200;
/** Video hardly packs at all: what unpacks to so much more is none. */
const MAX_VIDEO_RATIO = 50;
/** Stored and deflated. */
const METHODS = [0, 8];

/** Where an archive's bytes are. */
export async function openBytes(
  { archives, blobs }: Pick<IntakePorts, "archives" | "blobs">,
  { shopId, id, bytes }: Pick<StoredArchive, "shopId" | "id" | "bytes">,
): Promise<ArchiveBytes> {
  return archiveBytes(blobs, await archives.parts(shopId, id), bytes);
}

/** Looks through an archive's directory and reads what tells of posts; videos are not touched. */
export async function lookInto(
  { zip }: Pick<IntakePorts, "zip">,
  archive: ArchiveBytes,
  signal: AbortSignal,
): Promise<Result<Contents, Fault<ArchiveFaultKind>>> {
  const listed = await zip.list(archive, signal);
  if (!listed.ok) return listed;
  const entries = listed.value;
  const paths = entries.map(({ path }) => path);
  const reader = READERS.find(({ isOf }) => isOf(paths)) ?? null;
  const videos = entries.filter(({ path }) => isVideoPath(path));
  const ours = reader ? videos.filter(({ path }) => reader.holds(path)) : videos;
  const telling = reader ? entries.filter(({ path }) => reader.tells(path)) : [];
  if (ours.length === 0 && telling.length === 0) return refuse("archive-nothing");
  const needed = [...ours, ...telling];
  if (needed.every(({ encrypted }) => encrypted)) return refuse("archive-encrypted");

  const posts: ArchivePost[] = [];
  for (const entry of telling) {
    const params = { path: entry.path };
    if (entry.encrypted) return refuse("archive-encrypted");
    if (!METHODS.includes(entry.method)) return refuse("archive-unreadable", params);
    if (entry.bytes > MAX_TELLING_BYTES || entry.bytes > MAX_TEXT_RATIO * (entry.packed + 1024))
      return refuse("archive-bomb");
    const text = await textOf(await zip.open(archive, entry, signal));
    try {
      posts.push(...(reader?.read(entry.path, text) ?? []));
    } catch {
      return refuse("archive-unreadable", params);
    }
  }
  const opens = ({ encrypted, method, bytes, packed }: ArchiveEntry) =>
    !encrypted && METHODS.includes(method) && bytes <= MAX_VIDEO_RATIO * (packed + 64 * 1024);
  return ok({
    kind: reader?.kind ?? "files",
    files: ours.filter(opens),
    closed: ours.filter((entry) => !opens(entry)),
    others: videos.length - ours.length,
    posts,
  });
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
