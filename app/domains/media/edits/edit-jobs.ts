import type { JobRequest } from "../../../kernel/job.ts";

export function renderEditJob(
  shopId: string,
  editId: string,
): JobRequest<{ shopId: string; editId: string }> {
  return { name: "media.render-edit", payload: { shopId, editId }, key: editId };
}

export function makeCaptionsJob(
  shopId: string,
  videoId: string,
  when: { startAfter?: number } = {},
): JobRequest<{ shopId: string; videoId: string }> {
  return {
    name: "media.make-captions",
    payload: { shopId, videoId },
    // A look at a set time must not swallow the one that a webhook asks for now.
    key: when.startAfter === undefined ? videoId : `${videoId}:later`,
    ...when,
  };
}

/** Captions that an engine writes by itself are to be waited for. */
export function awaitCaptionsJob(
  shopId: string,
  videoId: string,
): JobRequest<{ shopId: string; videoId: string }> {
  return { name: "media.await-captions", payload: { shopId, videoId }, key: videoId };
}

/** The files of a clip's captions are to be made for the version that shoppers see. */
export function writeCaptionsJob(
  shopId: string,
  videoId: string,
): JobRequest<{ shopId: string; videoId: string }> {
  return { name: "media.write-captions", payload: { shopId, videoId }, key: videoId };
}

export function prepareSourceJob(
  shopId: string,
  videoId: string,
): JobRequest<{ shopId: string; videoId: string }> {
  return { name: "media.prepare-source", payload: { shopId, videoId }, key: videoId };
}
