import { crc32, deflateRawSync } from "node:zlib";

export interface ZipFile {
  path: string;
  body: Buffer | string;
  deflate?: boolean;
  /** Bit 0 of the flags: the bytes would need a password. */
  encrypted?: boolean;
  method?: number;
  /** Has no bytes of its own: the directory leads to another's. */
  shared?: boolean;
  /** What the directory says, in the place of what is true. */
  claims?: { bytes?: number; crc?: number; at?: number; attributes?: number };
}

/** A zip archive as APPNOTE.TXT 4.3 lays it out, sound or as broken as it is asked to be. */
export function makeZip(files: ZipFile[], end: { disk?: number; comment?: Buffer } = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const file of files) {
    const body = Buffer.from(file.body);
    const name = Buffer.from(file.path);
    // A password takes twelve bytes before all others.
    const plain = file.encrypted ? Buffer.concat([Buffer.alloc(12), body]) : body;
    const packed = file.deflate ? deflateRawSync(body) : plain;
    const method = file.method ?? (file.deflate ? 8 : 0);
    // Bit 11: names are UTF-8.
    const flags = 0x800 | (file.encrypted ? 1 : 0);
    const crc = file.claims?.crc ?? crc32(body);
    const bytes = file.claims?.bytes ?? body.length;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes, 18);
    common.writeUInt16LE(name.length, 22);
    const head = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, name, packed]);
    const entry = Buffer.alloc(46);
    entry.write("PK\x01\x02", "latin1");
    // Made by Unix, so that attributes are read as its modes.
    entry.writeUInt16LE(0x031e, 4);
    common.copy(entry, 6);
    entry.writeUInt32LE(file.claims?.attributes ?? 0, 38);
    entry.writeUInt32LE(file.claims?.at ?? at, 42);
    directory.push(entry, name);
    if (file.shared) continue;
    parts.push(head);
    at += head.length;
  }
  const list = Buffer.concat(directory);
  const last = Buffer.alloc(22);
  last.write("PK\x05\x06", "latin1");
  last.writeUInt16LE(end.disk ?? 0, 4);
  last.writeUInt16LE(files.length, 8);
  last.writeUInt16LE(files.length, 10);
  last.writeUInt32LE(list.length, 12);
  last.writeUInt32LE(at, 16);
  last.writeUInt16LE(end.comment?.length ?? 0, 20);
  return Buffer.concat([...parts, list, last, end.comment ?? Buffer.alloc(0)]);
}

const MEDIA = "your_instagram_activity/media";

/** As Instagram writes words: each byte of their UTF-8 as a character. */
export const scrambled = (text: string) => Buffer.from(text).toString("latin1");

export function instagramExport(
  posts: { name: string; at: number; caption: string; body: string }[],
): ZipFile[] {
  const reels = posts.map(({ name, at, caption }) => ({
    media: [
      {
        uri: `media/reels/202611/${name}.mp4`,
        creation_timestamp: at / 1000,
        title: scrambled(caption),
        media_metadata: { video_metadata: { exif_data: [{ uri: "camera.mp4" }] } },
      },
    ],
  }));
  return [
    { path: `${MEDIA}/reels.json`, body: JSON.stringify({ ig_reels_media: reels }), deflate: true },
    { path: "your_instagram_activity/messages/inbox/kim/videos/1.mp4", body: "private" },
    ...posts.map(({ name, body }) => ({ path: `media/reels/202611/${name}.mp4`, body })),
  ];
}

const TAKEOUT = "Takeout/YouTube and YouTube Music";

export function youtubeTexts(
  videos: { id: string; title: string; description?: string; at?: string; ms?: number }[],
): ZipFile {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = videos.map(({ id, title, description = "", at = "", ms = 12_000 }) =>
    [id, ms, quoted(description), "UC0000000000000000000000", "tea", quoted(title), at].join(","),
  );
  const head = [
    ...["Video ID", "Approx Duration (ms)", "Video Description (Original)", "Channel ID"],
    ...["Tag 1", "Video Title (Original)", "Video Publish Timestamp"],
  ].join(",");
  return { path: `${TAKEOUT}/video metadata/videos.csv`, body: [head, ...rows].join("\n") };
}

export const youtubeFile = (name: string, body: string): ZipFile => ({
  ...{ path: `${TAKEOUT}/videos/${name}.mp4`, body },
});
