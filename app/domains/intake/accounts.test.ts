import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  answerConsent,
  makePost,
  type RunningPlatforms,
  startPlatforms,
} from "../../../sandbox/platforms/platforms.fixture.ts";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { createFileFetcher } from "../../adapters/fetch/file-fetcher.ts";
import { createInstagramSource } from "../../adapters/sources/instagram.ts";
import { createLinkSource } from "../../adapters/sources/links.ts";
import { createTiktokSource } from "../../adapters/sources/tiktok.ts";
import { createYoutubeSource } from "../../adapters/sources/youtube.ts";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { Platform } from "./index.ts";
import { type IntakeRoom, openIntakeRoom } from "./intake-room.fixture.ts";
import { receiveBytes } from "./receive-part.server.ts";
import { seal, unseal } from "./seal.ts";
import { SYNC_EVERY_MS, WHOLE_EVERY_MS } from "./sync-account.server.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const signal = new AbortController().signal;

let database: TestDatabase;
let platforms: RunningPlatforms;
let room: IntakeRoom;
let clock: ReturnType<typeof fixedClock>;
beforeAll(async () => {
  database = await cloneDatabase();
});
beforeEach(async () => {
  clock = fixedClock(NOW);
  platforms = await startPlatforms(clock, "https://app.example");
  const { originOf } = platforms;
  const of = (name: Platform) => ({ keys: platforms.keysOf(name), clock, originOf });
  room = await openIntakeRoom({
    prisma: database.prisma,
    clock,
    fetcher: createFileFetcher({ clock, trusted: [platforms.origin] }),
    sources: [
      createLinkSource("link"),
      createTiktokSource(of("tiktok")),
      createInstagramSource(of("instagram")),
      createYoutubeSource({ ...of("youtube"), apiKey: null }),
    ],
  });
});
afterEach(async () => {
  await room.close();
  await platforms.close();
});

const publish = (kind: Platform, ...days: number[]) =>
  platforms.standIns[kind].account.posts.push(...days.map((day) => makePost(kind, NOW, day)));

/** Begins a sign-in, says yes at the platform, and comes back with what the app hands on. */
async function handoff(kind: Platform, given: { staff?: string; answer?: "allow" | "deny" } = {}) {
  const begun = await room.intake.beginSignIn(given.staff ?? "7", kind);
  if (!begun.ok) throw new Error(begun.fault.kind);
  const back = await answerConsent(begun.value.url, given.answer ?? "allow");
  return room.intakeJobs.readCallback(kind, back.searchParams)!;
}
async function connect(kind: Platform) {
  clock.advance(1);
  const back = await handoff(kind);
  expect(back.domain).toBe(room.shop.domain);
  expect(await room.intake.finishSignIn("7", back.handoff, signal)).toMatchObject({ ok: true });
  await room.work();
  return account(kind);
}
const account = async (kind: Platform) => {
  const platform = (await room.intake.platforms()).find((each) => each.kind === kind)!;
  expect(platform.accounts).toHaveLength(1);
  return platform.accounts[0]!;
};
const clips = async () =>
  (await room.media.list({ sort: "title", limit: 200 })).videos.map(({ title, status }) => [
    title,
    status,
  ]);
const latest = async () => (await room.intake.imports())[0]!;
const sync = async (id: string) => {
  clock.advance(1);
  const done = await room.intake.syncAccount({ id: newId(clock), staff: "7" }, id);
  await room.work();
  return done;
};
const requests = (kind: Platform, path: string) =>
  platforms.standIns[kind].log.filter((line) => line.includes(path)).length;

describe("a sign-in", () => {
  it("is good once, for the person of the shop who began it, and for a quarter of an hour", async () => {
    const expired = { ok: false, fault: { kind: "connect-expired" } };
    const finish = (staff: string, sealed: string, intake = room.intake) =>
      intake.finishSignIn(staff, sealed, signal);
    const first = await handoff("tiktok");
    expect(await finish("8", first.handoff)).toEqual(expired);
    expect(await finish("7", first.handoff, room.openShop().intake)).toEqual(expired);
    expect(await finish("7", first.handoff.replace(/.{4}$/, "AAAA"))).toEqual(expired);
    expect(await finish("7", first.handoff)).toMatchObject({ ok: true, value: { name: "kiln" } });
    expect(await finish("7", first.handoff)).toEqual(expired);

    const late = await handoff("tiktok");
    clock.advance(16 * 60_000);
    expect(await finish("7", late.handoff)).toEqual(expired);
    expect((await account("tiktok")).state).toBe("connected");
  });

  it("is not taken back from a forged, foreign or old state", async () => {
    const { intakeJobs } = room;
    const begun = await room.intake.beginSignIn("7", "youtube");
    const state = new URL(begun.ok ? begun.value.url : "").searchParams.get("state")!;
    const back = (given: string, kind = "youtube") =>
      intakeJobs.readCallback(kind, new URLSearchParams({ state: given, code: "c" }));
    expect(back(state)).not.toBeNull();
    expect(back(state, "tiktok")).toBeNull();
    expect(back(`${state.slice(0, -2)}AA`)).toBeNull();
    expect(back("")).toBeNull();
    // What is sealed as one thing does not open as another.
    expect(back(back(state)!.handoff)).toBeNull();
    clock.advance(16 * 60_000);
    expect(back(state)).toBeNull();
  });

  it("says that the person said no, or that there are no keys", async () => {
    const back = await handoff("instagram", { answer: "deny" });
    expect(await room.intake.finishSignIn("7", back.handoff, signal)).toEqual({
      ok: false,
      fault: { kind: "connect-denied", params: { platform: "Instagram" } },
    });
    const source = room.ports.sources.find(({ kind }) => kind === "instagram")!;
    Object.assign(source, { signIn: undefined });
    expect(await room.intake.beginSignIn("7", "instagram")).toMatchObject({
      fault: { kind: "platform-not-configured" },
    });
    const views = await room.intake.platforms();
    expect(views.map(({ configured }) => configured)).toEqual([true, false, true]);
  });

  it("keeps tokens sealed, and each in its own row", async () => {
    const { id } = await connect("youtube");
    const row = (await room.ports.accounts.findAccount(room.shop.id, id))!;
    expect(row.access).toMatch(/^v1\./);
    const { sealKeys } = room.ports;
    expect(unseal(sealKeys, row.access, `${room.shop.id} account ${id} access`)).toContain(".");
    expect(unseal(sealKeys, row.access, `${room.shop.id} account ${id} refresh`)).toBeNull();
    expect(unseal(sealKeys, row.access, `other account ${id} access`)).toBeNull();
    expect(
      unseal([Buffer.alloc(32, 2)], row.access, `${room.shop.id} account ${id} access`),
    ).toBeNull();
    // A new key seals from now on; the old one still opens.
    const both = [Buffer.alloc(32, 2), ...sealKeys];
    expect(unseal(both, seal(sealKeys, "secret", "here"), "here")).toBe("secret");
  });

  it("with the same account again keeps what is known of it", async () => {
    publish("tiktok", 1);
    const before = await connect("tiktok");
    const after = await connect("tiktok");
    expect(after.id).toBe(before.id);
    expect(await clips()).toHaveLength(1);
    expect(await latest()).toMatchObject({ kind: "tiktok", counts: { done: 0, here: 0 } });
  });
});

describe("an account that is looked through", () => {
  it("brings in Instagram's posts with their files, words, counts and a picture of ours", async () => {
    publish("instagram", 1, 2);
    await connect("instagram");
    expect(await clips()).toEqual([
      ["Post 1", "ready"],
      ["Post 2", "ready"],
    ]);
    const [video] = (await room.media.list({ sort: "title", limit: 1 })).videos;
    const detail = await room.media.get(video!.id);
    expect(detail).toMatchObject({ source: "instagram", tags: ["Stoneware", "茶"] });
    expect(await room.intake.post(video!.id)).toMatchObject({
      ...{ kind: "instagram", author: "kiln", countedAt: NOW + 1 },
      counts: { views: 101, likes: 10, comments: 2, shares: 1 },
      page: expect.stringContaining("https://www.instagram.com/reel/"),
    });
    expect(await room.openShop().intake.post(video!.id)).toBeNull();
    expect(await room.intake.wanted()).toEqual({ clips: [], total: 0 });
  });

  it("makes clips that wait for their file where none is handed out, and lets each have it", async () => {
    publish("youtube", 1, 2);
    platforms.standIns.youtube.account.posts[0]!.captions = [
      { language: "en", kind: "standard", vtt: "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n" },
    ];
    await connect("youtube");
    expect(await clips()).toEqual([
      ["Post 1", "wanted"],
      ["Post 2", "wanted"],
    ]);
    const { clips: waiting, total } = await room.intake.wanted();
    expect(total).toBe(2);
    expect(waiting[0]).toMatchObject({
      ...{ title: "Post 1", kind: "youtube", duration: 12_000 },
      poster: expect.stringMatching(/^https:\/\/cdn\.example\/media\/.*\/cover\/\w+\.webp$/),
    });
    expect(requests("youtube", "/captions")).toBe(0);

    const { id } = waiting[0]!;
    const file = { name: "a.mp4", bytes: 5, contentType: "video/mp4", modified: 1, wantedBy: id };
    const begun = await room.intake.beginUpload("7", file);
    expect(begun).toMatchObject({ value: { step: "send", videoId: id } });
    const send = async (text: string) =>
      receiveBytes(
        room.ports,
        { shopId: room.shop.id, of: "clip", id, bytes: text.length },
        0,
        (async function* () {
          yield Buffer.from(text);
        })(),
      );
    // Taken back, it waits again.
    await room.intake.cancelUpload(id);
    expect((await room.media.get(id))?.status).toBe("wanted");
    expect(await send("video")).toMatchObject({ fault: { kind: "upload-cancelled" } });
    // Another file takes the place of the one that was on its way.
    await room.intake.beginUpload("7", file);
    const longer = { ...file, bytes: 6, modified: 2 };
    expect(await room.intake.beginUpload("7", longer)).toMatchObject({ value: { received: 0 } });
    await send("video!");
    await room.work();
    expect(await room.media.get(id)).toMatchObject({
      ...{ status: "ready", title: "Post 1", sourceName: "a.mp4", source: "youtube" },
    });
    expect(room.captions.get(id)).toEqual([
      { language: "en", automatic: false, cues: [{ from: 1_000, to: 2_000, text: "Hello" }] },
    ]);
    expect(await room.intake.beginUpload("7", { ...file, modified: 3 })).toMatchObject({
      fault: { kind: "file-not-wanted" },
    });
    const { id: account } = (await room.intake.platforms())[2]!.accounts[0]!;
    await sync(account);
    expect((await clips()).map(([, status]) => status)).toEqual(["ready", "wanted"]);
  });

  it("brings in only what is new, whatever became of the rest, and stops looking there", async () => {
    publish("tiktok", ...Array.from({ length: 45 }, (_, index) => index + 10));
    const { id } = await connect("tiktok");
    expect(await clips()).toHaveLength(45);
    expect(requests("tiktok", "/v2/video/list/")).toBe(3);
    const [gone] = (await room.media.list({ sort: "newest", limit: 1 })).videos;
    await room.media.remove([gone!.id]);

    publish("tiktok", 1);
    await sync(id);
    expect(await latest()).toMatchObject({ state: "done", counts: { done: 1, here: 0 } });
    expect(await clips()).toHaveLength(45);
    // The page with the new one, and one without news.
    expect(requests("tiktok", "/v2/video/list/")).toBe(5);
    await sync(id);
    expect(await latest()).toMatchObject({ counts: { done: 0 } });
    expect(requests("tiktok", "/v2/video/list/")).toBe(6);

    platforms.standIns.tiktok.account.posts[44]!.counts.views = 99_000;
    clock.advance(WHOLE_EVERY_MS);
    await sync(id);
    expect(requests("tiktok", "/v2/video/list/")).toBe(9);
    const oldest = (await room.media.list({ sort: "title", limit: 100 })).videos.find(
      ({ title }) => title === "Post 54",
    );
    expect((await room.intake.post(oldest!.id))?.counts.views).toBe(99_000);
  });

  it("is looked at by itself every few hours, once, and not while the shop is without the app", async () => {
    const { id } = await connect("tiktok");
    const { prisma } = database;
    const [shopId, domain] = [room.shop.id, room.shop.domain];
    await prisma.shop.create({ data: { id: shopId, domain, installedAt: new Date(NOW) } });
    await room.intakeJobs.syncAccounts();
    expect(await room.work()).toEqual([]);
    publish("tiktok", 1);
    clock.advance(SYNC_EVERY_MS);
    await prisma.shop.update({ where: { id: shopId }, data: { uninstalledAt: new Date(NOW) } });
    await room.intakeJobs.syncAccounts();
    expect(await room.work()).toEqual([]);
    await prisma.shop.update({ where: { id: shopId }, data: { uninstalledAt: null } });
    await Promise.all([room.intakeJobs.syncAccounts(), room.intakeJobs.syncAccounts()]);
    expect((await room.work()).filter((name) => name === "intake.run-import")).toHaveLength(1);
    expect(await clips()).toHaveLength(1);
    // Asked for while one is under way, it is that one.
    await room.intake.syncAccount({ id: newId(clock), staff: "7" }, id);
    await room.intake.syncAccount({ id: newId(clock), staff: "7" }, id);
    expect((await room.intake.imports()).length).toBe(3);
  });

  it("makes one clip of a post that two imports bring in, run twice or at once", async () => {
    publish("tiktok", 1);
    const { id } = makePost("tiktok", NOW, 1);
    const order = { id: newId(clock), staff: "7", tags: ["spring"] };
    await room.intake.importLinks(order, [`https://www.tiktok.com/@kiln/video/${id}`]);
    const jobs = [...room.jobs];
    await Promise.all([room.work(), connect("tiktok")]);
    room.jobs.push(...jobs, ...jobs);
    await room.work();
    expect(await clips()).toHaveLength(1);
  });

  it("waits while the platform is busy, says until when, and goes on then", async () => {
    publish("tiktok", 1);
    const { id } = await connect("tiktok");
    publish("tiktok", 0.5);
    platforms.standIns.tiktok.busyNext = 1;
    await sync(id);
    expect(await latest()).toMatchObject({ state: "listing", waitUntil: NOW + 60_002 });
    expect((await account("tiktok")).looking).toBe(true);
    await room.work();
    expect(await clips()).toHaveLength(1);
    clock.advance(60_000);
    await room.work();
    expect(await latest()).toMatchObject({ state: "done", waitUntil: null, counts: { done: 1 } });
  });

  it("renews its tokens by itself, and says when only the merchant can help", async () => {
    publish("youtube", 1);
    const { id } = await connect("youtube");
    clock.advance(3 * 60 * 60 * 1000);
    publish("youtube", 0);
    expect(await sync(id)).toMatchObject({ ok: true });
    expect(await clips()).toHaveLength(2);

    platforms.standIns.youtube.book.lapseAll();
    clock.advance(1);
    await sync(id);
    expect(await latest()).toMatchObject({
      fault: { kind: "account-lapsed", params: { platform: "YouTube" } },
    });
    expect(await account("youtube")).toMatchObject({ state: "lapsed", looking: false });
    const lapsed = [{ id, kind: "youtube", name: "Kiln" }];
    expect(await room.intake.attention()).toMatchObject({ lapsed, wanted: 2 });
    expect(await sync(id)).toMatchObject({ fault: { kind: "account-lapsed" } });
    expect((await connect("youtube")).state).toBe("connected");
    expect(await clips()).toHaveLength(2);
  });

  it("leaves out what is longer than clips may be", async () => {
    publish("youtube", 1, 2);
    platforms.standIns.youtube.account.posts[0]!.seconds = 601;
    await connect("youtube");
    expect(await clips()).toEqual([["Post 2", "wanted"]]);
    const link = `https://youtu.be/${makePost("youtube", NOW, 1).id}`;
    clock.advance(1);
    await room.intake.importLinks({ id: newId(clock), staff: "7", tags: [] }, [link]);
    await room.work();
    expect((await latest()).items[0]?.fault).toEqual({
      kind: "video-too-long",
      params: { duration: 601, limit: 600 },
    });
  });

  it("is forgotten with its tokens when it is disconnected; its clips stay", async () => {
    publish("tiktok", 1);
    const { id } = await connect("tiktok");
    const row = (await room.ports.accounts.findAccount(room.shop.id, id))!;
    const token = unseal(room.ports.sealKeys, row.access, `${room.shop.id} account ${id} access`);
    expect(await room.openShop().intake.disconnectAccount(id, signal)).toMatchObject({ ok: false });
    expect(await room.intake.disconnectAccount(id, signal)).toMatchObject({ ok: true });
    expect(platforms.standIns.tiktok.book.read(token!, "access")).toBeNull();
    expect((await room.intake.platforms())[0]!.accounts).toEqual([]);
    expect(await room.intake.disconnectAccount(id, signal)).toMatchObject({
      fault: { kind: "account-not-found" },
    });
    expect(await clips()).toEqual([["Post 1", "wanted"]]);
  });
});

describe("links of posts", () => {
  it("come in beside links of files, each as its platform lets it, with the tags of the order", async () => {
    publish("tiktok", 1);
    publish("youtube", 2);
    const tiktok = makePost("tiktok", NOW, 1).id;
    const order = { id: newId(clock), staff: "7", tags: ["spring"] };
    await room.intake.importLinks(order, [
      `https://vm.tiktok.com/${tiktok.slice(-8)}/`,
      `https://youtu.be/${makePost("youtube", NOW, 2).id}`,
      "https://www.instagram.com/reel/Cnobody1234/",
      "https://www.youtube.com/watch?v=gone0000000",
    ]);
    await room.work();
    expect(await clips()).toEqual([
      ["Post 1 Fresh from the kiln", "wanted"],
      ["Post 2", "wanted"],
    ]);
    const batch = await latest();
    expect(batch.items.map(({ fault }) => fault?.kind)).toEqual([
      "instagram-needs-account",
      "post-not-found",
    ]);
    const [video] = (await room.media.list({ sort: "title", limit: 1 })).videos;
    expect(video!.tags).toEqual(["spring", "Stoneware", "茶"]);
    // The same post by its long link is here already.
    const again = [`https://www.tiktok.com/@kiln/video/${tiktok}`];
    clock.advance(1);
    await room.intake.importLinks({ ...order, id: newId(clock) }, again);
    await room.work();
    expect(await latest()).toMatchObject({ counts: { here: 1, done: 0 } });
  });

  it("come in from a list, with the words of its row before the platform's, and go when it is undone", async () => {
    publish("tiktok", 1, 2);
    const [one, two] = [1, 2].map((days) => makePost("tiktok", NOW, days).id);
    const list = Buffer.from(
      [
        "link,title,tags,products",
        `https://www.tiktok.com/@kiln/video/${one},My words,mine,p-1`,
        `https://www.tiktok.com/@kiln/video/${two},,,`,
        `https://m.tiktok.com/v/${two}.html,,,`,
        "https://youtu.be/gone0000000,,,",
        "ftp://example.com/a,,,",
      ].join("\n"),
    );
    const planned = await room.intake.planList(list);
    expect(planned).toMatchObject({ value: { ready: 3, here: 0, faulty: 2 } });
    expect(planned.ok && planned.value.rows.map(({ faults }) => faults[0]?.fault.kind)).toEqual([
      ...[undefined, undefined, "row-repeated", undefined, "link-not-https"],
    ]);
    expect(platforms.standIns.tiktok.log).toEqual([]);
    const order = { id: newId(clock), staff: "7", tags: [] };
    await room.intake.importList(order, { name: "posts.csv", file: list });
    await room.work();
    expect(await clips()).toEqual([
      ["My words", "wanted"],
      ["Post 2 Fresh from the kiln", "wanted"],
    ]);
    const batch = await latest();
    expect(batch).toMatchObject({ kind: "list", counts: { done: 2, failed: 1 } });
    const [mine] = (await room.media.list({ sort: "title", limit: 1 })).videos;
    expect(await room.media.get(mine!.id)).toMatchObject({
      ...{ source: "tiktok", tags: ["mine", "Stoneware", "茶"] },
      ...{ description: "Post 1 Fresh from the kiln #Stoneware #茶 #2026" },
      products: [{ product: { id: "1" } }],
    });
    expect(await room.intake.planList(list)).toMatchObject({ value: { ready: 1, here: 2 } });
    expect(await room.intake.undoImport(batch.id)).toEqual({ ok: true, value: { removed: 2 } });
    expect(await clips()).toEqual([]);
  });
});
