import { beforeAll } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { mediaStoreContract } from "../../domains/media/media-store.contract.ts";
import { newId } from "../../kernel/ids.ts";
import type { JobRequest } from "../../kernel/job.ts";
import { createMediaStore } from "./media-store.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await database.pool.query("create table test_jobs (n serial, job jsonb)");
});

mediaStoreContract("postgres", async () => ({
  store: createMediaStore({
    prisma: database.prisma,
    async enqueue(tx, jobs) {
      // Through the transaction, so that a change that is undone takes its jobs with it.
      for (const job of jobs)
        await tx.$executeRaw`insert into test_jobs (job) values (${JSON.stringify(job)}::jsonb)`;
    },
  }),
  async jobs() {
    const { rows } = await database.pool.query<{ job: JobRequest }>(
      "select job from test_jobs order by n",
    );
    return rows.map((row) => row.job);
  },
  shop: async () => newId(),
}));
