import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import {
  REPORT_REASONS,
  type ReportReason,
  SOCIAL_BODY_MAX_BYTES,
  type SocialRefusal,
} from "../contract/social.ts";
import type {
  Shopper,
  SocialAnswer,
  SocialDoor,
  SocialPlace,
} from "../domains/engagement/index.server.ts";
import { isId } from "../kernel/ids.ts";
import { answerDeed } from "./answer-deed.ts";
import { answerBusy, answerJson, jsonHeaders } from "./answer-json.ts";
import type { HotAnswer, ProxyDoorPorts } from "./hot-door.ts";
import { addressOf, readJson } from "./read-json.ts";
import { rememberShops } from "./remember-shops.ts";

export interface SocialHotDoorPorts extends ProxyDoorPorts {
  social: SocialDoor;
  /** Whether the shop has published this clip: others cannot be liked or talked about. */
  isPublished(shopDomain: string, videoId: string): Promise<boolean>;
}

/** `/proxy/social/{video}` and one word more. */
const PATH = /^\/proxy\/social\/([^/]+)(?:\/([a-z]+))?$/;
/** Counts and threads are the same for everybody; a like is seen by others within this. */
const SHARED = "public, max-age=10, stale-while-revalidate=30";

const STATUS: Record<SocialRefusal, number> = {
  blank: 422,
  "too-long": 422,
  words: 422,
  who: 403,
  closed: 403,
  gone: 404,
  "too-often": 429,
};

/**
 * Likes and comments through the app proxy, as contract/social describes them. Refuses by itself: 401 not
 * signed, 404 no such shop, clip or address, 405, 408 the body did not come, 413 too large, 415 not sent
 * as JSON (which is what another site's form cannot do), 400 not understood, 503. Never throws.
 */
export function createSocialHotDoor(ports: SocialHotDoorPorts): HotAnswer {
  const findShop = rememberShops(ports);
  return async (request, response, url) => {
    const refuse = (status: number, reason: string) =>
      answerJson(request, response, status, { reason });
    try {
      const caller = ports.verifyProxy(url);
      if (!caller) return refuse(401, "bad-signature");
      const [, videoId, verb] = PATH.exec(url.pathname) ?? [];
      if (!isId(videoId)) return refuse(404, "gone");
      const read = verb === undefined || verb === "comments";
      const method = request.method === "HEAD" ? "GET" : request.method;
      if (method !== (read ? "GET" : "POST")) {
        response.setHeader("Allow", read ? "GET, HEAD" : "POST");
        return refuse(405, "method");
      }
      const [shop, published] = await Promise.all([
        findShop(caller.shop),
        ports.isPublished(caller.shop, videoId),
      ]);
      if (!shop || !published) return refuse(404, "gone");
      const place = { shopId: shop.id, videoId };
      if (read) return await answerRead(ports.social, request, response, place, verb, url.search);

      const given = await readJson(request, response, SOCIAL_BODY_MAX_BYTES);
      if (!given) return;
      const who: Shopper = {
        customerId: caller.customerId,
        guest: ports.social.guestOf(place.shopId, given.guest),
        address: addressOf(request),
      };
      const answered = act(ports.social, place, who, verb, given);
      if (!answered)
        return refuse(verb && Object.hasOwn(DEEDS, verb) ? 400 : 404, "not-understood");
      return answerDeed(request, response, await answered, STATUS);
    } catch (error) {
      ports.onFault?.(error);
      answerBusy(request, response);
    }
  };
}

type Given = Record<string, unknown>;
type Deed = (
  social: SocialDoor,
  place: SocialPlace,
  who: Shopper,
  given: Given,
) => Promise<SocialAnswer<unknown>> | null;

/** What can be asked by POST; null: the body is not of that shape. */
const DEEDS: Record<string, Deed> = {
  mine: (social, place, who) => social.mine(place, who),
  guest: (social, place, who) => social.admitGuest(place, who),
  like: (social, place, who, { on }) =>
    typeof on === "boolean" ? social.like(place, who, on) : null,
  comment(social, place, who, { token, name, text, under }) {
    if (!isId(token) || typeof name !== "string" || typeof text !== "string") return null;
    if (under !== undefined && !isId(under)) return null;
    return social.comment(place, who, { token, name, text, ...(under ? { under } : {}) });
  },
  remove: (social, place, who, { id }) => (isId(id) ? social.remove(place, who, id) : null),
  report: (social, place, who, { id, why }) =>
    isId(id) && isReason(why) ? social.report(place, who, { id, why }) : null,
};

function act(
  social: SocialDoor,
  place: SocialPlace,
  who: Shopper,
  verb: string | undefined,
  given: Given,
): Promise<SocialAnswer<unknown>> | null {
  const deed = verb !== undefined && Object.hasOwn(DEEDS, verb) ? DEEDS[verb] : undefined;
  return deed?.(social, place, who, given) ?? null;
}

function isReason(value: unknown): value is ReportReason {
  return REPORT_REASONS.some((reason) => reason === value);
}

async function answerRead(
  social: SocialDoor,
  request: IncomingMessage,
  response: ServerResponse,
  place: SocialPlace,
  verb: string | undefined,
  search: string,
): Promise<void> {
  if (verb === undefined) return sendShared(request, response, await social.counts(place));
  const query = new URLSearchParams(search);
  const id = (name: string) => {
    const value = query.get(name);
    return isId(value) ? value : null;
  };
  const answer = await social.thread(place, { under: id("under"), after: id("after") });
  if (answer.kind === "refused") return answerDeed(request, response, answer, STATUS);
  sendShared(request, response, answer.value);
}

function sendShared(request: IncomingMessage, response: ServerResponse, value: object): void {
  const body = JSON.stringify(value);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  response.setHeader("ETag", etag);
  response.setHeader("Cache-Control", SHARED);
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, jsonHeaders(body));
  response.end(request.method === "HEAD" ? undefined : body);
}
