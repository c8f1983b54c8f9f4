import type { IncomingMessage, ServerResponse } from "node:http";
import { escapeHtml as esc, readFields, redirect, sendHtml } from "../http.ts";
import { OauthBook, type PlatformApp } from "./oauth-book.ts";

/** A post as all three platforms could have it. */
export interface StandInPost {
  id: string;
  /** YouTube's title; the first line of the others' captions. */
  title: string;
  description: string;
  /** Epoch milliseconds. */
  at: number;
  seconds: number;
  counts: { views: number; likes: number; comments: number; shares: number };
  picture: () => Buffer;
  film: () => Buffer;
  captions?: { language: string; kind: "standard" | "asr"; vtt: string }[];
  tags?: string[];
  /** Instagram keeps the file back; YouTube's owner has not published it. */
  withheld?: boolean;
}

export interface StandInAccount {
  id: string;
  name: string;
  /** In any order; each platform answers the newest first. */
  posts: StandInPost[];
}

/** What a stand-in works with, and the trouble it can be told to make. */
export interface StandIn {
  book: OauthBook;
  account: StandInAccount;
  /** Origin and path that stand for `host`. */
  originOf: (host: string) => string;
  /** The next so many API requests are answered that there were too many. */
  busyNext: number;
  /** The next so many API requests are answered that it is the platform's trouble. */
  failNext: number;
  /** Units of YouTube's quota that are left. */
  quota: number;
  /** Every request as `METHOD /path?query`, for tests. */
  log: string[];
}

export interface PlatformRequest {
  request: IncomingMessage;
  response: ServerResponse;
  host: string;
  /** Below the host. */
  url: URL;
}

/** Answers and returns true, or leaves it. */
export type PlatformDoor = (asked: PlatformRequest) => Promise<boolean>;

export function openStandIn(options: {
  app: PlatformApp;
  account: StandInAccount;
  originOf: (host: string) => string;
  now: () => number;
}): StandIn {
  const { app, account, originOf, now } = options;
  return {
    ...{ book: new OauthBook(app, now), account, originOf },
    ...{ busyNext: 0, failNext: 0, quota: 10_000, log: [] },
  };
}

/** The posts, the newest first. */
export function newestFirst({ posts }: StandInAccount): StandInPost[] {
  return [...posts].sort((a, b) => b.at - a.at);
}

/** Whether trouble was ordered for this request; it is used up. */
export function takeTrouble(standIn: StandIn): "busy" | "broken" | null {
  if (standIn.failNext > 0) {
    standIn.failNext--;
    return "broken";
  }
  if (standIn.busyNext === 0) return null;
  standIn.busyNext--;
  return "busy";
}

/**
 * The page where a person says yes or no. `clientName` and `separator`: how the platform calls the client's
 * parameter, and what stands between scopes. Every scope can be left out, as the real ones let people do.
 */
export async function consent(
  standIn: StandIn,
  { request, response, url }: PlatformRequest,
  words: { platform: string; clientName: string; separator: string; granted?: string },
): Promise<boolean> {
  const { book, account } = standIn;
  const query = url.searchParams;
  const redirectUri = query.get("redirect_uri");
  const wrong = book.refusal(query.get(words.clientName), redirectUri);
  if (wrong || query.get("response_type") !== "code") {
    sendHtml(
      response,
      400,
      page(
        words.platform,
        `<h1>Something is wrong</h1><p>${esc(wrong ?? "response_type must be code")}</p>`,
      ),
    );
    return true;
  }
  const asked = (query.get("scope") ?? "").split(words.separator).filter((scope) => scope !== "");
  if (request.method !== "POST") {
    sendHtml(response, 200, page(words.platform, question(words.platform, account.name, asked)));
    return true;
  }
  const fields = await readFields(request);
  const back = new URL(redirectUri!);
  back.searchParams.set("state", query.get("state") ?? "");
  if (fields.answer !== "allow") {
    back.searchParams.set("error", "access_denied");
    back.searchParams.set("error_description", "The person said no.");
  } else {
    const scopes = asked.filter((scope) => fields[`scope ${scope}`] !== undefined);
    const challenge = query.get("code_challenge");
    back.searchParams.set("code", book.code({ redirectUri: redirectUri!, scopes, challenge }));
    if (words.granted) back.searchParams.set(words.granted, scopes.join(words.separator));
  }
  redirect(response, back.href);
  return true;
}

function question(platform: string, account: string, scopes: string[]): string {
  const boxes = scopes
    .map(
      (scope) =>
        `<li><label><input type="checkbox" name="scope ${esc(scope)}" value="1" checked> ${esc(scope)}</label></li>`,
    )
    .join("");
  return `<h1>Clipshelf wants to read ${esc(account)}</h1>
<p>This page stands in for ${esc(platform)}. Nothing leaves this machine.</p>
<form method="post"><ul>${boxes}</ul>
<button name="answer" value="allow">Allow</button>
<button name="answer" value="deny">Cancel</button></form>`;
}

function page(platform: string, main: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${esc(platform)} (stand-in)</title><link rel="icon" href="data:,"><style>
body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f4f4f5;color:#18181b}
main{max-width:26rem;margin:12vh auto;background:#fff;padding:2rem;border-radius:12px;box-shadow:0 1px 3px #0003}
h1{font-size:1.3rem;margin:0 0 .5rem}ul{list-style:none;padding:0;overflow-wrap:anywhere}
button{font:inherit;padding:.6rem 1.4rem;border-radius:8px;border:1px solid #18181b;background:#fff;margin-right:.5rem}
button[value=allow]{background:#18181b;color:#fff}</style></head><body><main>${main}</main></body></html>`;
}

/** Sends a film or a picture. */
export function sendFile(response: ServerResponse, type: string, bytes: Buffer): boolean {
  response.writeHead(200, { "Content-Type": type, "Content-Length": bytes.length });
  response.end(bytes);
  return true;
}

/** By the bytes it begins with: WebP or JPEG. */
export function pictureType(bytes: Buffer): string {
  return bytes.subarray(0, 4).toString("latin1") === "RIFF" ? "image/webp" : "image/jpeg";
}

export function bearer(request: IncomingMessage): string {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
}
