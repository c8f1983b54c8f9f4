import { copyFile, open, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AAC, bytes, type CorpusFile, encode, H264, picture, tone } from "./make-file.ts";

/** Files that must be refused, and why. */
export const REFUSED: CorpusFile[] = [
  { about: "nothing", name: "empty.mp4", expect: { fault: "file-empty" }, make: bytes("") },
  {
    about: "a letter",
    name: "letter.mp4",
    expect: { fault: "file-not-video" },
    make: bytes("Dear customer,\n".repeat(500)),
  },
  {
    about: "noise",
    name: "noise.mp4",
    expect: { fault: ["file-not-video", "file-damaged", "video-has-no-picture"] },
    make: bytes(Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * 7919 + (i >> 3)) % 251))),
  },
  {
    about: "a photograph",
    name: "photo.mp4",
    expect: { fault: "file-not-video" },
    make: encode(["-frames:v", "1", "-f", "image2"], picture()),
  },
  {
    about: "sound alone",
    name: "song.mp4",
    expect: { fault: "video-has-no-picture" },
    make: encode(AAC, tone()),
  },
  {
    about: "cut before its index",
    name: "cut-before-index.mp4",
    expect: { fault: "file-damaged" },
    make: async (path, { plain: source }) => {
      await copyFile(source, path);
      const file = await readFile(source);
      await truncate(path, file.indexOf("moov") - 4);
    },
  },
  {
    about: "cut in the middle of its pictures",
    name: "cut-in-the-middle.mp4",
    expect: { fault: ["file-cut-short", "file-damaged"] },
    make: async (path, tools) => {
      await tools.ffmpeg(
        ...[...picture("96x160", 6), ...H264, "-g", "25", "-movflags", "+faststart"],
        path,
      );
      const handle = await open(path, "r+");
      await handle.truncate(Math.floor((await handle.stat()).size * 0.5));
      await handle.close();
    },
  },
  {
    about: "uncompressed pictures of 0×0",
    name: "zero-by-zero.avi",
    expect: { fault: "video-has-no-picture" },
    make: async (path, tools) => {
      await tools.ffmpeg(
        ...[...picture("96x160", 1), "-c:v", "rawvideo", "-pix_fmt", "bgr24"],
        path,
      );
      const file = await readFile(path);
      // BITMAPINFOHEADER: width and height follow the chunk's name, size and own size.
      file.fill(0, file.indexOf("strf") + 12, file.indexOf("strf") + 20);
      await writeFile(path, file);
    },
  },
  {
    about: "longer than clips may be",
    name: "long.mkv",
    expect: { fault: "video-too-long" },
    make: encode([...H264, "-r", "1"], picture("32x32", 34, 1)),
  },
  {
    about: "a picture of 100 megapixels",
    name: "huge.mkv",
    expect: { fault: "video-too-large-picture" },
    make: encode(
      ["-c:v", "mjpeg", "-frames:v", "1"],
      ["-f", "lavfi", "-i", "color=s=10000x10000:r=1:d=1"],
    ),
  },
  {
    about: "a playlist that reads a file of the machine",
    name: "playlist.mp4",
    expect: { fault: "file-not-video" },
    make: bytes(
      "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
    ),
  },
  {
    about: "a playlist that reads the network",
    name: "remote.m3u8",
    expect: { fault: "file-not-video" },
    make: bytes("#EXTM3U\n#EXTINF:10.0,\nhttp://127.0.0.1:9/secret.ts\n#EXT-X-ENDLIST\n"),
  },
  {
    about: "a list of files to join",
    name: "concat.mp4",
    expect: { fault: "file-not-video" },
    make: (path, { plain: source }) =>
      writeFile(path, `ffconcat version 1.0\nfile ${source}\nduration 2\n`),
  },
  {
    about: "a DASH manifest",
    name: "manifest.mp4",
    expect: { fault: "file-not-video" },
    make: bytes(
      '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1"><BaseURL>file:///etc/passwd</BaseURL></Representation></AdaptationSet></Period></MPD>',
    ),
  },
  {
    about: "a track whose bytes are in another file",
    name: "reference.mov",
    expect: { fault: ["file-damaged", "video-has-no-picture", "file-not-video"] },
    make: async (path, { plain: source, folder }) => {
      // A self-contained `url ` entry (flags 1) becomes a reference to a file next door.
      const file = await readFile(source);
      const mdat = file.indexOf("mdat");
      for (let at = file.indexOf("url "); at >= 0; at = file.indexOf("url ", at + 4))
        file.writeUInt32BE(0, at + 4);
      file.fill(0, mdat + 4, file.indexOf("moov") - 4);
      await writeFile(path, file);
      await writeFile(join(folder, "secret.txt"), "secret");
    },
  },
  {
    about: "a song with a cover",
    name: "song-with-cover.mp4",
    expect: { fault: ["video-has-no-picture", "file-damaged"] },
    make: async (path, tools) => {
      const cover = join(tools.folder, "front.jpg");
      await tools.ffmpeg(...picture(), "-frames:v", "1", cover);
      await tools.ffmpeg(
        ...["-f", "lavfi", "-i", "sine=d=1", "-i", cover, "-map", "0", "-map", "1"],
        ...["-c:a", "aac", "-c:v", "copy", "-disposition:v:0", "attached_pic"],
        path,
      );
    },
  },
  {
    about: "a moving GIF",
    name: "moving.gif",
    expect: { fault: "file-not-video" },
    make: encode(["-f", "gif"], picture("96x160", 1, 5)),
  },
  {
    about: "a sound file that calls itself MOV",
    name: "wave.mov",
    expect: { fault: "file-not-video" },
    make: encode(["-f", "wav"], tone(1)),
  },
  {
    about: "a web page saved instead of the clip",
    name: "page.mp4",
    expect: { fault: "file-not-video" },
    make: bytes("<!doctype html><html><title>Sign in</title><p>Please sign in.</html>"),
  },
  {
    about: "a drawing that refers to the network",
    name: "drawing.mp4",
    expect: { fault: "file-not-video" },
    make: bytes(
      '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://127.0.0.1:9/secret"/></svg>',
    ),
  },
  {
    about: "an archive",
    name: "archive.mp4",
    expect: { fault: "file-not-video" },
    make: bytes(Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(4_000, 7)])),
  },
  {
    about: "nothing but zeros",
    name: "zeros.mp4",
    expect: { fault: ["file-not-video", "file-damaged"] },
    make: bytes(Buffer.alloc(200_000)),
  },
  {
    about: "subtitles that name files of the machine",
    name: "subtitles.mp4",
    expect: { fault: "file-not-video" },
    make: bytes("[Script Info]\n[Fonts]\nfontname: /etc/passwd\n"),
  },
];
