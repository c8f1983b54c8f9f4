import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { BlobStore, MediaFault } from "../../domains/media/ports.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ok, type Result } from "../../kernel/result.ts";

const NAME = "clipshelf-video-";

/** Names whose it is: this machine's and this process'. */
const own = () => join(tmpdir(), `${NAME}${hostname()}~${process.pid}~`);

export interface Workspace {
  folder: string;
  /** The original, as a file. */
  file: string;
  close(): Promise<void>;
}

/** A folder for one run, and the original as a local file: the blob itself where it is one. */
export async function openWorkspace(
  blobs: BlobStore,
  sourceKey: string,
  signal: AbortSignal,
): Promise<Result<Workspace, MediaFault>> {
  const found = await blobs.head(sourceKey);
  if (!found) return { ok: false, fault: { kind: "upload-missing" } };
  if (found.bytes === 0) return { ok: false, fault: { kind: "file-empty" } };
  const folder = await openFolder();
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    const file = await localFile(blobs, sourceKey, join(folder, "original"), signal);
    if (file.ok) return ok({ folder, file: file.value, close });
    await close();
    return file;
  } catch (error) {
    await close();
    throw error;
  }
}

/** A blob as a local file: the blob itself where it is one, else a copy at `path`. */
export async function localFile(
  blobs: BlobStore,
  key: string,
  path: string,
  signal: AbortSignal,
): Promise<Result<string, MediaFault>> {
  if (blobs.localPath && (await blobs.head(key))) return ok(blobs.localPath(key));
  try {
    const blob = await blobs.get(key);
    if (!blob) return { ok: false, fault: { kind: "upload-missing" } };
    await pipeline(Readable.from(blob.body), createWriteStream(path), { signal });
    return ok(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOSPC")
      return { ok: false, fault: { kind: "storage-full" } };
    throw error;
  }
}

/** An empty folder that the next process clears away, should this one be killed. */
export function openFolder(): Promise<string> {
  return mkdtemp(own());
}

/**
 * What killed processes left behind: those of this machine at once, and whatever is a day old. A process that
 * is started again in its container has the number of the one before it, so what is older than itself is not
 * its own.
 */
export async function clearOldWorkspaces(clock: Clock): Promise<void> {
  const now = clock.now();
  const started = now - process.uptime() * 1000;
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    if (!name.startsWith(NAME)) continue;
    const path = join(tmpdir(), name);
    const found = await stat(path).catch(() => null);
    if (!found) continue;
    const [host, pid] = name.slice(NAME.length).split("~");
    const old = found.mtimeMs < now - 24 * 60 * 60 * 1000;
    const left = Number(pid) === process.pid ? found.mtimeMs < started : !isAlive(Number(pid));
    if (old || (host === hostname() && left)) await rm(path, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process is alive too.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
