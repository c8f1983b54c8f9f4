import { describe, expect, it } from "vitest";
import { at, TIKTOK_ID } from "./archive-deeds.fixture.ts";
import { scrambled } from "./make-zip.fixture.ts";
import { readInstagram, unscramble } from "./read-instagram.ts";
import { readTiktok } from "./read-tiktok.ts";
import { readYoutube } from "./read-youtube.ts";

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
