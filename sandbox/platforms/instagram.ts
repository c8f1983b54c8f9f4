import { createHmac } from "node:crypto";
import { readFields, sendJson } from "../http.ts";
import {
  consent,
  newestFirst,
  type PlatformDoor,
  type PlatformRequest,
  pictureType,
  type StandIn,
  type StandInPost,
  sendFile,
  takeTrouble,
} from "./stand-in.ts";

/**
 * The Instagram API with Instagram Login, as https://developers.facebook.com/docs/instagram-platform has
 * it: short and long tokens, fields as asked for, addresses of files that run out within the hour.
 */
const BASIC = "instagram_business_basic";
const INSIGHTS = "instagram_business_manage_insights";
const FILES = "scontent.cdninstagram.com";
const HOUR_MS = 60 * 60 * 1000;
const LONG_MS = 60 * 24 * HOUR_MS;

export function createInstagramDoor(standIn: StandIn): PlatformDoor {
  return async (asked) => {
    const { host, url, response } = asked;
    if (host === "www.instagram.com" && url.pathname === "/oauth/authorize")
      return consent(standIn, asked, {
        ...{ platform: "Instagram", clientName: "client_id", separator: "," },
      });
    if (host === "api.instagram.com" && url.pathname === "/oauth/access_token")
      return shortToken(standIn, asked);
    if (host === FILES) return file(standIn, asked);
    if (host !== "graph.instagram.com") return false;
    if (url.pathname === "/access_token" || url.pathname === "/refresh_access_token")
      return longToken(standIn, asked);
    return graph(
      standIn,
      { ...asked, url: new URL(url.href.replace(/\/v\d+\.0\//, "/")) },
      (...error) => fail(response, ...error),
    );
  };
}

/** The account as Meta numbers it for this app alone. */
function scopedId({ account }: StandIn): string {
  return `9${account.id.slice(1)}`;
}

/** What Meta posts to an app when a person takes their permission back, or asks for deletion. */
export function signedRequest(standIn: StandIn, secret = standIn.book.app.clientSecret): string {
  const body = {
    ...{ algorithm: "HMAC-SHA256", user_id: scopedId(standIn) },
    issued_at: Math.floor(standIn.book.now() / 1000),
  };
  const payload = Buffer.from(JSON.stringify(body)).toString("base64url");
  return `${createHmac("sha256", secret).update(payload).digest("base64url")}.${payload}`;
}

function fail(
  response: PlatformRequest["response"],
  status: number,
  code: number,
  message: string,
): boolean {
  sendJson(response, status, {
    error: { message, type: "OAuthException", code, fbtrace_id: "A1b2C3" },
  });
  return true;
}

async function shortToken(
  { book, account }: StandIn,
  { request, response }: PlatformRequest,
): Promise<boolean> {
  const fields = await readFields(request);
  const refuse = (error_message: string) => {
    sendJson(response, 400, { error_type: "OAuthException", code: 400, error_message });
    return true;
  };
  if (!book.isClient(fields.client_id, fields.client_secret))
    return refuse("Error validating client secret.");
  if (fields.grant_type !== "authorization_code") return refuse("Invalid grant_type.");
  const code = book.redeem(String(fields.code), String(fields.redirect_uri), null);
  if (typeof code === "string") return refuse("Matching code was not found or was already used.");
  const access_token = book.issue("short", account.id, code.scopes, HOUR_MS);
  const permissions = code.scopes.join(",");
  sendJson(response, 200, { data: [{ access_token, user_id: account.id, permissions }] });
  return true;
}

function longToken({ book }: StandIn, { response, url }: PlatformRequest): boolean {
  const query = url.searchParams;
  const token = query.get("access_token") ?? "";
  const long = (user: string, scopes: string[]) => {
    const access_token = book.issue("access", user, scopes, LONG_MS);
    sendJson(response, 200, { access_token, token_type: "bearer", expires_in: LONG_MS / 1000 });
    return true;
  };
  if (url.pathname === "/access_token") {
    const claims = book.read(token, "short");
    if (query.get("grant_type") !== "ig_exchange_token")
      return fail(response, 400, 100, "grant_type");
    if (query.get("client_secret") !== book.app.clientSecret)
      return fail(response, 400, 1, "Error validating client secret.");
    return claims
      ? long(claims.user, claims.scopes)
      : fail(response, 400, 190, "Session has expired.");
  }
  const claims = book.read(token, "access");
  if (!claims || query.get("grant_type") !== "ig_refresh_token")
    return fail(response, 400, 190, "Error validating access token: Session has expired.");
  if (book.now() - claims.issued < 24 * HOUR_MS)
    return fail(response, 400, 100, "The token must be at least 24 hours old.");
  book.revoke(token);
  return long(claims.user, claims.scopes);
}

function graph(
  standIn: StandIn,
  { request, response, url }: PlatformRequest,
  refuse: (status: number, code: number, message: string) => boolean,
): boolean {
  const { book, account } = standIn;
  const query = url.searchParams;
  const trouble = takeTrouble(standIn);
  if (trouble === "busy") {
    const usage = { "17841": [{ type: "instagram", estimated_time_to_regain_access: 12 }] };
    response.setHeader("X-Business-Use-Case-Usage", JSON.stringify(usage));
    return refuse(403, 80002, "There have been too many calls to this Instagram account.");
  }
  if (trouble) return refuse(500, 2, "Service temporarily unavailable");
  const claims = book.read(query.get("access_token") ?? "", "access");
  if (!claims) return refuse(401, 190, "Error validating access token: Session has expired.");
  if (request.method !== "GET") return false;
  if (!claims.scopes.includes(BASIC)) return refuse(403, 10, "Requires instagram_business_basic.");
  const fields = query.get("fields") ?? "id";

  if (url.pathname === "/me") {
    const me = { id: scopedId(standIn), user_id: account.id, username: account.name };
    sendJson(response, 200, only(me, fields));
    return true;
  }
  if (url.pathname === "/me/media") {
    const posts = newestFirst(account);
    const after = query.get("after");
    const start = after ? Number(Buffer.from(after, "base64url").toString()) : 0;
    const end = start + Number(query.get("limit") ?? 25);
    const cursor = Buffer.from(String(end)).toString("base64url");
    sendJson(response, 200, {
      data: posts.slice(start, end).map((post) => only(mediaOf(standIn, post), fields)),
      paging: {
        cursors: { after: cursor },
        ...(end < posts.length
          ? { next: `https://graph.instagram.com/me/media?after=${cursor}` }
          : {}),
      },
    });
    return true;
  }
  const [, id, edge] = url.pathname.split("/");
  const post = account.posts.find((each) => each.id === id);
  if (!post)
    return refuse(400, 100, `Unsupported get request. Object with ID '${id}' does not exist`);
  if (edge === "insights") {
    if (!claims.scopes.includes(INSIGHTS))
      return refuse(403, 10, "Application does not have permission for this action");
    const data = (query.get("metric") ?? "").split(",").map((name) => ({
      name,
      period: "lifetime",
      values: [{ value: post.counts[name as "views" | "shares"] }],
    }));
    sendJson(response, 200, { data });
    return true;
  }
  sendJson(response, 200, only(mediaOf(standIn, post), fields));
  return true;
}

function mediaOf({ account, originOf, book }: StandIn, post: StandInPost): object {
  const until = Math.floor((book.now() + HOUR_MS) / 1000).toString(16);
  const address = (name: string) => `${originOf(FILES)}/${name}?oe=${until}`;
  return {
    id: post.id,
    caption: `${post.title}\n${post.description}`,
    media_type: "VIDEO",
    media_product_type: "REELS",
    // Kept back where music belongs to others.
    ...(post.withheld ? {} : { media_url: address(`${post.id}.mp4`) }),
    permalink: `https://www.instagram.com/reel/${codeOf(post.id)}/`,
    thumbnail_url: address(`${post.id}.jpg`),
    timestamp: new Date(post.at).toISOString().replace(/\.\d+Z$/, "+0000"),
    username: account.name,
    like_count: post.counts.likes,
    comments_count: post.counts.comments,
  };
}

/** What the post's number is in a link. */
export function codeOf(id: string): string {
  return Buffer.from(BigInt(id).toString(16).padStart(14, "0"), "hex").toString("base64url");
}

/** `a,b,c{d,e}`: only what is asked for is answered. */
function only(whole: object, fields: string): object {
  const asked = fields.replace(/\{[^}]*\}/g, "").split(",");
  return Object.fromEntries(
    Object.entries(whole).filter(([name]) => name === "id" || asked.includes(name)),
  );
}

function file({ account, book }: StandIn, { url, response }: PlatformRequest): boolean {
  const [, id, extension] = /^\/(\d+)\.(mp4|jpg)$/.exec(url.pathname) ?? [];
  const post = account.posts.find((each) => each.id === id);
  const until = Number.parseInt(url.searchParams.get("oe") ?? "0", 16) * 1000;
  if (!post || until <= book.now()) {
    response.writeHead(403, { "Content-Type": "text/plain" }).end("URL signature expired");
    return true;
  }
  if (extension === "mp4") return sendFile(response, "video/mp4", post.film());
  const bytes = post.picture();
  return sendFile(response, pictureType(bytes), bytes);
}
