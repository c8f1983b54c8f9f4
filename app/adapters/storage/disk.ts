import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { BlobBody, BlobInfo, BlobStore } from "../../domains/media/ports.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ok, refuse } from "../../kernel/result.ts";
import { checkKey } from "./blob-key.ts";

const FULL = new Set(["ENOSPC", "EDQUOT"]);

export interface DiskBlobStoreOptions {
  directory: string;
  clock: Clock;
}

/**
 * Blobs as files under one folder, shared by web and worker. A blob is written beside its place,
 * flushed, then renamed: whoever reads sees the old one or the new one, and a crash leaves only a file
 * in `.incoming/`, which the next start of a process clears when it is a day old.
 */
export function createDiskBlobStore({ directory, clock }: DiskBlobStoreOptions): BlobStore {
  const root = resolve(directory);
  const incoming = join(root, ".incoming");
  const pathOf = (key: string, options?: { prefix: boolean }) => {
    checkKey(key, options);
    return join(root, key);
  };
  const info = async (path: string): Promise<BlobInfo | null> => {
    try {
      const found = await stat(path);
      if (!found.isFile()) return null;
      return {
        bytes: found.size,
        etag: `${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}-${found.ino.toString(36)}`,
        modifiedAt: Math.round(found.mtimeMs),
      };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  };
  void clearIncoming(incoming, clock.now() - 24 * 60 * 60 * 1000);

  return {
    localPath: (key) => pathOf(key),

    async put(key, body, { bytes, signal }) {
      const path = pathOf(key);
      const draft = join(incoming, randomUUID());
      try {
        await mkdir(incoming, { recursive: true });
        await writeFlushed(draft, body, bytes, signal);
        await moveInto(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        if (FULL.has((error as NodeJS.ErrnoException).code ?? "")) return refuse("storage-full");
        throw error;
      }
      const written = await info(path);
      if (!written) throw new Error(`The blob ${key} was removed while it was written`);
      return ok(written);
    },

    async get(key, range) {
      const path = pathOf(key);
      const found = await info(path);
      return found && { ...found, body: createReadStream(path, range) };
    },

    head: (key) => info(pathOf(key)),

    async remove(keyOrPrefix) {
      const path = pathOf(keyOrPrefix, { prefix: true });
      await rm(path, { force: true, recursive: true });
      await removeEmptyParents(dirname(path), root);
    },
  };
}

/** Twice, because a removal next door may take the empty folder away in between. */
async function moveInto(draft: string, path: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    await mkdir(dirname(path), { recursive: true });
    try {
      await rename(draft, path);
      return;
    } catch (error) {
      if (!isMissing(error) || tries > 0) throw error;
    }
  }
}

async function writeFlushed(
  path: string,
  body: BlobBody,
  bytes: number | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  const file = await open(path, "wx");
  try {
    let written = 0;
    for await (const chunk of body instanceof Uint8Array ? [body] : body) {
      signal?.throwIfAborted();
      written += chunk.byteLength;
      if (bytes !== undefined && written > bytes) break;
      await file.writeFile(chunk);
    }
    if (bytes !== undefined && written !== bytes)
      throw new Error(`A blob of ${bytes} bytes was announced and ${written} came`);
    signal?.throwIfAborted();
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function removeEmptyParents(from: string, root: string): Promise<void> {
  for (let path = from; path.startsWith(root) && path !== root; path = dirname(path)) {
    try {
      await rmdir(path);
    } catch {
      return;
    }
  }
}

async function clearIncoming(folder: string, old: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && found.mtimeMs < old) await rm(path, { force: true });
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOENT" || code === "ENOTDIR";
}
