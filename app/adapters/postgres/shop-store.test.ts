import { beforeAll, describe, expect, it } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import {
  shopStoreContract,
  webhookReceiptsContract,
} from "../../domains/shop/shop-store.contract.ts";
import { newId } from "../../kernel/ids.ts";
import type { JobRequest } from "../../kernel/job.ts";
import { createShopStore } from "./shop-store.ts";
import { createWebhookReceipts } from "./webhook-receipts.ts";

let database: TestDatabase;
const jobs: JobRequest[] = [];
beforeAll(async () => {
  database = await cloneDatabase();
});
const make = () =>
  createShopStore({
    ...database,
    enqueue: async (_tx, wanted) => {
      jobs.push(...wanted);
    },
  });

shopStoreContract(async () => ({ store: make(), jobs: () => jobs }));
webhookReceiptsContract(async () => createWebhookReceipts(database));

describe("shops in PostgreSQL", () => {
  it("forgets the tokens of a shop that left", async () => {
    const domain = "left.myshopify.com";
    await make().install({ id: newId(), domain, scopes: "", at: 0 }, () => []);
    await database.prisma.session.createMany({
      data: [
        { id: `offline_${domain}`, shop: domain, state: "", accessToken: "x" },
        { id: "offline_other", shop: "other.myshopify.com", state: "", accessToken: "y" },
      ],
    });
    await make().uninstall(domain, 1, () => []);
    const left = await database.prisma.session.findMany();
    expect(left.map((session) => session.shop)).toEqual(["other.myshopify.com"]);
  });

  it("erases every row that carries the shop's id, and no other shop's", async () => {
    const store = make();
    const gone = await store.install(
      { id: newId(), domain: "gone.myshopify.com", scopes: "", at: 0 },
      () => [],
    );
    const stays = await store.install(
      { id: newId(), domain: "stays.myshopify.com", scopes: "", at: 0 },
      () => [],
    );
    const at = new Date(0);
    for (const { id: shopId } of [gone, stays]) {
      const videoId = newId();
      await database.prisma.video.create({
        data: {
          ...{ shopId, id: videoId, title: "t", status: "ready", tags: [], sourceName: "a.mp4" },
          ...{ sourceBytes: 1n, createdAt: at, updatedAt: at },
          products: { create: [{ position: 0, productId: "1" }] },
        },
      });
      const placementId = newId();
      await database.prisma.placement.create({
        data: {
          ...{ shopId, id: placementId, handle: "home", title: "Home", block: "carousel" },
          ...{ createdAt: at, updatedAt: at },
          publication: { create: { rev: 1, feed: {}, publishedAt: at } },
        },
      });
      await database.prisma.shopSync.create({ data: { shopId, updatedAt: at } });
    }
    await store.erase(gone.id);

    const { rows: tables } = await database.pool.query<{ table: string }>(
      `select format('%I.%I', table_schema, table_name) as table from information_schema.columns
        where column_name = 'shop_id' and table_schema not in ('information_schema', 'pgboss')`,
    );
    expect(tables.length).toBeGreaterThan(10);
    for (const { table } of tables) {
      const left = await database.pool.query(`select 1 from ${table} where shop_id = $1`, [
        gone.id,
      ]);
      expect(left.rowCount, table).toBe(0);
    }
    expect(await database.prisma.video.count({ where: { shopId: stays.id } })).toBe(1);
    expect(await database.prisma.publication.count({ where: { shopId: stays.id } })).toBe(1);
    expect(await store.byDomain("stays.myshopify.com")).not.toBeNull();
  });
});
