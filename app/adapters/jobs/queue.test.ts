import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { createJobQueue, type JobHandler, type JobQueue } from "./queue.ts";

const policy = { retries: 2, retryDelay: 1, timeout: 60, heartbeat: 10, collapse: false };
let database: TestDatabase;
const queues: JobQueue[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  await Promise.all(queues.map((queue) => queue.stop()));
});

async function open(policies: Record<string, typeof policy>): Promise<JobQueue> {
  const queue = createJobQueue({
    url: database.url,
    policies,
    onError: () => {},
    supervise: true,
  });
  queues.push(queue);
  await queue.start();
  return queue;
}

function handler(name: string, run: JobHandler["run"]): JobHandler {
  return { name, policy, concurrency: 1, run };
}

describe("job queue", () => {
  it("runs what was enqueued in a committed transaction, and nothing of one rolled back", async () => {
    const queue = await open({ "test.commit": policy });
    const seen: unknown[] = [];
    await database.prisma.$transaction((tx) =>
      queue.enqueueWithin(tx, [{ name: "test.commit", payload: { n: 1 } }]),
    );
    await database.prisma
      .$transaction(async (tx) => {
        await queue.enqueueWithin(tx, [{ name: "test.commit", payload: { n: 2 } }]);
        throw new Error("roll back");
      })
      .catch(() => {});
    await queue.work([handler("test.commit", async (payload) => void seen.push(payload))]);
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual([{ n: 1 }]);
  });

  it("tries again what failed", async () => {
    const queue = await open({ "test.retry": policy });
    let tries = 0;
    await queue.work([
      handler("test.retry", async () => {
        tries += 1;
        if (tries === 1) throw new Error("the first try fails");
      }),
    ]);
    await queue.enqueue([{ name: "test.retry", payload: {} }]);
    await expect.poll(() => tries, { timeout: 20_000 }).toBe(2);
  });

  it("keeps one waiting job per key where asked to", async () => {
    const collapsing = { ...policy, collapse: true };
    const queue = await open({ "test.collapse": collapsing });
    for (const n of [1, 2, 3])
      await queue.enqueue([{ name: "test.collapse", payload: { n }, key: "shop" }]);
    await queue.enqueue([{ name: "test.collapse", payload: { n: 4 }, key: "other" }]);
    const seen: unknown[] = [];
    await queue.work([
      {
        ...handler("test.collapse", async (payload) => void seen.push(payload)),
        policy: collapsing,
      },
    ]);
    await expect
      .poll(() => seen, { timeout: 10_000 })
      .toEqual(expect.arrayContaining([{ n: 1 }, { n: 4 }]));
    expect(seen).toHaveLength(2);
  });

  it("refuses a job nobody knows", async () => {
    const queue = await open({ "test.known": policy });
    await expect(queue.enqueue([{ name: "test.unknown", payload: {} }])).rejects.toThrow(
      "There is no job named test.unknown",
    );
  });
});
