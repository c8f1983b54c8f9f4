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
    async keep(receipt, forgetBefore) {
      // Field by field: what callers hand in carries the webhook's payload too, and that is not kept.
      const { webhookId, shopDomain, topic, eventId, triggeredAt, receivedAt } = receipt;
      await prisma.webhookReceipt.createMany({
        data: [
          {
            ...{ webhookId, shopDomain, topic, eventId },
            triggeredAt: new Date(triggeredAt),
            receivedAt: new Date(receivedAt),
          },
        ],
        skipDuplicates: true,
      });
      await prisma.webhookReceipt.deleteMany({
        where: { shopDomain, receivedAt: { lt: new Date(forgetBefore) } },
      });
    },
  };
}
