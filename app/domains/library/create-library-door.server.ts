import type { Clock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { JobRequest } from "../../kernel/job.ts";
import { ok, refuse } from "../../kernel/result.ts";
import type { CatalogDoor } from "../catalog/index.server.ts";
import type { ProductName } from "../catalog/index.ts";
import type { MediaDoor } from "../media/index.server.ts";
import type { ShopRef } from "../shop/index.ts";
import {
  beginBulkEdit,
  cancelBulkEdit,
  type RemoveVideos,
  runBulkEdit,
  undoBulkEdit,
} from "./bulk-edit.server.ts";
import { addCategory, categoryLines, changeCategory, removeCategory } from "./category-tree.ts";
import { decideSuggestions } from "./decide-suggestions.server.ts";
import type { LibraryDoor, LibraryJobsDoor } from "./index.server.ts";
import { MAX_VIEW_NAME, MAX_VIEW_SEARCH, MAX_VIEWS } from "./index.ts";
import { createMatcher } from "./match.ts";
import { placeFolders } from "./place-folders.server.ts";
import type {
  BulkStore,
  CategoryStore,
  LibraryIndex,
  SuggestionStore,
  ViewStore,
} from "./ports.ts";

export interface LibraryPorts {
  categories: CategoryStore;
  views: ViewStore;
  bulk: BulkStore;
  suggestions: SuggestionStore;
  index: LibraryIndex;
  clock: Clock;
}

const DAY_MS = 86_400_000;
const MOST_BULK_EDITS = 3;
const QUEUE_PAGE = 20;

/** Binds the library's verbs to one shop. `media` and `catalog` are doors of the same shop. */
export function createLibraryDoor(
  ports: LibraryPorts & { enqueue(jobs: JobRequest[]): Promise<void> },
  shop: ShopRef,
  doors: { media: MediaDoor; catalog: CatalogDoor },
): LibraryDoor {
  const { categories, views, bulk, suggestions, index, clock } = ports;
  return {
    categories: async () => categoryLines(await categories.list(shop.id)),
    async addCategory(name, parentId) {
      const id = newId(clock);
      const added = await categories.change(shop.id, clock.now(), (all) =>
        addCategory(all, { id, name, parentId }),
      );
      return added.ok ? ok({ id }) : added;
    },
    changeCategory: (id, change) =>
      categories.change(shop.id, clock.now(), (all) => changeCategory(all, id, change)),
    removeCategory: (id) =>
      categories.change(shop.id, clock.now(), (all) => removeCategory(all, id)),
    placeFolders: (folders, make) => placeFolders({ categories, clock }, shop.id, folders, make),
    categoriesOf: (videoId) => categories.ofVideo(shop.id, videoId),
    async setCategories(videoId, categoryIds) {
      const found = await categories.setOfVideo(shop.id, videoId, categoryIds);
      return found ? ok() : refuse("video-not-found");
    },

    views: () => views.list(shop.id),
    async keepView(given, search) {
      const name = given.replace(/\s+/g, " ").trim();
      if (name === "") return refuse("view-name-empty");
      if (name.length > MAX_VIEW_NAME)
        return refuse("view-name-too-long", { limit: MAX_VIEW_NAME });
      if (search.length > MAX_VIEW_SEARCH) return refuse("view-too-long");
      const id = newId(clock);
      const kept = await views.keep(shop.id, { id, name, search }, clock.now(), MAX_VIEWS);
      return kept ? ok({ id }) : refuse("too-many-views", { limit: MAX_VIEWS });
    },
    removeView: (id) => views.remove(shop.id, id),

    facets: () => index.facets(shop.id),

    beginBulkEdit: (staff, change, target) => beginBulkEdit(ports, shop.id, staff, change, target),
    cancelBulkEdit: (id) => cancelBulkEdit(ports, shop.id, id),
    undoBulkEdit: (id) => undoBulkEdit(ports, shop.id, id),
    bulkEdits: () => bulk.recent(shop.id, clock.now() - DAY_MS, MOST_BULK_EDITS),

    async suggestions({ kind, cursor }) {
      const page = await suggestions.open(shop.id, { kind, cursor, limit: QUEUE_PAGE });
      const ids = [...new Set(page.suggestions.map(({ videoId }) => videoId))];
      const wanted = page.suggestions.flatMap((one) => (one.kind === "product" ? one.value : []));
      const [videos, products] = await Promise.all([
        doors.media.cards(ids),
        doors.catalog.products([...new Set(wanted)]),
      ]);
      const cards = new Map(products.map((card) => [card.id, card]));
      return {
        total: page.total,
        next: page.next,
        clips: videos.map((video) => ({
          video,
          suggestions: page.suggestions
            .filter(({ videoId }) => videoId === video.id)
            .map((one) => ({
              ...one,
              product: one.kind === "product" ? (cards.get(one.value) ?? null) : null,
            })),
        })),
      };
    },
    decide: (keys, decision, staff) =>
      decideSuggestions({ ...ports, ...doors }, shop.id, keys, decision, staff),
    matchAgain: () =>
      ports.enqueue([
        { name: "library.match-shop", payload: { shopId: shop.id }, key: `match:${shop.id}` },
      ]),
  };
}

/** Clips matched in one go, and words read anew in one go. */
const SLICE = 200;

export function createLibraryJobs(
  ports: LibraryPorts & {
    remove: RemoveVideos;
    /** Names of the shop's products, asked of Shopify. Null: the shop is not there any more. */
    productNames(shopId: string): Promise<ProductName[] | null>;
    log: { warn(fields: object, message: string): void };
  },
): LibraryJobsDoor {
  const { suggestions, index, clock } = ports;
  const readNames = async (shopId: string) => {
    const names = await ports.productNames(shopId);
    if (names) await suggestions.keepNames(shopId, names, clock.now());
  };
  return {
    bulkEdit: (payload, signal) => runBulkEdit(ports, payload, signal),

    async tend(_payload, signal) {
      while ((await index.readStale(SLICE)) > 0) signal.throwIfAborted();
      while ((await index.addUpCounts()) > 0) signal.throwIfAborted();
      await index.countPerformance(clock.now());
      for (;;) {
        signal.throwIfAborted();
        const batches = await suggestions.unmatched(SLICE);
        if (batches.length === 0) return;
        for (const { shopId, ...batch } of batches) {
          if (clock.now() - (await suggestions.namesReadAt(shopId)) > DAY_MS)
            // Matching goes on with the names there are: Shopify's bad hour is not the merchant's.
            await readNames(shopId).catch((error: unknown) =>
              ports.log.warn({ error, shopId }, "the shop's product names could not be read"),
            );
          const match = createMatcher(await suggestions.knowledge(shopId));
          const texts = await suggestions.texts(shopId, batch.videoIds);
          await suggestions.propose(shopId, batch, texts.flatMap(match), clock.now());
        }
      }
    },

    async matchShop({ shopId }) {
      await readNames(shopId);
      await suggestions.unmatchAll(shopId);
    },
  };
}
