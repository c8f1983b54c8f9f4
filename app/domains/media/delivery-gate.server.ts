import type { Clock } from "../../kernel/clock.ts";
import { isMediaPass } from "./media-pass.server.ts";
import type { MediaLog, MediaStore } from "./ports.ts";

/** So long may a clip's files still be handed out after it was withheld. */
const BELIEVED_MS = 2_000;
const CLIPS_REMEMBERED = 20_000;

/** Says who may fetch a file that was made of a clip. */
export interface DeliveryGate {
  /** `holder`: whoever has this pass, and nobody else. `pass`: as sealed, or null. */
  allows(key: string, pass: string | null): Promise<"everyone" | "holder" | "nobody">;
}

/**
 * Files of a clip that something withholds are handed out to holders of a pass only. What may be seen is
 * believed for a moment, so that a film of many segments asks once; what may not is asked each time, so that
 * it is there as soon as it is approved. A database that does not answer keeps no shopper from a clip.
 */
export function createDeliveryGate({
  store,
  clock,
  log,
  passSecret,
}: {
  store: Pick<MediaStore, "isWithheld">;
  clock: Clock;
  log: Pick<MediaLog, "warn">;
  passSecret: string;
}): DeliveryGate {
  const shown = new Map<string, { until: number; answer: Promise<boolean> }>();
  const isShown = (shopId: string, videoId: string): Promise<boolean> => {
    const clip = `${shopId}/${videoId}`;
    const now = clock.now();
    const known = shown.get(clip);
    if (known && known.until > now) return known.answer;
    if (shown.size >= CLIPS_REMEMBERED) shown.clear();
    const answer = store.isWithheld(shopId, videoId).then(
      (withheld) => {
        if (withheld) shown.delete(clip);
        return !withheld;
      },
      (error: unknown) => {
        log.warn(
          { shop: shopId, video: videoId, error: String(error) },
          "A clip is handed out unasked",
        );
        return true;
      },
    );
    shown.set(clip, { until: now + BELIEVED_MS, answer });
    return answer;
  };
  return {
    async allows(key, pass) {
      const [shopId = "", , videoId = ""] = key.split("/");
      if (pass && isMediaPass(passSecret, pass, shopId, videoId, clock.now())) return "holder";
      return (await isShown(shopId, videoId)) ? "everyone" : "nobody";
    },
  };
}
