import type { Clock } from "../../kernel/clock.ts";
import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import type { MediaDoor } from "../media/index.server.ts";
import type { Suggestion, SuggestionKind } from "./index.ts";
import type { CategoryStore, SuggestionStore } from "./ports.ts";

/**
 * Accepts or refuses what was proposed. Accepting changes the clip first, through the same verbs as the
 * clip's own screen, and marks the suggestion afterwards: cut off between the two it can be done again.
 */
export async function decideSuggestions(
  ports: {
    suggestions: SuggestionStore;
    categories: CategoryStore;
    media: MediaDoor;
    clock: Clock;
  },
  shopId: string,
  keys: { videoId: string; kind: SuggestionKind; value: string }[],
  decision: "accept" | "refuse",
  staff: string,
): Promise<Result<void, Fault<"suggestion-not-taken">>> {
  const { suggestions, clock } = ports;
  if (decision === "refuse") {
    await suggestions.decide(shopId, keys, "refused", staff, clock.now());
    return ok();
  }
  const open = await suggestions.find(shopId, keys);
  const failed: Suggestion[] = [];
  for (const videoId of new Set(open.map((one) => one.videoId))) {
    const taken = open.filter((one) => one.videoId === videoId);
    const done = await putIntoClip(ports, shopId, videoId, taken);
    if (done) await suggestions.decide(shopId, taken, "accepted", staff, clock.now());
    else failed.push(...taken);
  }
  return failed.length > 0 ? refuse("suggestion-not-taken", { count: failed.length }) : ok();
}

async function putIntoClip(
  { media, categories }: { media: MediaDoor; categories: CategoryStore },
  shopId: string,
  videoId: string,
  taken: Suggestion[],
): Promise<boolean> {
  const clip = await media.get(videoId);
  if (!clip) return false;
  const values = (kind: SuggestionKind) =>
    taken.flatMap((one) => (one.kind === kind ? [one.value] : []));
  const products = values("product").filter(
    (id) => !clip.products.some(({ product }) => product.id === id),
  );
  const updated = await media.update(videoId, {
    ...(values("tag").length > 0 ? { tags: [...clip.tags, ...values("tag")] } : {}),
    ...(products.length > 0
      ? {
          products: [
            ...clip.products.map(({ product, ...tag }) => ({ ...tag, productId: product.id })),
            ...products.map((productId) => ({
              productId,
              variantId: null,
              from: null,
              to: null,
              x: null,
              y: null,
            })),
          ],
        }
      : {}),
  });
  if (!updated.ok) return false;
  const fresh = values("category");
  if (fresh.length === 0) return true;
  const there = await categories.ofVideo(shopId, videoId);
  return categories.setOfVideo(shopId, videoId, [...there, ...fresh]);
}
