import type { IncomingMessage, ServerResponse } from "node:http";
import { isbot } from "isbot";
import { EVENT_BATCH_MAX_BYTES } from "../contract/events.ts";
import type { CollectDoor } from "../domains/engagement/index.server.ts";
import type { ShopRef } from "../domains/shop/index.ts";
import type { Clock } from "../kernel/clock.ts";
import { answerBusy, answerJson } from "./answer-json.ts";
import { readBody } from "./read-body.ts";
import { rememberShops } from "./remember-shops.ts";

export interface CollectHotDoorPorts {
  collect: CollectDoor;
  /** Null while uninstalled or unknown. */
  shops: { find(domain: string): Promise<ShopRef | null> };
  /** The app proxy's signature: the shop it vouches for, or null. */
  verifyProxy(url: { search: string }): { shop: string } | null;
  clock: Clock;
  /** Told of what should not happen; the sender is answered 503. */
  onFault?: (error: unknown) => void;
}

const AGENTS_REMEMBERED = 2_000;

/**
 * `POST /proxy/collect`, signed by the app proxy: 204 once the batch is stored. Otherwise a status and
 * `{"reason": …}`: 400 what was sent is no batch, 401 not signed, 404 no such shop, 405, 408 the body
 * did not come, 413 too large, 503 try again later. Never throws.
 */
export function createCollectHotDoor(
  ports: CollectHotDoorPorts,
): (request: IncomingMessage, response: ServerResponse, url: { search: string }) => Promise<void> {
  const findShop = rememberShops(ports);
  const isBot = rememberAgents();

  return async (request, response, url) => {
    const refuse = (status: number, reason: string) =>
      answerJson(request, response, status, { reason });
    try {
      if (request.method !== "POST") {
        response.setHeader("Allow", "POST");
        return refuse(405, "post-only");
      }
      const proof = ports.verifyProxy(url);
      if (!proof) return refuse(401, "bad-signature");
      if (Number(request.headers["content-length"]) > EVENT_BATCH_MAX_BYTES)
        return refuse(413, "too-large");
      const [body, shop] = await Promise.all([
        readBody(request, EVENT_BATCH_MAX_BYTES),
        findShop(proof.shop),
      ]);
      if (body === "gone") return;
      if (body === "slow") return refuse(408, "too-slow");
      if (body === "too-large") return refuse(413, "too-large");
      if (!shop) return refuse(404, "unknown-shop");
      const answer = await ports.collect.collect(shop, body, {
        bot: isBot(request.headers["user-agent"]),
      });
      switch (answer.kind) {
        case "accepted":
          response.writeHead(204, { "Cache-Control": "no-store" }).end();
          return;
        case "refused":
          return refuse(answer.reason === "too-large" ? 413 : 400, answer.reason);
        case "busy":
          return answerBusy(request, response);
      }
    } catch (error) {
      ports.onFault?.(error);
      answerBusy(request, response);
    }
  };
}

/** Matching hundreds of patterns once per user agent rather than once per batch. */
function rememberAgents() {
  const known = new Map<string, boolean>();
  return (agent: string | undefined): boolean => {
    if (!agent) return false;
    let bot = known.get(agent);
    if (bot === undefined) {
      if (known.size >= AGENTS_REMEMBERED) known.clear();
      bot = isbot(agent);
      known.set(agent, bot);
    }
    return bot;
  };
}
