import { beforeAll, describe, expect, it } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { placementStoresContract } from "../../domains/placements/placement-store.contract.ts";
import { newId } from "../../kernel/ids.ts";
import type { JobRequest } from "../../kernel/job.ts";
import { createManifest } from "./manifest.ts";
import { createPlacementStore } from "./placement-store.ts";
import { createPublishedStore } from "./published-store.ts";
import { createPublishingSignal } from "./publishing-signal.ts";
import { createSyncLock } from "./sync-lock.ts";
import { createSyncRecords } from "./sync-records.ts";

let database: TestDatabase;
const jobs: JobRequest[] = [];
beforeAll(async () => {
  database = await cloneDatabase();
});

const enqueue = async (_tx: unknown, wanted: readonly JobRequest[]) => {
  jobs.push(...wanted);
};
const addShop = async (domain: string) => {
  const id = newId();
  await database.prisma.shop.create({ data: { id, domain, installedAt: new Date(0) } });
  return { id };
};

placementStoresContract(async () => ({
  store: createPlacementStore({ ...database, enqueue }),
  published: createPublishedStore(database),
  manifest: createManifest(database),
  syncs: createSyncRecords(database),
  lock: createSyncLock(database),
  jobs: () => jobs,
  addShop,
}));

describe("placements in PostgreSQL", () => {
  it("publishes nothing when the job cannot be enqueued", async () => {
    const store = createPlacementStore({
      ...database,
      enqueue: async () => {
        throw new Error("no such queue");
      },
    });
    const { id: shopId } = await addShop(`s${newId()}.myshopify.com`);
    const id = newId();
    const record = {
      ...{ id, handle: "home", title: "Home", block: "carousel" as const, playlistId: null },
      ...{ rev: 0, live: false, changed: false, publishedAt: null, createdAt: 0 },
    };
    await store.create(shopId, record);
    const feed = { v: 1 as const, id, handle: "home", block: "carousel" as const, videos: [] };
    const source = { title: "Home", videoIds: [], clips: [] };
    const draft = { after: 0, feed, source, at: 0 };
    await expect(store.publish(shopId, id, draft, { onlyLive: false }, [])).rejects.toThrow(
      "queue",
    );
    expect(await store.get(shopId, id)).toEqual(record);
    expect(await store.publications(shopId)).toEqual([]);
  });

  it("serves nothing of a shop that left", async () => {
    const domain = `s${newId()}.myshopify.com`;
    const { id: shopId } = await addShop(domain);
    const store = createPlacementStore({ ...database, enqueue });
    const id = newId();
    await store.create(shopId, {
      ...{ id, handle: "home", title: "Home", block: "carousel", playlistId: null, createdAt: 0 },
      ...{ rev: 0, live: false, changed: false, publishedAt: null },
    });
    const feed = { v: 1 as const, id, handle: "home", block: "carousel" as const, videos: [] };
    const source = { title: "Home", videoIds: [], clips: [] };
    await store.publish(shopId, id, { after: 0, feed, source, at: 0 }, { onlyLive: false }, []);
    const published = createPublishedStore(database);
    expect(await published.feed(domain, "home")).not.toBeNull();
    await database.prisma.shop.update({
      where: { id: shopId },
      data: { uninstalledAt: new Date() },
    });
    expect(await published.feed(domain, "home")).toBeNull();
  });

  it("tells every process of a publishing, also after the line was cut", async () => {
    const domain = `s${newId()}.myshopify.com`;
    const { id: shopId } = await addShop(domain);
    const store = createPlacementStore({ ...database, enqueue });
    const lost: unknown[] = [];
    const signal = createPublishingSignal({
      url: database.url,
      onLost: (error) => lost.push(error),
    });
    const heard: (string | null)[] = [];
    signal.subscribe((news) => heard.push(news));
    try {
      await expect.poll(() => signal.connected()).toBe(true);
      await store.unpublishAll(shopId, []);
      await expect.poll(() => heard).toContain(domain);

      heard.length = 0;
      await database.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and datname = current_database()",
      );
      await expect.poll(() => lost.length).toBe(1);
      await expect.poll(() => signal.connected()).toBe(true);
      expect(heard).toContain(null);
      await store.unpublishAll(shopId, []);
      await expect.poll(() => heard).toContain(domain);
    } finally {
      await signal.close();
    }
  });

  it("tells the work when the lock's connection breaks, and lets another begin", async () => {
    const lock = createSyncLock(database);
    const shopId = newId();
    let reason: unknown;
    const first = lock.hold(shopId, new AbortController().signal, async (held) => {
      await database.pool.query(
        `select pg_terminate_backend(l.pid) from pg_locks l
          where l.locktype = 'advisory' and l.granted and l.pid <> pg_backend_pid()
            and l.database = (select oid from pg_database where datname = current_database())`,
      );
      await expect.poll(() => held.aborted).toBe(true);
      reason = held.reason;
    });
    await first;
    expect(String(reason)).toContain("lock was lost");
    expect(await lock.hold(shopId, new AbortController().signal, async () => {})).toBe("done");
  });
});
