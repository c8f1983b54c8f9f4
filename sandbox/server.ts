import { existsSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { dataFolders } from "./admin-api/files/file-bytes.ts";
import { createUploadDoor } from "./admin-api/files/upload-door.ts";
import { createGraphqlDoor } from "./admin-api/graphql-door.ts";
import { adminSchema } from "./admin-api/schema.ts";
import { createFrameDoor } from "./admin-frame/frame-door.ts";
import { createInternalDoor } from "./admin-frame/internal-door.ts";
import { readManifest } from "./app-manifest.ts";
import { createProxyDoor } from "./app-proxy/proxy-door.ts";
import { createPlansDoor } from "./billing/plans-door.ts";
import { createCheckoutDoor } from "./checkout/checkout-door.ts";
import { createControlDoor } from "./control/control-door.ts";
import { DEMO_PICTURES, seedDemoWorld } from "./demo/index.ts";
import { type Door, HttpFault, readCookie, sendJson } from "./http.ts";
import { demoAccounts } from "./platforms/demo-accounts.ts";
import { openPlatforms } from "./platforms/platforms.ts";
import { platformApps } from "./platforms/sandbox-apps.ts";
import type { Sandbox } from "./sandbox.ts";
import { followManifest, installApp } from "./sign-in/installation.ts";
import { createOauthDoor } from "./sign-in/oauth-door.ts";
import { createStorefront } from "./storefront/index.ts";
import type { Log } from "./storefront/log.ts";
import {
  ATTEMPT_TIMEOUT,
  createWebhookSender,
  RETRY_PAUSES,
  type WebhookTrouble,
} from "./webhooks/sender.ts";
import { DEFAULT_SHOP, isShopDomain, openShop } from "./world/shops.ts";
import { openWorld, type WorldStore } from "./world/store.ts";

export interface SandboxOptions {
  /** 0 takes any free port. */
  port: number;
  host: string;
  /** The JSON file that keeps the shops, or null to keep them in memory. */
  worldPath: string | null;
  /** Origin of the app. */
  appUrl: string;
  apiKey: string;
  apiSecret: string;
  apiVersion: string;
  /** Fills a world that may hold shops already. The app is installed on every shop it opens. */
  seed?: (store: WorldStore) => void | Promise<void>;
  /** Where the app's `shopify.app.toml` lies; the one of this repository when left out. */
  manifestPath?: string;
  /** An Online Store 2.0 theme to show instead of the sandbox's own. */
  themeDir?: string;
  /** The app's theme app extension; the one of this repository when left out. */
  extensionDir?: string;
  /** More folders whose files answer at `/cdn/shop/files/<name>`: the demo's pictures. */
  pictureDirs?: string[];
  /** Where the storefront reports what is wrong in theme and extension; the console when left out. */
  log?: Log;
  webhooks?: {
    /** Starts the random numbers that decide on trouble. */
    seed?: number;
    trouble?: Partial<WebhookTrouble>;
    /** Milliseconds between attempts. */
    pauses?: readonly number[];
    /** Milliseconds until an attempt counts as failed. */
    timeout?: number;
  };
}

export interface RunningSandbox {
  url: string;
  store: WorldStore;
  sandbox: Sandbox;
  close(): Promise<void>;
}

const ROOT = join(import.meta.dirname, "..");
const SHOP_COOKIE = "sandbox_shop";

/** Starts the stand-in for Shopify on one port. Throws when the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const appUrl = new URL(options.appUrl).origin;
  const manifest = readManifest(options.manifestPath ?? join(ROOT, "shopify.app.toml"), appUrl);
  const store = openWorld(options.worldPath);
  const known = new Set(Object.keys(store.world.shops));
  await options.seed?.(store);
  openShop(store, DEFAULT_SHOP);
  const sandbox: Sandbox = {
    store,
    manifest,
    appUrl,
    apiKey: options.apiKey,
    apiSecret: options.apiSecret,
    apiVersion: options.apiVersion,
    extensionDir: options.extensionDir ?? join(ROOT, "extensions/shoppable-video"),
    folders: dataFolders(options.worldPath),
    webhooks: createWebhookSender({
      store,
      manifest,
      apiSecret: options.apiSecret,
      seed: options.webhooks?.seed ?? 1,
      trouble: { duplicate: 0, reorder: 0, drop: 0, ...options.webhooks?.trouble },
      pauses: options.webhooks?.pauses ?? RETRY_PAUSES,
      timeout: options.webhooks?.timeout ?? ATTEMPT_TIMEOUT,
    }),
    faults: { throttleNext: 0, failNext: 0, failFiles: 0 },
    platforms: openPlatforms({
      apps: platformApps(appUrl, options.apiSecret),
      accounts: demoAccounts(),
      origin: () => sandbox.origin,
      now: () => Date.now(),
    }),
    buckets: new Map(),
    origin: "",
  };
  for (const shop of Object.values(store.world.shops)) {
    // Only where it was never installed: a merchant's uninstall outlives a restart.
    if (!known.has(shop.domain)) installApp(sandbox, shop);
    followManifest(sandbox, shop);
  }

  const storefront = createStorefront({
    store,
    ...(options.themeDir && { themeDir: options.themeDir }),
    extensionDirs: existsSync(sandbox.extensionDir) ? [sandbox.extensionDir] : [],
    appHandle: manifest.handle,
    cdnDir: sandbox.folders.cdn,
    pictureDirs: options.pictureDirs ?? [],
    log: options.log ?? console,
  });
  const doors: Door[] = [
    createControlDoor(sandbox),
    createOauthDoor(sandbox),
    sandbox.platforms.door,
    createGraphqlDoor(sandbox),
    createUploadDoor(sandbox),
    createInternalDoor(sandbox),
    createProxyDoor(sandbox, storefront),
    createCheckoutDoor(sandbox),
    createPlansDoor(sandbox),
    createFrameDoor(sandbox),
    storefront,
  ];
  const server = createServer((request, response) => {
    void answer(sandbox, doors, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  const local = ["0.0.0.0", "::", "::1", "127.0.0.1"].includes(options.host);
  const host = local ? "localhost" : options.host;
  sandbox.origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  return {
    url: sandbox.origin,
    store,
    sandbox,
    async close() {
      sandbox.webhooks.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      store.close();
      if (!options.worldPath) rmSync(sandbox.folders.base, { recursive: true, force: true });
    },
  };
}

async function answer(
  sandbox: Sandbox,
  doors: Door[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    // As text after the origin, so that `//elsewhere` stays a path of ours.
    const address = `${sandbox.origin}${request.url ?? "/"}`;
    if (!URL.canParse(address)) throw new HttpFault(400, "The address is malformed");
    const url = new URL(address);
    const shopDomain = shopOf(sandbox, request, response, url);
    for (const door of doors) if (await door(request, response, url, shopDomain)) return;
    sendJson(response, 404, { errors: "Not Found" });
  } catch (error) {
    if (response.headersSent) return void response.destroy();
    if (error instanceof HttpFault)
      return sendJson(response, error.status, { errors: error.message });
    process.stderr.write(`sandbox: ${request.method} ${request.url}: ${(error as Error).stack}\n`);
    sendJson(response, 500, { errors: "Internal Server Error" });
  }
}

/**
 * Which shop a request means: the app's adapter says it in a header; a browser by `?shop=`, which is
 * remembered for the requests that follow; else it is the default shop.
 */
function shopOf(
  sandbox: Sandbox,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): string {
  const { shops } = sandbox.store.world;
  const header = request.headers["x-sandbox-shop"];
  if (typeof header === "string") {
    if (!shops[header]) throw new HttpFault(404, `The sandbox has no shop ${header}`);
    return header;
  }
  const asked = url.searchParams.get("shop");
  if (asked && isShopDomain(asked) && shops[asked]) {
    response.appendHeader("Set-Cookie", `${SHOP_COOKIE}=${asked}; Path=/; SameSite=Lax`);
    return asked;
  }
  const remembered = readCookie(request, SHOP_COOKIE);
  return remembered && shops[remembered] ? remembered : DEFAULT_SHOP;
}

async function main(): Promise<void> {
  const env = (name: string): string => {
    const value = process.env[name];
    if (!value) throw new Error(`${name} is missing`);
    return value;
  };
  const running = await startSandbox({
    port: Number(process.env.SANDBOX_PORT ?? 4000),
    host: process.env.SANDBOX_HOST ?? "127.0.0.1",
    worldPath: process.env.SANDBOX_DATA ?? null,
    appUrl: env("APP_URL"),
    apiKey: env("SHOPIFY_API_KEY"),
    apiSecret: env("SHOPIFY_API_SECRET"),
    apiVersion: "2026-10",
    seed: (store) => seedDemoWorld(store, { clock: { now: () => Date.now() } }),
    pictureDirs: [fileURLToPath(DEMO_PICTURES)],
    ...(process.env.SANDBOX_THEME && { themeDir: process.env.SANDBOX_THEME }),
    webhooks: { trouble: { duplicate: 0.1, reorder: 0.1 } },
  });
  // Built now, while the app still starts, and not in its first request.
  adminSchema();
  process.stdout.write(`sandbox shop at ${running.url}\n`);
  const stop = () => void running.close().then(() => process.exit(0));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  // The launcher's channel closes when it is gone, however it went.
  if (process.send) process.once("disconnect", stop);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
