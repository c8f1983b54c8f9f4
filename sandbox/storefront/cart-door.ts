import type { IncomingMessage, ServerResponse } from "node:http";
import { cartCookie, saveCart } from "../world/carts.ts";
import type { WorldStore } from "../world/store.ts";
import type { Cart } from "../world/types.ts";
import {
  addItems,
  type CartFault,
  findLine,
  noSuchLine,
  readItems,
  readProperties,
  setProperties,
  setQuantity,
} from "./cart-verbs.ts";
import { CartDrop, findVariant, LineDrop } from "./drops/cart.ts";
import { readFields } from "./fields.ts";
import { redirect, sendJson } from "./respond.ts";
import { href, type Visit } from "./visit.ts";

/** Shopify renders at most this many sections with one cart request. */
const MOST_SECTIONS = 5;

export interface CartDoor {
  store: WorldStore;
  visit: Visit;
  request: IncomingMessage;
  response: ServerResponse;
  /** Sections by id as the page at `address` shows them; null for an unknown one. */
  renderSections(ids: string[], address: string): Record<string, string | null>;
  /** The cart page, with a sentence on what went wrong. */
  renderCartPage(faults: string[]): string;
}

/** The Ajax cart and its form posts. False when the path is none of the cart's. */
export async function answerCart(door: CartDoor): Promise<boolean> {
  const { visit, request, response } = door;
  const match = /^\/cart(?:\/(add|change|update|clear))?(\.js|\.json)?$/.exec(visit.path);
  if (!match) return answerPermalink(door) || answerDiscountLink(door);
  const [, verb, extension] = match;
  const method = request.method ?? "GET";
  if (verb === undefined && extension === undefined && method !== "POST") return false;
  const fields = await readFields(request, visit.query);
  const asJson = extension !== undefined || wantsJson(request);
  if (verb === undefined && method !== "POST") {
    sendJson(request, response, new CartDrop(visit, visit.cart));
    return true;
  }
  if (verb === "add" && method !== "POST") {
    redirect(response, href(visit, "/cart"));
    return true;
  }
  // A refusal leaves what could be done in place, so the cart is changed where it stands.
  const cart = structuredClone(visit.cart);
  visit.cart = cart;
  const outcome = change(visit, cart, verb ?? "update", fields);
  cart.market = visit.market.handle;
  saveCart(door.store, visit.shop, cart);
  const headers = { "Set-Cookie": cartCookie(cart.token) };
  if (asJson) {
    answerJson(door, fields, outcome, headers);
    return true;
  }
  answerForm(door, verb ?? "update", fields, outcome, headers);
  return true;
}

interface Outcome {
  fault: CartFault | null;
  /** What `/cart/add` answers with; null where the answer is the cart. */
  added: LineDrop[] | null;
  single: boolean;
}

function change(visit: Visit, cart: Cart, verb: string, fields: Record<string, unknown>): Outcome {
  const none = { added: null, single: false };
  if (verb === "clear") {
    cart.lines = [];
    cart.note = "";
    cart.attributes = {};
    delete cart.discountCode;
    return { ...none, fault: null };
  }
  if (verb === "add") {
    const items = readItems(fields);
    if (!Array.isArray(items)) return { ...none, fault: items };
    const { added, fault } = addItems(visit, cart, items);
    const lines = added.flatMap((line) => {
      const variant = findVariant(visit, line.variantId);
      return variant ? [new LineDrop(visit, cart, line, variant)] : [];
    });
    return { fault, added: lines, single: fields.items === undefined };
  }
  if (verb === "change") {
    const line = findLine(cart, fields);
    if (!line) return { ...none, fault: noSuchLine() };
    if (fields.properties !== undefined) setProperties(line, readProperties(fields.properties));
    const quantity = fields.quantity === undefined ? line.quantity : Number(fields.quantity);
    return { ...none, fault: setQuantity(visit, cart, line, quantity) };
  }
  return { ...none, fault: update(visit, cart, fields) };
}

function update(visit: Visit, cart: Cart, fields: Record<string, unknown>): CartFault | null {
  if (typeof fields.note === "string") cart.note = fields.note;
  // A comma-separated list at Shopify; codes of this shop do not combine, so the first one counts.
  if (typeof fields.discount === "string") setDiscountCode(cart, fields.discount);
  Object.assign(cart.attributes, readProperties(fields.attributes));
  const { updates } = fields;
  if (!updates || typeof updates !== "object") return null;
  let fault: CartFault | null = null;
  // A list goes by position, as the cart page's form sends it; an object by variant or line key.
  const lines = [...cart.lines];
  const byPosition =
    Array.isArray(updates) || Object.keys(updates).every((key, index) => key === String(index));
  Object.entries(updates as Record<string, unknown>).forEach(([key, value], index) => {
    const line = byPosition ? lines[index] : findLine(cart, { id: key });
    if (line) fault ??= setQuantity(visit, cart, line, Number(value));
    else if (!byPosition && Number(value) > 0)
      fault ??= addItems(visit, cart, [
        { variantId: key, quantity: Number(value), properties: {} },
      ]).fault;
  });
  return fault;
}

function answerJson(
  door: CartDoor,
  fields: Record<string, unknown>,
  outcome: Outcome,
  headers: Record<string, string>,
): void {
  const { visit, request, response } = door;
  if (outcome.fault) {
    const { fault } = outcome;
    sendJson(request, response, fault, fault.status, headers);
    return;
  }
  const extra = sectionsOf(door, fields);
  if (extra === "bad-url" || extra === "too-many") {
    const description =
      extra === "bad-url"
        ? "sections_url must begin with a slash"
        : `Only ${MOST_SECTIONS} sections can be rendered at once`;
    sendJson(request, response, { status: 400, message: "Bad Request", description }, 400, headers);
    return;
  }
  const { added, single } = outcome;
  const body: object =
    added === null
      ? new CartDrop(visit, visit.cart).toJSON()
      : single
        ? (added[0]?.toJSON() ?? {})
        : { items: added.map((line) => line.toJSON()) };
  sendJson(request, response, extra ? { ...body, sections: extra } : body, 200, headers);
}

function sectionsOf(
  door: CartDoor,
  fields: Record<string, unknown>,
): Record<string, string | null> | "bad-url" | "too-many" | null {
  const { sections, sections_url: address } = fields;
  if (sections === undefined || sections === null || sections === "") return null;
  const ids = (
    typeof sections === "object" ? Object.values(sections) : String(sections).split(",")
  ).map((id) => String(id).trim());
  if (ids.length > MOST_SECTIONS) return "too-many";
  if (address !== undefined && !/^\/(?!\/)/.test(String(address))) return "bad-url";
  return door.renderSections(ids, address === undefined ? referer(door) : String(address));
}

/** Without `sections_url`, sections are rendered as on the page that asks. */
function referer({ request, visit }: CartDoor): string {
  try {
    const url = new URL(request.headers.referer ?? "");
    if (url.host === visit.host) return url.pathname + url.search;
  } catch {
    // No usable referer: the home page stands in.
  }
  return href(visit, "/");
}

function answerForm(
  door: CartDoor,
  verb: string,
  fields: Record<string, unknown>,
  outcome: Outcome,
  headers: Record<string, string>,
): void {
  const { visit, request, response } = door;
  if (outcome.fault) {
    const html = door.renderCartPage([outcome.fault.description]);
    response.writeHead(outcome.fault.status, {
      ...headers,
      "Content-Type": "text/html; charset=utf-8",
    });
    response.end(request.method === "HEAD" ? undefined : html);
    return;
  }
  if (verb === "update" && fields.checkout !== undefined) {
    redirect(response, "/checkout", headers);
    return;
  }
  const back = typeof fields.return_to === "string" ? fields.return_to : "";
  redirect(response, /^\/(?!\/)/.test(back) ? back : href(visit, "/cart"), headers);
}

/** `/cart/{variant}:{quantity},…`: a cart of just these, straight to the checkout. */
function answerPermalink(door: CartDoor): boolean {
  const { visit, response } = door;
  const match = /^\/cart\/(\d+:\d+(?:,\d+:\d+)*)$/.exec(visit.path);
  if (!match) return false;
  const cart: Cart = {
    ...visit.cart,
    lines: [],
    note: visit.query.get("note") ?? "",
    attributes: {},
  };
  for (const [name, value] of visit.query) {
    const attribute = /^attributes\[(.+)\]$/.exec(name)?.[1];
    if (attribute) cart.attributes[attribute] = value;
  }
  const properties = permalinkProperties(visit.query.get("properties"));
  const items = match[1]!.split(",").map((pair, index) => {
    const [variantId = "", quantity] = pair.split(":");
    return { variantId, quantity: Number(quantity), properties: index === 0 ? properties : {} };
  });
  for (const item of items.reverse()) if (item.quantity > 0) addItems(visit, cart, [item]);
  cart.market = visit.market.handle;
  saveCart(door.store, visit.shop, cart);
  const target =
    cart.lines.length > 0 && visit.query.get("storefront") !== "true"
      ? "/checkout"
      : href(visit, "/cart");
  redirect(response, target, { "Set-Cookie": cartCookie(cart.token) });
  return true;
}

/** Line properties of the first item: JSON in URL-safe base64. */
function permalinkProperties(text: string | null): Record<string, string> {
  if (!text) return {};
  try {
    return readProperties(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    return {};
  }
}

/** `/discount/CODE?redirect=/path`: keeps the code for this shopper and goes on, to the home page at least. */
function answerDiscountLink({ store, visit, response }: CartDoor): boolean {
  const match = /^\/discount\/([^/]+)$/.exec(visit.path);
  if (!match) return false;
  const cart = structuredClone(visit.cart);
  setDiscountCode(cart, decodeURIComponent(match[1]!));
  cart.market = visit.market.handle;
  saveCart(store, visit.shop, cart);
  const target = visit.query.get("redirect") ?? "";
  redirect(response, /^\/(?![/\\])/.test(target) ? target : href(visit, "/"), {
    "Set-Cookie": cartCookie(cart.token),
  });
  return true;
}

/** An empty text takes the code away. One that the shop does not know is kept, and does not apply. */
function setDiscountCode(cart: Cart, text: string): void {
  const [code = ""] = text.split(",").map((one) => one.trim());
  if (code) cart.discountCode = code;
  else delete cart.discountCode;
}

function wantsJson(request: IncomingMessage): boolean {
  const accept = request.headers.accept ?? "";
  return /application\/(json|javascript)/.test(accept) && !accept.includes("text/html");
}
