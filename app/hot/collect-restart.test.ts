import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, it } from "vitest";
import { type OwnPostgres, startOwnPostgres } from "../../tests/setup/own-postgres.ts";
import { openDatabase } from "../adapters/postgres/database.ts";
import { createEventLog } from "../adapters/postgres/event-log.ts";
import { createRollUps } from "../adapters/postgres/rollup-store.ts";
import { createCollectDoor } from "../domains/engagement/index.server.ts";
import { systemClock } from "../kernel/clock.ts";
import { newId } from "../kernel/ids.ts";
import { createCollectHotDoor } from "./collect.ts";

// Without a browser's name, fetch counts as a robot.
const SHOPPER = {
  "user-agent": "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Version/26.0 Safari/604.1",
};

let postgres: OwnPostgres | undefined;
afterAll(() => postgres?.stop());

it("loses nothing it acknowledged and doubles nothing while PostgreSQL crashes under load", async () => {
  postgres = await startOwnPostgres();
  const shop = { id: newId(), domain: "demo.myshopify.com" };
  const video = newId();
  // Two processes' worth of doors over one database; senders go to either.
  const processes = [1, 2].map(() => {
    const database = openDatabase({ url: postgres?.url ?? "", poolSize: 4 });
    const door = createCollectHotDoor({
      collect: createCollectDoor({
        log: createEventLog({ pool: database.pool }),
        clock: systemClock,
      }),
      shops: { find: async () => shop },
      verifyProxy: () => ({ shop: shop.domain }),
      clock: systemClock,
    });
    const server = createServer((request, response) => {
      void door(request, response, new URL(request.url ?? "/", "http://web"));
    });
    return { database, server, rollUps: createRollUps(database) };
  });
  const [one] = processes;
  if (!one) throw new Error("no process");
  await one.database.pool.query(
    "INSERT INTO shops (id, domain, installed_at) VALUES ($1, $2, now())",
    [shop.id, shop.domain],
  );
  await one.database.pool.query("INSERT INTO events.known_videos VALUES ($1, $2, 'Clip')", [
    shop.id,
    video,
  ]);
  const origins: string[] = [];
  for (const { server } of processes) {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origins.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  }

  const acknowledged: string[] = [];
  const answers = new Map<number, number>();
  let sending = true;
  const sender = async (index: number) => {
    for (let turn = index; sending; turn++) {
      const batchId = newId();
      const e = Array.from({ length: 5 }, () => ["play", 0, "", video]);
      const body = JSON.stringify({ v: 1, b: batchId, s: newId(), t: Date.now(), e });
      // As the storefront does: again until it is taken; and now and then once more, for nothing.
      for (let sends = turn % 5 === 0 ? 2 : 1; sends > 0; ) {
        const origin = origins[(turn + sends) % 2] ?? "";
        const { status } = await fetch(origin, { method: "POST", body, headers: SHOPPER });
        answers.set(status, (answers.get(status) ?? 0) + 1);
        if (status === 204) sends--;
        else await new Promise((resolve) => setTimeout(resolve, 20));
      }
      acknowledged.push(batchId);
    }
  };
  const roller = async () => {
    while (sending) {
      await Promise.all(processes.map(({ rollUps }) => rollUps.rollUp(Date.now()).catch(() => 0)));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const work = [roller(), roller(), ...Array.from({ length: 12 }, (_, index) => sender(index))];
  const untilTaken = async (more: number) => {
    const goal = acknowledged.length + more;
    while (acknowledged.length < goal) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  for (let round = 0; round < 3; round++) {
    await untilTaken(100 + Math.floor(Math.random() * 100));
    await postgres.restart();
  }
  await untilTaken(100);
  sending = false;
  await Promise.all(work);

  expect([...answers.keys()].sort()).toEqual([204, 503]);
  const { rows } = await one.database.pool.query("SELECT batch_id FROM events.batches");
  const stored = rows.map((row) => row.batch_id);
  expect(stored).toHaveLength(acknowledged.length);
  expect(new Set(stored)).toEqual(new Set(acknowledged));
  await one.rollUps.rollUp(Date.now());
  const counted = await one.database.pool.query(
    "SELECT sum(plays)::int AS plays FROM events.video_days",
  );
  expect(counted.rows[0].plays).toBe(acknowledged.length * 5);

  for (const { database, server } of processes) {
    server.closeAllConnections();
    server.close();
    await database.close();
  }
}, 90_000);
