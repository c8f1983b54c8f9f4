import type { JobRequest } from "../../kernel/job.ts";

/** All bytes of an upload are here, in parts: they are to become one original. */
export function assembleUploadJob(
  shopId: string,
  videoId: string,
): JobRequest<{ shopId: string; videoId: string }> {
  return { name: "intake.assemble-upload", payload: { shopId, videoId }, key: videoId };
}

/**
 * An archive is whole, or another part of the same export tells what it did not. `again`: another part asked
 * for it, which need not be told back.
 */
export function readArchiveJob(
  shopId: string,
  archiveId: string,
  again = false,
): JobRequest<{ shopId: string; archiveId: string; again: boolean }> {
  return { name: "intake.read-archive", payload: { shopId, archiveId, again }, key: archiveId };
}

/** An import has something left to list or to fetch. `startAfter`: epoch milliseconds. */
export function runImportJob(
  shopId: string,
  importId: string,
  startAfter?: number,
): JobRequest<{ shopId: string; importId: string }> {
  return {
    name: "intake.run-import",
    payload: { shopId, importId },
    key: importId,
    ...(startAfter === undefined ? {} : { startAfter }),
  };
}

/** A post's clip has got its file: its platform may have captions for it. */
export function takeCaptionsJob(
  shopId: string,
  videoId: string,
  startAfter?: number,
): JobRequest<{ shopId: string; videoId: string }> {
  return {
    name: "intake.take-captions",
    payload: { shopId, videoId },
    key: videoId,
    ...(startAfter === undefined ? {} : { startAfter }),
  };
}

/** Parts of an upload are not needed any more: these, and not what comes after them to the same clip. */
export function removePartsJob(
  shopId: string,
  parts: { key: string }[],
): JobRequest<{ shopId: string; keys: string[] }> {
  return { name: "media.remove-files", payload: { shopId, keys: parts.map(({ key }) => key) } };
}
