import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { MediaFaultKind } from "../../app/domains/media/index.ts";

const execute = promisify(execFile);

/** What a file of the corpus must become. */
export type Expectation =
  | {
      width: number;
      height: number;
      /** Seconds, within 0.3. */
      seconds: number;
      hasAudio: boolean;
    }
  | { fault: MediaFaultKind | MediaFaultKind[] };

export interface CorpusFile {
  /** What is odd about it. */
  about: string;
  name: string;
  expect: Expectation;
  make(path: string, tools: Tools): Promise<void>;
}

export interface Tools {
  /** Runs ffmpeg with these arguments and the path as the last. */
  ffmpeg(...args: string[]): Promise<void>;
  folder: string;
  /** A plain H.264 and AAC clip: 96×160, 2 s. */
  plain: string;
}

/** Small, so that the whole corpus takes seconds. `r` and `d` as lavfi has them. */
export const picture = (size = "96x160", seconds = 2, rate = 25) => [
  ...["-f", "lavfi", "-i", `testsrc2=s=${size}:r=${rate}:d=${seconds}`],
];
export const tone = (seconds = 2) => ["-f", "lavfi", "-i", `sine=f=330:d=${seconds}`];
export const H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"];
export const AAC = ["-c:a", "aac", "-b:a", "48k"];

export const plain = { width: 96, height: 160, seconds: 2, hasAudio: true };
export const silent = { ...plain, hasAudio: false };

export function toolsFor(ffmpegPath: string, folder: string): Tools {
  const tools: Tools = {
    folder,
    plain: join(folder, "plain.mp4"),
    async ffmpeg(...args) {
      await execute(ffmpegPath, ["-v", "error", "-y", ...args], { timeout: 60_000 });
    },
  };
  return tools;
}

/** Encodes with the given output arguments. */
export const encode =
  (output: string[], input: string[] = [...picture(), ...tone()]) =>
  (path: string, { ffmpeg }: Tools) =>
    ffmpeg(...input, ...output, path);

export const bytes = (content: string | Uint8Array) => (path: string) => writeFile(path, content);

/** Copies the plain clip and changes bytes after the first place where `find` stands. */
export const patched =
  (find: string, change: (file: Buffer, at: number) => void) =>
  async (path: string, { plain: source }: Tools) => {
    const file = await readFile(source);
    const at = file.indexOf(find, 0, "latin1");
    if (at < 0) throw new Error(`The plain clip has no ${find}`);
    change(file, at);
    await writeFile(path, file);
  };
