import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf } from "../../../sandbox/platforms/instagram.ts";
import {
  answerConsent,
  makePost,
  type RunningPlatforms,
  startPlatforms,
} from "../../../sandbox/platforms/platforms.fixture.ts";
import { YOUTUBE_API_KEY } from "../../../sandbox/platforms/youtube.ts";
import type { ClipSource, SourceReach, Tokens } from "../../domains/intake/index.server.ts";
import { PLATFORMS, type Platform } from "../../domains/intake/index.ts";
import { fixedClock } from "../../kernel/clock.ts";
import { createInstagramSource } from "./instagram.ts";
import { createTiktokSource } from "./tiktok.ts";
import { createYoutubeSource, durationOf, nextQuotaDay } from "./youtube.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const APP = "https://app.example";
const HOUR = 60 * 60 * 1000;
const signal = new AbortController().signal;

let clock: ReturnType<typeof fixedClock>;
let platforms: RunningPlatforms;
beforeEach(async () => {
  clock = fixedClock(NOW);
  platforms = await startPlatforms(clock, APP);
});
afterEach(() => platforms.close());

function open(kind: Platform, apiKey: string | null = null): ClipSource {
  const options = { keys: platforms.keysOf(kind), clock, originOf: platforms.originOf };
  if (kind === "tiktok") return createTiktokSource(options);
  return kind === "instagram"
    ? createInstagramSource(options)
    : createYoutubeSource({ ...options, apiKey });
}
const publish = (kind: Platform, ...days: number[]) =>
  platforms.standIns[kind].account.posts.push(...days.map((day) => makePost(kind, NOW, day)));
const shop = { id: "s".repeat(24), domain: "one.myshopify.com" };
const verifier = "v".repeat(43);
const challenge = createHash("sha256").update(verifier).digest("base64url");
const redirectUri = (kind: Platform) => `${APP}/connect/${kind}`;

/** A sign-in from its page to its tokens. */
async function signIn(
  kind: Platform,
  source = open(kind),
  scopes: (asked: string) => boolean = () => true,
) {
  const ask = { state: "st", redirectUri: redirectUri(kind), challenge };
  const back = await answerConsent(source.signIn!.authorizeUrl(ask), "allow", scopes);
  expect(back.searchParams.get("state")).toBe("st");
  const given = { code: back.searchParams.get("code")!, verifier, redirectUri: redirectUri(kind) };
  return { given, redeemed: await source.signIn!.redeem(given, signal) };
}
async function connect(kind: Platform, scopes?: (asked: string) => boolean) {
  const source = open(kind);
  const { redeemed } = await signIn(kind, source, scopes);
  if (!redeemed.ok) throw new Error(JSON.stringify(redeemed));
  const grant = redeemed.value;
  const reach = (tokens: Tokens): SourceReach => ({
    ...shop,
    accounts: [{ userId: grant.userId, token: tokens.access, scopes: tokens.scopes }],
  });
  return { source, grant, reach: reach(grant), reachBy: reach };
}
const all = async (source: ClipSource, reach: SourceReach) => {
  const pages: string[][] = [];
  let from: unknown = null;
  do {
    const { items, next } = await source.list!(reach, from, signal);
    pages.push(items.map(({ ref }) => ref));
    from = next;
  } while (from != null);
  return pages;
};

describe.each(PLATFORMS)("%s as a ClipSource", (kind) => {
  it("signs a person in, and tells whose tokens they are", async () => {
    const { grant } = await connect(kind);
    const { account } = platforms.standIns[kind];
    expect(grant).toMatchObject({ userId: account.id, name: account.name });
    expect(grant.expiresAt).toBeGreaterThan(NOW);
  });

  it("is refused a code that was used, and one for another address", async () => {
    const source = open(kind);
    const { given } = await signIn(kind, source);
    const refused = { ok: false, fault: { kind: "connect-refused" } };
    expect(await source.signIn!.redeem(given, signal)).toMatchObject(refused);
    const ask = { state: "st", redirectUri: redirectUri(kind), challenge };
    const back = await answerConsent(source.signIn!.authorizeUrl(ask), "allow");
    const code = back.searchParams.get("code")!;
    const elsewhere = { code, verifier, redirectUri: `${APP}/connect/other` };
    expect(await source.signIn!.redeem(elsewhere, signal)).toMatchObject(refused);
  });

  it("is not even asked for an address that the platform does not know", async () => {
    const url = open(kind).signIn!.authorizeUrl({
      ...{ state: "st", challenge, redirectUri: "https://evil.example/connect" },
    });
    await expect(answerConsent(url, "allow")).rejects.toThrow("redirect URI");
  });

  it("says so when the person left out what is needed", async () => {
    const { redeemed } = await signIn(kind, open(kind), () => false);
    expect(redeemed).toMatchObject({ fault: { kind: "account-scope-missing" } });
  });

  it("lists every post once, the newest first, page by page", async () => {
    const days = Array.from({ length: 53 }, (_, index) => index + 1);
    publish(kind, ...days.toReversed());
    const { source, reach } = await connect(kind);
    const pages = await all(source, reach);
    expect(pages.length).toBeGreaterThan(1);
    const refs = days.map((day) => `${kind}:${makePost(kind, NOW, day).id}`);
    expect(pages.flat()).toEqual(refs);
  });

  it("lists nothing of an account without posts", async () => {
    const { source, reach } = await connect(kind);
    expect(await source.list!(reach, null, signal)).toMatchObject({ items: [] });
  });

  it("tells words, hashtags, counts, picture and page of a post", async () => {
    publish(kind, 3);
    const { source, reach } = await connect(kind);
    const [item] = (await source.list!(reach, null, signal)).items;
    expect(item).toMatchObject({
      title: "Post 3",
      description: expect.stringContaining("Fresh from the kiln"),
      tags: ["Stoneware", "茶"],
      page: expect.stringContaining("https://"),
    });
    expect(item!.post).toMatchObject({
      author: platforms.standIns[kind].account.name,
      publishedAt: NOW - 3 * 24 * HOUR,
      duration: kind === "instagram" ? null : 12_000,
      counts: { likes: 10, comments: 2 },
    });
    const picture = await fetch(item!.post!.thumbnail!);
    expect(picture.headers.get("content-type")).toMatch(/^image\//);
    const counted = (await source.posts!.count?.(reach, item!, signal)) ?? {};
    expect({ ...item!.post!.counts, ...counted }.views).toBe(103);
  });

  it("tells when a token has ended, and lists on with a renewed one", async () => {
    publish(kind, 1);
    const { source, grant, reach, reachBy } = await connect(kind);
    // Instagram renews only what is still alive.
    clock.advance(kind === "instagram" ? 59 * 24 * HOUR : 25 * HOUR);
    const renewed = await source.signIn!.renew(grant, signal);
    expect(renewed.access).not.toBe(grant.access);
    clock.advance(2 * 24 * HOUR);
    await expect(source.list!(reach, null, signal)).rejects.toMatchObject({
      kind: "account-lapsed",
    });
    const again = await source.signIn!.renew(renewed, signal);
    expect((await source.list!(reachBy(again), null, signal)).items).toHaveLength(1);
  });

  it("tells that only a person can help once the permission was taken back", async () => {
    const { source, grant, reach } = await connect(kind);
    clock.advance(1);
    platforms.standIns[kind].book.lapseAll();
    const lapsed = { kind: "account-lapsed" };
    await expect(source.list!(reach, null, signal)).rejects.toMatchObject(lapsed);
    await expect(source.signIn!.renew(grant, signal)).rejects.toMatchObject(lapsed);
  });

  it("waits as long as it is told to when it asked too often", async () => {
    publish(kind, 1);
    const { source, reach } = await connect(kind);
    platforms.standIns[kind].busyNext = 1;
    await expect(source.list!(reach, null, signal)).rejects.toMatchObject({
      kind: "source-busy",
      retryAt: NOW + (kind === "instagram" ? 12 : 1) * 60_000,
    });
    expect((await source.list!(reach, null, signal)).items).toHaveLength(1);
  });

  it("asks again when the platform is in trouble", async () => {
    const { source, reach } = await connect(kind);
    platforms.standIns[kind].failNext = 1;
    const trouble = { kind: "platform-unavailable" };
    await expect(source.list!(reach, null, signal)).rejects.toMatchObject(trouble);
    await platforms.close();
    await expect(source.list!(reach, null, signal)).rejects.toMatchObject(trouble);
  });

  it("reads links of posts and no others", () => {
    const { readLink } = open(kind).posts!;
    const ours: Record<Platform, string[]> = {
      tiktok: [
        "https://www.tiktok.com/@kiln/video/7234567890123456789?is_from_webapp=1",
        "https://vm.tiktok.com/ZMabc123/",
        "https://www.tiktok.com/t/ZTabc123/",
      ],
      instagram: [
        "https://www.instagram.com/reel/Cabc-12_x/?igsh=1",
        "https://instagram.com/kiln/p/Cabc-12_x",
      ],
      youtube: [
        "https://youtu.be/abc-123_XYZ?si=1",
        "https://m.youtube.com/watch?v=abc-123_XYZ&t=3",
        "https://www.youtube.com/shorts/abc-123_XYZ",
      ],
    };
    for (const other of PLATFORMS)
      for (const link of ours[other])
        expect(readLink(new URL(link)) !== null, `${kind} ${link}`).toBe(other === kind);
    for (const link of [
      "https://evil.example/@kiln/video/7234567890123456789",
      "https://eviltiktok.com/@kiln/video/7234567890123456789",
      "https://www.tiktok.com/@kiln",
      "https://www.youtube.com/@kiln",
      "https://www.instagram.com/kiln/",
    ])
      expect(readLink(new URL(link)), link).toBeNull();
  });
});

describe("what a link tells", () => {
  const look = async (kind: Platform, link: string, reach: SourceReach, apiKey?: string) => {
    const { posts } = open(kind, apiKey);
    return posts!.look(reach, { ...posts!.readLink(new URL(link))!, tags: ["mine"] }, signal);
  };
  const nobody = { ...shop, accounts: [] };

  it("TikTok: title, author and picture to anybody; the counts to who posted it", async () => {
    publish("tiktok", 4);
    const { id } = makePost("tiktok", NOW, 4);
    for (const link of [
      `https://www.tiktok.com/@kiln/video/${id}`,
      `https://vm.tiktok.com/${id.slice(-8)}/`,
    ]) {
      const told = await look("tiktok", link, nobody);
      expect(told).toMatchObject({
        value: {
          ref: `tiktok:${id}`,
          tags: ["mine", "Stoneware", "茶"],
          post: { author: "kiln", publishedAt: NOW - 96 * HOUR, counts: { views: null } },
        },
      });
    }
    const { reach } = await connect("tiktok");
    const own = await look("tiktok", `https://www.tiktok.com/@kiln/video/${id}`, reach);
    expect(own).toMatchObject({
      value: { tags: ["mine", "Stoneware", "茶"], post: { counts: { views: 104 } } },
    });
    const gone = await look(
      "tiktok",
      "https://www.tiktok.com/@kiln/video/7000000000000000000",
      nobody,
    );
    expect(gone).toMatchObject({ fault: { kind: "post-not-found" } });
  });

  it("YouTube: title and picture to anybody; the rest to a key or an account", async () => {
    publish("youtube", 4);
    const link = `https://youtu.be/${makePost("youtube", NOW, 4).id}`;
    expect(await look("youtube", link, nobody)).toMatchObject({
      value: { title: "Post 4", post: { counts: { views: null } } },
    });
    expect(await look("youtube", link, nobody, YOUTUBE_API_KEY)).toMatchObject({
      value: { post: { counts: { views: 104 }, duration: 12_000 } },
    });
    expect(await look("youtube", "https://youtu.be/00000000000", nobody)).toMatchObject({
      fault: { kind: "post-not-found" },
    });
  });

  it("Instagram: only what an account of the shop's own posted", async () => {
    publish("instagram", ...Array.from({ length: 60 }, (_, index) => index + 1));
    const link = `https://www.instagram.com/reel/${codeOf(makePost("instagram", NOW, 55).id)}/`;
    expect(await look("instagram", link, nobody)).toMatchObject({
      fault: { kind: "instagram-needs-account" },
    });
    const { reach } = await connect("instagram");
    expect(await look("instagram", link, reach)).toMatchObject({ value: { title: "Post 55" } });
  });
});

describe("what each platform has of its own", () => {
  it("Instagram hands out a fresh address of the file, and none of what it keeps back", async () => {
    publish("instagram", 1, 2);
    platforms.standIns.instagram.account.posts[1]!.withheld = true;
    const { source, reach } = await connect("instagram");
    const { items } = await source.list!(reach, null, signal);
    clock.advance(2 * HOUR);
    const located = await source.locate(reach, items[0]!, signal);
    expect(located.ok && (await (await fetch(located.value.url)).text())).toContain("video");
    expect(await source.locate(reach, items[1]!, signal)).toMatchObject({
      fault: { kind: "source-has-no-file" },
    });
    platforms.standIns.instagram.account.posts = [];
    expect(await source.locate(reach, items[0]!, signal)).toMatchObject({
      fault: { kind: "post-not-found" },
    });
  });

  it.each(["tiktok", "youtube"] as const)("%s hands out no file", async (kind) => {
    publish(kind, 1);
    const { source, reach } = await connect(kind);
    const [item] = (await source.list!(reach, null, signal)).items;
    expect(await source.locate(reach, item!, signal)).toMatchObject({
      fault: { kind: "source-has-no-file" },
    });
  });

  it("YouTube leaves out what is not published, and waits for the next day's quota", async () => {
    publish("youtube", 1, 2);
    platforms.standIns.youtube.account.posts[0]!.withheld = true;
    const { source, reach } = await connect("youtube");
    expect((await source.list!(reach, null, signal)).items.map(({ title }) => title)).toEqual([
      "Post 2",
    ]);
    platforms.standIns.youtube.quota = 0;
    await expect(source.list!(reach, null, signal)).rejects.toMatchObject({
      kind: "source-busy",
      retryAt: Date.UTC(2026, 10, 23, 8),
    });
  });

  it("YouTube gives captions, people's before the recognised, and none without that permission", async () => {
    const vtt = (text: string) => `WEBVTT\n\n00:01.000 --> 00:02.000\n${text}\n`;
    platforms.standIns.youtube.account.posts.push(
      makePost("youtube", NOW, 1, {
        captions: [
          { language: "en", kind: "asr", vtt: vtt("heard") },
          { language: "en", kind: "standard", vtt: vtt("written") },
          { language: "zh-Hans", kind: "standard", vtt: vtt("写的") },
        ],
      }),
    );
    const { source, reach } = await connect("youtube");
    const { id } = makePost("youtube", NOW, 1);
    const tracks = await source.posts!.captions!(reach, { id }, signal);
    expect(tracks.map(({ language, file }) => [language, file.split("\n")[3]])).toEqual([
      ["en", "written"],
      ["zh-Hans", "写的"],
    ]);
    const less = await connect("youtube", (scope) => scope.endsWith("readonly"));
    expect(await less.source.posts!.captions!(less.reach, { id }, signal)).toEqual([]);
  });

  it("YouTube is redeemed only by who began it", async () => {
    const source = open("youtube");
    const ask = { state: "st", redirectUri: redirectUri("youtube"), challenge };
    const back = await answerConsent(source.signIn!.authorizeUrl(ask), "allow");
    const code = back.searchParams.get("code")!;
    const given = { code, verifier: "w".repeat(43), redirectUri: redirectUri("youtube") };
    expect(await source.signIn!.redeem(given, signal)).toMatchObject({
      fault: { kind: "connect-refused", params: { detail: expect.stringContaining("verifier") } },
    });
  });

  it("YouTube says that a Google account has no channel", async () => {
    platforms.standIns.youtube.account.id = "";
    expect((await signIn("youtube")).redeemed).toMatchObject({
      fault: { kind: "account-has-no-channel" },
    });
  });

  it("reads lengths and the quota's day", () => {
    expect(["PT12S", "PT1M5S", "P1DT2H", "P0D", "rubbish"].map(durationOf)).toEqual([
      ...[12_000, 65_000, 93_600_000, null, null],
    ]);
    expect(nextQuotaDay(Date.UTC(2026, 6, 1, 6, 59, 59))).toBe(Date.UTC(2026, 6, 1, 7));
    expect(nextQuotaDay(Date.UTC(2026, 6, 1, 7))).toBe(Date.UTC(2026, 6, 2, 7));
  });
});
