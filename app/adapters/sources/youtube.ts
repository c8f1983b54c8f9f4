import { z } from "zod";
import {
  type AccountSignIn,
  type ClipSource,
  hashtagsOf,
  SourceFault,
  type SourceItem,
  type SourceReach,
  type Tokens,
} from "../../domains/intake/index.server.ts";
import { NO_COUNTS } from "../../domains/intake/index.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ok, refuse } from "../../kernel/result.ts";
import {
  askPlatform,
  countOf,
  detailOf,
  type PlatformAnswer,
  type PlatformOptions,
  refreshed,
  retryAt,
  textOf,
} from "./platform-http.ts";

/**
 * YouTube: Google's OAuth 2 (https://developers.google.com/youtube/v3/guides/auth/server-side-web-apps),
 * the Data API v3 and oEmbed. None of them hands out a file. Lists cost a unit of the day's quota each,
 * a list of captions 50, a track of them 200 (https://developers.google.com/youtube/v3/determine_quota_cost
 * and .../docs/captions/download).
 */
const API = "www.googleapis.com";
const READ = "https://www.googleapis.com/auth/youtube.readonly";
/** Captions can be read by nothing less. A person may leave it out; then there are none. */
const CAPTIONS = "https://www.googleapis.com/auth/youtube.force-ssl";
const PAGE = 50;
const BUSY_MS = 60_000;

const thumbnails = z.record(z.string(), z.object({ url: z.string() }));
const video = z.object({
  id: z.string(),
  snippet: z.object({
    publishedAt: z.string(),
    title: z.string(),
    description: z.string(),
    channelTitle: z.string(),
    thumbnails: thumbnails.nullish(),
    tags: z.array(z.string()).nullish(),
    liveBroadcastContent: z.string().nullish(),
  }),
  contentDetails: z.object({ duration: z.string().nullish() }).nullish(),
  status: z.object({ privacyStatus: z.string() }).nullish(),
  statistics: z
    .object({
      viewCount: z.string().nullish(),
      likeCount: z.string().nullish(),
      commentCount: z.string().nullish(),
    })
    .nullish(),
});
const playlistItems = z.object({
  items: z.array(z.object({ contentDetails: z.object({ videoId: z.string() }) })),
  nextPageToken: z.string().nullish(),
});
const tracks = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      snippet: z.object({
        language: z.string(),
        trackKind: z.string(),
        isDraft: z.boolean().nullish(),
        status: z.string().nullish(),
      }),
    }),
  ),
});

export interface YoutubeOptions extends PlatformOptions {
  /** Reads what is public without any account. */
  apiKey: string | null;
}

export function createYoutubeSource(options: YoutubeOptions): ClipSource {
  const { clock, apiKey } = options;
  const api = async (
    access: { token: string } | { key: string },
    path: string,
    query: Record<string, string | undefined>,
    signal: AbortSignal,
  ) => {
    const by =
      "token" in access ? { query, token: access.token } : { query: { ...query, ...access } };
    const answer = await askPlatform(
      options,
      { host: API, path: `/youtube/v3${path}`, ...by },
      signal,
    );
    return answered(answer, clock);
  };
  const videosOf = async (
    access: { token: string } | { key: string },
    ids: string[],
    signal: AbortSignal,
  ) => {
    const part = "snippet,contentDetails,status,statistics";
    const { body } = await api(access, "/videos", { part, id: ids.join(",") }, signal);
    return z.object({ items: z.array(video) }).parse(body).items;
  };
  const one = ({ accounts: [account] }: SourceReach) => {
    if (!account) throw new SourceFault("account-lapsed", "No account");
    return account;
  };
  return {
    kind: "youtube",
    async list(reach, from, signal) {
      const account = one(reach);
      // Every channel's uploads are a list of its own, named after the channel: UC… → UU….
      const playlistId = account.userId.replace(/^UC/, "UU");
      const pageToken = typeof from === "string" ? from : undefined;
      const query = { part: "contentDetails", playlistId, maxResults: String(PAGE), pageToken };
      let page: z.output<typeof playlistItems>;
      try {
        page = playlistItems.parse((await api(account, "/playlistItems", query, signal)).body);
      } catch (error) {
        // A channel without any upload has no such list.
        if (error instanceof SourceFault && error.detail.startsWith("playlistNotFound"))
          return { items: [], next: null };
        throw error;
      }
      const ids = page.items.map(({ contentDetails }) => contentDetails.videoId);
      const found = ids.length > 0 ? await videosOf(account, ids, signal) : [];
      const items = found
        .filter(({ status }) => status?.privacyStatus !== "private")
        .filter(({ snippet }) => (snippet.liveBroadcastContent ?? "none") === "none")
        .map(itemOf);
      return { items, next: page.nextPageToken ?? null };
    },
    async locate() {
      return refuse("source-has-no-file");
    },
    posts: {
      readLink,
      async look({ accounts: [account] }, item, signal) {
        const id = item.ref.replace(/^youtube:/, "");
        const access = account ?? (apiKey ? { key: apiKey } : null);
        if (access) {
          const [found] = await videosOf(access, [id], signal);
          if (!found) return refuse("post-not-found", { platform: "YouTube" });
          const whole = itemOf(found);
          return ok({ ...whole, tags: [...(item.tags ?? []), ...(whole.tags ?? [])] });
        }
        const page = `https://www.youtube.com/watch?v=${id}`;
        const query = { url: page, format: "json" };
        const ask = { host: "www.youtube.com", path: "/oembed", query };
        const { status, body, headers } = await askPlatform(options, ask, signal);
        if (status === 429)
          throw new SourceFault("source-busy", "oEmbed", retryAt(headers, clock, BUSY_MS));
        const title = textOf(body.title);
        if (status !== 200 || !title) return refuse("post-not-found", { platform: "YouTube" });
        return ok({
          ...{ ref: item.ref, url: null, name: `youtube-${id}.mp4`, title, page },
          tags: [...(item.tags ?? []), ...hashtagsOf(title)],
          post: {
            ...{ id, author: textOf(body.author_name), publishedAt: null, duration: null },
            thumbnail: textOf(body.thumbnail_url),
            counts: { ...NO_COUNTS },
          },
        });
      },
      async captions({ accounts }, { id }, signal) {
        const account = accounts.find(({ scopes }) => scopes.includes(CAPTIONS));
        if (!account) return [];
        const listed = await api(account, "/captions", { part: "snippet", videoId: id }, signal);
        const files: { language: string; file: string }[] = [];
        // What people wrote goes before what was recognised.
        const order = (kind: string) => (kind === "asr" ? 1 : 0);
        const found = tracks
          .parse(listed.body)
          .items.filter(({ snippet }) => !snippet.isDraft && snippet.status !== "failed")
          .sort((a, b) => order(a.snippet.trackKind) - order(b.snippet.trackKind));
        for (const { id: track, snippet } of found) {
          if (files.some(({ language }) => language === snippet.language)) continue;
          const { text } = await api(account, `/captions/${track}`, { tfmt: "vtt" }, signal);
          files.push({ language: snippet.language, file: text });
        }
        return files;
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
  const client = { client_id: keys.id, client_secret: keys.secret };
  const token = (form: Record<string, string>, signal: AbortSignal) =>
    askPlatform(
      options,
      { host: "oauth2.googleapis.com", path: "/token", form: { ...client, ...form } },
      signal,
    );
  return {
    renewAhead: 5 * 60 * 1000,
    authorizeUrl({ state, redirectUri, challenge }) {
      const url = new URL(`${originOf("accounts.google.com")}/o/oauth2/v2/auth`);
      url.search = new URLSearchParams({
        ...{ client_id: keys.id, redirect_uri: redirectUri, response_type: "code" },
        ...{ scope: `${READ} ${CAPTIONS}`, state },
        // A token for later comes only with these two.
        ...{ access_type: "offline", prompt: "consent" },
        ...{ code_challenge: challenge, code_challenge_method: "S256" },
      }).toString();
      return url.href;
    },
    async redeem({ code, verifier, redirectUri }, signal) {
      const form = {
        ...{ code, code_verifier: verifier, redirect_uri: redirectUri },
        grant_type: "authorization_code",
      };
      const { body } = await token(form, signal);
      if (textOf(body.error)) return refuse("connect-refused", { detail: detailOf(body) });
      const tokens = tokensOf(body, null, clock);
      if (!tokens.scopes.includes(READ) && !tokens.scopes.includes(CAPTIONS))
        return refuse("account-scope-missing");
      const query = { part: "snippet", mine: "true" };
      const about = await askPlatform(
        options,
        { host: API, path: "/youtube/v3/channels", query, token: tokens.access },
        signal,
      );
      const [channel] =
        z
          .object({
            items: z
              .array(z.object({ id: z.string(), snippet: z.object({ title: z.string() }) }))
              .nullish(),
          })
          .parse(answered(about, clock).body).items ?? [];
      if (!channel) return refuse("account-has-no-channel");
      const page = `https://www.youtube.com/channel/${channel.id}`;
      return ok({ ...tokens, userId: channel.id, name: channel.snippet.title, page });
    },
    renew: async (tokens, signal) =>
      tokensOf(await refreshed((form) => token(form, signal), tokens), tokens.refresh, clock),
    async revoke(tokens, signal) {
      const form = { token: tokens.refresh ?? tokens.access };
      await askPlatform(options, { host: "oauth2.googleapis.com", path: "/revoke", form }, signal);
    },
  };
}

/** A refresh token comes with the first answer only, and stays good. */
function tokensOf(body: Record<string, unknown>, refresh: string | null, clock: Clock): Tokens {
  const given = z
    .object({
      access_token: z.string(),
      refresh_token: z.string().nullish(),
      expires_in: z.number(),
      scope: z.string(),
    })
    .parse(body);
  return {
    ...{ access: given.access_token, refresh: given.refresh_token ?? refresh },
    scopes: given.scope.split(" "),
    expiresAt: clock.now() + given.expires_in * 1000,
  };
}

/** https://developers.google.com/youtube/v3/docs/errors */
function answered(answer: PlatformAnswer, clock: Clock): PlatformAnswer {
  const { status, headers, body } = answer;
  if (status === 200) return answer;
  const error = z
    .object({
      message: z.string().nullish(),
      errors: z.array(z.object({ reason: z.string() })).nullish(),
    })
    .catch({})
    .parse(body.error);
  const reason = error.errors?.[0]?.reason ?? "";
  const detail = `${reason || `status ${status}`}: ${error.message ?? ""}`;
  if (reason === "quotaExceeded" || reason === "dailyLimitExceeded")
    throw new SourceFault("source-busy", detail, nextQuotaDay(clock.now()));
  if (status === 429 || reason === "rateLimitExceeded" || reason === "userRateLimitExceeded")
    throw new SourceFault("source-busy", detail, retryAt(headers, clock, BUSY_MS));
  if (status === 401) throw new SourceFault("account-lapsed", detail);
  if (reason === "insufficientPermissions") throw new SourceFault("account-scope-missing", detail);
  throw new SourceFault("source-refused", detail);
}

/** Quota begins anew at midnight in California. */
export function nextQuotaDay(now: number): number {
  const hour = 60 * 60 * 1000;
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: "America/Los_Angeles",
    hourCycle: "h23",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(now);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0);
  const spent = part("hour") * hour + part("minute") * 60_000 + part("second") * 1000;
  // On the two days a year that have another length this is an hour off, and asked once more.
  return now - (now % 1000) + 24 * hour - spent;
}

function itemOf(found: z.output<typeof video>): SourceItem {
  const { id, snippet, statistics } = found;
  const short = (durationOf(found.contentDetails?.duration ?? "") ?? 0) <= 60_000;
  const pictures = snippet.thumbnails ?? {};
  const picture = ["maxres", "standard", "high", "medium", "default"].find(
    (size) => pictures[size],
  );
  const words = `${snippet.title}\n${snippet.description}`;
  return {
    ...{ ref: `youtube:${id}`, url: null, name: `youtube-${id}.mp4` },
    ...{ title: snippet.title, description: snippet.description },
    tags: [...(snippet.tags ?? []), ...hashtagsOf(words)],
    page: short ? `https://www.youtube.com/shorts/${id}` : `https://www.youtube.com/watch?v=${id}`,
    post: {
      ...{ id, author: snippet.channelTitle, publishedAt: Date.parse(snippet.publishedAt) || null },
      duration: durationOf(found.contentDetails?.duration ?? ""),
      thumbnail: picture ? pictures[picture]!.url : null,
      counts: {
        views: countOf(statistics?.viewCount),
        likes: countOf(statistics?.likeCount),
        comments: countOf(statistics?.commentCount),
        shares: null,
      },
    },
  };
}

/** ISO 8601, as `PT1M5S`, in milliseconds. */
export function durationOf(text: string): number | null {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (!match || text === "P" || text === "P0D") return null;
  const [days, hours, minutes, seconds] = match.slice(1).map((digits) => Number(digits ?? 0));
  return (((days! * 24 + hours!) * 60 + minutes!) * 60 + seconds!) * 1000;
}

function readLink(url: URL): SourceItem | null {
  const host = url.hostname.replace(/^(www|m|music)\./, "");
  const id =
    host === "youtu.be"
      ? url.pathname.split("/")[1]
      : host === "youtube.com" || host === "youtube-nocookie.com"
        ? (/^\/(?:shorts|live|embed|v)\/([^/]+)/.exec(url.pathname)?.[1] ??
          (url.pathname === "/watch" ? url.searchParams.get("v") : null))
        : null;
  if (!id || !/^[\w-]{11}$/.test(id)) return null;
  const page = `https://www.youtube.com/watch?v=${id}`;
  return { ref: `youtube:${id}`, url: null, name: `youtube-${id}.mp4`, page };
}
