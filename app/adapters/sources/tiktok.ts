import { z } from "zod";
import {
  type AccountSignIn,
  type ClipSource,
  hashtagsOf,
  SourceFault,
  type SourceItem,
  type Tokens,
  titleOfCaption,
} from "../../domains/intake/index.server.ts";
import { NO_COUNTS } from "../../domains/intake/index.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ok, refuse } from "../../kernel/result.ts";
import {
  askPlatform,
  detailOf,
  type PlatformAnswer,
  type PlatformOptions,
  refreshed,
  retryAt,
  textOf,
} from "./platform-http.ts";

/**
 * TikTok: Login Kit for Web, the Display API (https://developers.tiktok.com/doc/display-api-get-started)
 * and oEmbed (https://developers.tiktok.com/doc/embed-videos). None of them hands out a file.
 */
const API = "open.tiktokapis.com";
const SITE = "www.tiktok.com";
const SCOPES = ["user.info.basic", "video.list"];
/**
 * Only fields that are asked for are answered. A picture's address is good for six hours.
 * https://developers.tiktok.com/doc/tiktok-api-v2-video-object
 */
const FIELDS = [
  ...["id", "create_time", "cover_image_url", "share_url", "video_description", "duration"],
  ...["title", "like_count", "comment_count", "share_count", "view_count"],
].join(",");
/** The most that one page may have. */
const PAGE = 20;
/** 600 requests a minute of each kind: https://developers.tiktok.com/doc/tiktok-api-v2-rate-limit */
const BUSY_MS = 60_000;

const count = z.number().nullish();
const video = z.object({
  id: z.string(),
  create_time: z.number().nullish(),
  cover_image_url: z.string().nullish(),
  share_url: z.string().nullish(),
  video_description: z.string().nullish(),
  title: z.string().nullish(),
  /** Seconds. */
  duration: z.number().nullish(),
  like_count: count,
  comment_count: count,
  share_count: count,
  view_count: count,
});
const videos = z.object({
  videos: z.array(video).nullish(),
  cursor: z.number().nullish(),
  has_more: z.boolean().nullish(),
});

export function createTiktokSource(options: PlatformOptions): ClipSource {
  const { clock } = options;
  const api = async (token: string, path: string, json: object, signal: AbortSignal) => {
    const ask = { host: API, path, query: { fields: FIELDS }, token, json };
    const data = dataOf(await askPlatform(options, ask, signal), clock);
    return videos.parse(data);
  };
  return {
    kind: "tiktok",
    async list({ accounts: [account] }, from, signal) {
      if (!account) throw new SourceFault("account-lapsed", "No account");
      const cursor = typeof from === "number" ? { cursor: from } : {};
      const page = await api(
        account.token,
        "/v2/video/list/",
        { max_count: PAGE, ...cursor },
        signal,
      );
      return {
        items: (page.videos ?? []).map((one) => itemOf(one, null)),
        next: page.has_more ? page.cursor : null,
      };
    },
    async locate() {
      return refuse("source-has-no-file");
    },
    posts: {
      readLink,
      async look({ accounts }, item, signal) {
        const id = item.ref.replace(/^tiktok:/, "");
        // What an account of the shop's own posted is told in full.
        if (/^\d+$/.test(id))
          for (const account of accounts) {
            const filters = { filters: { video_ids: [id] } };
            const found = await api(account.token, "/v2/video/query/", filters, signal);
            const [own] = found.videos ?? [];
            if (own) return ok(withTags(itemOf(own, null), item.tags));
          }
        const ask = { host: SITE, path: "/oembed", query: { url: item.page } };
        const { status, body, headers } = await askPlatform(options, ask, signal);
        if (status === 429)
          throw new SourceFault("source-busy", "oEmbed", retryAt(headers, clock, BUSY_MS));
        const known = textOf(body.embed_product_id) ?? idIn(textOf(body.html) ?? "");
        if (status !== 200 || !known) return refuse("post-not-found", { platform: "TikTok" });
        const caption = textOf(body.title) ?? "";
        const author = textOf(body.author_unique_id) ?? textOf(body.author_name);
        return ok(
          withTags(
            {
              ...wordsOf(known, caption),
              page: author ? `https://${SITE}/@${author}/video/${known}` : item.page!,
              post: {
                ...{ id: known, author, publishedAt: publishedAt(known), duration: null },
                thumbnail: textOf(body.thumbnail_url),
                counts: { ...NO_COUNTS },
              },
            },
            item.tags,
          ),
        );
      },
    },
    ...(options.keys ? { signIn: createSignIn(options, options.keys) } : {}),
  };
}

function createSignIn(
  options: PlatformOptions,
  keys: { id: string; secret: string },
): AccountSignIn {
  const { clock, originOf } = options;
  const client = { client_key: keys.id, client_secret: keys.secret };
  const token = (form: Record<string, string>, signal: AbortSignal) =>
    askPlatform(
      options,
      { host: API, path: "/v2/oauth/token/", form: { ...client, ...form } },
      signal,
    );
  return {
    renewAhead: 10 * 60 * 1000,
    // PKCE is for its desktop and mobile kits; the web kit knows no challenge.
    authorizeUrl({ state, redirectUri }) {
      const url = new URL(`${originOf(SITE)}/v2/auth/authorize/`);
      url.search = new URLSearchParams({
        ...{ client_key: keys.id, response_type: "code", scope: SCOPES.join(",") },
        ...{ redirect_uri: redirectUri, state },
      }).toString();
      return url.href;
    },
    async redeem({ code, redirectUri }, signal) {
      const form = { code, grant_type: "authorization_code", redirect_uri: redirectUri };
      const { body } = await token(form, signal);
      if (textOf(body.error)) return refuse("connect-refused", { detail: detailOf(body) });
      const tokens = tokensOf(body, clock);
      if (SCOPES.some((scope) => !tokens.scopes.includes(scope)))
        return refuse("account-scope-missing");
      const query = { fields: "open_id,display_name" };
      const about = await askPlatform(
        options,
        { host: API, path: "/v2/user/info/", query, token: tokens.access },
        signal,
      );
      const { user } = z
        .object({ user: z.object({ open_id: z.string(), display_name: z.string() }) })
        .parse(dataOf(about, clock));
      return ok({ ...tokens, userId: user.open_id, name: user.display_name, page: null });
    },
    renew: async (tokens, signal) =>
      tokensOf(await refreshed((form) => token(form, signal), tokens), clock),
    async revoke(tokens, signal) {
      const form = { ...client, token: tokens.access };
      await askPlatform(options, { host: API, path: "/v2/oauth/revoke/", form }, signal);
    },
  };
}

function tokensOf(body: Record<string, unknown>, clock: Clock): Tokens {
  const { access_token, refresh_token, expires_in, scope } = z
    .object({
      access_token: z.string(),
      refresh_token: z.string(),
      expires_in: z.number(),
      scope: z.string(),
    })
    .parse(body);
  return {
    ...{ access: access_token, refresh: refresh_token, scopes: scope.split(",") },
    expiresAt: clock.now() + expires_in * 1000,
  };
}

/**
 * The Display API's own envelope: `error.code` is `ok`, or says what is wrong.
 * https://developers.tiktok.com/doc/tiktok-api-v2-error-handling
 */
function dataOf({ status, headers, body }: PlatformAnswer, clock: Clock): unknown {
  const error = z
    .object({ code: z.string(), message: z.string().nullish() })
    .catch({ code: `status ${status}` })
    .parse(body.error);
  if (error.code === "ok") return body.data;
  const detail = `${error.code}: ${error.message ?? ""}`;
  switch (error.code) {
    case "access_token_invalid":
      throw new SourceFault("account-lapsed", detail);
    case "scope_not_authorized":
    case "scope_permission_missed":
      throw new SourceFault("account-scope-missing", detail);
    case "rate_limit_exceeded":
      throw new SourceFault("source-busy", detail, retryAt(headers, clock, BUSY_MS));
    case "internal_error":
      throw new SourceFault("platform-unavailable", detail);
    default:
      throw new SourceFault("source-refused", detail);
  }
}

function itemOf(one: z.output<typeof video>, author: string | null): SourceItem {
  const { id, share_url, duration } = one;
  const told = (value: number | null | undefined) => value ?? null;
  return {
    ...wordsOf(id, one.video_description || one.title || ""),
    // Without what TikTok adds to say who shared it.
    ...(share_url ? { page: share_url.split("?")[0]! } : {}),
    post: {
      ...{ id, author: author ?? /\/@([^/]+)\//.exec(share_url ?? "")?.[1] ?? null },
      publishedAt: one.create_time ? one.create_time * 1000 : publishedAt(id),
      duration: duration ? duration * 1000 : null,
      thumbnail: one.cover_image_url ?? null,
      counts: {
        ...{ views: told(one.view_count), likes: told(one.like_count) },
        ...{ comments: told(one.comment_count), shares: told(one.share_count) },
      },
    },
  };
}

function wordsOf(id: string, caption: string) {
  return {
    ...{ ref: `tiktok:${id}`, url: null, name: `tiktok-${id}.mp4` },
    ...{ title: titleOfCaption(caption), description: caption, tags: hashtagsOf(caption) },
  };
}

function withTags(item: SourceItem, more: string[] | undefined): SourceItem {
  return { ...item, tags: [...(more ?? []), ...(item.tags ?? [])] };
}

/** The upper 32 bits of a video's number are the second it was made in. */
function publishedAt(id: string): number | null {
  if (!/^\d{15,20}$/.test(id)) return null;
  const seconds = Number(BigInt(id) >> 32n);
  return seconds > 1_400_000_000 && seconds < 4_000_000_000 ? seconds * 1000 : null;
}

function idIn(html: string): string | null {
  return /data-video-id="(\d+)"/.exec(html)?.[1] ?? null;
}

function readLink(url: URL): SourceItem | null {
  const host = url.hostname.replace(/^(www|m)\./, "");
  const item = (ref: string, page: string): SourceItem => ({
    ...{ ref, url: null, name: ref.replaceAll(":", "-"), page },
  });
  if (host === "vm.tiktok.com" || host === "vt.tiktok.com" || /^\/t\/\w+/.test(url.pathname)) {
    if (!host.endsWith("tiktok.com")) return null;
    const code = /\/(\w+)\/?$/.exec(url.pathname)?.[1];
    return code ? item(`tiktok:short:${code}`, `https://${url.hostname}${url.pathname}`) : null;
  }
  if (host !== "tiktok.com") return null;
  const id =
    /^\/@[^/]+\/video\/(\d+)/.exec(url.pathname)?.[1] ??
    /^\/(?:v|embed|embed\/v2|player\/v1)\/(\d+)/.exec(url.pathname)?.[1];
  return id ? item(`tiktok:${id}`, `https://${SITE}${url.pathname.replace(/\/$/, "")}`) : null;
}
