import type { WebhookReceipts } from "../../domains/shop/index.server.ts";
import type { Database } from "./database.ts";

export function createWebhookReceipts({ prisma }: Pick<Database, "prisma">): WebhookReceipts {
  return {
    async has(webhookId) {
      const row = await prisma.webhookReceipt.findUnique({
        where: { webhookId },
        select: { webhookId: true },
      });
      return row !== null;
    },
    async keep({ triggeredAt, receivedAt, ...receipt }, forgetBefore) {
      await prisma.webhookReceipt.createMany({
        data: [
          { ...receipt, triggeredAt: new Date(triggeredAt), receivedAt: new Date(receivedAt) },
        ],
        skipDuplicates: true,
      });
      await prisma.webhookReceipt.deleteMany({
        where: { shopDomain: receipt.shopDomain, receivedAt: { lt: new Date(forgetBefore) } },
      });
    },
  };
}
