/** Where a video's blobs live. The shop's id leads, so that a shop's files can be removed as one. */

/** The original as uploaded. Never delivered: the media door serves only what is under `media/`. */
export function originalKey(shopId: string, videoId: string): string {
  return `${shopId}/original/${videoId}`;
}

/** What of an original has come so far, in parts. Ends with a slash. */
export function incomingPrefix(shopId: string, videoId: string): string {
  return `${shopId}/incoming/${videoId}/`;
}

/** Everything made of a video. Ends with a slash. */
export function videoPrefix(shopId: string, videoId: string): string {
  return `${shopId}/media/${videoId}/`;
}

/** Where covers of a video lie, each under a name of its own, so that its URL can be cached for ever. */
export function coverKey(shopId: string, videoId: string, name: string): string {
  return `${videoPrefix(shopId, videoId)}cover/${name}`;
}

/**
 * What one attempt made. Attempts never share a folder, so that a worker thought dead cannot touch
 * what a newer one published, and every URL can be cached for ever.
 */
export function attemptPrefix(shopId: string, videoId: string, attempt: number): string {
  return `${videoPrefix(shopId, videoId)}${attempt}/`;
}

const DELIVERED =
  /^[0-9a-z]{24}\/media\/[0-9a-z]{24}\/[0-9a-z-]{1,40}\/(?:[a-z0-9]+\/)?[a-z0-9-]+\.([a-z0-9]+)$/;

const TYPES: Record<string, string> = {
  m3u8: "application/vnd.apple.mpegurl",
  m4s: "video/iso.segment",
  mp4: "video/mp4",
  vtt: "text/vtt; charset=utf-8",
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  wav: "audio/wav",
  ogg: "audio/ogg",
};

/** Content type of a blob that the public may fetch; null for every other key. */
export function deliveredType(key: string): string | null {
  const match = DELIVERED.exec(key);
  return match ? (TYPES[match[1]!] ?? null) : null;
}

/** A blob key (or an engine's absolute URL, which stays) as a URL. */
export function mediaUrl(mediaBaseUrl: string, key: string): string {
  return /^https?:\/\//.test(key) ? key : `${mediaBaseUrl}/${key}`;
}
