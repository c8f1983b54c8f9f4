import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { locateFfmpeg } from "../../app/adapters/ffmpeg/locate.ts";

const execute = promisify(execFile);

export interface MadeClip {
  path: string;
  remove(): Promise<void>;
}

/** A short portrait clip of moving pictures with a tone, as a phone would record it. */
export async function makeClip(
  name = "Pouring tea.mp4",
  { seconds = 4, size = "360x640" } = {},
): Promise<MadeClip> {
  const folder = await mkdtemp(join(tmpdir(), "clipshelf-clip-"));
  const path = join(folder, name);
  const ffmpeg = await locateFfmpeg(process.env.FFMPEG_PATH);
  await execute(ffmpeg.path, [
    ...["-hide_banner", "-loglevel", "error"],
    ...["-f", "lavfi", "-i", `testsrc2=size=${size}:rate=30:duration=${seconds}`],
    ...["-f", "lavfi", "-i", `sine=frequency=330:duration=${seconds}`],
    ...["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"],
    ...["-c:a", "aac", "-b:a", "64k", "-movflags", "+faststart"],
    // The same file twice would be noticed: each says its name inside.
    ...["-metadata", `title=${name}`, path],
  ]);
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
