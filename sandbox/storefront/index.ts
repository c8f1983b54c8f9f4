import type { IncomingMessage, ServerResponse } from "node:http";
import { createCdn } from "../cdn/cdn.ts";
import { HttpFault } from "../http.ts";
import type { Drafts } from "../theme-editor/drafts.ts";
import { createThemeEditor } from "../theme-editor/theme-editor.ts";
import type { WorldStore } from "../world/store.ts";
import type { CartDoor } from "./cart-door.ts";
import { answerCart } from "./cart-door.ts";
import { CollectionDrop } from "./drops/collection.ts";
import { ProductDrop } from "./drops/product.ts";
import { openExtension } from "./extension.ts";
import { answerForms } from "./forms.ts";
import type { Problem } from "./liquid/engine.ts";
import type { Log } from "./log.ts";
import { openVisit, type Surroundings } from "./open-visit.ts";
import {
  enterPage,
  enterRecommendations,
  renderAsset,
  renderPage,
  renderProxied,
  renderSectionById,
} from "./page.ts";
import { productJs, productJson } from "./product-json.ts";
import { sendHtml, sendJson, sendText } from "./respond.ts";
import { routeOf } from "./route.ts";
import { findProducts, recommendationsFor } from "./search.ts";
import { openThemeFolder } from "./theme.ts";
import { findProduct, listedProducts, type Visit } from "./visit.ts";

export interface StorefrontOptions {
  store: WorldStore;
  /** An Online Store 2.0 theme folder; the sandbox's own when left out. */
  themeDir?: string;
  /** Folders of theme app extensions. */
  extensionDirs: string[];
  appHandle: string;
  /** Files of the shop's CDN: `/cdn/shop/files/x` is `shop/files/x` in it. Resized pictures are kept there. */
  cdnDir: string;
  /** More folders whose files answer at `/cdn/shop/files/<name>`. */
  pictureDirs?: string[];
  log: Log;
}

export type Storefront = ((
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  shopDomain: string,
) => Promise<boolean>) & {
  /** What is wrong in the theme's and extensions' files, as far as it is known by now. */
  problems(): Problem[];
  /** Answers with Liquid that came from an app, drawn within the theme. */
  answerLiquid(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    shopDomain: string,
    liquid: { text: string; status: number },
  ): void;
};

const OWN_THEME = new URL("../theme", import.meta.url).pathname;

/**
 * The shop's public face: pages, Ajax cart, section rendering, CDN and theme editor. Answers true, or
 * false when the address is none of its own (the admin, the app proxy, the checkout).
 */
export function createStorefront(options: StorefrontOptions): Storefront {
  const problems: Problem[] = [];
  const report = (problem: Problem) => {
    const known = problems.some(
      (one) =>
        one.file === problem.file && one.line === problem.line && one.message === problem.message,
    );
    if (known) return;
    problems.push(problem);
    options.log.error(`${problem.file}:${problem.line} ${problem.message}`);
  };
  const themeDir = options.themeDir ?? OWN_THEME;
  const around: Surroundings = {
    folder: openThemeFolder(themeDir, report),
    ownTheme: themeDir === OWN_THEME,
    extensions: options.extensionDirs.map((dir) => openExtension(dir, options.appHandle, report)),
    appHandle: options.appHandle,
    log: options.log,
  };
  const cdn = createCdn({
    cdnDir: options.cdnDir,
    pictureDirs: options.pictureDirs ?? [],
    surroundings: around,
    renderAsset: (name, request, url, shopDomain) => {
      const visit = openVisit(around, options.store.shop(shopDomain), request, url, null);
      return renderAsset(visit, name);
    },
    log: options.log,
  });
  const editor = createThemeEditor({ store: options.store, surroundings: around });
  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    shopDomain: string,
  ): Promise<boolean> => {
    if (url.pathname.startsWith("/cdn/")) return cdn(request, response, url, shopDomain);
    if (/^\/admin\/themes\/[^/]+\/editor(\/|$)/.test(url.pathname))
      return editor.answer(request, response, url, shopDomain);
    const shop = options.store.shop(shopDomain);
    const draft = editor.drafts.find(shopDomain, url.searchParams.get(EDITOR_PARAMETER));
    const visit = openVisit(around, shop, request, url, draft);
    if (isElsewhere(visit)) return false;
    try {
      return await answerVisit(options.store, around, editor.drafts, visit, request, response);
    } catch (error) {
      if (!(error instanceof HttpFault)) throw error;
      const body = { status: error.status, message: "Bad Request", description: error.message };
      sendJson(request, response, body, error.status);
      return true;
    }
  };
  const answerLiquid: Storefront["answerLiquid"] = (request, response, url, shopDomain, liquid) => {
    const visit = openVisit(around, options.store.shop(shopDomain), request, url, null);
    sendHtml(request, response, renderProxied(visit, liquid.text), liquid.status);
  };
  return Object.assign(answer, { problems: () => problems, answerLiquid });
}

/** The theme editor's preview names its session in this parameter, as Shopify's does. */
export const EDITOR_PARAMETER = "oseid";

function isElsewhere({ path, shop }: Visit): boolean {
  const under = (base: string) => path === base || path.startsWith(`${base}/`);
  return (
    ["/admin", "/checkout", "/checkouts", "/sandbox", "/webhooks", "/account"].some(under) ||
    (shop.installation !== null && under(shop.installation.proxyPath))
  );
}

async function answerVisit(
  store: WorldStore,
  around: Surroundings,
  drafts: Drafts,
  visit: Visit,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const route = routeOf(visit);
  enterPage(visit, route);
  const elsewhere = (address: string): Visit => {
    const url = new URL(address, visit.origin);
    const draft = drafts.find(visit.shop.domain, url.searchParams.get(EDITOR_PARAMETER));
    const other = openVisit(around, visit.shop, request, url, draft);
    other.cart = visit.cart;
    enterPage(other, routeOf(other));
    return other;
  };
  const cartDoor: CartDoor = {
    store,
    visit,
    request,
    response,
    renderSections: (ids, address) => {
      const other = elsewhere(address);
      return Object.fromEntries(ids.map((id) => [id, renderSectionById(other, id)]));
    },
    renderCartPage: (faults) => {
      const other = elsewhere(`${visit.prefix}/cart`);
      other.page.formErrors = faults;
      return renderPage(other);
    },
  };
  if (await answerCart(cartDoor)) return true;
  if (await answerForms(visit, request, response)) return true;
  if (answerData(visit, request, response)) return true;
  const section = visit.query.get("section_id");
  if (section !== null) {
    const html = renderSectionById(visit, section);
    sendHtml(request, response, html ?? "", html === null ? 404 : 200);
    return true;
  }
  const sections = visit.query.get("sections");
  if (sections !== null) {
    const ids = sections.split(",").slice(0, 5);
    const answer = Object.fromEntries(ids.map((id) => [id, renderSectionById(visit, id)]));
    sendJson(request, response, answer);
    return true;
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    sendText(request, response, { status: 405, type: "text/plain", body: "Method not allowed" });
    return true;
  }
  sendHtml(request, response, renderPage(visit), route.status);
  return true;
}

/** Answers that are data and not pages. */
function answerData(visit: Visit, request: IncomingMessage, response: ServerResponse): boolean {
  const { path, query } = visit;
  const json = (value: unknown, status = 200) => {
    sendJson(request, response, value, status);
    return true;
  };
  const product = /^\/products\/([^/]+)\.(js|json)$/.exec(path);
  if (product) {
    const found = findProduct(visit, { handle: decodeURIComponent(product[1]!) });
    if (!found) return json({ status: 404, message: "Not Found", description: "Not Found" }, 404);
    return json(
      product[2] === "js" ? productJs(visit, found) : { product: productJson(visit, found) },
    );
  }
  if (path === "/products.json" || path === "/collections/all/products.json")
    return json({ products: listedProducts(visit.shop).map((one) => productJson(visit, one)) });
  const collection = /^\/collections\/([^/]+)\/products\.json$/.exec(path);
  if (collection) {
    const found = visit.shop.collections.find((one) => one.handle === collection[1]);
    if (!found) return json({ errors: "Not Found" }, 404);
    const all = new CollectionDrop(visit, found).all;
    return json({ products: all.map((one) => productJson(visit, one)) });
  }
  if (/^\/recommendations\/products(\.json)?$/.test(path)) {
    if (query.has("section_id")) {
      enterRecommendations(visit);
      return false;
    }
    const from = findProduct(visit, { id: query.get("product_id") ?? "" });
    if (!from)
      return json(
        { status: 404, message: "Not Found", description: "Product does not exist" },
        404,
      );
    const limit = Math.min(10, Number(query.get("limit")) || 10);
    return json({
      intent: query.get("intent") ?? "related",
      products: recommendationsFor(visit, from, limit).map((one) => productJs(visit, one)),
    });
  }
  if (/^\/search\/suggest(\.json)?$/.test(path)) {
    const found = findProducts(visit, query.get("q") ?? "").slice(0, 10);
    const products = found.map((one) => new ProductDrop(visit, one));
    if (query.has("section_id")) {
      visit.globals.predictive_search = {
        performed: true,
        terms: query.get("q") ?? "",
        types: ["product"],
        resources: { products, collections: [], pages: [], articles: [], queries: [] },
      };
      return false;
    }
    return json({ resources: { results: { products } } });
  }
  if (path === "/robots.txt") {
    sendText(request, response, { type: "text/plain", body: "User-agent: *\nDisallow: /\n" });
    return true;
  }
  if (path === "/favicon.ico") {
    response.writeHead(204).end();
    return true;
  }
  return false;
}
