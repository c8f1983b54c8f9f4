import { describe, expect, it } from "vitest";
import { newId } from "../../../kernel/ids.ts";
import { type IntakeRoom, NOW, stageIntake } from "../intake-room.fixture.ts";
import { runImportJob } from "../jobs.ts";
import type { ClipSource, SourceItem, SourcePost } from "../ports.ts";
import { archiveDeeds, at, TIKTOK_ID } from "./archive-deeds.fixture.ts";
import {
  instagramExport,
  makeZip,
  youtubeFile,
  youtubeTexts,
  type ZipFile,
} from "./make-zip.fixture.ts";

let room: IntakeRoom;
const open = stageIntake((opened) => {
  room = opened;
});
const { send, view, bringIn, clips, posted, wait } = archiveDeeds(() => room);
async function originalOf(id: string): Promise<string> {
  const blob = await room.blobs.get(room.media.originalPlace(id));
  const chunks: Uint8Array[] = [];
  for await (const chunk of blob!.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
const tiktok = (rows: object[], files: ZipFile[] = []) =>
  makeZip([
    {
      path: "TikTok/user_data_tiktok.json",
      body: JSON.stringify({
        "Your Activity": { "Watch History": { VideoList: [{ Date: "x", Link: "y" }] } },
        Profile: { "Profile Info": { ProfileMap: { userName: "kiln" } } },
        Post: { Posts: { VideoList: rows } },
      }),
      deflate: true,
    },
    ...files,
  ]);

describe("what an archive holds", () => {
  it("gives clips that wait their files, makes the others, and says so before", async () => {
    await open();
    const known = await wait("instagram", "17900000000000001", { title: "Mine", at: at(1) });
    await room.media.update(known, { tags: ["kept"] });
    const bytes = makeZip(
      instagramExport([
        { name: "a", at: at(1), caption: "Glaze 茶 #kiln", body: "video a" },
        { name: "b", at: at(2), caption: "Wheel\nSlow #clay", body: "video b" },
      ]),
    );
    const id = await send(bytes);
    expect(await view(id)).toMatchObject({
      ...{ state: "read", kind: "instagram", fault: null },
      report: {
        ...{ videos: 2, posts: 2, gives: 1, adds: 1, here: 0, bare: 0, fileless: 0, others: 1 },
        rows: [
          { name: "Glaze 茶", what: "gives", clip: known, at: at(1) },
          { name: "Wheel", what: "adds", clip: null },
        ],
      },
    });
    expect(await clips()).toEqual([{ id: known, title: "Mine", status: "wanted" }]);
    expect(await room.intake.attention()).toEqual({ lapsed: [], wanted: 1, exports: 1 });

    expect(await bringIn(id)).toMatchObject({ state: "done", counts: { done: 1, filled: 1 } });
    const [mine, made, ...more] = await clips();
    expect(more).toEqual([]);
    expect(mine).toEqual({ id: known, title: "Mine", status: "ready" });
    expect(made).toMatchObject({ title: "Wheel", status: "ready" });
    // What is empty is filled in; what somebody wrote, or the platform told, stays.
    expect(await room.media.get(known)).toMatchObject({
      description: "Glaze 茶 #kiln",
      tags: ["kept"],
    });
    expect(await posted(known)).toMatchObject({ author: "kiln", counts: { views: 5 } });
    expect(await room.media.get(made!.id)).toMatchObject({
      ...{ description: "Wheel\nSlow #clay", tags: ["clay"], source: "instagram" },
    });
    expect(await posted(made!.id)).toMatchObject({ kind: "instagram", publishedAt: at(2) });
    // Nothing is left to try again, so nothing of it is kept but what it tells.
    expect((await view(id)).state).toBe("over");
    expect(await room.intake.attention()).toEqual({ lapsed: [], wanted: 0, exports: 0 });
    expect(await room.ports.archives.parts(room.shop.id, id)).toEqual([]);
    expect(await room.openShop().intake.archives()).toEqual([]);
  });

  it("of YouTube is put together from several parts, in any order", async () => {
    await open();
    const waits = await wait("youtube", "aaaaaaaaaa2", { title: "Slow tea", at: null });
    const films = makeZip([
      youtubeFile("Glaze_ up close", "video 1"),
      youtubeFile("Slow tea", "video 2"),
      youtubeFile("A title so long that YouTube has cu", "video 3"),
      youtubeFile("Same", "video 4"),
      youtubeFile("Same(1)", "video 5"),
    ]);
    const first = await send(films, "takeout-002.zip");
    expect((await view(first)).report).toMatchObject({ bare: 4, gives: 1, adds: 4, posts: 0 });
    const texts = youtubeTexts([
      { id: "aaaaaaaaaa1", title: "Glaze: up close", description: "Said #glaze" },
      { id: "aaaaaaaaaa2", title: "Slow tea", at: "2026-11-02T10:00:00+00:00" },
      { id: "aaaaaaaaaa3", title: "A title so long that YouTube has cut it off" },
      { id: "aaaaaaaaaa4", title: "Same" },
      { id: "aaaaaaaaaa5", title: "Same" },
      { id: "aaaaaaaaaa6", title: "An hour", ms: 3_600_000 },
    ]);
    const second = await send(makeZip([texts]), "takeout-001.zip");
    // Told to the part that waits, without anybody asking.
    expect((await view(first)).report).toMatchObject({ bare: 2, gives: 1, adds: 4, fileless: 2 });
    expect((await view(second)).report).toMatchObject({ videos: 0, posts: 6, gives: 0, adds: 0 });
    expect(await bringIn(first)).toMatchObject({ counts: { done: 4, filled: 1 } });
    expect((await clips()).map(({ title, status }) => `${title} ${status}`)).toEqual([
      "A title so long that YouTube has cut it off ready",
      "Glaze: up close ready",
      "Same ready",
      "Same(1) ready",
      "Slow tea ready",
    ]);
    expect(await posted(waits)).toMatchObject({ publishedAt: Date.UTC(2026, 10, 2, 10) });
    // The same posts in another export are known by now, but for those that nobody could tell apart.
    const again = await send(makeZip([texts, youtubeFile("Glaze_ up close", "video 1b")]), "x.zip");
    expect((await view(again)).report).toMatchObject({ adds: 0, here: 3 });
  });

  it("of TikTok is fetched by the links in it, and known by the moment of the post", async () => {
    const link = "https://v16m.tiktokcdn-us.com/file?x=1";
    await open({ files: { [link]: "video t" } });
    const known = await wait("tiktok", TIKTOK_ID, { title: "T", at: Date.UTC(2026, 10, 20, 9) });
    const rows = [
      { Date: "2026-11-20 09:00:01", Link: link, Title: "Told", Likes: "7" },
      { Date: "2026-11-18 09:00:00", Link: "https://v16m.tiktokcdn.com/gone", Title: "Gone" },
      {
        Date: "2026-11-17 09:00:00",
        Link: "https://www.tiktokv.com/share/video/7300000000000000007/",
      },
    ];
    const files = [{ path: "Posts/2026-11-17 09-00-00.mp4", body: "video seven" }];
    const id = await send(tiktok(rows, files));
    expect((await view(id)).report).toMatchObject({ videos: 1, posts: 3, gives: 1, adds: 2 });
    const batch = await bringIn(id);
    expect(batch).toMatchObject({ counts: { done: 1, filled: 1, failed: 1 } });
    expect(batch.items).toMatchObject([{ name: "Gone", fault: { kind: "link-not-found" } }]);
    expect(await room.media.get(known)).toMatchObject({ status: "ready", description: "Told" });
    expect(await posted(known)).toMatchObject({ counts: { views: 5, likes: 7 } });
    // What failed can be tried again while the archive is here.
    expect((await view(id)).state).toBe("started");
    await room.intake.retryImport(batch.id);
    await room.work();
    expect((await room.intake.imports())[0]).toMatchObject({ counts: { failed: 1, done: 1 } });
  });

  it("brings nothing in twice: not when it is sent again, nor the same file under another name", async () => {
    await open();
    const bytes = makeZip([
      { path: "Summer/Bowl.mp4", body: "video bowl" },
      { path: "Copy.mp4", body: "video bowl", deflate: true },
      { path: "notes.txt", body: "nothing" },
      { path: "__MACOSX/._Bowl.mp4", body: "video litter" },
    ]);
    const id = await send(bytes, "Clips.zip");
    expect(await view(id)).toMatchObject({ kind: "files", report: { videos: 2, adds: 1 } });
    const batch = await bringIn(id);
    expect(batch).toMatchObject({ kind: "archive", label: "Clips.zip", counts: { done: 1 } });
    const [clip] = await clips();
    expect(await room.media.get(clip!.id)).toMatchObject({ tags: ["Summer"], source: "upload" });
    const again = await send(bytes, "Clips.zip");
    expect(again).not.toBe(id);
    expect((await view(again)).report).toMatchObject({ adds: 0, here: 1 });
    expect(await bringIn(again)).toMatchObject({ counts: { here: 1, done: 0 } });
    expect(await clips()).toHaveLength(1);
    // Packed differently it has another mark, but it is the same bytes.
    await room.ports.store.setOrigin(
      room.shop.id,
      { ...(await room.ports.store.findOrigin(room.shop.id, clip!.id))!, ref: null },
      NOW,
    );
    const third = await send(makeZip([{ path: "Third.mp4", body: "video bowl" }]), "Third.zip");
    expect(await bringIn(third)).toMatchObject({ counts: { here: 1, done: 0 } });
  });

  it("takes the place of a file that somebody began to send, and is not written over by it", async () => {
    await open();
    const known = await wait("instagram", "17900000000000001", { title: "Mine", at: at(1) });
    const file = { name: "mine.mp4", bytes: 6, contentType: "video/mp4", modified: 1 };
    await room.intake.beginUpload("1", { ...file, wantedBy: known });
    await room.send(known, "vid", 6);
    const id = await send(
      makeZip(instagramExport([{ name: "a", at: at(1), caption: "A", body: "video a" }])),
    );
    // Whole in the moment between: its turn comes after the export's.
    await room.send(known, "eo!", 6, 3);
    const late = room.jobs.splice(0);
    expect(await bringIn(id)).toMatchObject({ counts: { filled: 1 } });
    const before = await originalOf(known);
    room.jobs.push(...late);
    await room.work();
    expect([before, await originalOf(known)]).toEqual(["video a", "video a"]);
    expect(await room.intake.unfinished("1")).toEqual([]);
  });

  it("is known again by the account that looks through the same posts later", async () => {
    const url = "https://cdn.example/b.mp4";
    const post = (id: string, days: number): SourceItem & { post: SourcePost } => ({
      ...{ ref: `instagram:${id}`, url: null, name: `${id}.mp4`, title: `Post ${id}` },
      post: {
        ...{ id, author: "kiln", publishedAt: at(days), duration: 9_000, thumbnail: null },
        counts: { views: 70, likes: 7, comments: 0, shares: null },
      },
    });
    const source: ClipSource = {
      ...{ kind: "instagram", list: null },
      locate: async () => ({ ok: true, value: { url } }),
      posts: { readLink: () => null, look: async (_reach, item) => ({ ok: true, value: item }) },
    };
    await open({ sources: [source], files: { [url]: "video of the API" } });
    const id = await send(
      makeZip(instagramExport([{ name: "a", at: at(1), caption: "A", body: "video a" }])),
    );
    await bringIn(id);
    const [clip] = await clips();
    room.clock.advance(1);
    const importId = newId(room.clock);
    await room.ports.store.insertImport(
      {
        ...{ shopId: room.shop.id, id: importId, kind: "instagram", staff: "1", label: "kiln" },
        ...{ listing: null, createdAt: room.clock.now() },
      },
      [post("17900000000000001", 1), post("17900000000000002", 2)].map((each) => ({
        ...{ source: each, videoId: newId(room.clock) },
      })),
      [runImportJob(room.shop.id, importId)],
    );
    await room.work();
    expect((await room.intake.imports())[0]).toMatchObject({ counts: { here: 1, done: 1 } });
    expect((await clips()).map(({ title }) => title)).toEqual(["A", "Post 17900000000000002"]);
    expect(await posted(clip!.id)).toMatchObject({ author: "kiln", counts: { views: 70 } });
    expect(await room.ports.store.findOrigin(room.shop.id, clip!.id)).toMatchObject({
      ref: "instagram:17900000000000001",
    });
  });
});
