import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { EVENT_KINDS, type EventBatch } from "../../app/contract/events.ts";
import type { Feed, FeedMoment, FeedVideo } from "../../app/contract/feed.ts";
import type {
  PlacementMetafield,
  PlacementVideo,
  ProductVideosMetafield,
  StorefrontMetafield,
} from "../../app/contract/metafields.ts";
import type { ProductCard } from "../../app/domains/catalog/index.ts";
import { checkBatch } from "../../app/domains/engagement/check-batch.ts";
import type { ReadyVideo } from "../../app/domains/media/index.server.ts";
import type { Moment } from "../../app/domains/media/index.ts";
import { makeDocument } from "../../app/domains/placements/make-document.ts";
import type { Publication } from "../../app/domains/placements/ports.ts";
import { wantedMetafields } from "../../app/domains/placements/shop-copy.ts";
import { fixedClock } from "../../app/kernel/clock.ts";
import { EventLog } from "../../extensions/shoppable-video/src/core/event-log.ts";
import { FeedClient } from "../../extensions/shoppable-video/src/transport/feed-client.ts";
import { blockRenderer } from "../storefront/liquid.ts";

/**
 * The storefront carries no validator: samples stand between the two sides instead. The app must make
 * exactly these documents, and the storefront must read exactly these.
 */
const sample = <T>(name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../app/contract/samples/${name}.json`, import.meta.url), "utf8"),
  ) as T;
const feed = sample<Feed>("feed");
const placement = sample<PlacementMetafield>("placement-metafield");
const productVideos = sample<ProductVideosMetafield>("product-videos-metafield");
const storefront = sample<StorefrontMetafield>("storefront-metafield");
const batch = sample<EventBatch>("event-batch");

const INSTALLATION = "gid://shopify/AppInstallation/1";

/** A moment as the shop keeps it: with the product its link leads to, and no date of the discount's. */
function toMoment(moment: FeedMoment): Moment {
  if (moment.kind === "call") {
    const { url: _, ...rest } = moment;
    return { ...rest, link: { to: "product", id: "8412345678901" } };
  }
  if (moment.kind === "branch") {
    const choices = moment.choices.map(({ text, video = null, at = null }) => ({
      text,
      video,
      at,
    }));
    return { ...moment, choices };
  }
  if (moment.kind !== "coupon") return moment;
  const { starts: _, ends: __, ...rest } = moment;
  return rest;
}

describe("the app makes the samples", () => {
  const copies = new Map(placement.videos.map((video) => [video.id, video]));
  const copyOf = (id: string) => copies.get(id) as PlacementVideo;
  const ready = feed.videos.map(
    (video): ReadyVideo => ({
      ...video,
      description: "",
      tags: copyOf(video.id).k ?? [],
      contentUrl: copyOf(video.id).url,
      createdAt: Date.parse(copyOf(video.id).up),
      posterFile: { key: `posters/${video.id}.jpg`, contentType: "image/jpeg" },
      products: video.products.map(({ id, variantId, from, to, x, y }) => ({
        productId: id,
        variantId,
        from,
        to,
        x,
        y,
      })),
      moments: (video.moments ?? []).map(toMoment),
    }),
  );
  const cards = new Map(
    feed.videos
      .flatMap(({ products }) => products)
      .map(({ id, handle, title, image, variantId }): [string, ProductCard] => {
        const price = { amount: 2400, currency: "USD" };
        const variants = [{ id: variantId ?? "1", title: "Oat", price, available: true }];
        const money = { priceFrom: price, priceTo: price };
        return [
          id,
          { id, handle, title, image, status: "active", available: true, ...money, variants },
        ];
      }),
  );

  function publication(
    given: Pick<Feed, "id" | "handle" | "block" | "rev">,
    videos: ReadyVideo[],
  ): Publication {
    const title = placement.title;
    const made = makeDocument({
      placement: { ...given, title },
      videoIds: videos.map(({ id }) => id),
      videos,
      linked: [],
      behind: { videoIds: [], productIds: [], codes: ["tea15"] },
      products: cards,
      discounts: new Map([
        [
          "tea15",
          {
            ...{ code: "TEA15", title: "Tea", summary: "", status: "active", startsAt: 0 },
            endsAt: 1795100000000,
          },
        ],
      ]),
    });
    const record = { playlistId: null, live: true, changed: false, publishedAt: 1, createdAt: 1 };
    return {
      placement: { ...given, ...record, title },
      feed: { ...made.feed, rev: given.rev },
      source: made.source,
      publishedAt: 1,
    };
  }

  const carousel = publication(feed, ready);
  const description = publication(
    {
      id: productVideos.placement,
      handle: "product-pages",
      block: "description",
      rev: productVideos.rev,
    },
    ready,
  );
  const written = wantedMetafields({
    publications: [carousel, description],
    installationGid: INSTALLATION,
    proxyPath: storefront.proxy,
    soldOut: storefront.soldOut,
    posters: new Map([[ready[0]?.id ?? "", copyOf(ready[0]?.id ?? "").poster]]),
  });
  const value = (ownerGid: string, key: string) =>
    JSON.parse(
      written.find((one) => one.ownerGid === ownerGid && one.key === key)?.value ?? "null",
    ) as unknown;

  it("as the feed and as one video of it", () => {
    expect(carousel.feed).toEqual(feed);
    expect(carousel.feed.videos[0]).toEqual(sample<FeedVideo>("video"));
  });

  it("as the metafields that blocks are drawn from", () => {
    expect(value(INSTALLATION, "placement_summer")).toEqual(placement);
    expect(value(INSTALLATION, "products_summer")).toEqual(["gid://shopify/Product/8412345678901"]);
    expect(value(INSTALLATION, "storefront")).toEqual(storefront);
    expect(value("gid://shopify/Product/8412345678901", "videos")).toEqual(productVideos);
  });

  it("and takes the batch in, every kind of event once", () => {
    const checked = checkBatch(Buffer.from(JSON.stringify(batch)));
    expect(checked).toMatchObject({ batchId: batch.b, session: batch.s, viewer: batch.u });
    const kinds = typeof checked === "string" ? [] : checked.events.map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual([...EVENT_KINDS].toSorted());
  });
});

describe("the storefront reads the samples", () => {
  it("and sends the batch", () => {
    const clock = fixedClock(0);
    const log = new EventLog(clock);
    let now = 0;
    for (const [kind, ago, owner, video, amount, variant] of batch.e) {
      const at = batch.t - ago;
      clock.advance(at - now);
      now = at;
      const more = variant === undefined ? {} : { variant };
      const worth = amount === undefined ? {} : { value: amount };
      log.add({ kind, placement: owner, video, ...worth, ...more });
    }
    clock.advance(batch.t - now);
    expect(log.drain(batch.u ?? null)).toEqual([
      { ...batch, b: expect.any(String), s: log.session },
    ]);
  });

  it("finding a clip in its feed, and alone", async () => {
    const answers: Record<string, unknown> = {
      "/apps/clipshelf/feed/summer": feed,
      [`/apps/clipshelf/video/${feed.videos[0]?.id}`]: sample("video"),
    };
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (url: string) => {
      asked.push(url);
      return Response.json(answers[url]);
    });
    const client = new FeedClient(storefront.proxy);
    const id = feed.videos[0]?.id ?? "";
    expect(await client.video("summer", id)).toEqual(feed.videos[0]);
    expect(await client.video("summer", id)).toEqual(feed.videos[0]);
    expect(await client.video("", id)).toEqual(feed.videos[0]);
    expect(await client.video("summer", id, true)).toEqual(feed.videos[0]);
    expect(asked).toEqual([
      "/apps/clipshelf/feed/summer",
      `/apps/clipshelf/video/${id}`,
      `/apps/clipshelf/video/${id}`,
    ]);
    vi.unstubAllGlobals();
  });

  it("drawing every block from the metafields", async () => {
    const product = {
      id: 8412345678901,
      handle: "linen-shirt",
      title: "Stoneware Mug",
      options: [],
      variants: [{ id: 1, options: [], price: 2400, compareAt: null, stock: 1 }],
    };
    const render = blockRenderer({
      url: "https://cdn.example.com",
      locale: "en",
      designMode: false,
      pageType: "product",
      products: [product],
      placements: { summer: placement },
      soldOut: storefront.soldOut,
      customer: null,
      productVideos,
    });
    const carousel = await render({ block: "carousel" }, 0);
    expect(carousel).toContain(`data-placement="${placement.id}"`);
    expect(carousel).toContain("clip-1.jpg?v=1&amp;width=360");
    expect(carousel).toContain("poster.jpg?width=360");
    expect(carousel).toMatch(/灯下 &lt;b&gt;&amp;&lt;\/b&gt; (&quot;|&#34;)quiet/);
    expect(carousel).not.toContain("<b>&</b>");
    const description = await render({ block: "description" }, 1);
    expect(description).toContain(`data-placement="${productVideos.placement}"`);
    expect(description.match(/<clipshelf-clip/g)).toHaveLength(1);
    expect(await render({ block: "floating" }, 2)).toContain("clipshelf-dock--end");
  });
});
