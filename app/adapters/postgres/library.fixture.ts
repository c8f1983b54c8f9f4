import { beforeAll } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import type { VideoListQuery } from "../../domains/media/index.ts";
import { newId } from "../../kernel/ids.ts";
import type { JobRequest } from "../../kernel/job.ts";
import { createBulkStore } from "./bulk-store.ts";
import { createCategoryStore } from "./category-store.ts";
import { createLibraryIndex } from "./library-index.ts";
import { createMediaStore } from "./media-store.ts";
import { createSuggestionStore } from "./suggestion-store.ts";
import { createViewStore } from "./view-store.ts";

/** When the clips of these tests were added. */
export const AT = 1_760_000_000_000;

/** A database of the file's own with every store of the library. Call it at the top level. */
export function stageLibrary() {
  let database: TestDatabase;
  const jobs: JobRequest[] = [];
  const enqueue = async (_tx: unknown, more: readonly JobRequest[]) => void jobs.push(...more);
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  const open = () => ({
    media: createMediaStore({ prisma: database.prisma, enqueue }),
    categories: createCategoryStore(database),
    views: createViewStore(database),
    bulk: createBulkStore({ prisma: database.prisma, enqueue }),
    suggestions: createSuggestionStore(database),
    index: createLibraryIndex(database),
  });
  return {
    database: () => database,
    open,
    /** Enqueued so far. */
    jobs,
    async add(
      shopId: string,
      title: string,
      change: { description?: string; tags?: string[]; language?: "en" | "zh-CN" } = {},
    ): Promise<string> {
      const { media } = open();
      const id = newId();
      await media.insert(shopId, {
        description: "",
        tags: [],
        products: [],
        id,
        title,
        sourceName: "clip.mp4",
        sourceBytes: 1,
        sourceKey: null,
        engine: null,
        at: AT,
      });
      await media.update(shopId, id, change, AT, []);
      return id;
    },
    /** Titles of what is found. */
    async find(shopId: string, query: Partial<VideoListQuery>): Promise<string[]> {
      const page = await open().media.list(shopId, { sort: "title", limit: 50, ...query });
      return page.rows.map(({ title }) => title);
    },
  };
}
