import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, rm, utimes } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { systemClock } from "../../kernel/clock.ts";
import { clearOldWorkspaces, openFolder } from "./workspace.ts";

it("clears away what dead processes of this machine left, and what is a day old, and nothing else", async () => {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  const host = hostname();
  const name = (of: string, pid: number | undefined) =>
    join(tmpdir(), `clipshelf-video-${of}~${pid}~test${systemClock.now()}`);
  const mine = await openFolder();
  const [dead, alive, elsewhere] = [
    name(host, child.pid),
    name(host, process.ppid),
    name("elsewhere", child.pid),
  ];
  const ancient = `${elsewhere}-ancient`;
  try {
    for (const folder of [dead, alive, elsewhere, ancient]) await mkdir(folder);
    await utimes(ancient, 0, 0);
    await clearOldWorkspaces(systemClock);
    expect([mine, alive, elsewhere, dead, ancient].map((folder) => existsSync(folder))).toEqual([
      ...[true, true, true, false, false],
    ]);
    // Another process, in whose place this one was started, had the same number.
    await utimes(mine, 1, 1);
    await clearOldWorkspaces(systemClock);
    expect(existsSync(mine)).toBe(false);
  } finally {
    for (const folder of [mine, alive, elsewhere])
      await rm(folder, { recursive: true, force: true });
  }
});
