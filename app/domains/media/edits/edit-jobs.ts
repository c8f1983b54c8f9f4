import type { JobRequest } from "../../../kernel/job.ts";

export function renderEditJob(
  shopId: string,
  editId: string,
): JobRequest<{ shopId: string; editId: string }> {
  return { name: "media.render-edit", payload: { shopId, editId }, key: editId };
}

export function prepareSourceJob(
  shopId: string,
  videoId: string,
): JobRequest<{ shopId: string; videoId: string }> {
  return { name: "media.prepare-source", payload: { shopId, videoId }, key: videoId };
}
