import { SourceFault, type Tokens } from "../../domains/intake/index.server.ts";
import type { Clock } from "../../kernel/clock.ts";

/** What every platform's adapter is opened with. */
export interface PlatformOptions {
  /** Null: this app has no keys of the platform, and only links can be read. */
  keys: { id: string; secret: string } | null;
  clock: Clock;
  /** Origin that stands for a host of the platform's: the host itself, or a stand-in. */
  originOf: (host: string) => string;
}

export interface PlatformAnswer {
  status: number;
  headers: Headers;
  /** The body as JSON, an empty object where it is none. */
  body: Record<string, unknown>;
  /** The body as it came. */
  text: string;
}

const TIMEOUT_MS = 20_000;
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/**
 * Asks a platform's API. Throws SourceFault `platform-unavailable` when it does not answer, or answers
 * that the trouble is its own; every other answer is the caller's to judge. Redirects are not followed:
 * no documented address redirects, and a token must not be carried elsewhere.
 */
export async function askPlatform(
  { originOf }: Pick<PlatformOptions, "originOf">,
  ask: {
    host: string;
    path: string;
    query?: Record<string, string | undefined>;
    token?: string;
    /** Sent as a form, and so by POST. */
    form?: Record<string, string>;
    /** Sent as JSON, and so by POST. */
    json?: object;
  },
  signal: AbortSignal,
): Promise<PlatformAnswer> {
  const url = new URL(originOf(ask.host) + ask.path);
  for (const [name, value] of Object.entries(ask.query ?? {}))
    if (value !== undefined) url.searchParams.set(name, value);
  const body = ask.form
    ? new URLSearchParams(ask.form)
    : ask.json
      ? JSON.stringify(ask.json)
      : undefined;
  const unavailable = (detail: string) =>
    new SourceFault("platform-unavailable", `${ask.host}${ask.path}: ${detail}`);
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        Accept: "application/json",
        ...(ask.json ? { "Content-Type": "application/json" } : {}),
        ...(ask.token ? { Authorization: `Bearer ${ask.token}` } : {}),
      },
      ...(body === undefined ? {} : { body }),
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    text = await readText(response);
  } catch (error) {
    signal.throwIfAborted();
    throw unavailable((error as Error).message);
  }
  if (response.status >= 500) throw unavailable(`status ${response.status}`);
  return { status: response.status, headers: response.headers, body: asObject(text), text };
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw new Error("the answer is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function asObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === "object" && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}

/** When to ask again, by `Retry-After` (RFC 9110, seconds or a date), or after `otherwise` milliseconds. */
export function retryAt(headers: Headers, clock: Clock, otherwise: number): number {
  const said = headers.get("retry-after");
  const now = clock.now();
  if (said && /^\d+$/.test(said)) return now + Number(said) * 1000;
  const date = said ? Date.parse(said) : Number.NaN;
  return Number.isNaN(date) ? now + otherwise : Math.max(date, now);
}

/** What an OAuth 2 token endpoint says of its refusal (RFC 6749, 5.2). */
export function detailOf(body: Record<string, unknown>): string {
  return textOf(body.error_description) ?? String(body.error);
}

/**
 * Asks a token endpoint for new tokens (RFC 6749, 6). Throws SourceFault: `account-lapsed` when the
 * permission is over, `source-refused` for any other refusal.
 */
export async function refreshed(
  ask: (form: Record<string, string>) => Promise<PlatformAnswer>,
  tokens: Pick<Tokens, "refresh">,
): Promise<Record<string, unknown>> {
  if (!tokens.refresh) throw new SourceFault("account-lapsed", "No refresh token");
  const { body } = await ask({ grant_type: "refresh_token", refresh_token: tokens.refresh });
  if (body.error === "invalid_grant") throw new SourceFault("account-lapsed", detailOf(body));
  if (textOf(body.error)) throw new SourceFault("source-refused", detailOf(body));
  return body;
}

/** A count as APIs write it, number or digits; null when it is not told. */
export function countOf(value: unknown): number | null {
  const count = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof count === "number" && Number.isFinite(count) ? count : null;
}

/** Text, or null when it is something else or empty. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
