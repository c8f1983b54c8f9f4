import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningSandbox, startSandbox } from "../../../sandbox/server.ts";
import { grantToken } from "../../../sandbox/sign-in/access-tokens.ts";
import { DEFAULT_SHOP } from "../../../sandbox/world/shops.ts";
import type { PlacementMetafield } from "../../contract/metafields.ts";
import { setStage } from "../../domains/placements/stage.fixture.ts";
import { createAdminApi } from "./admin-api.ts";
import { createShopFetch } from "./shop-fetch.ts";
import { createShopFiles } from "./shop-files.ts";
import { createShopInfo } from "./shop-info.ts";
import { createShopMetafields } from "./shop-metafields.ts";

const keys = { apiKey: "test-key", apiSecret: "test-secret" };
let running: RunningSandbox;

beforeAll(async () => {
  running = await startSandbox({
    ...{ port: 0, host: "127.0.0.1", worldPath: null, apiVersion: "2026-10", ...keys },
    appUrl: "https://clipshelf.example",
    log: { warn: () => {}, error: () => {} } as never,
  });
});
afterAll(() => running?.close());

/** Publishing as the domain does it, with Shopify's side played by the sandbox. */
it("writes a shop over Shopify's own schema, through throttling and failures, and cleans up", async () => {
  const world = running.store.shop(DEFAULT_SHOP);
  const token = grantToken(world, Date.now()).access_token;
  const fetch = createShopFetch(running.url);
  const real = createAdminApi({
    fetch,
    sessions: { token: async () => token, replace: async () => token },
    sleep: async () => {},
  });
  // The stage's shop is the sandbox's.
  const api: typeof real = {
    query: (_shop, ...rest) => real.query({ domain: DEFAULT_SHOP }, ...rest),
  };
  const bytes = await sharp({
    create: { width: 9, height: 16, channels: 3, background: "teal" },
  })
    .jpeg()
    .toBuffer();
  const stage = setStage();
  stage.ports.media.readFile = async () => bytes;
  const jobs = stage.jobsWith({
    metafields: createShopMetafields(api),
    files: createShopFiles({ api, fetch }),
    info: createShopInfo(api),
  });
  const sync = () => jobs.syncShop({ shopId: "0".repeat(24) }, new AbortController().signal);

  const productIds = Array.from({ length: 30 }, () => {
    const id = String(world.nextId++);
    world.products.push({
      ...{ id, handle: `thing-${id}`, title: "Thing", translations: {}, descriptionHtml: "" },
      ...{ vendor: "", productType: "", tags: [], status: "ACTIVE", images: [], options: [] },
      ...{ variants: [], createdAt: "2026-10-01T00:00:00Z", updatedAt: "2026-10-01T00:00:00Z" },
    } as (typeof world.products)[number]);
    stage.addProduct(id);
    return id;
  });
  const videos = productIds.map((id, n) => stage.addVideo(n, [id]));
  const home = await stage.placeList("Home", videos);
  await stage.door.publish(home.id);
  const text = await stage.door.create({ title: "Text", block: "description", playlistId: null });
  await stage.door.publish(text.ok ? text.value.id : "");

  running.sandbox.faults.throttleNext = 2;
  running.sandbox.faults.failNext = 2;
  await sync();
  const written = (key: string) => world.metafields.find((one) => one.key === key)?.value ?? "";
  const first = JSON.parse(written("placement_home")) as PlacementMetafield;
  expect(first.videos).toHaveLength(30);
  expect(first.videos[0]?.poster).toContain("/cdn/shop/files/clipshelf-");
  expect(JSON.parse(written("products_home"))).toHaveLength(30);
  expect(world.metafields.filter((one) => one.key === "videos")).toHaveLength(30);
  expect(world.files).toHaveLength(30);

  await stage.door.removeAllFromShop();
  await sync();
  expect(world.metafields).toEqual([]);
  expect(world.files).toEqual([]);
});
