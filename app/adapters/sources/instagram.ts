import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import {
  type AccountSignIn,
  type ClipSource,
  hashtagsOf,
  SourceFault,
  type SourceItem,
  titleOfCaption,
} from "../../domains/intake/index.server.ts";
import { NO_COUNTS } from "../../domains/intake/index.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ok, refuse } from "../../kernel/result.ts";
import {
  askPlatform,
  type PlatformAnswer,
  type PlatformOptions,
  retryAt,
  textOf,
} from "./platform-http.ts";

/**
 * Instagram: the API with Instagram Login
 * (https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login). It hands
 * out the files of professional accounts' own posts, at addresses that run out.
 */
const GRAPH = "graph.instagram.com";
/** Of July 2026, the current one: https://developers.facebook.com/docs/graph-api/changelog/versions */
const VERSION = "/v26.0";
const BASIC = "instagram_business_basic";
/**
 * Plays and shares. A person may leave it out; then they are not known. What is in an album has none:
 * https://developers.facebook.com/documentation/instagram-platform/reference/instagram-media/insights
 */
const INSIGHTS = "instagram_business_manage_insights";
const OWN = "id,media_type,media_url,permalink,thumbnail_url,timestamp";
const FIELDS = `${OWN},caption,username,like_count,comments_count,children{${OWN}}`;
const PAGE = 50;
/** Of one account, looked through for the post of a link. */
const MOST_PAGES = 20;
const BUSY_MS = 60 * 60 * 1000;

const media = z.object({
  id: z.string(),
  media_type: z.string(),
  /** Left out where music or pictures belong to others. */
  media_url: z.string().nullish(),
  permalink: z.string().nullish(),
  thumbnail_url: z.string().nullish(),
  timestamp: z.string().nullish(),
});
const post = media.extend({
  caption: z.string().nullish(),
  username: z.string().nullish(),
  like_count: z.number().nullish(),
  comments_count: z.number().nullish(),
  children: z.object({ data: z.array(media) }).nullish(),
});
const page = z.object({
  data: z.array(post),
  paging: z
    .object({
      cursors: z.object({ after: z.string().nullish() }).nullish(),
      next: z.string().nullish(),
    })
    .nullish(),
});

export function createInstagramSource(options: PlatformOptions): ClipSource {
  const graph = async (
    token: string,
    path: string,
    query: Record<string, string | undefined>,
    signal: AbortSignal,
  ) => {
    const ask = { host: GRAPH, path: VERSION + path, query: { ...query, access_token: token } };
    return answered(await askPlatform(options, ask, signal), options.clock);
  };
  const pageOf = async (token: string, after: string | undefined, signal: AbortSignal) => {
    const query = { fields: FIELDS, limit: String(PAGE), after };
    const { data, paging } = page.parse(await graph(token, "/me/media", query, signal));
    return { posts: data, next: paging?.next ? (paging.cursors?.after ?? null) : null };
  };
  return {
    kind: "instagram",
    async list({ accounts: [account] }, from, signal) {
      if (!account) throw new SourceFault("account-lapsed", "No account");
      const after = typeof from === "string" ? from : undefined;
      const { posts, next } = await pageOf(account.token, after, signal);
      return { items: posts.flatMap(itemsOf), next };
    },
    async locate({ accounts }, item, signal) {
      const id = item.post?.id ?? item.ref.replace(/^instagram:/, "");
      for (const { token } of accounts) {
        const found = await orMissing(() =>
          graph(token, `/${id}`, { fields: "id,media_type,media_url" }, signal),
        );
        if (!found) continue;
        const { media_url } = media.parse(found);
        return media_url ? ok({ url: media_url }) : refuse("source-has-no-file");
      }
      return refuse("post-not-found", { platform: "Instagram" });
    },
    posts: {
      readLink,
      // A post cannot be asked for by its link: it is looked for among those of the shop's own accounts.
      async look({ accounts }, item, signal) {
        const code = codeOf(item.page ?? "");
        for (const { token } of accounts) {
          let after: string | undefined;
          for (let read = 0; read < MOST_PAGES; read++) {
            const { posts, next } = await pageOf(token, after, signal);
            const found = posts.find(
              ({ id, permalink }) => id === item.post?.id || codeOf(permalink ?? "") === code,
            );
            const [whole] = found ? itemsOf(found) : [];
            if (whole) return ok({ ...whole, tags: [...(item.tags ?? []), ...(whole.tags ?? [])] });
            if (found || !next) break;
            after = next;
          }
        }
        return refuse("instagram-needs-account");
      },
      async count({ accounts }, item, signal) {
        for (const { token, scopes } of accounts) {
          if (!scopes.includes(INSIGHTS)) continue;
          const query = { metric: "views,shares" };
          const path = `/${item.post?.id}/insights`;
          const found = await orMissing(() => graph(token, path, query, signal));
          if (!found) continue;
          const { data } = z
            .object({
              data: z.array(
                z.object({ name: z.string(), values: z.array(z.object({ value: z.number() })) }),
              ),
            })
            .parse(found);
          const value = (name: string) =>
            data.find((each) => each.name === name)?.values[0]?.value ?? null;
          return { views: value("views"), shares: value("shares") };
        }
        return {};
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
  return {
    // Tokens live for 60 days, and can be renewed from their second day on and while they live: well ahead,
    // because an account that is looked at seldom would lose it.
    // https://developers.facebook.com/documentation/instagram-platform/reference/refresh_access_token
    renewAhead: 30 * 24 * 60 * 60 * 1000,
    // It knows no challenge.
    authorizeUrl({ state, redirectUri }) {
      const url = new URL(`${originOf("www.instagram.com")}/oauth/authorize`);
      url.search = new URLSearchParams({
        ...{ client_id: keys.id, redirect_uri: redirectUri, response_type: "code" },
        ...{ scope: `${BASIC},${INSIGHTS}`, state },
      }).toString();
      return url.href;
    },
    async redeem({ code, redirectUri }, signal) {
      const form = {
        ...{ client_id: keys.id, client_secret: keys.secret, code, redirect_uri: redirectUri },
        grant_type: "authorization_code",
      };
      const ask = { host: "api.instagram.com", path: "/oauth/access_token", form };
      const { status, body } = await askPlatform(options, ask, signal);
      if (status !== 200)
        return refuse("connect-refused", { detail: textOf(body.error_message) ?? `${status}` });
      // Documented as an array of one; older answers are that one by itself.
      const [first] = Array.isArray(body.data) ? (body.data as unknown[]) : [body];
      const short = z
        .object({
          access_token: z.string(),
          permissions: z.union([z.string(), z.array(z.string())]),
        })
        .parse(first);
      const { permissions } = short;
      const scopes = Array.isArray(permissions) ? permissions : permissions.split(",");
      if (!scopes.includes(BASIC)) return refuse("account-scope-missing");

      // What a sign-in brings lives for an hour; this makes 60 days of it.
      const query = {
        ...{ grant_type: "ig_exchange_token", client_secret: keys.secret },
        access_token: short.access_token,
      };
      const long = await askPlatform(
        options,
        { host: GRAPH, path: "/access_token", query },
        signal,
      );
      const tokens = { ...longLived(answered(long, clock), clock), scopes };
      const about = await askPlatform(
        options,
        {
          host: GRAPH,
          path: `${VERSION}/me`,
          query: { fields: "id,user_id,username", access_token: tokens.access },
        },
        signal,
      );
      const me = z
        .object({ id: z.coerce.string(), user_id: z.coerce.string(), username: z.string() })
        .parse(answered(about, clock));
      const page = `https://www.instagram.com/${me.username}/`;
      return ok({ ...tokens, userId: me.user_id, scopedId: me.id, name: me.username, page });
    },
    async renew(tokens, signal) {
      const query = { grant_type: "ig_refresh_token", access_token: tokens.access };
      const ask = { host: GRAPH, path: "/refresh_access_token", query };
      const answer = await askPlatform(options, ask, signal);
      return { ...longLived(answered(answer, clock), clock), scopes: tokens.scopes };
    },
    // There is no request for it: a person does it in Instagram's settings.
    async revoke() {},
    readNotice: (signed) => readSignedRequest(signed, keys.secret),
  };
}

const notice = z.object({
  algorithm: z.string(),
  /** The person as Meta numbers them for this app. */
  user_id: z.coerce.string(),
  /** Seconds. */
  issued_at: z.number(),
});

/**
 * Meta's `signed_request`: `<signature>.<JSON>`, both base64url, signed with the app's secret.
 * https://developers.facebook.com/docs/development/create-an-app/app-dashboard/data-deletion-callback
 */
export function readSignedRequest(
  signed: string,
  secret: string,
): { userId: string; issuedAt: number } | null {
  const [signature, payload, more] = signed.split(".");
  if (!signature || !payload || more !== undefined) return null;
  const given = Buffer.from(signature, "base64url");
  const expected = createHmac("sha256", secret).update(payload).digest();
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  } catch {
    return null;
  }
  const read = notice.safeParse(body);
  if (!read.success || read.data.algorithm.toUpperCase() !== "HMAC-SHA256") return null;
  return { userId: read.data.user_id, issuedAt: read.data.issued_at * 1000 };
}

function longLived(body: unknown, clock: Clock) {
  const { access_token, expires_in } = z
    .object({ access_token: z.string(), expires_in: z.number() })
    .parse(body);
  return { access: access_token, refresh: null, expiresAt: clock.now() + expires_in * 1000 };
}

/**
 * Codes: https://developers.facebook.com/docs/graph-api/guides/error-handling. Too many calls are 4, 17, 32 and
 * 613, and 80000 to 80014 by the kind of business use (80002 is Instagram's):
 * https://developers.facebook.com/docs/graph-api/overview/rate-limiting
 */
function answered({ status, headers, body }: PlatformAnswer, clock: Clock): unknown {
  if (status === 200) return body;
  const error = z
    .object({
      code: z.number(),
      message: z.string().nullish(),
      is_transient: z.boolean().nullish(),
    })
    .catch({ code: 0 })
    .parse(body.error);
  const detail = `${error.code}: ${error.message ?? `status ${status}`}`;
  const { code } = error;
  if (code === 190) throw new SourceFault("account-lapsed", detail);
  if ([4, 17, 32, 613].includes(code) || (code >= 80000 && code < 80100) || status === 429)
    throw new SourceFault("source-busy", detail, regainedAt(headers, clock));
  if (code === 1 || code === 2 || error.is_transient)
    throw new SourceFault("platform-unavailable", detail);
  if (code === 10 || (code >= 200 && code < 300))
    throw new SourceFault("account-scope-missing", detail);
  throw new SourceFault("source-refused", detail);
}

/** `estimated_time_to_regain_access` of the header `X-Business-Use-Case-Usage`, in minutes (the same page). */
function regainedAt(headers: Headers, clock: Clock): number {
  const minutes = /"estimated_time_to_regain_access":\s*(\d+)/.exec(
    headers.get("x-business-use-case-usage") ?? "",
  )?.[1];
  return minutes ? clock.now() + Number(minutes) * 60_000 : retryAt(headers, clock, BUSY_MS);
}

/** Null when this account has no such thing (code 100). */
async function orMissing<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SourceFault && error.detail.startsWith("100:")) return null;
    throw error;
  }
}

/** The videos of a post: itself, or those in its album. */
function itemsOf(found: z.output<typeof post>): SourceItem[] {
  const caption = found.caption ?? "";
  const films = found.media_type === "CAROUSEL_ALBUM" ? (found.children?.data ?? []) : [found];
  return films
    .filter(({ media_type }) => media_type === "VIDEO")
    .map(({ id, thumbnail_url }) => {
      const at = Date.parse((found.timestamp ?? "").replace(/\+0000$/, "Z"));
      return {
        ...{ ref: `instagram:${id}`, url: null, name: `instagram-${id}.mp4` },
        ...{ title: titleOfCaption(caption), description: caption, tags: hashtagsOf(caption) },
        ...(found.permalink ? { page: found.permalink } : {}),
        post: {
          ...{ id, author: found.username ?? null },
          ...{ publishedAt: Number.isNaN(at) ? null : at, duration: null },
          thumbnail: thumbnail_url ?? null,
          counts: {
            ...NO_COUNTS,
            likes: found.like_count ?? null,
            comments: found.comments_count ?? null,
          },
        },
      };
    });
}

/** The part of a link that names a post. */
function codeOf(link: string): string | null {
  return /\/(?:reels?|p|tv)\/([\w-]+)/.exec(link)?.[1] ?? null;
}

function readLink(url: URL): SourceItem | null {
  if (url.hostname.replace(/^(www|m)\./, "") !== "instagram.com") return null;
  const code = codeOf(url.pathname);
  if (!code) return null;
  const page = `https://www.instagram.com/p/${code}/`;
  return { ref: `instagram:short:${code}`, url: null, name: `instagram-${code}`, page };
}
