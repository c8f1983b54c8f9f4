import { beforeAll, describe, expect, it } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { socialStoreContract } from "../../domains/engagement/social-store.contract.ts";
import { newId } from "../../kernel/ids.ts";
import { createSocialStore } from "./social-store.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});

async function addVideo(shopId: string, id: string, title: string): Promise<void> {
  const at = new Date(0);
  await database.prisma.video.create({
    data: {
      ...{ shopId, id, title, status: "ready", tags: [], sourceName: "a.mp4", sourceBytes: 1n },
      ...{ createdAt: at, updatedAt: at },
    },
  });
}

socialStoreContract(async () => ({ store: createSocialStore(database), addVideo }));

describe("likes and comments in PostgreSQL", () => {
  it("go with their video", async () => {
    const store = createSocialStore(database);
    const [shopId, videoId] = [newId(), newId()];
    await addVideo(shopId, videoId, "Gone soon");
    await store.setLike(shopId, videoId, "customer:1", true, 0);
    const comment = {
      ...{ id: newId(), videoId, parentId: null, author: "shop" as const, token: newId() },
      ...{ name: "Shop", text: "Hello", status: "shown" as const, reason: null, createdAt: 0 },
      deeds: [{ deed: "posted" as const, by: "rules" as const, detail: null, at: 0 }],
    };
    await store.post(shopId, comment);
    await store.report(shopId, videoId, {
      ...{ id: comment.id, reporter: "customer:1", reason: "spam", at: 1, holdFrom: 9 },
    });
    await database.prisma.video.delete({ where: { shopId_id: { shopId, id: videoId } } });
    for (const table of ["likes", "comments", "comment_reports", "comment_deeds"])
      expect(
        (await database.pool.query(`select 1 from ${table} where shop_id = $1`, [shopId])).rowCount,
        table,
      ).toBe(0);
  });
});
