import type { Clock } from "../../kernel/clock.ts";
import type { WebhookInbox } from "./index.server.ts";
import type { WebhookReceipts } from "./ports.ts";

/** Shopify retries for hours; a month leaves room for a delivery replayed by hand. */
const KEEP_MS = 30 * 24 * 60 * 60 * 1000;

export function createWebhookInbox(ports: {
  receipts: WebhookReceipts;
  clock: Clock;
}): WebhookInbox {
  return {
    async once(webhook, effect) {
      if (await ports.receipts.has(webhook.webhookId)) return "repeated";
      await effect();
      const receivedAt = ports.clock.now();
      // These and nothing else: a webhook carries its payload, which may be about people.
      const { webhookId, shopDomain, topic, eventId, triggeredAt } = webhook;
      const receipt = { webhookId, shopDomain, topic, eventId, triggeredAt, receivedAt };
      await ports.receipts.keep(receipt, receivedAt - KEEP_MS);
      return "done";
    },
  };
}
