import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks a second in /proc: fixed by Linux' user-space interface, see proc(5). */
const TICKS = 100;

export interface Usage {
  /** Proportional share of memory in MB: pages shared with others count by their share. */
  megabytes: number;
  /** CPU time used since the processes started, seconds. */
  cpuSeconds: number;
}

/** Memory and CPU of a process and all its children. Linux only: throws elsewhere. */
export function usageOf(pid: number): Usage {
  if (process.platform !== "linux") throw new Error("This benchmark reads /proc and needs Linux");
  let megabytes = 0;
  let cpuSeconds = 0;
  for (const member of family(pid)) {
    try {
      const rollup = readFileSync(`/proc/${member}/smaps_rollup`, "utf8");
      megabytes += Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1024;
      cpuSeconds += ticks(readFileSync(`/proc/${member}/stat`, "utf8")) / TICKS;
    } catch {
      // Ended between listing and reading.
    }
  }
  return { megabytes, cpuSeconds };
}

/** utime + stime + those of waited-for children: fields 14 to 17 of proc_pid_stat(5). */
function ticks(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index] ?? 0), 0);
}

function family(root: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // Ended meanwhile.
    }
  }
  const members = [root];
  for (const member of members)
    for (const [pid, parent] of parents) if (parent === member) members.push(pid);
  return members;
}
