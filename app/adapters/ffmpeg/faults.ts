import type { MediaFault } from "../../domains/media/ports.ts";
import { isShortOfMemory, type RunEnd } from "./run.ts";

/** What a failed run says of the file or of this machine. */
export function faultOf(end: RunEnd, limits: { seconds: number }): MediaFault {
  const { words } = end;
  if (end.timedOut || end.killedBy === "SIGXCPU")
    return { kind: "processing-timeout", params: { seconds: Math.round(limits.seconds) } };
  if (/No space left on device|Disk quota exceeded/i.test(words)) return { kind: "storage-full" };
  // SIGKILL that is not ours is the kernel's, when memory runs out.
  if (isShortOfMemory(words) || end.killedBy === "SIGKILL") return { kind: "processing-memory" };
  return { kind: "file-damaged" };
}
