import { describe, expect, it } from "vitest";
import { makePost } from "../../../sandbox/platforms/platforms.fixture.ts";
import { newId } from "../../kernel/ids.ts";
import { type AccountsRoom, NOW, stageAccounts } from "./accounts-room.fixture.ts";
import { receiveBytes } from "./receive-part.server.ts";
import { unseal } from "./seal.ts";
import { SYNC_EVERY_MS, WHOLE_EVERY_MS } from "./sync-account.server.ts";

const signal = new AbortController().signal;
let database: AccountsRoom["database"];
let room: AccountsRoom["room"];
let platforms: AccountsRoom["platforms"];
let clock: AccountsRoom["clock"];
const { publish, connect, account, clips, latest, sync, requests } = stageAccounts((opened) => {
  ({ database, room, platforms, clock } = opened);
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
