import { videoPrefix } from "../keys.ts";

/** Where what belongs to edits lives. Ids carry random bits, so a key cannot be guessed. */

/** What one attempt at rendering made. */
export function renditionPrefix(
  shopId: string,
  videoId: string,
  editId: string,
  attempt: number,
): string {
  return `${videoPrefix(shopId, videoId)}${editId}-${attempt}/`;
}

/** The light copy that the editor plays. `token`: a new id for each attempt. */
export function proxyPrefix(shopId: string, videoId: string, token: string): string {
  return `${videoPrefix(shopId, videoId)}${token}/`;
}

/** Finished files before the ladder. Never delivered. */
export function workPrefix(shopId: string, videoId: string): string {
  return `${shopId}/edits/${videoId}/`;
}

/** A picture or music for edits. Belongs to the shop, not to one clip. */
export function editFileKey(shopId: string, fileId: string, extension: string): string {
  return `${shopId}/media/${fileId}/1/file.${extension}`;
}
