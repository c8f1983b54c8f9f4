import { addVideo } from "../admin-api/files/shop-videos.ts";
import { findProduct } from "../admin-api/lookup.ts";
import { subscribe, unsubscribe } from "../billing/plans.ts";
import { placeOrder, stockFaults } from "../checkout/place-order.ts";
import { cancelOrder, refundFault, refundOrder, wholeRefund } from "../checkout/refund-order.ts";
import type { Door } from "../http.ts";
import { HttpFault, readFields, sendJson } from "../http.ts";
import type { Sandbox } from "../sandbox.ts";
import {
  installApp,
  sendCustomerRequest,
  sendShopRedact,
  uninstallApp,
} from "../sign-in/installation.ts";
import { productPayload } from "../webhooks/payloads/product.ts";
import { openCart } from "../world/carts.ts";
import { findDiscount } from "../world/discounts.ts";
import { isShopDomain, openShop } from "../world/shops.ts";
import type { Discount, Order, ShopState } from "../world/types.ts";

type Command = (
  sandbox: Sandbox,
  shop: ShopState,
  fields: Record<string, unknown>,
) => unknown | Promise<unknown>;

/** `POST /sandbox/<name>`: what tests and people do to the shop from outside. README.md lists them. */
const COMMANDS: Record<string, Command> = {
  shops: (sandbox, _shop, fields) => {
    const domain = String(fields.domain ?? "");
    if (!isShopDomain(domain)) throw new HttpFault(400, "domain must look like name.myshopify.com");
    const shop = openShop(sandbox.store, domain);
    if (fields.install !== false) installApp(sandbox, shop);
    return { domain: shop.domain, installed: shop.installation !== null };
  },
  install: (sandbox, shop) => {
    installApp(sandbox, shop);
    return { installed: true };
  },
  uninstall: (sandbox, shop) => {
    uninstallApp(sandbox, shop);
    return { installed: false };
  },
  platforms: (sandbox, _shop, fields) => {
    const standIn = sandbox.platforms.standIns[fields.name as "tiktok" | "instagram" | "youtube"];
    if (!standIn) throw new HttpFault(400, "name must be tiktok, instagram or youtube");
    if (fields.lapse === true) standIn.book.lapseAll();
    if (fields.busyNext !== undefined) standIn.busyNext = count(fields.busyNext, "busyNext");
    if (fields.quota !== undefined) standIn.quota = count(fields.quota, "quota");
    const { busyNext, quota } = standIn;
    return { busyNext, quota };
  },
  subscription: (sandbox, shop, { plan }) => {
    if (plan === null) unsubscribe(sandbox, shop);
    else if (!subscribe(sandbox, shop, String(plan)))
      throw new HttpFault(400, "plan must be one of the app's, or null");
    return { plan };
  },
  redact: (sandbox, shop) => {
    sendShopRedact(sandbox, shop);
    return { sent: "shop/redact" };
  },
  customers: (sandbox, shop, fields) => {
    const { topic } = fields;
    if (topic !== "customers/data_request" && topic !== "customers/redact")
      throw new HttpFault(400, "topic must be customers/data_request or customers/redact");
    const orderIds = list(fields.orderIds).map(String);
    const customer = { id: 1, email: String(fields.email ?? ""), phone: null };
    sendCustomerRequest(sandbox, shop, topic, customer, orderIds);
    return { sent: topic };
  },
  orders: buy,
  refund: (sandbox, shop, fields) => {
    const order = findOrder(shop, fields);
    const parts = fields.lines
      ? list(fields.lines).map((one) => {
          const { lineId, quantity } = one as { lineId?: unknown; quantity?: unknown };
          return { lineId: String(lineId), quantity: Number(quantity) };
        })
      : wholeRefund(order);
    const fault = refundFault(order, parts);
    if (fault) throw new HttpFault(422, fault);
    return refundOrder(sandbox, shop, order, parts);
  },
  cancel: (sandbox, shop, fields) => {
    const order = findOrder(shop, fields);
    cancelOrder(sandbox, shop, order);
    return order;
  },
  products: changeProduct,
  discounts: changeDiscount,
  /** `bytes` in base64. A name that is there already is the same video. */
  videos: (sandbox, shop, fields) => {
    const productId = fields.productId == null ? null : String(fields.productId);
    if (productId && !findProduct(shop, productId)) throw new HttpFault(404, "no such product");
    const bytes = Buffer.from(String(fields.bytes ?? ""), "base64");
    const filename = String(fields.filename ?? "video.mp4");
    const there = shop.files.find((file) => file.filename === filename);
    if (there) return { id: there.id };
    const { id } = addVideo(sandbox, shop, {
      filename,
      alt: String(fields.alt ?? ""),
      bytes,
      productId,
    });
    return { id };
  },
  "tokens/expire": (sandbox, shop, fields) => {
    const past = new Date(Date.now() - 1000).toISOString();
    for (const token of shop.installation?.tokens ?? []) {
      token.expiresAt = past;
      if (fields.refresh === true) token.refreshExpiresAt = past;
    }
    sandbox.store.changed();
    return { expired: shop.installation?.tokens.length ?? 0 };
  },
  faults: (sandbox, _shop, fields) => {
    for (const name of ["throttleNext", "failNext", "failFiles"] as const)
      if (name in fields) sandbox.faults[name] = count(fields[name], name);
    return sandbox.faults;
  },
  webhooks: (sandbox, _shop, fields) => {
    for (const name of ["duplicate", "reorder", "drop"] as const)
      if (name in fields) sandbox.webhooks.trouble[name] = share(fields[name], name);
    return sandbox.webhooks.trouble;
  },
};

/** The sandbox's own doors under `/sandbox/`: health, what tests look at, and commands. */
export function createControlDoor(sandbox: Sandbox): Door {
  return async (request, response, url, shopDomain) => {
    if (!url.pathname.startsWith("/sandbox/")) return false;
    const name = url.pathname.slice("/sandbox/".length);
    if (request.method === "GET") {
      const answer = look(sandbox, name, shopDomain);
      if (answer === undefined) sendJson(response, 404, { error: `There is nothing at ${name}` });
      else sendJson(response, 200, answer);
      return true;
    }
    const command = request.method === "POST" ? COMMANDS[name] : undefined;
    if (!command) throw new HttpFault(404, `There is no command ${name}`);
    const fields = await readFields(request);
    sendJson(response, 200, await command(sandbox, sandbox.store.shop(shopDomain), fields));
    return true;
  };
}

function buy(sandbox: Sandbox, shop: ShopState, fields: Record<string, unknown>): unknown {
  const cart = openCart(shop, null);
  cart.attributes = record(fields.attributes);
  if (fields.market) cart.market = String(fields.market);
  cart.lines = list(fields.lines).map((one, index) => {
    const line = one as { variantId?: unknown; quantity?: unknown; properties?: unknown };
    return {
      key: `line-${index}`,
      variantId: String(line.variantId),
      quantity: Number(line.quantity ?? 1),
      properties: record(line.properties),
    };
  });
  const [fault] = stockFaults(shop, cart);
  if (fault) throw new HttpFault(422, `Only ${fault.available} of ${fault.title} can be sold`);
  if (cart.lines.length === 0) throw new HttpFault(400, "lines must name what is bought");
  const email = String(fields.email ?? "shopper@example.com");
  const at = fields.createdAt === undefined ? undefined : pastTime(fields.createdAt, "createdAt");
  return placeOrder(sandbox, shop, cart, { email, locale: "en", ...(at && { at }) });
}

function changeProduct(
  sandbox: Sandbox,
  shop: ShopState,
  fields: Record<string, unknown>,
): unknown {
  const product = findProduct(shop, String(fields.id));
  if (!product) throw new HttpFault(404, `The shop has no product ${String(fields.id)}`);
  product.updatedAt = new Date().toISOString();
  if (fields.delete === true) {
    shop.products = shop.products.filter((one) => one !== product);
    sandbox.webhooks.raise(shop, ["products/delete"], { id: Number(product.id) });
    sandbox.store.changed();
    return { deleted: product.id };
  }
  if (fields.title !== undefined) product.title = String(fields.title);
  if (fields.status !== undefined) {
    const status = (["ACTIVE", "DRAFT", "ARCHIVED", "UNLISTED"] as const).find(
      (one) => one === fields.status,
    );
    if (!status) throw new HttpFault(400, "status must be ACTIVE, DRAFT, ARCHIVED or UNLISTED");
    product.status = status;
  }
  for (const one of list(fields.variants)) {
    const change = one as { id?: unknown; price?: unknown; inventory?: unknown };
    const variant = product.variants.find((each) => each.id === String(change.id));
    if (!variant) throw new HttpFault(404, `The product has no variant ${String(change.id)}`);
    if (change.price !== undefined) variant.price = Number(change.price).toFixed(2);
    if (change.inventory !== undefined)
      variant.inventory = change.inventory === null ? null : count(change.inventory, "inventory");
  }
  const payload = productPayload(shop, product, sandbox.origin);
  sandbox.webhooks.raise(shop, ["products/update"], payload);
  sandbox.store.changed();
  return product;
}

function changeDiscount(
  sandbox: Sandbox,
  shop: ShopState,
  fields: Record<string, unknown>,
): unknown {
  const code = String(fields.code ?? "").trim();
  if (!code) throw new HttpFault(400, "code must be given");
  const old = findDiscount(shop, code);
  const others = (shop.discounts ?? []).filter((one) => one !== old);
  const tell = (what: string, { id }: Discount) =>
    sandbox.webhooks.raise(shop, [`discounts/${what}`], {
      admin_graphql_api_id: `gid://shopify/DiscountCodeNode/${id}`,
    });
  sandbox.store.changed();
  if (fields.delete === true) {
    shop.discounts = others;
    if (old) tell("delete", old);
    return { deleted: code };
  }
  const off = fields.off === undefined ? (old?.off ?? 10) : Number(fields.off);
  if (!(off > 0 && off <= 100)) throw new HttpFault(400, "off must be a share from 1 to 100");
  const time = (value: unknown, otherwise: string | null) =>
    value === undefined ? otherwise : value === null ? null : new Date(String(value)).toISOString();
  const discount: Discount = {
    id: old?.id ?? sandbox.store.nextId(shop),
    code,
    title: String(fields.title ?? old?.title ?? code),
    off,
    minimum:
      fields.minimum === undefined ? (old?.minimum ?? null) : Number(fields.minimum).toFixed(2),
    startsAt: time(fields.startsAt, old?.startsAt ?? null) ?? new Date().toISOString(),
    endsAt: time(fields.endsAt, old?.endsAt ?? null),
  };
  shop.discounts = [...others, discount];
  tell(old ? "update" : "create", discount);
  return discount;
}

function findOrder(shop: ShopState, fields: Record<string, unknown>): Order {
  const order = shop.orders.find((one) => one.id === String(fields.orderId));
  if (!order) throw new HttpFault(404, `The shop has no order ${String(fields.orderId)}`);
  return order;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function record(value: unknown): Record<string, string> {
  const entries = Object.entries(value && typeof value === "object" ? value : {});
  return Object.fromEntries(entries.map(([key, text]) => [key, String(text)]));
}

function look(sandbox: Sandbox, name: string, shopDomain: string): unknown {
  const shop = sandbox.store.world.shops[shopDomain];
  switch (name) {
    case "health":
      return { ok: true, shops: Object.keys(sandbox.store.world.shops) };
    case "discounts":
      return shop?.discounts ?? [];
    case "orders":
      return shop?.orders ?? [];
    case "webhooks":
      return {
        trouble: sandbox.webhooks.trouble,
        waiting: sandbox.store.world.deliveries ?? [],
        log: sandbox.webhooks.log,
      };
    case "metafields":
      return shop?.metafields ?? [];
    case "files":
      return shop?.files ?? [];
    case "installation":
      return shop?.installation ?? null;
    default:
      return undefined;
  }
}

function pastTime(value: unknown, name: string): string {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  if (time <= Date.now()) return new Date(time).toISOString();
  throw new HttpFault(400, `${name} must be a past time such as 2026-10-31T18:00:00Z`);
}

function count(value: unknown, name: string): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw new HttpFault(400, `${name} must be a whole number, 0 or more`);
}

function share(value: unknown, name: string): number {
  if (typeof value === "number" && value >= 0 && value <= 1) return value;
  throw new HttpFault(400, `${name} must be a number from 0 to 1`);
}
