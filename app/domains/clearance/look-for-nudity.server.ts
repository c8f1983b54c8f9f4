import type { BodySpot, BodyVerdict } from "./index.ts";
import type { ClipFrame, NudityDetector, ReviewPorts } from "./ports.ts";

/** Pictures looked at: one every two seconds, and in long clips so far apart that there are no more. */
const EVERY_MS = 2_000;
export const MOST_FRAMES = 24;

/**
 * What a clip's pictures show of people's bodies, each with its time. Null: nobody could look, which is
 * logged; it then waits for people.
 */
export async function lookForNudity(
  { inspector, nudity, log }: Pick<ReviewPorts, "inspector" | "log"> & { nudity: NudityDetector },
  clip: { id: string; pictures: string[]; duration: number },
  signal: AbortSignal,
): Promise<(BodySpot & { verdict: BodyVerdict })[] | null> {
  const everyMs = Math.max(EVERY_MS, Math.ceil(clip.duration / MOST_FRAMES));
  let frames: ClipFrame[] | null;
  try {
    frames = await inspector.frames(clip.pictures, { everyMs, most: MOST_FRAMES }, signal);
  } catch (error) {
    signal.throwIfAborted();
    log.error({ video: clip.id, error }, "A clip's pictures could not be taken out");
    return null;
  }
  if (!frames) return null;
  const looked = await nudity.look(frames, signal);
  if (!looked) {
    log.warn({ video: clip.id }, "Nobody could look for nudity");
    return null;
  }
  return frames.flatMap(({ ms }, at) => {
    const seen = looked[at];
    return seen ? [{ ms, ...seen }] : [];
  });
}
