const SLICE_BYTES = 4 * 1024 * 1024;
const DURATION_WAIT_MS = 3_000;

/**
 * SHA-256 of a file as hex, read in slices so that a file of any size fits. WebCrypto can only hash what is
 * in memory as a whole; the counting code comes on demand.
 */
export async function sha256Of(
  file: Blob,
  signal: AbortSignal,
  onProgress: (read: number) => void,
): Promise<string> {
  const { sha256 } = await import("@noble/hashes/sha2.js");
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += SLICE_BYTES) {
    signal.throwIfAborted();
    hash.update(new Uint8Array(await file.slice(at, at + SLICE_BYTES).arrayBuffer()));
    onProgress(Math.min(file.size, at + SLICE_BYTES));
  }
  return [...hash.digest()].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Milliseconds, where the browser can read the file's header; it need not be able to. */
export function durationOf(file: File): Promise<number | undefined> {
  return new Promise((resolve) => {
    const video = document.createElement("video");
    const url = URL.createObjectURL(file);
    const settle = (duration?: number) => {
      clearTimeout(timer);
      video.removeAttribute("src");
      URL.revokeObjectURL(url);
      resolve(duration !== undefined && Number.isFinite(duration) ? duration * 1000 : undefined);
    };
    const timer = setTimeout(settle, DURATION_WAIT_MS);
    video.preload = "metadata";
    video.muted = true;
    video.onloadedmetadata = () => settle(video.duration);
    video.onerror = () => settle();
    video.src = url;
  });
}
