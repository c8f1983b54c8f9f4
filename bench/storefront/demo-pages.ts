import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BLOCK_KINDS } from "../../app/contract/feed.ts";
import type { PlacementVideo } from "../../app/contract/metafields.ts";
import { DEMO_PICTURES } from "../../sandbox/demo/index.ts";
import { demoShop } from "../../sandbox/demo/shops.ts";
import { createStorefront } from "../../sandbox/storefront/index.ts";
import { openWorld } from "../../sandbox/world/store.ts";
import type { Product, ShopState } from "../../sandbox/world/types.ts";
import { ROOT } from "../../scripts/processes.ts";
import { PLACEMENT, type TestShop } from "../../tests/storefront/shop.ts";
import { startReelShop } from "./reel.ts";

const OPENED = "2026-08-01T10:00:00Z";
const CLIPS = 8;

export interface DemoPages {
  /** The demo's shop in the sandbox's theme; with the blocks where the demo has them, or without any. */
  url(page: "home" | "product" | "collection", withBlocks: boolean): string;
  close(): Promise<void>;
}

/** Two shops on two ports that differ in nothing but our blocks. No database, no app: feeds are fixtures. */
export async function startDemoPages(): Promise<DemoPages> {
  const media = await startReelShop(CLIPS);
  const shops = await Promise.all([serveDemo(media, false), serveDemo(media, true)]);
  const [product] = shops[0]?.state.products ?? [];
  const [collection] = shops[0]?.state.collections ?? [];
  const paths = {
    home: "/",
    product: `/products/${product?.handle}`,
    collection: `/collections/${collection?.handle}`,
  };
  return {
    url: (page, withBlocks) => `${shops[Number(withBlocks)]?.url}${paths[page]}`,
    async close() {
      for (const { close } of shops) await close();
      await media.close();
    },
  };
}

async function serveDemo(media: TestShop, withBlocks: boolean) {
  const store = openWorld(null);
  const state = demoShop(OPENED);
  if (withBlocks) publish(state, media);
  else state.theme = {};
  store.world.shops[state.domain] = state;
  const cdnDir = mkdtempSync(join(tmpdir(), "bench-cdn-"));
  const storefront = createStorefront({
    store,
    extensionDirs: [join(ROOT, "extensions/shoppable-video")],
    appHandle: "clipshelf",
    cdnDir,
    pictureDirs: [fileURLToPath(DEMO_PICTURES)],
    log: { info() {}, warn() {}, error: console.error },
  });
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    if (url.pathname.startsWith("/apps/clipshelf/")) return relay(media, url.pathname, response);
    if (await storefront(request, response, url, state.domain)) return;
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    state,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      rmSync(cdnDir, { recursive: true, force: true });
    },
  };
}

async function relay(media: TestShop, path: string, response: ServerResponse): Promise<void> {
  if (!/\/(feed|video)\//.test(path)) return void response.writeHead(204).end();
  const answer = await fetch(media.url + path.replace("/clipshelf", ""));
  response.writeHead(answer.status, { "content-type": "application/json" });
  response.end(await answer.text());
}

/** One placement for every kind of block, as publishing writes it to the shop. */
function publish(state: ShopState, media: TestShop): void {
  const products = state.products.filter(({ images }) => images.length > 0).slice(0, CLIPS);
  const videos = media.clips.map((clip, index) => video(clip, products[index], media));
  const write = (ownerId: string, namespace: string, key: string, type: string, value: unknown) =>
    state.metafields.push({
      id: `bench-${state.metafields.length}`,
      ownerId,
      namespace,
      key,
      type,
      value: JSON.stringify(value),
      createdAt: OPENED,
      updatedAt: OPENED,
    });
  state.installation ??= {
    id: "77",
    scopes: [],
    proxyPath: "/apps/clipshelf",
    tokens: [],
    installedAt: OPENED,
  };
  const installation = `gid://shopify/AppInstallation/${state.installation.id}`;
  const placement = { v: 1, id: PLACEMENT, rev: 1, title: "Summer", parts: 1, videos };
  write(installation, "clipshelf", "placement_summer", "json", placement);
  write(
    installation,
    "clipshelf",
    "products_summer",
    "list.product_reference",
    products.map(({ id }) => `gid://shopify/Product/${id}`),
  );
  write(installation, "clipshelf", "storefront", "json", {
    v: 1,
    proxy: "/apps/clipshelf",
    defaults: Object.fromEntries(BLOCK_KINDS.map((kind) => [kind, "summer"])),
  });
  for (const key of ["videos", "gallery"])
    write(`gid://shopify/Product/${state.products[0]?.id}`, "$app:clipshelf", key, "json", {
      v: 1,
      placement: PLACEMENT,
      rev: 1,
      videos: videos.slice(0, 4),
    });
}

function video(
  clip: TestShop["clips"][number],
  product: Product | undefined,
  media: TestShop,
): PlacementVideo {
  return {
    id: clip.id,
    t: clip.title,
    poster: `${product?.images[0]?.src}?v=1`,
    ph: "data:image/gif;base64,R0lGODlhAQABAIAAAJ2zq////yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==",
    w: 1080,
    h: 1920,
    d: clip.media.duration,
    pv: `${media.url}/media/${clip.media.folder.split("/").at(-1)}.0/preview.mp4`,
    p: product?.id ?? null,
    h1: product?.handle ?? null,
    up: OPENED,
    url: null,
  };
}
