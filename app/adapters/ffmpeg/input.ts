/**
 * What an upload may be. Formats that are lists of other files (HLS, DASH, concat, image sequences)
 * are not among them, so an upload can make ffmpeg read nothing but itself; MOV data references stay
 * off, which is ffmpeg's default.
 */
const FORMATS = [
  "mov,mp4,m4a,3gp,3g2,mj2",
  "matroska,webm",
  "avi",
  "mpegts",
  "mpeg",
  "mpegvideo",
  "flv",
  "asf",
  "ogg",
  "mxf",
  "ivf",
  "h264",
  "hevc",
  "m4v",
  "dv",
].join(",");

/** What music laid under a clip may be. */
const SOUND_FORMATS = ["mp3", "mov,mp4,m4a,3gp,3g2,mj2", "wav", "ogg"].join(",");

/** The same for music, which begins again when it ends. */
export function musicArgs(file: string): string[] {
  return [
    ...["-protocol_whitelist", "file,pipe", "-format_whitelist", SOUND_FORMATS],
    ...["-stream_loop", "-1", "-i", `file:${file}`],
  ];
}

/** The same for a still picture. */
export function stillArgs(file: string): string[] {
  return [
    ...["-protocol_whitelist", "file,pipe"],
    ...["-format_whitelist", "png_pipe,jpeg_pipe,webp_pipe"],
    ...["-max_pixels", String(MAX_PIXELS), "-threads", "1", "-i", `file:${file}`],
  ];
}

/** Bigger than 8K; what a frame may cost is bounded by it. */
export const MAX_PIXELS = 8192 * 4608;

/**
 * Arguments that lead to `-i`, for every run over an upload. `seconds`: how much of it is read; `from`:
 * where reading begins, which then is time 0.
 */
export function inputArgs(file: string, seconds?: number, from = 0): string[] {
  return [
    ...(from > 0 ? ["-ss", from.toFixed(6)] : []),
    ...["-protocol_whitelist", "file,pipe", "-format_whitelist", FORMATS],
    ...["-max_pixels", String(MAX_PIXELS)],
    ...(seconds === undefined ? [] : ["-t", seconds.toFixed(3)]),
    ...["-i", `file:${file}`],
  ];
}
