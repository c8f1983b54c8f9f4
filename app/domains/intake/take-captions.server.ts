import { readCaptions } from "../media/index.ts";
import type { ShopRef } from "../shop/index.ts";
import { takeCaptionsJob } from "./jobs.ts";
import { withReach } from "./open-reach.server.ts";
import { type IntakeNeighbours, type IntakePorts, SourceFault } from "./ports.ts";

/**
 * Takes over what the platform has of captions for a clip that now has its file. Languages that somebody
 * has written here stay as they are. Not until then, because platforms count each of these requests dear.
 */
export async function takeCaptions(
  ports: Pick<IntakePorts, "accounts" | "store" | "sources" | "sealKeys" | "clock" | "log">,
  { edits }: Pick<IntakeNeighbours, "edits">,
  shop: ShopRef,
  videoId: string,
  signal: AbortSignal,
): Promise<void> {
  const post = await ports.accounts.findPost(shop.id, videoId);
  const source = post && ports.sources.find(({ kind }) => kind === post.kind);
  const ask = source?.posts?.captions;
  if (!post || !ask) return;
  const fields = { shop: shop.id, video: videoId, kind: post.kind };
  try {
    const found = await withReach(ports, shop, post.kind, null, signal, async (reach) =>
      reach.accounts.length > 0 ? ask(reach, { id: post.postId }, signal) : [],
    );
    const here = new Set((await edits.captions(videoId)).map(({ language }) => language));
    for (const { language, file } of found) {
      const read = readCaptions(file);
      if (here.has(language) || !read.ok) continue;
      const put = await edits.putCaptions(videoId, language, read.value);
      if (!put.ok) ports.log.warn({ ...fields, language, fault: put.fault.kind }, "Captions left");
    }
  } catch (error) {
    if (!(error instanceof SourceFault) || error.kind === "platform-unavailable") throw error;
    if (error.kind === "source-busy")
      return ports.store.enqueue([takeCaptionsJob(shop.id, videoId, error.retryAt ?? undefined)]);
    // Somebody else's video, or captions were not allowed: the clip does without.
    ports.log.info({ ...fields, why: error.detail }, "The platform gives no captions of this clip");
  }
}
