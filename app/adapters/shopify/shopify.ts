import { type ApiVersion, shopifyApi } from "@shopify/shopify-api";
import "@shopify/shopify-api/adapters/web-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { AppDistribution, LoginErrorType, shopifyApp } from "@shopify/shopify-app-remix/server";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import type { Config } from "../../config.server.ts";
import type { ShopCatalog, ShopDiscounts } from "../../domains/catalog/index.server.ts";
import type { ClipSource, ProductFinder } from "../../domains/intake/index.server.ts";
import type {
  ShopFiles,
  ShopMetafields,
  ThemeEditorLinks,
} from "../../domains/placements/index.server.ts";
import type { ShopInfo, ShopsDoor } from "../../domains/shop/index.server.ts";
import type { ShopRef } from "../../domains/shop/index.ts";
import type { Clock } from "../../kernel/clock.ts";
import { type AdminApi, API_VERSION, createAdminApi } from "./admin-api.ts";
import { type AdminLink, createAdminLink } from "./admin-link.ts";
import { createOfflineSessions } from "./offline-sessions.ts";
import { createProductFinder } from "./product-finder.ts";
import { createSandboxAnswers } from "./sandbox-answers.ts";
import { createShopCatalog } from "./shop-catalog.ts";
import { createShopDiscounts } from "./shop-discounts.ts";
import { createShopFetch } from "./shop-fetch.ts";
import { createShopFiles } from "./shop-files.ts";
import { createShopInfo } from "./shop-info.ts";
import { createShopMetafields } from "./shop-metafields.ts";
import { createShopVideos } from "./shop-videos.ts";
import { createThemeEditorLinks } from "./theme-editor.ts";
import { type VerifiedWebhook, verifyWebhook } from "./webhook.ts";

export const APP_BRIDGE_CDN = "https://cdn.shopify.com/shopifycloud/app-bridge.js";

/** The signed-in merchant's request. */
export interface AdminRequest {
  shop: ShopRef;
  /** Id of the staff account that is signed in. */
  staff: string;
  /** Language of the staff member where Shopify says it (document requests), e.g. `zh-CN`. */
  locale: string | null;
  /** Redirects inside the admin frame, or out of it with `{ target: "_top" }`. */
  redirect: (
    url: string,
    init?: number | (ResponseInit & { target?: "_self" | "_parent" | "_top" | "_blank" }),
  ) => Response;
}

export interface Shopify {
  /** Public id of the app, for App Bridge. */
  apiKey: string;
  /** Where the admin's pages load App Bridge from. */
  appBridgeUrl: string;
  /**
   * Signs a request of an admin page in. Throws a Response when it cannot: a redirect that fetches a
   * session token, 401 for a bad one, 410 for robots. Makes the shop known at first sight.
   */
  admin(request: Request): Promise<AdminRequest>;
  /** Checks a webhook; throws the Response to give otherwise. */
  webhook(request: Request): Promise<VerifiedWebhook>;
  /** Sets who may frame the admin's documents. Call it for every document. */
  documentHeaders(request: Request, headers: Headers): void;
  /**
   * For the page that people see who come without a shop. Throws a redirect into the shop's admin when
   * the request names one; else says what is wrong with the name.
   */
  loginErrors(request: Request): Promise<{ shop: "invalid" | null }>;
  api: AdminApi;
  catalog: ShopCatalog;
  discounts: ShopDiscounts;
  metafields: ShopMetafields;
  files: ShopFiles;
  videos: ClipSource;
  products: ProductFinder;
  info: ShopInfo;
  themeEditor: ThemeEditorLinks;
  adminLink: AdminLink;
}

export interface ShopifyOptions {
  config: Pick<
    Config,
    "SHOPIFY_API_KEY" | "SHOPIFY_API_SECRET" | "SHOPIFY_APP_URL" | "SCOPES" | "SANDBOX_URL"
  >;
  clock: Clock;
  sessionStorage: SessionStorage;
  shops: Pick<ShopsDoor, "find" | "recordInstall">;
  /** What the library has to say: `warning` and above. */
  log?: (message: string) => void;
  /** Told of each wait for the Admin API. */
  onRetry?: (event: { shop: string; why: string; waitMs: number; attempt: number }) => void;
  fetch?: typeof fetch;
}

/** Everything of Shopify's that this app talks to. One per process. */
export function createShopify(options: ShopifyOptions): Shopify {
  const { config, clock, sessionStorage, shops } = options;
  const shopFetch = createShopFetch(config.SANDBOX_URL, options.fetch);
  // The library calls shops through a function of its own, shared by the whole process.
  setAbstractFetchFunc(shopFetch);

  const library = shopifyApp({
    apiKey: config.SHOPIFY_API_KEY,
    apiSecretKey: config.SHOPIFY_API_SECRET,
    appUrl: config.SHOPIFY_APP_URL,
    apiVersion: API_VERSION as ApiVersion,
    ...(config.SCOPES ? { scopes: config.SCOPES.split(",") } : {}),
    sessionStorage,
    distribution: AppDistribution.AppStore,
    logger: { level: 1, log: async (_severity, message) => options.log?.(message) },
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  });
  // The same settings once more, for the parts that shopifyApp keeps to itself.
  const plain = shopifyApi({
    apiKey: config.SHOPIFY_API_KEY,
    apiSecretKey: config.SHOPIFY_API_SECRET,
    hostName: new URL(config.SHOPIFY_APP_URL).host,
    apiVersion: API_VERSION as ApiVersion,
    isEmbeddedApp: true,
    logger: { level: 1, log: async (_severity, message) => options.log?.(message) },
  });
  const sandbox = config.SANDBOX_URL ? createSandboxAnswers(config.SANDBOX_URL) : null;

  const sessions = createOfflineSessions({
    storage: sessionStorage,
    clock,
    offlineId: (domain) => plain.session.getOfflineId(domain),
    refresh: async (shop, refreshToken) =>
      (await plain.auth.refreshToken({ shop, refreshToken })).session,
  });
  const api = createAdminApi({
    fetch: shopFetch,
    sessions,
    ...(options.onRetry ? { onRetry: options.onRetry } : {}),
  });

  const signIn = async (request: Request) => {
    try {
      return await library.authenticate.admin(request);
    } catch (answer) {
      if (sandbox && answer instanceof Response) throw await sandbox.adapt(answer);
      throw answer;
    }
  };

  return {
    apiKey: config.SHOPIFY_API_KEY,
    appBridgeUrl: sandbox?.appBridgeUrl ?? APP_BRIDGE_CDN,
    async admin(request) {
      const { session, sessionToken, redirect } = await signIn(request);
      const shop =
        (await shops.find(session.shop)) ??
        (await shops.recordInstall(session.shop, session.scope ?? ""));
      const locale = new URL(request.url).searchParams.get("locale");
      return { shop, staff: sessionToken.sub, locale, redirect };
    },
    webhook: (request) => verifyWebhook(request, config.SHOPIFY_API_SECRET, clock),
    documentHeaders(request, headers) {
      library.addDocumentResponseHeaders(request, headers);
      sandbox?.adaptHeaders(headers);
    },
    async loginErrors(request) {
      try {
        const errors = await library.login(request);
        return { shop: errors.shop === LoginErrorType.InvalidShop ? "invalid" : null };
      } catch (answer) {
        if (sandbox && answer instanceof Response) throw await sandbox.adapt(answer);
        throw answer;
      }
    },
    api,
    catalog: createShopCatalog(api),
    discounts: createShopDiscounts(api),
    metafields: createShopMetafields(api),
    files: createShopFiles({ api, fetch: shopFetch }),
    videos: createShopVideos(api),
    products: createProductFinder(api),
    info: createShopInfo(api, config.SANDBOX_URL),
    themeEditor: createThemeEditorLinks(config.SHOPIFY_API_KEY, config.SANDBOX_URL),
    adminLink: createAdminLink(config.SHOPIFY_API_KEY, config.SANDBOX_URL),
  };
}
