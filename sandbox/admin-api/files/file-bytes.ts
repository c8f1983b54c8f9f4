import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Folders for bytes. */
export interface DataFolders {
  base: string;
  /** What `/cdn/` serves: `/cdn/shop/files/x` is `shop/files/x` in it. */
  cdn: string;
  /** Files of the shops. */
  files: string;
  /** Uploads that are no files yet. */
  staged: string;
}

/** Beside the world's file, or in a fresh folder when the world has none. */
export function dataFolders(worldPath: string | null): DataFolders {
  const base = worldPath ? dirname(worldPath) : mkdtempSync(join(tmpdir(), "sandbox-"));
  const cdn = join(base, "cdn");
  return { base, cdn, files: join(cdn, "shop/files"), staged: join(base, "staged") };
}

/** `name` is one of ours: letters, digits, dots, dashes and underscores only. */
export function writeFileBytes(folder: string, name: string, bytes: Buffer): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, safe(name)), bytes);
}

/** Null when there is no such file. */
export function readFileBytes(folder: string, name: string): Buffer | null {
  try {
    return readFileSync(join(folder, safe(name)));
  } catch {
    return null;
  }
}

export function removeFileBytes(folder: string, name: string): void {
  rmSync(join(folder, safe(name)), { force: true });
}

/** A file name as Shopify keeps it: other characters become `_`. Never empty, never a path. */
export function safe(name: string): string {
  const plain = name
    .replace(/[^\w.-]+/g, "_")
    .replace(/^\.+/, "")
    .slice(-120);
  return plain || "file";
}
