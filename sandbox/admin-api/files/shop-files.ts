import { randomUUID } from "node:crypto";
import { extname } from "node:path";
import type { Sandbox } from "../../sandbox.ts";
import type { ShopState, StoredFile } from "../../world/types.ts";
import { readFileBytes, removeFileBytes, safe, writeFileBytes } from "./file-bytes.ts";
import { imageSize } from "./image-size.ts";
import { stagedName, uploadKey, uploadLimit } from "./staged-uploads.ts";

export interface FileInput {
  alt?: string | null;
  contentType?: string | null;
  duplicateResolutionMode: "APPEND_UUID" | "RAISE_ERROR" | "REPLACE";
  filename?: string | null;
  originalSource: string;
}

export interface FileFault {
  field: string[];
  message: string;
  code: string;
}

/** How long a file stays UPLOADED, then PROCESSING, in milliseconds. */
const UPLOADED_FOR = 150;
const PROCESSING_FOR = 450;

/** Faults of the inputs before any file is made: all are made or none. */
export function fileFaults(sandbox: Sandbox, shop: ShopState, inputs: FileInput[]): FileFault[] {
  return inputs.flatMap((input, index) => {
    const fault = (name: string, code: string, message: string): FileFault[] => [
      { field: ["files", String(index), name], message, code },
    ];
    if (!URL.canParse(input.originalSource))
      return fault("originalSource", "INVALID", "Image URL is invalid");
    const key = uploadKey(sandbox, input.originalSource);
    const upload = key === null ? null : sandbox.store.world.uploads?.[key];
    if (key !== null && (!upload || upload.shop !== shop.domain || !upload.arrived))
      return fault("originalSource", "INVALID_IMAGE_SOURCE_URL", "The upload could not be found");
    const name = fileName(sandbox, input);
    if (input.filename && extname(input.filename) !== extname(name))
      return fault(
        "filename",
        "INVALID_FILENAME_EXTENSION",
        "Provided filename extension must match original source.",
      );
    if (input.duplicateResolutionMode === "REPLACE" && !input.filename)
      return fault(
        "filename",
        "MISSING_FILENAME_FOR_DUPLICATE_MODE_REPLACE",
        "Missing filename argument when attempting to use REPLACE duplicate mode.",
      );
    if (input.duplicateResolutionMode === "RAISE_ERROR" && taken(shop, name))
      return fault(
        "filename",
        "FILENAME_ALREADY_EXISTS",
        "A file with this filename already exists.",
      );
    if ((input.alt ?? "").length > 512)
      return fault(
        "alt",
        "ALT_VALUE_LIMIT_EXCEEDED",
        "The alt value exceeds the maximum limit of 512 characters.",
      );
    return [];
  });
}

/** Makes or replaces a file. It is READY or FAILED a moment later. Ask `fileFaults` first. */
export async function createFile(
  sandbox: Sandbox,
  shop: ShopState,
  input: FileInput,
  now: number,
): Promise<StoredFile> {
  const bytes = await sourceBytes(sandbox, input.originalSource);
  const size = bytes && imageSize(bytes);
  const image = (input.contentType ?? (size ? "IMAGE" : "FILE")) === "IMAGE";
  const wanted = fileName(sandbox, input);
  const old = taken(shop, wanted);
  const replaced = old && input.duplicateResolutionMode === "REPLACE" ? old : null;
  // Shops share the sandbox's CDN folder: a name of another shop is taken too.
  const foreign = Object.values(sandbox.store.world.shops).some(
    (other) => other !== shop && taken(other, wanted),
  );
  const filename = (old && !replaced) || foreign ? withUuid(wanted) : wanted;
  const file: StoredFile = {
    id: `gid://shopify/${image ? "MediaImage" : "GenericFile"}/${sandbox.store.nextId(shop)}`,
    createdAt: new Date(now).toISOString(),
    ...replaced,
    status: "UPLOADED",
    alt: input.alt ?? "",
    filename,
    mimeType: size?.type ?? "application/octet-stream",
    url: null,
    width: size?.width ?? null,
    height: size?.height ?? null,
    size: bytes?.length ?? 0,
    doneAt: new Date(now + UPLOADED_FOR + PROCESSING_FOR).toISOString(),
    error: fileError(sandbox, bytes, image, Boolean(size)),
  };
  if (bytes && !file.error) writeFileBytes(sandbox.folders.files, filename, bytes);
  if (replaced) Object.assign(replaced, file);
  else shop.files.push(file);
  sandbox.store.changed();
  return replaced ?? file;
}

/** Brings files to the state their time has come for. Call before showing any. */
export function settleFiles(sandbox: Sandbox, shop: ShopState, now: number): void {
  for (const file of shop.files) {
    if (!file.doneAt) continue;
    const rest = Date.parse(file.doneAt) - now;
    if (rest > PROCESSING_FOR) continue;
    file.status = "PROCESSING";
    if (rest > 0) continue;
    file.status = file.error ? "FAILED" : "READY";
    const version = Math.floor(Date.parse(file.doneAt) / 1000);
    file.url = file.error ? null : `/cdn/shop/files/${file.filename}?v=${version}`;
    delete file.doneAt;
    sandbox.store.changed();
  }
}

/** Ids that were deleted, or a fault: all are deleted or none. */
export function deleteFiles(
  sandbox: Sandbox,
  shop: ShopState,
  ids: string[],
): { deleted: string[] } | { fault: FileFault } {
  const missing = ids.filter((id) => !shop.files.some((file) => file.id === id));
  if (missing.length > 0)
    return {
      fault: {
        field: ["fileIds"],
        message: `File id ${missing.join(",")} does not exist.`,
        code: "FILE_DOES_NOT_EXIST",
      },
    };
  for (const file of shop.files.filter((one) => ids.includes(one.id)))
    removeFileBytes(sandbox.folders.files, file.filename);
  shop.files = shop.files.filter((file) => !ids.includes(file.id));
  sandbox.store.changed();
  return { deleted: ids };
}

async function sourceBytes(sandbox: Sandbox, source: string): Promise<Buffer | null> {
  const key = uploadKey(sandbox, source);
  if (key !== null) return readFileBytes(sandbox.folders.staged, stagedName(key));
  try {
    const response = await fetch(source, { signal: AbortSignal.timeout(10_000) });
    return response.ok ? Buffer.from(await response.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

function fileError(
  sandbox: Sandbox,
  bytes: Buffer | null,
  image: boolean,
  readable: boolean,
): StoredFile["error"] {
  if (!bytes)
    return { code: "IMAGE_DOWNLOAD_FAILURE", message: "The file could not be downloaded." };
  if (sandbox.faults.failFiles > 0) {
    sandbox.faults.failFiles -= 1;
    return { code: "UNKNOWN", message: "The file could not be processed." };
  }
  if (bytes.length > uploadLimit(image ? "IMAGE" : "FILE"))
    return { code: "INVALID_IMAGE_FILE_SIZE", message: "The file is too large." };
  if (image && !readable)
    return {
      code: "IMAGE_PROCESSING_FAILURE",
      message: "The image is corrupted or of no known type.",
    };
  return null;
}

function fileName(sandbox: Sandbox, input: FileInput): string {
  const key = uploadKey(sandbox, input.originalSource);
  const path = key ?? new URL(input.originalSource).pathname;
  return safe(input.filename ?? path.split("/").at(-1) ?? "file");
}

function taken(shop: ShopState, name: string): StoredFile | null {
  return shop.files.find((one) => one.filename === name) ?? null;
}

function withUuid(name: string): string {
  const extension = extname(name);
  return `${name.slice(0, name.length - extension.length)}_${randomUUID()}${extension}`;
}
