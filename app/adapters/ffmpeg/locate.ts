import { execFile } from "node:child_process";
import { access, chmod, constants } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** The ffmpeg in use, what it can do, and what can be put around it. */
export interface Ffmpeg {
  path: string;
  /** Where it was found: said at start. */
  source: "FFMPEG_PATH" | "PATH" | "npm";
  version: string;
  hasWebp: boolean;
  /** zscale and tonemap: what it takes to show HDR pictures on ordinary screens. */
  hasToneMapping: boolean;
  /** Words before the command: no network, and death together with this process. */
  wrapper: string[];
}

/**
 * Finds ffmpeg: the configured one, else the one on the PATH, else the static build from npm. Throws
 * with what to do when none starts.
 */
export async function locateFfmpeg(configured?: string): Promise<Ffmpeg> {
  const candidates: [Ffmpeg["source"], string | null][] = configured
    ? [["FFMPEG_PATH", configured]]
    : [
        ["PATH", await onPath()],
        ["npm", await fromNpm()],
      ];
  for (const [source, path] of candidates) {
    if (!path) continue;
    const version = await output(path, ["-version"]);
    if (!version) continue;
    const encoders = (await output(path, ["-hide_banner", "-encoders"])) ?? "";
    const filters = (await output(path, ["-hide_banner", "-filters"])) ?? "";
    if (!/\blibx264\b/.test(encoders)) continue;
    return {
      path,
      source,
      version: /version (\S+)/.exec(version)?.[1] ?? "unknown",
      hasWebp: /\blibwebp\b/.test(encoders),
      hasToneMapping: /\bzscale\b/.test(filters) && /\btonemap\b/.test(filters),
      wrapper: await sandbox(),
    };
  }
  throw new Error(
    "No usable ffmpeg with libx264 was found. Install ffmpeg, or set FFMPEG_PATH to its full path.",
  );
}

async function onPath(): Promise<string | null> {
  const found = (await output("/bin/sh", ["-c", "command -v ffmpeg"]))?.trim();
  return found && isAbsolute(found) ? found : null;
}

/** The binary of @ffmpeg-installer; its archive does not always carry the executable bit. */
async function fromNpm(): Promise<string | null> {
  const name = `@ffmpeg-installer/${process.platform}-${process.arch}/package.json`;
  try {
    const path = join(dirname(createRequire(import.meta.url).resolve(name)), "ffmpeg");
    await access(path, constants.X_OK).catch(() => chmod(path, 0o755));
    return path;
  } catch {
    return null;
  }
}

/** Each is tried, because containers often forbid one or the other. */
async function sandbox(): Promise<string[]> {
  const wrapper: string[] = [];
  for (const words of [
    ["setpriv", "--pdeathsig", "KILL", "--"],
    ["unshare", "--net", "--"],
    ["unshare", "--map-root-user", "--net", "--"],
  ]) {
    if (words[0] === "unshare" && wrapper.includes("unshare")) continue;
    const [command, ...rest] = [...wrapper, ...words, "true"];
    if ((await output(command!, rest)) !== null) wrapper.push(...words);
  }
  return wrapper;
}

async function output(command: string, args: string[]): Promise<string | null> {
  try {
    return (await execute(command, args, { timeout: 10_000, maxBuffer: 4_000_000 })).stdout;
  } catch {
    return null;
  }
}
