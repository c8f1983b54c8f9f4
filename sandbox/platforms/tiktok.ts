import { readFields, sendJson } from "../http.ts";
import {
  bearer,
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
 * TikTok's Login Kit for Web, Display API v2 and oEmbed, as https://developers.tiktok.com documents them.
 * Only fields that are asked for are answered; pictures' addresses run out after six hours.
 */
const PICTURE_HOST = "p16-sign.tiktokcdn.com";
const PICTURE_MS = 6 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

export function createTiktokDoor(standIn: StandIn): PlatformDoor {
  const { book, account } = standIn;
  return async (asked) => {
    const { host, url, request, response } = asked;
    if (host === "www.tiktok.com" && url.pathname === "/v2/auth/authorize/")
      return consent(standIn, asked, {
        ...{ platform: "TikTok", clientName: "client_key", separator: ",", granted: "scopes" },
      });
    if (host === "www.tiktok.com" && url.pathname === "/oembed") return oembed(standIn, asked);
    if (host === PICTURE_HOST) return picture(standIn, asked);
    if (host !== "open.tiktokapis.com") return false;
    if (url.pathname === "/v2/oauth/token/") return token(standIn, asked);
    if (url.pathname === "/v2/oauth/revoke/") {
      const fields = await readFields(request);
      if (book.isClient(fields.client_key, fields.client_secret)) book.revoke(String(fields.token));
      sendJson(response, 200, {});
      return true;
    }

    const answer = (data: object, code = "ok", status = 200, message = "") => {
      sendJson(response, status, { data, error: { code, message, log_id: "20261122" } });
      return true;
    };
    const trouble = takeTrouble(standIn);
    if (trouble === "busy") return answer({}, "rate_limit_exceeded", 429, "Too many requests");
    if (trouble) return answer({}, "internal_error", 500, "Try again");
    const claims = book.read(bearer(request), "access");
    if (!claims) return answer({}, "access_token_invalid", 401, "The access token is invalid");
    const needs = (scope: string) => !claims.scopes.includes(scope);
    const unauthorized = () => answer({}, "scope_not_authorized", 401, "The scope is missing");
    const fields = (url.searchParams.get("fields") ?? "").split(",").filter(Boolean);

    if (url.pathname === "/v2/user/info/") {
      if (needs("user.info.basic")) return unauthorized();
      const user = { open_id: account.id, union_id: `u-${account.id}`, display_name: account.name };
      return answer({ user: only(user, fields) });
    }
    if (request.method !== "POST") return false;
    if (needs("video.list")) return unauthorized();
    if (fields.length === 0) return answer({}, "invalid_params", 400, "fields is missing");
    const body = await readFields(request);
    const told = (posts: StandInPost[]) =>
      posts.map((post) => only(videoOf(standIn, post), fields));
    if (url.pathname === "/v2/video/list/") {
      const most = Number(body.max_count ?? 10);
      if (most < 1 || most > 20) return answer({}, "invalid_params", 400, "max_count is 1 to 20");
      const before = typeof body.cursor === "number" ? body.cursor : Number.POSITIVE_INFINITY;
      const older = newestFirst(account).filter(({ at }) => at < before);
      const videos = older.slice(0, most);
      return answer({
        videos: told(videos),
        cursor: videos.at(-1)?.at ?? 0,
        has_more: older.length > videos.length,
      });
    }
    if (url.pathname === "/v2/video/query/") {
      const ids = (body.filters as { video_ids?: string[] } | undefined)?.video_ids ?? [];
      if (ids.length === 0 || ids.length > 20)
        return answer({}, "invalid_params", 400, "video_ids has 1 to 20 ids");
      return answer({ videos: told(account.posts.filter(({ id }) => ids.includes(id))) });
    }
    return false;
  };
}

async function token(
  { book, account }: StandIn,
  { request, response }: PlatformRequest,
): Promise<boolean> {
  const fields = await readFields(request);
  const refuse = (error: string, error_description: string) => {
    sendJson(response, 400, { error, error_description, log_id: "20261122" });
    return true;
  };
  if (!book.isClient(fields.client_key, fields.client_secret))
    return refuse("invalid_client", "Client key or secret is incorrect.");
  const grant = (scopes: string[]) => {
    sendJson(response, 200, {
      access_token: book.issue("access", account.id, scopes, DAY_MS),
      expires_in: DAY_MS / 1000,
      open_id: account.id,
      refresh_token: book.issue("refresh", account.id, scopes, 365 * DAY_MS),
      refresh_expires_in: (365 * DAY_MS) / 1000,
      scope: scopes.join(","),
      token_type: "Bearer",
    });
    return true;
  };
  if (fields.grant_type === "authorization_code") {
    const code = book.redeem(String(fields.code), String(fields.redirect_uri), null);
    return typeof code === "string" ? refuse("invalid_grant", code) : grant(code.scopes);
  }
  if (fields.grant_type !== "refresh_token")
    return refuse("unsupported_grant_type", "The grant type is not known.");
  const refresh = String(fields.refresh_token);
  const claims = book.read(refresh, "refresh");
  if (!claims) return refuse("invalid_grant", "Refresh token is invalid or expired.");
  book.revoke(refresh);
  return grant(claims.scopes);
}

function videoOf({ account, originOf, book }: StandIn, post: StandInPost): object {
  const until = Math.floor((book.now() + PICTURE_MS) / 1000);
  return {
    id: post.id,
    create_time: Math.floor(post.at / 1000),
    cover_image_url: `${originOf(PICTURE_HOST)}/${post.id}.jpeg?x-expires=${until}`,
    share_url: `https://www.tiktok.com/@${account.name}/video/${post.id}?utm_campaign=client_share`,
    video_description: `${post.title}\n${post.description}`,
    title: post.title,
    duration: post.seconds,
    height: 1024,
    width: 576,
    embed_link: `https://www.tiktok.com/player/v1/${post.id}`,
    like_count: post.counts.likes,
    comment_count: post.counts.comments,
    share_count: post.counts.shares,
    view_count: post.counts.views,
  };
}

function only(whole: object, fields: string[]): object {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => fields.includes(name)));
}

function picture({ account, book }: StandIn, { url, response }: PlatformRequest): boolean {
  const post = account.posts.find(({ id }) => url.pathname === `/${id}.jpeg`);
  const expires = Number(url.searchParams.get("x-expires")) * 1000;
  if (!post || expires <= book.now()) {
    sendJson(response, 403, {});
    return true;
  }
  const bytes = post.picture();
  return sendFile(response, pictureType(bytes), bytes);
}

function oembed(standIn: StandIn, { url, response }: PlatformRequest): boolean {
  const { account } = standIn;
  const link = url.searchParams.get("url") ?? "";
  // Short links are the number's last eight digits here.
  const post = account.posts.find(
    ({ id }) => link.includes(`/video/${id}`) || link.includes(id.slice(-8)),
  );
  if (!post) {
    sendJson(response, 400, { code: 400, message: "Something went wrong" });
    return true;
  }
  sendJson(response, 200, {
    version: "1.0",
    type: "video",
    title: `${post.title} ${post.description}`,
    author_url: `https://www.tiktok.com/@${account.name}`,
    author_name: account.name,
    author_unique_id: account.name,
    embed_product_id: post.id,
    html: `<blockquote class="tiktok-embed" data-video-id="${post.id}"></blockquote>`,
    thumbnail_url: (videoOf(standIn, post) as { cover_image_url: string }).cover_image_url,
    provider_name: "TikTok",
  });
  return true;
}
