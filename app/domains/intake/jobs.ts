import type { JobRequest } from "../../kernel/job.ts";

/** All bytes of an upload are here, in parts: they are to become one original. */
export function assembleUploadJob(
  shopId: string,
  videoId: string,
): JobRequest<{ shopId: string; videoId: string }> {
  return { name: "intake.assemble-upload", payload: { shopId, videoId }, key: videoId };
}

/** An import has something left to list or to fetch. */
export function runImportJob(
  shopId: string,
  importId: string,
): JobRequest<{ shopId: string; importId: string }> {
  return { name: "intake.run-import", payload: { shopId, importId }, key: importId };
}
