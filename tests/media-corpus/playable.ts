import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  AAC,
  type CorpusFile,
  encode,
  H264,
  patched,
  picture,
  plain,
  silent,
  tone,
} from "./make-file.ts";

/** Odd files that should simply work. */
export const PLAYABLE: CorpusFile[] = [
  {
    about: "H.264 and AAC, index at the end",
    name: "moov-last.mp4",
    expect: plain,
    make: encode([...H264, ...AAC]),
  },
  {
    about: "a name in four scripts and an emoji",
    name: "夏のドレス – Sommerkleid — فستان 👗.mp4",
    expect: plain,
    make: encode([...H264, ...AAC, "-movflags", "+faststart"]),
  },
  { about: "no sound", name: "silent.mp4", expect: silent, make: encode([...H264, "-an"]) },
  {
    about: "sound a second longer than the picture",
    name: "long-sound.mp4",
    expect: plain,
    make: encode([...H264, ...AAC], [...picture(), ...tone(3)]),
  },
  {
    about: "six sound tracks",
    name: "six-tracks.mkv",
    expect: plain,
    make: encode([
      ...["-map", "0:v", ...Array.from({ length: 6 }, () => ["-map", "1:a"]).flat()],
      ...[...H264, ...AAC],
    ]),
  },
  {
    about: "landscape",
    name: "landscape.mov",
    expect: { width: 320, height: 180, seconds: 1, hasAudio: false },
    make: encode([...H264], picture("320x180", 1)),
  },
  {
    about: "turned by metadata, as phones do",
    name: "rotated.mov",
    expect: { width: 160, height: 96, seconds: 2, hasAudio: true },
    make: async (path, { ffmpeg, plain: source }) =>
      ffmpeg("-i", source, "-c", "copy", "-metadata:s:v", "rotate=90", path),
  },
  {
    about: "VP9 and Opus",
    name: "vp9.webm",
    expect: { ...plain, seconds: 1 },
    make: encode(
      ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus"],
      [...picture("96x160", 1), ...tone(1)],
    ),
  },
  {
    about: "WebM that does not know its length",
    name: "live.webm",
    expect: { ...silent, seconds: 1 },
    make: encode(
      ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-live", "1"],
      picture("96x160", 1),
    ),
  },
  {
    about: "MPEG-4 and MP3 in AVI",
    name: "old.avi",
    expect: plain,
    make: encode(["-c:v", "mpeg4", "-c:a", "libmp3lame"]),
  },
  {
    about: "transport stream",
    name: "broadcast.ts",
    expect: plain,
    make: encode([...H264, ...AAC]),
  },
  {
    about: "HEVC",
    name: "hevc.mp4",
    expect: silent,
    make: encode(
      [
        "-c:v",
        "libx265",
        "-preset",
        "ultrafast",
        "-x265-params",
        "log-level=none",
        "-tag:v",
        "hvc1",
      ],
      picture(),
    ),
  },
  {
    about: "ten bits and HDR by its labels",
    name: "hdr.mkv",
    expect: { ...silent, seconds: 1 },
    make: encode(
      [
        ...["-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le"],
        ...[
          "-x265-params",
          "log-level=none:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc",
        ],
      ],
      picture("96x160", 1),
    ),
  },
  {
    about: "4:4:4 pixels",
    name: "yuv444.mp4",
    expect: silent,
    make: encode(["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv444p"], picture()),
  },
  {
    about: "uncompressed RGB",
    name: "rgb.avi",
    expect: { ...silent, seconds: 1 },
    make: encode(["-c:v", "rawvideo", "-pix_fmt", "bgr24"], picture("96x160", 1)),
  },
  {
    about: "pictures with transparency",
    name: "alpha.mov",
    expect: { ...silent, seconds: 1 },
    make: encode(["-c:v", "qtrle", "-pix_fmt", "argb"], picture("96x160", 1)),
  },
  {
    about: "odd sides",
    name: "odd.mkv",
    expect: { width: 101, height: 75, seconds: 1, hasAudio: false },
    make: encode(
      [
        "-vf",
        "scale=101:75,setsar=1",
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-pix_fmt",
        "yuv444p",
      ],
      picture("160x96", 1),
    ),
  },
  {
    about: "pixels twice as wide as high",
    name: "wide-pixels.mp4",
    expect: { width: 192, height: 160, seconds: 2, hasAudio: false },
    make: encode([...H264, "-vf", "setsar=2"], picture()),
  },
  {
    about: "an uneven clock",
    name: "variable-rate.mkv",
    expect: silent,
    make: encode(
      [...H264, "-vf", "select='not(mod(n,7))+lt(n,20)'", "-vsync", "vfr"],
      picture("96x160", 2.12),
    ),
  },
  {
    about: "interlaced",
    name: "interlaced.ts",
    expect: silent,
    make: encode(["-c:v", "mpeg2video", "-flags", "+ilme+ildct", "-top", "1"], picture()),
  },
  {
    about: "120 pictures a second",
    name: "fast.mp4",
    expect: { ...silent, seconds: 1 },
    make: encode(H264, picture("96x160", 1, 120)),
  },
  {
    about: "a single picture",
    name: "one-frame.mp4",
    expect: { ...silent, seconds: 0.04 },
    make: encode([...H264, "-frames:v", "1"], picture()),
  },
  {
    about: "a picture that begins half a second after the sound",
    name: "late-picture.mp4",
    expect: { ...plain, seconds: 2 },
    make: encode(
      ["-map", "0:v", "-map", "1:a", ...H264, ...AAC],
      ["-itsoffset", "0.5", ...picture("96x160", 1.5), ...tone(2)],
    ),
  },
  {
    about: "MP4 by content, MOV by name",
    name: "mislabelled.mov",
    expect: plain,
    make: (path, { plain: source }) => copyFile(source, path),
  },
  {
    about: "WebM that calls itself MP4",
    name: "webm-inside.mp4",
    expect: { ...silent, seconds: 1 },
    make: encode(
      ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-f", "webm"],
      picture("96x160", 1),
    ),
  },
  {
    about: "0×0 by the container, while the pictures themselves know better",
    name: "zero-by-container.mp4",
    expect: plain,
    make: patched("avc1", (file, at) => {
      const entry = file.indexOf("avc1", file.indexOf("stsd", at));
      file.fill(0, entry + 28, entry + 32);
    }),
  },
  {
    about: "two seconds that claim to be ten hours",
    name: "ten-hours-by-header.mp4",
    expect: plain,
    make: patched("mvhd", (file, at) => {
      const timescale = file.readUInt32BE(at + 4 + 12);
      file.writeUInt32BE(timescale * 36_000, at + 4 + 16);
      // Each track's header too, or the readers take the shorter.
      for (let next = file.indexOf("tkhd"); next >= 0; next = file.indexOf("tkhd", next + 4))
        file.writeUInt32BE(timescale * 36_000, next + 4 + 20);
    }),
  },
  {
    about: "an old phone's H.263 and AMR-sized picture",
    name: "old-phone.3gp",
    expect: { width: 128, height: 96, seconds: 1, hasAudio: false },
    make: encode(["-c:v", "h263", "-f", "3gp"], picture("128x96", 1)),
  },
  {
    about: "Sorenson and MP3 in FLV",
    name: "flash.flv",
    expect: plain,
    make: encode(["-c:v", "flv1", "-c:a", "libmp3lame", "-ar", "44100"]),
  },
  {
    about: "Windows Media",
    name: "windows.wmv",
    expect: plain,
    make: encode(["-c:v", "wmv2", "-c:a", "wmav2"]),
  },
  {
    about: "MPEG-1 programme stream",
    name: "disc.mpg",
    expect: plain,
    make: encode(["-c:v", "mpeg1video", "-c:a", "mp2"]),
  },
  {
    about: "Theora and Vorbis",
    name: "free.ogv",
    expect: plain,
    make: encode(["-c:v", "libtheora", "-c:a", "libvorbis"]),
  },
  {
    about: "ProRes, as editors hand over",
    name: "edit.mov",
    expect: { ...silent, seconds: 1 },
    make: encode(["-c:v", "prores_ks", "-pix_fmt", "yuv422p10le"], picture("96x160", 1)),
  },
  {
    about: "single JPEGs in MOV",
    name: "camera.mov",
    expect: { ...plain, seconds: 1 },
    make: encode(
      ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-c:a", "pcm_s16le"],
      [...picture("96x160", 1), ...tone(1)],
    ),
  },
  {
    about: "bare H.264 without a container",
    name: "bare.h264",
    expect: silent,
    make: encode([...H264, "-f", "h264"], picture()),
  },
  {
    about: "fragments, as recorders write while they record",
    name: "fragmented.mp4",
    expect: plain,
    make: encode([...H264, ...AAC, "-movflags", "frag_keyframe+empty_moov"]),
  },
  {
    about: "six channels of sound",
    name: "surround.mkv",
    expect: plain,
    make: encode([...H264, "-ac", "6", "-c:a", "ac3"]),
  },
  {
    about: "sound of a telephone: one channel, 8 kHz",
    name: "telephone.mov",
    expect: plain,
    make: encode([...H264, "-ac", "1", "-ar", "8000", "-c:a", "pcm_mulaw"]),
  },
  {
    about: "shades of grey only",
    name: "grey.mkv",
    expect: { ...silent, seconds: 1 },
    make: encode(["-c:v", "ffv1", "-pix_fmt", "gray"], picture("96x160", 1)),
  },
  {
    about: "one picture a second",
    name: "slow.mp4",
    expect: { ...silent, seconds: 3 },
    make: encode(H264, picture("96x160", 3, 1)),
  },
  {
    about: "a strip eight times as wide as high",
    name: "strip.mp4",
    expect: { width: 512, height: 64, seconds: 1, hasAudio: false },
    make: encode(H264, picture("512x64", 1)),
  },
  {
    about: "rubbish after its end",
    name: "tail.mp4",
    expect: plain,
    make: async (path, { plain: source }) =>
      writeFile(path, Buffer.concat([await readFile(source), Buffer.alloc(300_000, "rubbish ")])),
  },
  {
    about: "subtitles and a cover beside the picture",
    name: "extras.mkv",
    expect: plain,
    make: async (path, tools) => {
      const words = join(tools.folder, "words.srt");
      const cover = join(tools.folder, "cover.jpg");
      await writeFile(words, "1\n00:00:00,000 --> 00:00:01,000\nTea\n");
      await tools.ffmpeg(...picture(), "-frames:v", "1", cover);
      await tools.ffmpeg(
        ...["-i", tools.plain, "-i", words, "-map", "0", "-map", "1", "-c", "copy", "-c:s", "srt"],
        ...["-attach", cover, "-metadata:s:t", "mimetype=image/jpeg"],
        path,
      );
    },
  },
];
