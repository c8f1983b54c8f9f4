import {
  EMAIL_MAX_LENGTH,
  WISH_LIST_MAX,
  WISHES_BODY_MAX_BYTES,
  type WishItem,
  type WishRefusal,
} from "../contract/wishes.ts";
import type { WishAnswer, WishesDoor } from "../domains/wishes/index.server.ts";
import { answerDeed } from "./answer-deed.ts";
import { answerBusy, answerJson } from "./answer-json.ts";
import type { HotAnswer, ProxyDoorPorts } from "./hot-door.ts";
import { addressOf, readJson } from "./read-json.ts";
import { rememberShops } from "./remember-shops.ts";

export interface WishesHotDoorPorts extends ProxyDoorPorts {
  wishes: WishesDoor;
}

const PATH = /^\/proxy\/wishes\/(notify|list)$/;
const TEXT_MAX = 255;

const STATUS: Record<WishRefusal, number> = {
  email: 422,
  consent: 422,
  gone: 404,
  "too-often": 429,
};

/**
 * Shoppers' wishes through the app proxy, as contract/wishes describes them. Refuses by itself: 401 not
 * signed, 404 no such shop or address, 405, and what `readJson` refuses; 400 not understood, 503. Never
 * throws.
 */
export function createWishesHotDoor(ports: WishesHotDoorPorts): HotAnswer {
  const findShop = rememberShops(ports);
  return async (request, response, url) => {
    const refuse = (status: number, reason: string) =>
      answerJson(request, response, status, { reason });
    try {
      const caller = ports.verifyProxy(url);
      if (!caller) return refuse(401, "bad-signature");
      const [, verb] = PATH.exec(url.pathname) ?? [];
      if (!verb) return refuse(404, "gone");
      if (request.method !== "POST") {
        response.setHeader("Allow", "POST");
        return refuse(405, "method");
      }
      const shop = await findShop(caller.shop);
      if (!shop) return refuse(404, "gone");
      const given = await readJson(request, response, WISHES_BODY_MAX_BYTES);
      if (!given) return;
      const who = { customerId: caller.customerId, address: addressOf(request) };
      const asked = verb === "notify" ? readNotify(given) : readListChange(given);
      if (!asked) return refuse(400, "not-understood");
      const answered: WishAnswer<unknown> =
        "email" in asked
          ? await ports.wishes.notify(shop.id, who, asked)
          : await ports.wishes.list(shop.id, who, asked);
      answerDeed(request, response, answered, STATUS);
    } catch (error) {
      ports.onFault?.(error);
      answerBusy(request, response);
    }
  };
}

function readNotify({ product, variant, email, consent, language }: Record<string, unknown>) {
  return isNumericId(product) &&
    isNumericId(variant) &&
    isText(email, EMAIL_MAX_LENGTH * 2) &&
    isText(consent, WISHES_BODY_MAX_BYTES) &&
    isText(language, TEXT_MAX)
    ? { product, variant, email, consent, language }
    : null;
}

function readListChange({ save, drop }: Record<string, unknown>) {
  if (!Array.isArray(save) || !Array.isArray(drop)) return null;
  if (save.length > WISH_LIST_MAX || drop.length > WISH_LIST_MAX) return null;
  const items = new Map<string, WishItem>();
  for (const item of save as unknown[]) {
    const { handle, title } = (item ?? {}) as Record<string, unknown>;
    if (!isText(handle, TEXT_MAX) || handle === "" || !isText(title, TEXT_MAX)) return null;
    items.set(handle, { handle, title });
  }
  return drop.every((handle): handle is string => isText(handle, TEXT_MAX))
    ? { save: [...items.values()], drop }
    : null;
}

/** Without U+0000, which PostgreSQL cannot keep. */
function isText(value: unknown, maxLength: number): value is string {
  return typeof value === "string" && value.length <= maxLength && !value.includes("\0");
}

function isNumericId(value: unknown): value is string {
  return typeof value === "string" && /^[1-9]\d{0,18}$/.test(value);
}
