import type { BlockKind, Feed, FeedMoment, FeedProduct, FeedVideo } from "../../contract/feed.ts";
import { FEED_VERSION } from "../../contract/feed.ts";
import { type DiscountCard, type ProductCard, sameCode } from "../catalog/index.ts";
import type { ReadyVideo } from "../media/index.server.ts";
import type { Moment, MomentLink } from "../media/index.ts";
import type { PublicationSource } from "./ports.ts";

export interface DocumentParts {
  placement: { id: string; handle: string; title: string; block: BlockKind };
  /** The playlist's ids, ready or not; null: every tagged clip. */
  videoIds: string[] | null;
  videos: ReadyVideo[];
  /** Clips that branches lead to and `videos` does not hold. */
  linked: ReadyVideo[];
  behind: NonNullable<PublicationSource["behind"]>;
  products: ReadonlyMap<string, ProductCard>;
  /** By code in lower case. */
  discounts: ReadonlyMap<string, DiscountCard>;
}

/** The feed document, but for its revision, and what it was made from. Same parts, same document. */
export function makeDocument(parts: DocumentParts): {
  feed: Omit<Feed, "rev">;
  source: PublicationSource;
} {
  const { placement, videoIds, videos, linked, behind, products } = parts;
  const reachable = new Set([...videos, ...linked].map(({ id }) => id));
  const toFeed = (video: ReadyVideo) => {
    const moments = video.moments.flatMap(
      (moment) => toFeedMoment(moment, { reachable, products, discounts: parts.discounts }) ?? [],
    );
    return { ...toFeedVideo(video, products), ...(moments.length > 0 ? { moments } : {}) };
  };
  const hasMoments = Object.values(behind).some((ids) => ids.length > 0);
  return {
    feed: {
      v: FEED_VERSION,
      id: placement.id,
      handle: placement.handle,
      block: placement.block,
      videos: videos.map(toFeed),
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
      ...(linked.length > 0 ? { linked: linked.map(toFeed) } : {}),
      ...(hasMoments ? { behind } : {}),
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

/** Null when nothing is left of it: what it leads to has gone, or its code is of no use any more. */
function toFeedMoment(
  moment: Moment,
  there: {
    reachable: ReadonlySet<string>;
    products: ReadonlyMap<string, ProductCard>;
    discounts: ReadonlyMap<string, DiscountCard>;
  },
): FeedMoment | null {
  switch (moment.kind) {
    case "call": {
      const { link, ...rest } = moment;
      const url = urlOf(link, there.products);
      return url === null ? null : { ...rest, url };
    }
    case "coupon": {
      const card = there.discounts.get(sameCode(moment.code));
      if (!card || card.status === "expired") return null;
      return {
        ...moment,
        ...(card.status === "scheduled" ? { starts: card.startsAt } : {}),
        ...(card.endsAt === null ? {} : { ends: card.endsAt }),
      };
    }
    case "branch": {
      const choices = moment.choices
        .filter(({ video }) => video === null || there.reachable.has(video))
        .map(({ text, video, at }) => (video === null ? { text, at: at ?? 0 } : { text, video }));
      return choices.length > 0 ? { ...moment, choices } : null;
    }
    default:
      return moment;
  }
}

/** Null when the product is not on sale any more. */
function urlOf(link: MomentLink, products: ReadonlyMap<string, ProductCard>): string | null {
  switch (link.to) {
    case "product": {
      const card = products.get(link.id);
      return card && isOnSale(card) ? `/products/${card.handle}` : null;
    }
    case "collection":
      return `/collections/${link.handle}`;
    case "page":
      return `/pages/${link.handle}`;
    case "url":
      return link.url;
  }
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
