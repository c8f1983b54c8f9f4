import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll } from "vitest";
import { type RunningSandbox, startSandbox } from "../../../sandbox/server.ts";
import { signSessionToken } from "../../../sandbox/sign-in/session-token.ts";
import { DEFAULT_SHOP, openShop } from "../../../sandbox/world/shops.ts";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { readConfig } from "../../config.server.ts";
import { newId } from "../../kernel/ids.ts";
import { createWiring, type Wiring } from "../../wiring.server.ts";
import { action as makePlacement } from "../app.placements.new.tsx";
import { action as makePlaylist } from "../app.playlists._index.tsx";

export { DEFAULT_SHOP };
export const OTHER_SHOP = "other-shop.myshopify.com";
export const keys = { apiKey: "test-key", apiSecret: "test-secret" };
const APP = "https://clipshelf.example";

export interface Asked {
  shop?: string;
  token?: string | null;
  params?: Record<string, string>;
  body?: unknown;
  raw?: string;
}

/** Status and body of what an action answered or threw, whichever way it did. */
export async function outcome(work: Promise<unknown>): Promise<{ status: number; body: unknown }> {
  const answer = await work.catch((thrown: unknown) => thrown);
  if (answer instanceof Response) {
    const text = await answer.text();
    const isJson = answer.headers.get("Content-Type")?.includes("json");
    return { status: answer.status, body: isJson ? JSON.parse(text) : text };
  }
  if (answer instanceof Error) throw answer;
  const { data, init } = answer as { data: unknown; init?: { status?: number } };
  return data === undefined
    ? { status: 200, body: answer }
    : { status: init?.status ?? 200, body: data };
}

/** The app over a database and a sandbox (two shops) of the file's own. Call it at the top level. */
export function stageAdmin() {
  let database: TestDatabase;
  let running: RunningSandbox;
  let folder: string;
  let wiring: Wiring;

  beforeAll(async () => {
    database = await cloneDatabase();
    folder = await mkdtemp(join(tmpdir(), "clipshelf-routes-"));
    running = await startSandbox({
      ...{ port: 0, host: "127.0.0.1", worldPath: null, apiVersion: "2026-10" },
      ...{ appUrl: APP, ...keys },
      seed: (store) => void openShop(store, OTHER_SHOP),
      log: { warn: () => {}, error: () => {} } as never,
    });
    wiring = createWiring(
      readConfig({
        NODE_ENV: "test",
        LOG_LEVEL: "silent",
        DATABASE_URL: database.url,
        SHOPIFY_APP_URL: APP,
        SHOPIFY_API_KEY: keys.apiKey,
        SHOPIFY_API_SECRET: keys.apiSecret,
        SANDBOX_URL: running.url,
        BLOB_DIR: join(folder, "blobs"),
      }),
      { process: "web" },
    );
    await wiring.start();
  });
  afterAll(async () => {
    await wiring?.close();
    await running?.close();
    await rm(folder, { recursive: true, force: true });
  });

  function args(path: string, { shop = DEFAULT_SHOP, token, params = {}, body, raw }: Asked = {}) {
    const bearer = token === undefined ? signSessionToken(keys, shop) : token;
    const request = new Request(`${APP}${path}`, {
      method: body === undefined && raw === undefined ? "GET" : "POST",
      headers: {
        "User-Agent": "Mozilla/5.0 (X11; Linux x64) Chrome/150.0",
        ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}),
        "Content-Type": "application/json",
      },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    return { request, params, context: { wiring } } as LoaderFunctionArgs & ActionFunctionArgs;
  }

  return {
    /** What a route is called with, signed in. */
    args,
    get wiring() {
      return wiring;
    },
    get database() {
      return database;
    },
    get sandboxUrl() {
      return running.url;
    },
    /** Makes a playlist; answers its id. */
    async addPlaylist(title: string, shop = DEFAULT_SHOP): Promise<string> {
      const body = { deed: "create", title };
      return idOf(makePlaylist(args("/app/playlists", { shop, body })));
    },
    /** Makes a placement of a playlist, or (null) of what the page's product is tagged with; answers its id. */
    async addPlacement(playlistId: string | null, title = "On the home page"): Promise<string> {
      const block = playlistId ? "carousel" : "description";
      const body = { deed: "create", title, block, playlistId };
      return idOf(makePlacement(args("/", { body })));
    },
    async addVideo(): Promise<string> {
      const { shop } = await wiring.shopify.admin(args("/").request);
      const id = newId();
      const now = new Date();
      await database.prisma.video.create({
        data: {
          ...{ shopId: shop.id, id, title: "A clip", tags: [], status: "failed" },
          ...{ sourceName: "clip.mp4", sourceBytes: 1_000, createdAt: now, updatedAt: now },
        },
      });
      return id;
    },
  };
}

/** The id that the page has to which one is sent after making something. */
async function idOf(made: Promise<unknown>): Promise<string> {
  const answer = (await made.catch((thrown: unknown) => thrown)) as Response;
  return answer.headers.get("Location")!.split("/").pop()!;
}
