import type { IncomingMessage } from "node:http";
import { FetchStopped, type FileFetcher } from "../../domains/intake/index.server.ts";
import { FETCH_MINUTES, type FetchFaultKind } from "../../domains/intake/index.ts";
import type { Clock } from "../../kernel/clock.ts";
import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import { openPublic, type Resolved, resolveHost } from "./open-public.ts";

export interface FileFetcherOptions {
  clock: Clock;
  /** Origins that may be reached whatever their address: the sandbox shop's. */
  trusted?: string[];
  /** Only tests set these. */
  resolve?: (host: string) => Promise<Resolved[]>;
  ca?: string;
  silence?: number;
  minutes?: number;
}

const SILENCE_MS = 30_000;
/** Times a body that broke off is gone on with, where the server can. */
const RESUMPTIONS = 5;

/** Fetches files over HTTPS from the public internet, whole, or goes on where they broke off. */
export function createFileFetcher(options: FileFetcherOptions): FileFetcher {
  const { clock, minutes = FETCH_MINUTES } = options;
  const how = {
    silence: options.silence ?? SILENCE_MS,
    resolve: options.resolve ?? resolveHost,
    trusted: options.trusted ?? [],
    ...(options.ca ? { ca: options.ca } : {}),
  };
  return {
    async open(url, { headers = {}, maxBytes, expects = "video", signal }) {
      const until = clock.now() + minutes * 60_000;
      const opened = await openPublic(url, { ...how, headers, signal });
      if (!opened.ok) return opened;
      const response = opened.value;
      const fault = faultOf(response, maxBytes, expects);
      if (fault) {
        response.destroy();
        return { ok: false, fault };
      }
      const { total, validator, ...rest } = describe(response);
      const again = async (received: number) => {
        const range = { range: `bytes=${received}-`, "if-range": validator ?? "" };
        const next = await openPublic(url, { ...how, headers: { ...headers, ...range }, signal });
        if (!next.ok) return next;
        const from = /^bytes (\d+)-/.exec(next.value.headers["content-range"] ?? "")?.[1];
        if (next.value.statusCode === 206 && Number(from) === received) return next;
        next.value.destroy();
        return refuse("link-cut-short");
      };
      const body = bytesOf(response, {
        total,
        maxBytes,
        again: validator ? again : null,
        overdue: () =>
          clock.now() > until ? { kind: "link-too-slow", params: { minutes } } : null,
        signal,
      });
      return ok({ ...rest, bytes: total, body });
    },
  };
}

interface BodyOptions {
  total: number | null;
  maxBytes: number;
  /** Opens the rest; null when the server cannot. */
  again: ((received: number) => Promise<Result<IncomingMessage, Fault<FetchFaultKind>>>) | null;
  overdue: () => Fault<FetchFaultKind> | null;
  signal: AbortSignal;
}

async function* bytesOf(first: IncomingMessage, options: BodyOptions): AsyncGenerator<Uint8Array> {
  const { total, maxBytes, again, overdue, signal } = options;
  let received = 0;
  let response = first;
  for (let tries = 0; ; tries++) {
    try {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        received += chunk.length;
        if (received > maxBytes)
          throw new FetchStopped({ kind: "link-too-large", params: { limit: maxBytes } });
        const late = overdue();
        if (late) throw new FetchStopped(late);
        yield chunk;
      }
      if (response.complete && (total === null || received === total)) return;
    } catch (error) {
      if (error instanceof FetchStopped) throw error;
      signal.throwIfAborted();
    } finally {
      response.destroy();
    }
    if (!again || tries >= RESUMPTIONS) throw new FetchStopped({ kind: "link-cut-short" });
    const next = await again(received);
    if (!next.ok) throw new FetchStopped(next.fault);
    response = next.value;
  }
}

/** What an answer's head says that is no file. */
function faultOf(
  response: IncomingMessage,
  maxBytes: number,
  expects: "video" | "picture",
): Fault<FetchFaultKind> | null {
  const status = response.statusCode ?? 0;
  if (status === 401 || status === 403) return { kind: "link-needs-sign-in" };
  if (status === 404 || status === 410) return { kind: "link-not-found" };
  if (status !== 200) return { kind: "link-refused", params: { status } };
  const { contentType, total } = describe(response);
  if (contentType === "text/html" || contentType === "application/xhtml+xml")
    return { kind: "link-needs-sign-in" };
  if (expects === "picture" && contentType.startsWith("image/")) return tooLarge(total, maxBytes);
  if (/^(image|text|audio)\/|^application\/(json|pdf|zip)$/.test(contentType))
    return { kind: "link-not-video", params: { type: contentType } };
  return tooLarge(total, maxBytes);
}

function tooLarge(total: number | null, maxBytes: number): Fault<FetchFaultKind> | null {
  return total !== null && total > maxBytes
    ? { kind: "link-too-large", params: { limit: maxBytes } }
    : null;
}

function describe(response: IncomingMessage) {
  const { headers } = response;
  const length = Number(headers["content-length"] ?? Number.NaN);
  const etag = headers.etag && !headers.etag.startsWith("W/") ? headers.etag : null;
  return {
    name: nameOf(headers["content-disposition"] ?? ""),
    contentType: (headers["content-type"] ?? "").split(";")[0]!.trim().toLowerCase(),
    total: Number.isSafeInteger(length) ? length : null,
    validator: etag ?? headers["last-modified"] ?? null,
  };
}

/** RFC 6266: `filename*` before `filename`. */
function nameOf(disposition: string): string {
  const encoded = /filename\*\s*=\s*utf-8'[^']*'([^;]+)/i.exec(disposition)?.[1];
  if (encoded)
    try {
      return decodeURIComponent(encoded.trim());
    } catch {
      // Falls through to the plain one.
    }
  return /filename\s*=\s*"?([^";]+)"?/i.exec(disposition)?.[1]?.trim() ?? "";
}
