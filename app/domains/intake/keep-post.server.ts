import type { ShopRef } from "../shop/index.ts";
import { withReach } from "./open-reach.server.ts";
import {
  type ClipSource,
  FetchStopped,
  type IntakeNeighbours,
  type IntakePorts,
  SourceFault,
  type SourceItem,
  type SourcePost,
} from "./ports.ts";

const MAX_PICTURE_BYTES = 10 * 1024 * 1024;

/**
 * Keeps what a platform tells of a clip's post: its counts, who made it when, and a picture of our own,
 * because theirs cannot be had for long. Idempotent.
 */
export async function keepPost(
  ports: IntakePorts,
  { media }: Pick<IntakeNeighbours, "media">,
  shop: ShopRef,
  source: ClipSource,
  videoId: string,
  item: SourceItem & { post: SourcePost },
  signal: AbortSignal,
): Promise<void> {
  const { kind, posts } = source;
  if (!posts || (kind !== "tiktok" && kind !== "instagram" && kind !== "youtube")) return;
  const { post } = item;
  const more = posts.count
    ? await orNothing(ports, () =>
        withReach(ports, shop, kind, null, signal, (reach) => posts.count!(reach, item, signal)),
      )
    : null;
  await ports.accounts.putPost(shop.id, {
    ...{ videoId, kind, postId: post.id, author: post.author },
    ...{ publishedAt: post.publishedAt, duration: post.duration },
    counts: { ...post.counts, ...more },
    countedAt: ports.clock.now(),
  });
  let picture = await pictureOf(ports, post.thumbnail, signal);
  if (!picture && post.thumbnail) {
    // Listed too long ago: its address has run out.
    const again = await orNothing(ports, () =>
      withReach(ports, shop, kind, null, signal, (reach) => posts.look(reach, item, signal)),
    );
    const thumbnail = again?.ok ? again.value.post?.thumbnail : null;
    if (thumbnail && thumbnail !== post.thumbnail)
      picture = await pictureOf(ports, thumbnail, signal);
  }
  if (picture) await media.setCover(videoId, picture);
}

/** What is nice to have: without it the clip comes in all the same. Being busy is waited for. */
async function orNothing<T>({ log }: IntakePorts, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SourceFault) || error.kind === "source-busy") throw error;
    log.info({ why: error.detail }, "A platform did not tell all of a post");
    return null;
  }
}

async function pictureOf(
  { fetcher }: IntakePorts,
  url: string | null,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  if (!url) return null;
  const opened = await fetcher.open(url, {
    maxBytes: MAX_PICTURE_BYTES,
    expects: "picture",
    signal,
  });
  if (!opened.ok) return null;
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of opened.value.body) chunks.push(chunk);
  } catch (error) {
    if (error instanceof FetchStopped) return null;
    throw error;
  }
  return Buffer.concat(chunks);
}
