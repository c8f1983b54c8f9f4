import { expect, it } from "vitest";
import { cloneDatabase } from "../../../tests/setup/database.ts";
import { createWebhookReceipts } from "./webhook-receipts.ts";

const DAY = 86_400_000;

it("notes a webhook down once, without its payload, and forgets old ones of that shop", async () => {
  const { prisma } = await cloneDatabase();
  const receipts = createWebhookReceipts({ prisma });
  const webhook = (webhookId: string, receivedAt: number) => ({
    ...{ webhookId, shopDomain: "a.myshopify.com", topic: "orders/paid", eventId: null },
    ...{ triggeredAt: receivedAt, receivedAt, payload: { id: 1, note: "a shopper's words" } },
  });
  await receipts.keep(webhook("old", DAY), 0);
  await receipts.keep(webhook("new", 40 * DAY), 10 * DAY);
  await receipts.keep(webhook("new", 40 * DAY), 10 * DAY);
  expect(await receipts.has("new")).toBe(true);
  expect(await receipts.has("old")).toBe(false);
  expect(await prisma.webhookReceipt.count()).toBe(1);
});
