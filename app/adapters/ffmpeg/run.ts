import { spawn } from "node:child_process";
import { availableParallelism, constants, setPriority } from "node:os";
import type { Ffmpeg } from "./locate.ts";

export interface RunOptions {
  args: string[];
  /** Wall time; the process group is killed after it. */
  seconds: number;
  memoryBytes: number;
  signal: AbortSignal;
  /** Gives way to whatever else wants the processor. */
  inBackground?: boolean;
  /** Seconds of output written so far. */
  onProgress?: (seconds: number) => void;
}

export interface RunEnd {
  ok: boolean;
  timedOut: boolean;
  /** Name of the signal that ended it, when one did. */
  killedBy: NodeJS.Signals | null;
  /** The last of what it said. */
  words: string;
  /** Seconds of output written. */
  written: number;
  /** Pictures of the first output written. */
  frames: number;
}

const WORDS_KEPT = 64 * 1024;

/**
 * Runs ffmpeg over an untrusted file: no network, no input, address space and processor time limited,
 * an empty environment, a process group of its own that is killed as one. Rejects only when aborted
 * (with the signal's reason) or when it cannot be started.
 */
export function runFfmpeg(ffmpeg: Ffmpeg, options: RunOptions): Promise<RunEnd> {
  const { signal } = options;
  signal.throwIfAborted();
  const processorSeconds = Math.ceil(options.seconds * availableParallelism());
  const kilobytes = Math.floor(options.memoryBytes / 1024);
  // Each alone: a shell that does not know one of them must still set the other.
  const limits = `ulimit -t ${processorSeconds}; ulimit -v ${kilobytes}; ulimit -c 0; exec "$@"`;
  const command = [...ffmpeg.wrapper, ffmpeg.path, ...COMMON, ...options.args];
  const child = spawn("/bin/sh", ["-c", limits, "sh", ...command], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: ENVIRONMENT,
  });
  if (options.inBackground && child.pid) giveWay(child.pid);
  const kill = () => {
    try {
      if (child.pid) process.kill(-child.pid, "SIGKILL");
    } catch {
      // Gone already.
    }
  };
  let timedOut = false;
  const watchdog = setTimeout(() => {
    timedOut = true;
    kill();
  }, options.seconds * 1000);
  signal.addEventListener("abort", kill, { once: true });

  let words = "";
  let written = 0;
  let frames = 0;
  let line = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-WORDS_KEPT);
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const lines = (line + text).split("\n");
    line = (lines.pop() ?? "").slice(-1000);
    for (const each of lines) {
      frames = Number(/^frame=\s*(\d+)$/.exec(each.trim())?.[1] ?? frames);
      const seconds = readTime(each);
      if (seconds === null) continue;
      written = Math.max(written, seconds);
      options.onProgress?.(written);
    }
  });

  return new Promise<RunEnd>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, killedBy) => {
      if (signal.aborted) reject(signal.reason);
      // The shell's own words for a program that it cannot start: no fault of the file.
      else if (NOT_STARTED.has(code ?? 0) && !isShortOfMemory(words))
        reject(new Error(`ffmpeg did not start: ${words.slice(-500)}`));
      else resolve({ ok: code === 0, timedOut, killedBy, words, written, frames });
    });
  }).finally(() => {
    clearTimeout(watchdog);
    signal.removeEventListener("abort", kill);
  });
}

/** What the process starts inherits it. A process that has ended already needs none. */
function giveWay(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // Ended already, or the system forbids it: it then runs like any other.
  }
}

const NOT_STARTED = new Set([126, 127]);

/** Whether what it said, or its loader, is that memory ran out. */
export function isShortOfMemory(words: string): boolean {
  return /Cannot allocate memory|malloc\w* .*failed|bad_alloc|failed to map segment|cannot map/i.test(
    words,
  );
}

/** Nothing of ours: the process reads what strangers wrote. */
const ENVIRONMENT = {
  NODE_ENV: "production",
  PATH: "/usr/local/bin:/usr/bin:/bin",
  LC_ALL: "C",
  AV_LOG_FORCE_NOCOLOR: "1",
} as const;

const COMMON = ["-hide_banner", "-nostdin", "-nostats", "-progress", "pipe:1", "-y"];

/** `out_time=00:00:12.345678`, in every version; `out_time_ms` means something else in some. */
function readTime(line: string): number | null {
  const match = /^out_time=(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(line.trim());
  return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]) : null;
}
