import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { BlobStore, MediaFault } from "../../domains/media/ports.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ok, type Result } from "../../kernel/result.ts";

const NAME = "clipshelf-video-";

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
  const folder = await mkdtemp(join(tmpdir(), NAME));
  const close = () => rm(folder, { recursive: true, force: true });
  if (blobs.localPath) return ok({ folder, file: blobs.localPath(sourceKey), close });
  try {
    const blob = await blobs.get(sourceKey);
    if (!blob) {
      await close();
      return { ok: false, fault: { kind: "upload-missing" } };
    }
    const file = join(folder, "original");
    await pipeline(Readable.from(blob.body), createWriteStream(file), { signal });
    return ok({ folder, file, close });
  } catch (error) {
    await close();
    if ((error as NodeJS.ErrnoException).code === "ENOSPC")
      return { ok: false, fault: { kind: "storage-full" } };
    throw error;
  }
}

/** What killed processes left behind more than a day ago. */
export async function clearOldWorkspaces(clock: Clock): Promise<void> {
  const before = clock.now() - 24 * 60 * 60 * 1000;
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    if (!name.startsWith(NAME)) continue;
    const path = join(tmpdir(), name);
    const found = await stat(path).catch(() => null);
    if (found && found.mtimeMs < before) await rm(path, { recursive: true, force: true });
  }
}
