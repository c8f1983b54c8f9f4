import { beforeAll, expect, it } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { reviewStoreContract } from "../../domains/clearance/review-store.contract.ts";
import { newId } from "../../kernel/ids.ts";
import type { JobRequest } from "../../kernel/job.ts";
import type { EnqueueWithin } from "./database.ts";
import { createMediaStore } from "./media-store.ts";
import { createReviewStore } from "./review-store.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await database.pool.query("create table test_jobs (n serial, job jsonb)");
});

// Through the transaction, so that a change that is undone takes its jobs with it.
const enqueue: EnqueueWithin = async (tx, jobs) => {
  for (const job of jobs)
    await tx.$executeRaw`insert into test_jobs (job) values (${JSON.stringify(job)}::jsonb)`;
};

reviewStoreContract("postgres", async () => ({
  store: createReviewStore({ prisma: database.prisma, enqueue }),
  media: createMediaStore({ prisma: database.prisma, enqueue }),
  async jobs() {
    const { rows } = await database.pool.query<{ job: JobRequest }>(
      "select job from test_jobs order by n",
    );
    return rows.map((row) => row.job);
  },
}));

it("lets the library be filtered by where a review stands, also after it was rebuilt", async () => {
  const store = createReviewStore({ prisma: database.prisma, enqueue });
  const media = createMediaStore({ prisma: database.prisma, enqueue });
  const shopId = newId();
  const ids = [newId(), newId()];
  for (const id of ids)
    await media.insert(shopId, {
      ...{ id, title: "A clip", description: "", tags: [], products: [], engine: null, at: 0 },
      ...{ sourceName: "a.mp4", sourceBytes: 1, sourceKey: null },
    });
  const [first, second] = ids;
  await store.save(
    shopId,
    {
      ...{ videoId: first ?? "", state: "refused", by: "staff:1", reason: "No", findings: [] },
      ...{ measures: null, words: "", pictures: "", version: 0, since: 0 },
    },
    null,
    0,
    () => [],
  );
  const found = async (reviews: ("waiting" | "refused" | "approved")[]) => {
    const { rows, total } = await media.list(shopId, { sort: "newest", limit: 9, reviews });
    expect(total).toBe(rows.length);
    return rows.map(({ id }) => id);
  };
  for (const again of [false, true]) {
    if (again) await database.pool.query("select library.rebuild($1)", [shopId]);
    expect(await found(["refused"])).toEqual([first]);
    expect(await found(["waiting"])).toEqual([]);
    expect(await found(["approved"])).toEqual([second]);
    expect(await found(["approved", "refused"])).toHaveLength(2);
  }
  // Withheld until somebody looks, it is not approved, whatever stands there.
  const withhold = "update videos set withheld = '{review}' where id = $1";
  await database.pool.query(withhold, [second]);
  expect(await found(["approved"])).toEqual([]);
});

it("never changes what was done", async () => {
  await expect(database.pool.query("update review_deeds set deed = 'approved'")).rejects.toThrow(
    "only added to",
  );
});
