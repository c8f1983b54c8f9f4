import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { cancelOrder, refundFault, refundOrder, wholeRefund } from "../checkout/refund-order.ts";
import { type Door, HttpFault, readFields, redirect, sendHtml } from "../http.ts";
import type { Sandbox } from "../sandbox.ts";
import { installApp, uninstallApp } from "../sign-in/installation.ts";
import type { ShopState } from "../world/types.ts";
import { browserScript } from "./browser-scripts.ts";
import { appPage } from "./pages/app-page.ts";
import { adminPath } from "./pages/layout.ts";
import { orderPage, ordersPage } from "./pages/orders-page.ts";
import { productsPage } from "./pages/products-page.ts";
import { STAFF_LOCALES, settingsPage } from "./pages/settings-page.ts";
import { frameWords } from "./words.ts";

/** The stand-in of Shopify's admin, and the scripts it and the app load. */
export function createFrameDoor(sandbox: Sandbox): Door {
  const home = `/admin/apps/${sandbox.manifest.handle}`;
  return async (request, response, url, shopDomain) => {
    const path = url.pathname;
    if (path === "/app-bridge.js") return sendScript(response, await browserScript("bridge"));
    if (path === "/admin/assets/frame.js")
      return sendScript(response, await browserScript("frame"));
    if (path === "/admin/assets/frame.css") return sendStyle(response);
    if (path.startsWith("/sandbox-embed/")) {
      // Where App Bridge sends an app page that was opened outside the admin.
      redirect(response, `${home}${path.slice("/sandbox-embed".length)}${url.search}`);
      return true;
    }
    const byKey = `/admin/apps/${sandbox.apiKey}`;
    if (path === byKey || path.startsWith(`${byKey}/`)) {
      redirect(response, `${home}${path.slice(byKey.length)}${url.search}`);
      return true;
    }
    if (path !== "/admin" && !path.startsWith("/admin/")) return false;
    const shop = sandbox.store.shop(shopDomain);
    if (request.method === "POST") return change(sandbox, shop, request, response, path);
    if (request.method !== "GET") return false;
    if (path === "/admin" || path === "/admin/") redirect(response, adminPath(home, shop));
    else if (path === home || path.startsWith(`${home}/`))
      sendHtml(response, 200, appPage(sandbox, shop, appPath(url, home)));
    else if (path === "/admin/products") sendHtml(response, 200, productsPage(sandbox, shop));
    else if (path.startsWith("/admin/products/"))
      redirect(response, productAddress(shop, path.split("/")[3] ?? ""));
    else if (path === "/admin/orders") sendHtml(response, 200, ordersPage(sandbox, shop));
    else if (path.startsWith("/admin/orders/"))
      sendHtml(response, 200, orderPage(sandbox, shop, findOrder(shop, path), null));
    else if (path === "/admin/settings")
      sendHtml(response, 200, settingsPage(sandbox, shop, notice(shop, url)));
    else return false;
    return true;
  };
}

async function change(
  sandbox: Sandbox,
  shop: ShopState,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<boolean> {
  // The theme editor lives below /admin too and reads its own bodies.
  if (!/^\/admin\/(orders|settings)\//.test(path)) return false;
  const { origin } = request.headers;
  if (origin && origin !== "null" && new URL(origin).host !== request.headers.host)
    throw new HttpFault(403, "This form was sent from another site");
  const order = /^\/admin\/orders\/\d+\/(refund|cancel)$/.exec(path);
  const fields = await readFields(request);
  if (order) return changeOrder(sandbox, shop, response, path, fields);
  const done = (to: string) => redirect(response, adminPath(to, shop), 303);
  switch (path) {
    case "/admin/settings/language": {
      const locale = String(fields.locale ?? "");
      if (!STAFF_LOCALES[locale]) throw new HttpFault(400, `The admin does not speak ${locale}`);
      shop.staffLocale = locale;
      done("/admin/settings?saved=1");
      break;
    }
    case "/admin/settings/proxy": {
      const proxyPath = String(fields.path ?? "").trim();
      const right = /^\/(a|apps|community|tools)\/[a-z0-9_-]{1,30}$/.test(proxyPath);
      if (right && shop.installation) shop.installation.proxyPath = proxyPath;
      done(`/admin/settings?${right ? "saved" : "badpath"}=1`);
      break;
    }
    case "/admin/settings/install":
      installApp(sandbox, shop);
      done(`/admin/apps/${sandbox.manifest.handle}`);
      break;
    case "/admin/settings/uninstall":
      uninstallApp(sandbox, shop);
      done("/admin/settings?saved=1");
      break;
    default:
      return false;
  }
  sandbox.store.changed();
  return true;
}

function changeOrder(
  sandbox: Sandbox,
  shop: ShopState,
  response: ServerResponse,
  path: string,
  fields: Record<string, unknown>,
): boolean {
  const order = findOrder(shop, path);
  if (path.endsWith("/cancel")) cancelOrder(sandbox, shop, order);
  else {
    const parts = fields.line
      ? [{ lineId: String(fields.line), quantity: Number(fields.quantity ?? 1) }]
      : wholeRefund(order);
    const fault = refundFault(order, parts);
    if (fault) {
      sendHtml(response, 422, orderPage(sandbox, shop, order, `${fault}.`));
      return true;
    }
    refundOrder(sandbox, shop, order, parts);
  }
  redirect(response, adminPath(`/admin/orders/${order.id}`, shop), 303);
  return true;
}

/** The app's own address behind one of the admin's: `shop` is the admin's parameter. */
function appPath(url: URL, home: string): string {
  const query = new URLSearchParams(url.search);
  query.delete("shop");
  return `${url.pathname.slice(home.length) || "/"}${query.size > 0 ? `?${query}` : ""}`;
}

function productAddress(shop: ShopState, id: string): string {
  const product = shop.products.find((one) => one.id === id);
  if (!product) throw new HttpFault(404, "There is no such product");
  return `/products/${product.handle}?shop=${shop.domain}`;
}

function findOrder(shop: ShopState, path: string) {
  const order = shop.orders.find((one) => one.id === path.split("/")[3]);
  if (!order) throw new HttpFault(404, "There is no such order");
  return order;
}

function notice(shop: ShopState, url: URL): string | null {
  const say = frameWords(shop.staffLocale);
  if (url.searchParams.has("badpath")) return say.badPath;
  return url.searchParams.has("saved") ? say.saved : null;
}

function sendScript(response: ServerResponse, source: string): true {
  response.writeHead(200, {
    "Content-Type": "text/javascript; charset=utf-8",
    "Cache-Control": "no-cache",
  });
  response.end(source);
  return true;
}

function sendStyle(response: ServerResponse): true {
  response.writeHead(200, {
    "Content-Type": "text/css; charset=utf-8",
    "Cache-Control": "no-cache",
  });
  const sheets = ["frame.css", "overlays.css"];
  response.end(
    sheets.map((name) => readFileSync(join(import.meta.dirname, name), "utf8")).join("\n"),
  );
  return true;
}
