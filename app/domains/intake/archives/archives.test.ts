import { describe, expect, it } from "vitest";
import { newId } from "../../../kernel/ids.ts";
import { type Platform, UPLOAD_KEPT_MS } from "../index.ts";
import { type IntakeRoom, NOW, stageIntake } from "../intake-room.fixture.ts";
import { runImportJob } from "../jobs.ts";
import type { ClipSource, SourceItem, SourcePost } from "../ports.ts";
import { receiveBytes } from "../receive-part.server.ts";
import {
  instagramExport,
  makeZip,
  scrambled,
  youtubeFile,
  youtubeTexts,
  type ZipFile,
} from "./make-zip.fixture.ts";
import { readInstagram, unscramble } from "./read-instagram.ts";
import { readTiktok } from "./read-tiktok.ts";
import { readYoutube } from "./read-youtube.ts";

let room: IntakeRoom;
const open = stageIntake((opened) => {
  room = opened;
});
const DAY = 24 * 60 * 60 * 1000;
const at = (days: number) => Math.floor((NOW - days * DAY) / 1000) * 1000;

/** Announces an archive and sends it in pieces, as the upload door would take it. */
async function send(bytes: Buffer, name = "export.zip", staff = "1") {
  const file = { name, bytes: bytes.length, contentType: "application/zip", modified: 1 };
  const begun = await room.intake.beginUpload(staff, file);
  if (!begun.ok || begun.value.step !== "archive") throw new Error(JSON.stringify(begun));
  const { archiveId: id, received } = begun.value;
  const piece = Math.ceil((bytes.length - received) / 3);
  for (let from = received; from < bytes.length; from += piece) {
    const body = async function* () {
      yield bytes.subarray(from, from + piece);
    };
    const claims = { shopId: room.shop.id, of: "archive" as const, id, bytes: bytes.length };
    const taken = await receiveBytes(room.ports, claims, from, body());
    if (!taken.ok) throw new Error(taken.fault.kind);
  }
  await room.work();
  return id;
}
const view = async (id: string) => (await room.intake.archives()).find((each) => each.id === id)!;
async function bringIn(id: string, importId = newId()) {
  expect(await room.intake.startArchive({ id: importId, staff: "1" }, id)).toMatchObject({
    ok: true,
  });
  await room.work();
  return (await room.intake.imports()).find((each) => each.id === importId)!;
}
const clips = async () =>
  (await room.media.list({ sort: "title", limit: 100 })).videos.map(({ id, title, status }) => ({
    ...{ id, title, status },
  }));
async function originalOf(id: string): Promise<string> {
  const blob = await room.blobs.get(room.media.originalPlace(id));
  const chunks: Uint8Array[] = [];
  for await (const chunk of blob!.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
const posted = async (id: string) => room.intake.post(id);

/** A clip of a post that waits for its file, as looking through an account makes one. */
async function wait(kind: Platform, postId: string, more: { title: string; at: number | null }) {
  const id = newId();
  await room.media.awaitClip({ id, name: `${postId}.mp4`, title: more.title, source: kind });
  await room.ports.store.setOrigin(
    room.shop.id,
    { videoId: id, kind, ref: `${kind}:${postId}`, page: null, bytes: 0, sha256: null },
    NOW,
  );
  await room.ports.accounts.putPost(room.shop.id, {
    ...{ videoId: id, kind, postId, author: "kiln", publishedAt: more.at, duration: null },
    counts: { views: 5, likes: null, comments: null, shares: null },
    countedAt: NOW,
  });
  return id;
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
const TIKTOK_ID = "7311111111111111111";

describe("what an export tells", () => {
  it("of TikTok: own posts and nothing else, as JSON and as text, with the link for their owner", () => {
    const row = {
      ...{ Date: "2026-11-20 09:00:00", Likes: "12", Title: "Fresh glaze #茶\nmore" },
      Link: `https://www.tiktokv.com/share/video/${TIKTOK_ID}/`,
    };
    const file = {
      ...{ Date: "2026-11-19 09:00:00", Likes: "N/A", Title: "N/A" },
      Link: "https://v16m.tiktokcdn-us.com/file?x=1",
    };
    const strange = { ...file, Link: "https://elsewhere.example/file" };
    const older = { Activity: { Video: { Videos: { VideoList: [row] } }, x: { y: 1 } } };
    const of = (data: object) => readTiktok.read("user_data.json", JSON.stringify(data));
    const told = {
      ...{ id: TIKTOK_ID, at: Date.UTC(2026, 10, 20, 9), likes: 12, title: "Fresh glaze" },
      ...{ description: "Fresh glaze #茶\nmore", tags: ["茶"], url: null },
    };
    expect(of(older)).toEqual([expect.objectContaining(told)]);
    expect(of({ Post: { Posts: { VideoList: [file, strange] } } })).toMatchObject([
      { id: null, title: "", likes: null, url: file.Link },
      { id: null, url: null },
    ]);
    const text = [
      `Date: ${row.Date} UTC\nLink: ${row.Link}\nLike(s): 12\nTitle: Fresh glaze #茶`,
      "Not a post at all",
    ].join("\n\n");
    expect(readTiktok.read("TikTok/Posts/Posts.txt", text)).toMatchObject([
      { ...told, description: "Fresh glaze #茶" },
    ]);
  });

  it("of YouTube: by the names of its columns, and in another language by what they hold", () => {
    const rows = [
      'aaaaaaaaaa1,61000,"Slow, and quiet",UC0000000000000000000000,tea,Öffentlich,"Glaze, up close",2026-11-01T10:00:00+00:00,2026-11-02T10:00:00+00:00',
      "aaaaaaaaaa2,9000,,UC0000000000000000000000,,Öffentlich,Kiln,2026-11-03T10:00:00+00:00,2026-11-04T10:00:00+00:00",
    ];
    const english =
      "Video ID,Approx Duration (ms),Video Description (Original),Channel ID,Tag 1,Privacy,Video Title (Original),Video Create Timestamp,Video Publish Timestamp";
    const german =
      "Video-ID,Dauer,Beschreibung,Kanal,Tag 1,Sichtbarkeit,Titel,Erstellt,Veröffentlicht";
    for (const head of [english, german])
      expect(readYoutube.read("videos.csv", [head, ...rows].join("\n")), head).toMatchObject([
        {
          ...{ id: "aaaaaaaaaa1", title: "Glaze, up close", duration: 61_000, tags: ["tea"] },
          at: Date.UTC(2026, 10, 2, 10),
        },
        { id: "aaaaaaaaaa2", title: "Kiln", duration: 9_000, tags: [] },
      ]);
    expect(() => readYoutube.read("videos.csv", "a,b\n1,2")).toThrow();
  });

  it("of Instagram: words put right, albums and other years' shapes, no messages", () => {
    expect(unscramble(scrambled("Glasur 茶 é"))).toBe("Glasur 茶 é");
    for (const plain of ["Glasur 茶", "caf\u00e9", "plain"]) expect(unscramble(plain)).toBe(plain);
    const album = {
      ...{ title: scrambled("Two 茶 #kiln"), creation_timestamp: at(2) / 1000 },
      media: [
        { uri: "media/posts/202611/1.mp4", creation_timestamp: 5, title: "" },
        { uri: "media/posts/202611/2.jpg", creation_timestamp: 5, title: "" },
        { uri: "media/posts/202611/3.mp4", creation_timestamp: 5, title: "" },
      ],
    };
    const newer = {
      timestamp: at(3) / 1000,
      label_values: [
        { label: "Media", media: [{ uri: "media/posts/202611/4.mp4", title: "New" }] },
      ],
    };
    expect(readInstagram.read("posts_1.json", JSON.stringify([album, newer]))).toMatchObject([
      { files: ["media/posts/202611/1.mp4"], at: at(2), title: "Two 茶", tags: ["kiln"] },
      { files: ["media/posts/202611/3.mp4"], at: at(2) },
      { files: ["media/posts/202611/4.mp4"], at: at(3), title: "New" },
    ]);
    expect(readInstagram.holds("your_instagram_activity/messages/inbox/kim/videos/1.mp4")).toBe(
      false,
    );
  });
});

describe("an archive", () => {
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

  it("is begun once, undone without touching what was here, and can be begun anew", async () => {
    await open();
    const known = await wait("instagram", "17900000000000001", { title: "Mine", at: at(1) });
    const id = await send(
      makeZip(
        instagramExport([
          { name: "a", at: at(1), caption: "A", body: "video a" },
          { name: "b", at: at(2), caption: "B", body: "video b" },
          { name: "c", at: at(3), caption: "C", body: "<html>" },
        ]),
      ),
    );
    const importId = newId();
    await Promise.all(
      [importId, newId()].map((each) => room.intake.startArchive({ id: each, staff: "1" }, id)),
    );
    await room.work();
    expect(await room.intake.imports()).toHaveLength(1);
    const [batch] = await room.intake.imports();
    expect(batch).toMatchObject({ counts: { done: 1, filled: 1, failed: 1 } });
    expect(batch!.items[0]?.fault).toEqual({ kind: "archive-file-not-video" });
    expect(await room.intake.undoImport(batch!.id)).toEqual({ ok: true, value: { removed: 1 } });
    await room.work();
    expect(await clips()).toEqual([{ id: known, title: "Mine", status: "ready" }]);
    expect((await view(id)).state).toBe("read");
    expect(await bringIn(id)).toMatchObject({ counts: { done: 1, here: 1, failed: 1 } });
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

  it("goes on where a worker died, with one clip of each file", async () => {
    await open();
    const files = Array.from({ length: 5 }, (_, index) => ({
      ...{ path: `${index}.mp4`, body: `video ${index}` },
    }));
    const id = await send(makeZip(files));
    await room.intake.startArchive({ id: newId(), staff: "1" }, id);
    const control = new AbortController();
    const { open: openEntry } = room.ports.zip;
    let opened = 0;
    room.ports.zip.open = async (...given) => {
      if (++opened === 2) control.abort(new Error("killed"));
      return openEntry(...given);
    };
    await expect(room.work(control.signal)).rejects.toThrow();
    room.clock.advance(20 * 60_000);
    await room.intakeJobs.sweep();
    await room.work();
    expect((await room.intake.imports())[0]).toMatchObject({ state: "done", counts: { done: 5 } });
    expect(await clips()).toHaveLength(5);
  });

  it("stops when it is told to, and goes with all that was sent of it", async () => {
    await open();
    const id = await send(makeZip([{ path: "a.mp4", body: "video a" }]));
    await room.intake.startArchive({ id: newId(), staff: "1" }, id);
    expect(await room.intake.removeArchive(id)).toEqual({ ok: true, value: undefined });
    await room.work();
    expect((await room.intake.imports())[0]).toMatchObject({ state: "cancelled" });
    expect(await clips()).toEqual([]);
    expect(await room.intake.archives()).toEqual([]);
    expect(await room.intake.startArchive({ id: newId(), staff: "1" }, id)).toMatchObject({
      fault: { kind: "archive-not-found" },
    });
    // Another shop's is none of theirs.
    const theirs = await send(makeZip([{ path: "a.mp4", body: "video a" }]));
    await room.openShop().intake.removeArchive(theirs);
    expect((await view(theirs)).state).toBe("read");
    // One that nobody touches is forgotten.
    room.clock.advance(UPLOAD_KEPT_MS + 1);
    await room.intakeJobs.sweep();
    await room.work();
    expect(await room.intake.archives()).toEqual([]);
  });

  it.each<[string, string, Buffer]>([
    ["archive-not-zip", "is no zip", Buffer.from("Rar! and more of the same")],
    ["archive-nothing", "holds no video", makeZip([{ path: "notes.txt", body: "nothing" }])],
    [
      "archive-encrypted",
      "has a password",
      makeZip([{ path: "a.mp4", body: "video", encrypted: true }]),
    ],
    [
      "archive-unreadable",
      "tells of its posts in no way that is known",
      makeZip([{ path: "user_data_tiktok.json", body: "{" }]),
    ],
    [
      "archive-bomb",
      "says too much",
      makeZip([{ path: "user_data_tiktok.json", body: Buffer.alloc(9_000_000), deflate: true }]),
    ],
  ])("that cannot be used says why: %s, because it %s", async (kind, _what, bytes) => {
    await open();
    const id = await send(bytes);
    expect(await view(id)).toMatchObject({ state: "refused", fault: { kind }, report: null });
    expect(await room.intake.startArchive({ id: newId(), staff: "1" }, id)).toMatchObject({
      fault: { kind: "archive-not-read" },
    });
  });

  it("is refused before a byte is sent when it cannot be read, or is too large", async () => {
    await open();
    const about = { name: "t.zip", bytes: 5, contentType: "", modified: 1 };
    for (const [more, kind] of [
      [{ name: "takeout.tgz" }, "archive-not-zip"],
      [{ bytes: 0 }, "upload-empty"],
      [{ bytes: 60 * 1024 ** 3 }, "archive-too-large"],
    ] as const)
      expect(await room.intake.beginUpload("1", { ...about, ...more })).toMatchObject({
        fault: { kind },
      });
  });

  it("of more posts than fit into a page is planned and listed in pages", async () => {
    await open();
    const films = Array.from({ length: 1_100 }, (_, index) => ({
      ...{ name: `f${index}`, at: at(index + 1), caption: `Clip ${index}`, body: `video ${index}` },
    }));
    const id = await send(makeZip(instagramExport(films)));
    expect((await view(id)).report).toMatchObject({ adds: 1_100 });
    const importId = newId();
    await room.intake.startArchive({ id: importId, staff: "1" }, id);
    // Only the listing: bringing in is stopped before its first file.
    room.ports.limits = async () => ({ fileBytes: 1, clips: 0 });
    await room.work();
    expect((await room.intake.imports())[0]).toMatchObject({ counts: { failed: 1_100 } });
  });
});
