import type { DetailedError } from "tus-js-client";
import { faultOfAnswer, UploadStopped } from "./upload-faults.ts";

export interface Sending {
  url: string;
  file: File;
  signal: AbortSignal;
  /** Bytes that have left. */
  onProgress(sent: number): void;
}

/** Small enough for the proxies that people put in front of apps, large enough not to matter. */
const PIECE_BYTES = 32 * 1024 * 1024;
/** Pauses between tries; counted anew whenever bytes get through. A restarting server is back within them. */
const RETRY_MS = [0, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000];
/** Answers that another try does not change. */
const FINAL = [400, 403, 404, 410, 413, 507];

/** Sends the rest of a file by the tus protocol: asks first how much is there. Rejects when aborted. */
export async function sendByTus({ url, file, signal, onProgress }: Sending): Promise<void> {
  const { Upload } = await import("tus-js-client");
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(file, {
      uploadUrl: url,
      chunkSize: PIECE_BYTES,
      retryDelays: RETRY_MS,
      // What is known of a file stands with the app: another browser can go on with it too.
      storeFingerprintForResuming: false,
      onProgress,
      onSuccess: () => resolve(),
      onShouldRetry: (error) => navigator.onLine && !FINAL.includes(statusOf(error) ?? 0),
      onError(error) {
        const status = statusOf(error as DetailedError);
        const body = (error as DetailedError).originalResponse?.getBody() ?? "";
        reject(status ? new UploadStopped(faultOfAnswer(status, body, PIECE_BYTES)) : error);
      },
    });
    signal.addEventListener("abort", () => {
      upload.abort().catch(() => {});
      reject(signal.reason);
    });
    upload.start();
  });
}

function statusOf(error: Partial<DetailedError>): number | null {
  return error.originalResponse?.getStatus() || null;
}

/** Google's resumable sessions take pieces in multiples of 256 KiB. */
const SESSION_PIECE = 16 * 1024 * 1024;

/**
 * Sends the rest of a file to a resumable session, as Mux hands them out: pieces with Content-Range, 308
 * until the last. https://docs.mux.com/guides/upload-files-directly,
 * https://cloud.google.com/storage/docs/performing-resumable-uploads
 */
export async function sendBySession({ url, file, signal, onProgress }: Sending): Promise<void> {
  const total = file.size;
  let tries = 0;
  let at: number | null = null;
  for (;;) {
    signal.throwIfAborted();
    try {
      const end: number = at === null ? 0 : Math.min(total, at + SESSION_PIECE);
      const response: Response = await fetch(url, {
        method: "PUT",
        headers: {
          "Content-Range": at === null ? `bytes */${total}` : `bytes ${at}-${end - 1}/${total}`,
        },
        body: at === null ? null : file.slice(at, end),
        signal,
      });
      if (response.ok) return onProgress(total);
      if (response.status !== 308) {
        if (response.status < 500 && response.status !== 408 && response.status !== 429)
          throw new UploadStopped(faultOfAnswer(response.status, "", SESSION_PIECE));
        throw new Error(`Answer ${response.status}`);
      }
      const range: string | null = response.headers.get("Range");
      // Without the header nothing is known but that this piece was taken; asking had nothing to show.
      const known: number = range ? Number(range.split("-").at(-1)) + 1 : at === null ? 0 : end;
      if (at === null || known > at) tries = 0;
      at = known;
      onProgress(at);
    } catch (error) {
      signal.throwIfAborted();
      const pause = RETRY_MS[tries++];
      if (error instanceof UploadStopped || pause === undefined || !navigator.onLine) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
      // A piece may have got through although its answer did not.
      at = null;
    }
  }
}
