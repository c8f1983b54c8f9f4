import { createBulkStore } from "./bulk-store.ts";
import { createCatalogStore } from "./catalog-store.ts";
import { createCategoryStore } from "./category-store.ts";
import type { Database, EnqueueWithin } from "./database.ts";
import { createDiscountStore } from "./discount-store.ts";
import { createEditStore } from "./edit-store.ts";
import { createEventLog } from "./event-log.ts";
import { createFilmStore } from "./film-store.ts";
import { createAccountStore } from "./intake-accounts.ts";
import { createArchiveStore } from "./intake-archives.ts";
import { createIntakeStore } from "./intake-store.ts";
import { createLedgerStore } from "./ledger-store.ts";
import { createLibraryIndex } from "./library-index.ts";
import { createManifest } from "./manifest.ts";
import { createMediaStore } from "./media-store.ts";
import { createPermissionStore } from "./permission-store.ts";
import { createPlacementStore } from "./placement-store.ts";
import { createPlaylistStore } from "./playlist-store.ts";
import { createPublishedStore } from "./published-store.ts";
import { createReportViews } from "./report-views.ts";
import { createReviewStore } from "./review-store.ts";
import { createRightsStore } from "./rights-store.ts";
import { createRollUps } from "./rollup-store.ts";
import { createSessionStorage } from "./session-storage.ts";
import { createShopStore } from "./shop-store.ts";
import { createSocialStore } from "./social-store.ts";
import { createSuggestionStore } from "./suggestion-store.ts";
import { createSyncLock } from "./sync-lock.ts";
import { createSyncRecords } from "./sync-records.ts";
import { createViewStore } from "./view-store.ts";
import { createWebhookReceipts } from "./webhook-receipts.ts";
import { createWishStore } from "./wish-store.ts";

/** Every port that PostgreSQL fills, over one pair of pools. Opens no connection by itself. */
export function openStores({ prisma, pool }: Database, enqueue: EnqueueWithin) {
  return {
    sessions: createSessionStorage(prisma),
    shops: createShopStore({ prisma, pool, enqueue }),
    webhookReceipts: createWebhookReceipts({ prisma }),

    catalog: createCatalogStore({ prisma, enqueue }),
    discounts: createDiscountStore({ prisma, enqueue }),

    media: createMediaStore({ prisma, enqueue }),
    edits: createEditStore({ prisma, enqueue }),
    films: createFilmStore({ prisma, enqueue }),

    intake: createIntakeStore({ prisma, enqueue }),
    accounts: createAccountStore({ prisma }),
    archives: createArchiveStore({ prisma, enqueue }),

    categories: createCategoryStore({ prisma }),
    views: createViewStore({ prisma }),
    bulk: createBulkStore({ prisma, enqueue }),
    suggestions: createSuggestionStore({ prisma }),
    libraryIndex: createLibraryIndex({ pool }),

    rights: createRightsStore({ prisma, enqueue }),
    permissions: createPermissionStore({ prisma, enqueue }),
    reviews: createReviewStore({ prisma, enqueue }),

    playlists: createPlaylistStore({ prisma }),
    placements: createPlacementStore({ prisma, enqueue }),
    published: createPublishedStore({ pool }),
    manifest: createManifest({ prisma }),
    syncRecords: createSyncRecords({ prisma }),
    syncLock: createSyncLock({ pool }),

    social: createSocialStore({ pool }),
    events: createEventLog({ pool }),
    wishes: createWishStore({ pool }),

    rollUps: createRollUps({ pool }),
    ledger: createLedgerStore({ pool }),
    reports: createReportViews({ pool }),
  };
}
