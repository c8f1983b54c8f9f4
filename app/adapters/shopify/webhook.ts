import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock } from "../../kernel/clock.ts";

/** Shopify's largest payloads (orders with hundreds of lines) stay far below this. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** A webhook whose body Shopify signed. */
export interface VerifiedWebhook {
  /** As subscribed: `orders/create`. */
  topic: string;
  shopDomain: string;
  /** Of this delivery and its retries. */
  webhookId: string;
  /** Of what happened; several webhooks may tell of it. */
  eventId: string | null;
  /** Epoch milliseconds: order by this, deliveries come unordered. */
  triggeredAt: number;
  payload: unknown;
}

/**
 * Checks a webhook and reads it. Throws a Response otherwise: 405 not a POST, 413 too large, 401 not
 * signed with our secret, 400 signed but not understood. Needs no session, so it works after uninstalling
 * too (the library's own check answers 500 then: shopify-app-js issue 3360).
 *
 * The signature covers the body and not the headers, so a payload that names its shop must name the one
 * in the header.
 */
export async function verifyWebhook(
  request: Request,
  secret: string,
  clock: Clock,
): Promise<VerifiedWebhook> {
  if (request.method !== "POST")
    throw new Response("Send webhooks with POST.", { status: 405, headers: { Allow: "POST" } });
  const body = await readBody(request);
  if (!isSigned(body, request.headers.get("X-Shopify-Hmac-Sha256"), secret))
    throw new Response("The webhook's signature is not valid.", { status: 401 });

  const topic = request.headers.get("X-Shopify-Topic");
  const shopDomain = request.headers.get("X-Shopify-Shop-Domain");
  const webhookId = request.headers.get("X-Shopify-Webhook-Id");
  if (!topic || !webhookId || !shopDomain || !isShopDomain(shopDomain))
    throw new Response("The webhook lacks its topic, id or shop.", { status: 400 });
  const payload = parse(body);
  const named = shopNamedIn(payload);
  if (named && named !== shopDomain)
    throw new Response("The webhook's shop is not the one its body names.", { status: 400 });
  const triggeredAt = Date.parse(request.headers.get("X-Shopify-Triggered-At") ?? "");
  return {
    topic,
    shopDomain,
    webhookId,
    eventId: request.headers.get("X-Shopify-Event-Id"),
    triggeredAt: Number.isNaN(triggeredAt) ? clock.now() : triggeredAt,
    payload,
  };
}

export function isShopDomain(value: string): boolean {
  return /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(value);
}

async function readBody(request: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.byteLength;
    if (size > MAX_BODY_BYTES) {
      await reader?.cancel();
      throw new Response("The webhook is too large.", { status: 413 });
    }
    chunks.push(next.value);
  }
  return Buffer.concat(chunks);
}

function isSigned(body: Buffer, given: string | null, secret: string): boolean {
  const right = createHmac("sha256", secret).update(body).digest();
  const claimed = Buffer.from(given ?? "", "base64");
  return claimed.length === right.length && timingSafeEqual(claimed, right);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new Response("The webhook's body is not JSON.", { status: 400 });
  }
}

/** Shop and compliance topics carry their shop in the body. */
function shopNamedIn(payload: unknown): string | null {
  if (typeof payload !== "object" || payload === null) return null;
  const { shop_domain, myshopify_domain } = payload as Record<string, unknown>;
  const named = shop_domain ?? myshopify_domain;
  return typeof named === "string" && isShopDomain(named) ? named : null;
}
