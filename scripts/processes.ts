import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, type WriteStream } from "node:fs";
import { dirname, join } from "node:path";

export const ROOT = join(import.meta.dirname, "..");

/**
 * How our processes run, here, in `npm start` and in the Dockerfile. Left to itself V8 sizes the heap by the
 * machine: on a large one garbage piles up to several times what is alive before it is looked at.
 */
const NODE_FLAGS = [
  "--max-old-space-size=512",
  "--max-semi-space-size=16",
  "--disable-warning=ExperimentalWarning",
];

/** A program of ours running beside this one. */
export interface Running {
  name: string;
  child: ChildProcess;
  /** Its last lines, for saying why it stopped. */
  tail(): string;
  /** Resolves when it has ended, by itself or by a signal. */
  ended: Promise<number | null>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface StartOptions {
  name: string;
  /** Relative to the project's folder. */
  script: string;
  parameters?: string[];
  environment: Record<string, string>;
  /** Its output goes here. */
  logFile: string;
}

/**
 * Starts a TypeScript program under this same Node. The open channel ties its life to ours: when this
 * process is gone, however it went, the program sees the channel close and ends itself.
 */
export function startProgram(options: StartOptions): Running {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log: WriteStream = createWriteStream(options.logFile, { flags: "a" });
  const child = spawn(
    process.execPath,
    [...NODE_FLAGS, join(ROOT, options.script), ...(options.parameters ?? [])],
    {
      cwd: ROOT,
      env: { ...process.env, ...options.environment },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    },
  );
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      log.write(text);
      last.push(text);
      if (last.length > 40) last.shift();
    });
  const ended = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => {
      log.end();
      resolve(code);
    });
  });
  return {
    name: options.name,
    child,
    tail: () => last.join("").slice(-3000),
    ended,
    async stop(signal = "SIGTERM") {
      if (child.exitCode !== null || child.signalCode) return;
      child.kill(signal);
      const timer = setTimeout(() => child.kill("SIGKILL"), 15_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Waits until `url` answers 2xx. Throws with the program's last words when it ends before. */
export async function untilHealthy(url: string, program: Running, seconds = 60): Promise<void> {
  let over = false;
  program.ended.then(() => {
    over = true;
  });
  for (const deadline = Date.now() + seconds * 1000; ; ) {
    if (over) throw new Error(`${program.name} stopped while starting:\n${program.tail()}`);
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
      await answer.arrayBuffer();
      if (answer.ok) return;
    } catch {
      // Not listening yet.
    }
    if (Date.now() > deadline)
      throw new Error(`${program.name} did not get ready in ${seconds} s:\n${program.tail()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
