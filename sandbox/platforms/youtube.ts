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
 * Google's OAuth 2 with PKCE, the parts of the YouTube Data API v3 that the app reads, with their quota,
 * and oEmbed, as https://developers.google.com/youtube/v3/docs documents them.
 */
const READ = "https://www.googleapis.com/auth/youtube.readonly";
const OWN = "https://www.googleapis.com/auth/youtube.force-ssl";
const PICTURE_HOST = "i.ytimg.com";
const HOUR_MS = 60 * 60 * 1000;
const FOREVER_MS = 10 * 365 * 24 * HOUR_MS;

export const YOUTUBE_API_KEY = "sandbox-youtube-api-key";

export function createYoutubeDoor(standIn: StandIn): PlatformDoor {
  const { book, account } = standIn;
  return async (asked) => {
    const { host, url, request, response } = asked;
    if (host === "accounts.google.com" && url.pathname === "/o/oauth2/v2/auth")
      return consent(standIn, asked, {
        ...{ platform: "YouTube", clientName: "client_id", separator: " ", granted: "scope" },
      });
    if (host === "www.youtube.com" && url.pathname === "/oembed") return oembed(standIn, asked);
    if (host === PICTURE_HOST) {
      const post = account.posts.find(({ id }) => url.pathname.startsWith(`/vi/${id}/`));
      if (!post) return false;
      const bytes = post.picture();
      return sendFile(response, pictureType(bytes), bytes);
    }
    if (host === "oauth2.googleapis.com") {
      const fields = await readFields(request);
      if (url.pathname === "/token") return token(standIn, asked, fields);
      if (url.pathname !== "/revoke") return false;
      book.revoke(String(fields.token));
      book.lapseAll();
      sendJson(response, 200, {});
      return true;
    }
    if (host !== "www.googleapis.com" || !url.pathname.startsWith("/youtube/v3/")) return false;
    return api(standIn, asked, url.pathname.slice("/youtube/v3".length));
  };
}

async function token(
  { book, account }: StandIn,
  { response }: PlatformRequest,
  fields: Record<string, unknown>,
): Promise<boolean> {
  const refuse = (error: string, error_description: string, status = 400) => {
    sendJson(response, status, { error, error_description });
    return true;
  };
  if (!book.isClient(fields.client_id, fields.client_secret))
    return refuse("invalid_client", "The OAuth client was not found.", 401);
  const access = (scopes: string[], more: object = {}) => {
    sendJson(response, 200, {
      access_token: book.issue("access", account.id, scopes, HOUR_MS),
      expires_in: HOUR_MS / 1000 - 1,
      scope: scopes.join(" "),
      token_type: "Bearer",
      ...more,
    });
    return true;
  };
  if (fields.grant_type === "refresh_token") {
    const claims = book.read(String(fields.refresh_token), "refresh");
    return claims
      ? access(claims.scopes)
      : refuse("invalid_grant", "Token has been expired or revoked.");
  }
  if (fields.grant_type !== "authorization_code") return refuse("unsupported_grant_type", "");
  const verifier = typeof fields.code_verifier === "string" ? fields.code_verifier : null;
  const code = book.redeem(String(fields.code), String(fields.redirect_uri), verifier);
  if (typeof code === "string") return refuse("invalid_grant", code);
  const refresh = book.issue("refresh", account.id, code.scopes, FOREVER_MS);
  return access(code.scopes, { refresh_token: refresh });
}

async function api(
  standIn: StandIn,
  { request, response, url }: PlatformRequest,
  path: string,
): Promise<boolean> {
  const { book, account } = standIn;
  const query = url.searchParams;
  const fail = (code: number, reason: string, message: string) => {
    const errors = [{ message, domain: "youtube", reason }];
    sendJson(response, code, { error: { code, message, errors } });
    return true;
  };
  const trouble = takeTrouble(standIn);
  if (trouble === "busy") return fail(403, "rateLimitExceeded", "Too many requests.");
  if (trouble) return fail(503, "backendError", "Backend error.");
  const claims = book.read(bearer(request), "access");
  const byKey = query.get("key") === YOUTUBE_API_KEY;
  if (!claims && !byKey) return fail(401, "authError", "Invalid Credentials");
  const may = (...scopes: string[]) => scopes.some((scope) => claims?.scopes.includes(scope));
  const track = /^\/captions\/(.+)$/.exec(path)?.[1];
  const cost = track ? 200 : path === "/captions" ? 50 : 1;
  if (standIn.quota < cost)
    return fail(403, "quotaExceeded", "The request cannot be completed: the quota is exceeded.");
  standIn.quota -= cost;
  const insufficient = () =>
    fail(403, "insufficientPermissions", "Request had insufficient authentication scopes.");
  const part = (query.get("part") ?? "").split(",");
  const parts = (whole: object) =>
    Object.fromEntries(
      Object.entries(whole).filter(([name]) => name === "id" || part.includes(name)),
    );
  const answer = (items: object[], more: object = {}) => {
    sendJson(response, 200, { kind: "youtube#list", items: items.map(parts), ...more });
    return true;
  };

  switch (track ? "track" : path) {
    case "/channels":
      if (!may(READ, OWN)) return insufficient();
      // An account of Google's without a channel answers no items.
      if (account.id === "") return answer([]);
      return answer([{ id: account.id, snippet: { title: account.name } }]);
    case "/playlistItems": {
      if (!may(READ, OWN)) return insufficient();
      if (query.get("playlistId") !== account.id.replace(/^UC/, "UU") || !account.posts.length)
        return fail(404, "playlistNotFound", "The playlist cannot be found.");
      const most = Number(query.get("maxResults") ?? 5);
      const start = Number(query.get("pageToken") ?? 0);
      const posts = newestFirst(account);
      const next = start + most < posts.length ? { nextPageToken: String(start + most) } : {};
      const items = posts
        .slice(start, start + most)
        .map(({ id }) => ({ id: `PL${id}`, contentDetails: { videoId: id } }));
      return answer(items, next);
    }
    case "/videos": {
      if (!byKey && !may(READ, OWN)) return insufficient();
      const ids = (query.get("id") ?? "").split(",");
      if (ids.length > 50) return fail(400, "invalidFilters", "At most 50 ids.");
      const found = newestFirst(account).filter(({ id }) => ids.includes(id));
      return answer(found.map((post) => videoOf(standIn, post)));
    }
    case "/captions": {
      if (!may(OWN)) return insufficient();
      const post = account.posts.find(({ id }) => id === query.get("videoId"));
      if (!post) return fail(404, "videoNotFound", "The video cannot be found.");
      const items = (post.captions ?? []).map(({ language, kind }, index) => ({
        id: `${post.id}~${index}`,
        snippet: { language, trackKind: kind, isDraft: false, status: "serving" },
      }));
      return answer(items);
    }
    case "track": {
      if (!may(OWN)) return insufficient();
      const [id, index] = track!.split("~");
      const caption = account.posts.find((post) => post.id === id)?.captions?.[Number(index)];
      if (!caption) return fail(404, "captionNotFound", "The caption track cannot be found.");
      if (query.get("tfmt") !== "vtt") return fail(400, "couldNotConvert", "Only vtt here.");
      return sendFile(response, "text/vtt", Buffer.from(caption.vtt));
    }
    default:
      return false;
  }
}

function videoOf({ account, originOf }: StandIn, post: StandInPost): object {
  const { counts, seconds } = post;
  return {
    id: post.id,
    snippet: {
      publishedAt: new Date(post.at).toISOString(),
      channelId: account.id,
      title: post.title,
      description: post.description,
      channelTitle: account.name,
      thumbnails: { high: { url: `${originOf(PICTURE_HOST)}/vi/${post.id}/hqdefault.jpg` } },
      liveBroadcastContent: "none",
      ...(post.tags ? { tags: post.tags } : {}),
    },
    contentDetails: { duration: `PT${Math.floor(seconds / 60)}M${seconds % 60}S` },
    status: { privacyStatus: post.withheld ? "private" : "public" },
    statistics: {
      viewCount: String(counts.views),
      likeCount: String(counts.likes),
      commentCount: String(counts.comments),
    },
  };
}

function oembed({ account, originOf }: StandIn, { url, response }: PlatformRequest): boolean {
  const id = /v=([\w-]{11})/.exec(url.searchParams.get("url") ?? "")?.[1];
  const post = account.posts.find((each) => each.id === id);
  if (!post || post.withheld) {
    response.writeHead(post ? 401 : 404).end(post ? "Unauthorized" : "Not Found");
    return true;
  }
  sendJson(response, 200, {
    type: "video",
    title: post.title,
    author_name: account.name,
    author_url: `https://www.youtube.com/channel/${account.id}`,
    thumbnail_url: `${originOf(PICTURE_HOST)}/vi/${post.id}/hqdefault.jpg`,
    provider_name: "YouTube",
  });
  return true;
}
