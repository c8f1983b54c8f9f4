import type { BlockKind, Feed, FeedProduct, FeedVideo } from "../../contract/feed.ts";
import { FEED_VERSION } from "../../contract/feed.ts";
import type { ProductCard } from "../catalog/index.ts";
import type { ReadyVideo } from "../media/index.server.ts";
import type { PublicationSource } from "./ports.ts";

export interface DocumentParts {
  placement: { id: string; handle: string; title: string; block: BlockKind };
  /** The playlist's ids, ready or not; null: every tagged clip. */
  videoIds: string[] | null;
  videos: ReadyVideo[];
  products: ReadonlyMap<string, ProductCard>;
}

/** The feed document, but for its revision, and what it was made from. Same parts, same document. */
export function makeDocument(parts: DocumentParts): {
  feed: Omit<Feed, "rev">;
  source: PublicationSource;
} {
  const { placement, videoIds, videos, products } = parts;
  return {
    feed: {
      v: FEED_VERSION,
      id: placement.id,
      handle: placement.handle,
      block: placement.block,
      videos: videos.map((video) => toFeedVideo(video, products)),
    },
    source: {
      title: placement.title,
      videoIds,
      clips: videos.map((video) => ({
        id: video.id,
        uploadedAt: video.createdAt,
        contentUrl: video.contentUrl,
        posterKey: video.posterFile.key,
        posterType: video.posterFile.contentType,
        tags: video.tags,
        productIds: [...new Set(video.products.map((tag) => tag.productId))],
      })),
    },
  };
}

function toFeedVideo(video: ReadyVideo, cards: ReadonlyMap<string, ProductCard>): FeedVideo {
  const { id, title, width, height, duration, hasAudio, poster, placeholder, preview, playback } =
    video;
  const tagged = video.products.flatMap((tag) => {
    const card = cards.get(tag.productId);
    return card && isOnSale(card) ? [{ tag, card }] : [];
  });
  // The first is the one a card shows: what can be bought goes before what is sold out.
  const ordered = [
    ...tagged.filter(({ card }) => card.available),
    ...tagged.filter(({ card }) => !card.available),
  ];
  return {
    ...(video.captions ? { captions: video.captions } : {}),
    id,
    title,
    width,
    height,
    duration,
    hasAudio,
    poster,
    placeholder,
    preview,
    playback,
    products: ordered.map(
      ({ tag, card }): FeedProduct => ({
        id: card.id,
        handle: card.handle,
        title: card.title,
        image: card.image,
        variantId: card.variants.some((variant) => variant.id === tag.variantId)
          ? tag.variantId
          : null,
        from: tag.from,
        to: tag.to,
        x: tag.x,
        y: tag.y,
      }),
    ),
  };
}

/** Drafts and archived products have no page to lead to. */
function isOnSale(card: ProductCard): boolean {
  return card.status === "active" || card.status === "unlisted";
}

type Document = { feed: Omit<Feed, "rev">; source: PublicationSource };

/** True when publishing `b` over `a` would change nothing that anybody sees. */
export function sameDocument(a: Document, b: Document): boolean {
  const content = ({ feed, source }: Document) => canonical([{ ...feed, rev: 0 }, source]);
  return content(a) === content(b);
}

/** JSON with sorted keys: PostgreSQL's jsonb gives keys back in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
