import type { Rate, Size } from "../../domains/media/index.ts";
import { rateText, TAGS_709 } from "./edit-graph.ts";
import { ladder } from "./ladder.ts";
import { KEY_FRAMES } from "./stages.ts";

/**
 * How the pictures of a finished clip are written: cut as a rung is, and no heavier than a rung may be,
 * so that the file is the ladder's top as it stands.
 */
export function finishedPicture(frame: Size, rate: Rate): string[] {
  const top = ladder(frame.width, frame.height).at(-1)!;
  return [
    ...["-r", rateText(rate), "-vsync", "vfr", "-c:v", "libx264", "-preset", "veryfast"],
    ...["-crf", "19", "-maxrate", `${Math.round(top.maxRate * 1.4)}k`],
    ...["-bufsize", `${top.maxRate * 2}k`, "-profile:v", "high", "-g", "9999"],
    ...["-sc_threshold", "0", "-force_key_frames", KEY_FRAMES, ...TAGS_709],
  ];
}

export const FINISHED_SOUND = ["-c:a", "aac", "-ac", "2", "-b:a", "192k"];
export const FINISHED_FILE = ["-movflags", "+faststart", "-f", "mp4"];
