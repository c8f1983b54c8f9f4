import { createHmac, randomUUID } from "node:crypto";
import type { AppManifest } from "../app-manifest.ts";
import type { WorldStore } from "../world/store.ts";
import type { Delivery, ShopState } from "../world/types.ts";
import { createChance } from "./chance.ts";

/** How deliveries misbehave on purpose. Shares are between 0 and 1. */
export interface WebhookTrouble {
  /** Delivered a second time, some time later. */
  duplicate: number;
  /** Held back, so that later events overtake it. */
  reorder: number;
  /** Never delivered at all: what reconciling is for. */
  drop: number;
}

export interface WebhookSender {
  trouble: WebhookTrouble;
  /** One event: a delivery for every subscription to one of `topics`, all with the same event id. */
  raise(shop: ShopState, topics: string[], payload: unknown): void;
  /** Everything sent or given up since the start, newest last, at most 500. */
  readonly log: DeliveryAttempt[];
  /** Resolves when nothing waits to be delivered; rejects after `milliseconds`. */
  settled(milliseconds: number): Promise<void>;
  close(): void;
}

export interface DeliveryAttempt {
  webhookId: string;
  topic: string;
  shop: string;
  attempt: number;
  /** The HTTP status, or why there was none. */
  outcome: number | string;
  at: string;
}

export interface SenderOptions {
  store: WorldStore;
  manifest: AppManifest;
  apiSecret: string;
  /** Starts the random numbers that decide on trouble. */
  seed: number;
  trouble: WebhookTrouble;
  /** Milliseconds between attempts; Shopify's are 8 over 4 hours. */
  pauses: readonly number[];
  /** Milliseconds until an attempt counts as failed; 5 s at Shopify. */
  timeout: number;
}

/** Shopify stops after 8 retries; ours are closer together, so that a person sees them happen. */
export const RETRY_PAUSES = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000];
export const ATTEMPT_TIMEOUT = 5_000;
const HELD_BACK = 1_500;
const LOG_SIZE = 500;

/**
 * Sends webhooks as Shopify does: signed, at least once, unordered, retried with the first payload.
 * The queue lives in the world, so a restart goes on where it stopped.
 */
export function createWebhookSender(options: SenderOptions): WebhookSender {
  const { store, manifest } = options;
  store.world.deliveries ??= [];
  const queue = () => store.world.deliveries ?? [];
  const chance = createChance(options.seed);
  const log: DeliveryAttempt[] = [];
  const busy = new Set<Delivery>();
  const trouble = { ...options.trouble };
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  const schedule = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    const times = queue()
      .filter((one) => !busy.has(one))
      .map((one) => Date.parse(one.nextAt));
    if (closed || times.length === 0) return;
    timer = setTimeout(work, Math.max(0, Math.min(...times) - Date.now()));
    timer.unref();
  };

  const work = () => {
    const now = Date.now();
    for (const delivery of queue())
      if (!busy.has(delivery) && Date.parse(delivery.nextAt) <= now) void attempt(delivery);
    schedule();
  };

  const attempt = async (delivery: Delivery) => {
    busy.add(delivery);
    delivery.attempts += 1;
    const outcome = await post(delivery, options);
    busy.delete(delivery);
    if (closed) return;
    log.push({
      webhookId: delivery.webhookId,
      topic: delivery.topic,
      shop: delivery.shop,
      attempt: delivery.attempts,
      outcome,
      at: new Date().toISOString(),
    });
    if (log.length > LOG_SIZE) log.shift();
    const pause = options.pauses[delivery.attempts - 1];
    const delivered = typeof outcome === "number" && outcome >= 200 && outcome < 300;
    if (delivered || pause === undefined)
      store.world.deliveries = queue().filter((one) => one !== delivery);
    else delivery.nextAt = new Date(Date.now() + pause).toISOString();
    store.changed();
    schedule();
  };

  // The app may answer elsewhere since the sandbox last ran.
  for (const delivery of queue()) {
    const subscription = manifest.subscriptions.find((one) => one.topic === delivery.topic);
    if (subscription) delivery.url = subscription.url;
  }
  queueMicrotask(schedule);
  return {
    trouble,
    log,
    raise(shop, topics, payload) {
      const now = Date.now();
      const eventId = randomUUID();
      for (const { topic, url } of manifest.subscriptions) {
        if (!topics.includes(topic)) continue;
        if (chance(trouble.drop)) continue;
        const held = chance(trouble.reorder) ? HELD_BACK : 0;
        const delivery: Delivery = {
          webhookId: randomUUID(),
          eventId,
          shop: shop.domain,
          topic,
          url,
          body: JSON.stringify(payload),
          triggeredAt: new Date(now).toISOString(),
          attempts: 0,
          nextAt: new Date(now + held).toISOString(),
        };
        queue().push(delivery);
        if (chance(trouble.duplicate))
          queue().push({ ...delivery, nextAt: new Date(now + held + HELD_BACK / 3).toISOString() });
      }
      store.changed();
      schedule();
    },
    async settled(milliseconds) {
      const end = Date.now() + milliseconds;
      while (queue().length > 0) {
        if (Date.now() > end) throw new Error(`${queue().length} webhooks are still waiting`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    close() {
      closed = true;
      if (timer) clearTimeout(timer);
    },
  };
}

/** Headers as https://shopify.dev/docs/apps/build/webhooks/subscribe/https lists them. */
async function post(delivery: Delivery, options: SenderOptions): Promise<number | string> {
  const hmac = createHmac("sha256", options.apiSecret).update(delivery.body).digest("base64");
  try {
    const response = await fetch(delivery.url, {
      method: "POST",
      redirect: "manual",
      headers: {
        "Content-Type": "application/json",
        "User-Agent": "Shopify-Captain-Hook",
        "X-Shopify-Topic": delivery.topic,
        "X-Shopify-Hmac-Sha256": hmac,
        "X-Shopify-Shop-Domain": delivery.shop,
        "X-Shopify-API-Version": options.manifest.webhookVersion,
        "X-Shopify-Webhook-Id": delivery.webhookId,
        "X-Shopify-Event-Id": delivery.eventId,
        "X-Shopify-Triggered-At": delivery.triggeredAt,
      },
      body: delivery.body,
      signal: AbortSignal.timeout(options.timeout),
    });
    await response.arrayBuffer();
    return response.status;
  } catch (error) {
    return error instanceof Error
      ? (error.cause instanceof Error ? error.cause : error).message
      : String(error);
  }
}
