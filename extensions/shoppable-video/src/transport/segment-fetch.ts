import { preloadOf } from "./head-start.ts";

/** No byte for this long: the road is dead, even if the browser has not noticed. */
const SILENCE_MS = 8000;

/** lost: worth another try. gone: the link no longer works. */
export class SegmentFault extends Error {
  readonly kind: "lost" | "gone";
  constructor(kind: "lost" | "gone") {
    super(kind);
    this.kind = kind;
  }
}

/** Fetches and hands on each piece as it arrives. Resolves with what the way was like. */
export async function fetchSegment(
  url: string,
  signal: AbortSignal,
  take: (chunk: Uint8Array<ArrayBuffer>) => void,
): Promise<{ bytes: number; seconds: number }> {
  const silence = new AbortController();
  const stop = () => silence.abort();
  signal.addEventListener("abort", stop);
  let timer = setTimeout(stop, SILENCE_MS);
  try {
    const early = preloadOf(url);
    const asked = performance.now();
    const response = await fetch(url, { signal: silence.signal });
    const answered = performance.now();
    // It serves once.
    early?.remove();
    if ([401, 403, 404, 410].includes(response.status)) throw new SegmentFault("gone");
    if (!response.ok || !response.body) throw new SegmentFault("lost");
    const reader = response.body.getReader();
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      clearTimeout(timer);
      timer = setTimeout(stop, SILENCE_MS);
      bytes += value.byteLength;
      take(value as Uint8Array<ArrayBuffer>);
    }
    const finished = performance.now();
    // What was on its way before anybody waited for it took its time then.
    const [entry] = early ? performance.getEntriesByName(url) : [];
    // A short answer may have come whole with its headers: then part of the wait counts as transfer.
    const waited = Math.max(finished - answered, (finished - asked) * 0.3);
    return { bytes, seconds: (entry?.duration ?? waited) / 1000 };
  } catch (error) {
    if (error instanceof SegmentFault || signal.aborted) throw error;
    throw new SegmentFault("lost");
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}
