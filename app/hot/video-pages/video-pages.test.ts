import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readExtensionFiles } from "../../adapters/theme-extension/extension-files.ts";
import type { VideoPagesDoor } from "../../domains/placements/index.server.ts";
import { readTarget } from "../hot-door.ts";
import { carrySnippet } from "./carry-snippet.ts";
import { html } from "./liquid-text.ts";
import { createVideoPagesHotDoor } from "./video-pages.ts";

const SHOP = "demo.myshopify.com";
const files = readExtensionFiles();

let server: Server;
let origin: string;
let signed: boolean;
let prefix: string | null;
let pages: VideoPagesDoor;
const faults: unknown[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    void createVideoPagesHotDoor({
      pages,
      files,
      verifyProxy: () => (signed ? { shop: SHOP, customerId: null, pathPrefix: prefix } : null),
      onFault: (error) => faults.push(error),
    })(request, response, readTarget(request.url ?? "/"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  faults.length = 0;
  signed = true;
  prefix = "/apps/clipshelf";
  const list = async (_: string, { page, tag }: { page: number; tag: string | null }) =>
    page === 1
      ? {
          ...{
            handle: "all",
            placementId: "p1",
            title: "{{ shop.name }} {% if %}",
            page,
            pages: 2,
          },
          ...{ tags: ["a", "b"], tag, clips: [] },
        }
      : null;
  pages = { list, alone: async () => null, all: async () => [] };
});

const get = (path: string, init: RequestInit = {}) => fetch(`${origin}${path}`, init);

describe("the door of the page of videos", () => {
  it("answers Liquid in which a merchant's words are no Liquid", async () => {
    const answer = await get("/proxy/videos");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/liquid; charset=utf-8");
    const text = await answer.text();
    expect(text).not.toContain("{{ shop.name }} ");
    expect(text).not.toContain("{% if %}");
    expect(text).toContain('rel="next"');
  });

  it("asks for what the query says, and refuses what is no page", async () => {
    const text = await (await get("/proxy/videos?tag=b")).text();
    expect(text).toMatch(/\?tag=b" aria-current="page">b</);
    for (const page of ["2", "0", "-1", "1e3", "x", "99999"])
      expect((await get(`/proxy/videos?page=${page}`)).status, page).toBe(404);
    const missing = await get("/proxy/videos/01aaaaaaaaaaaaaaaaaaaaaa");
    expect(missing.status).toBe(404);
    expect(missing.headers.get("content-type")).toContain("application/liquid");
  });

  it("leads along the path that the merchant gave the proxy, if it is one", async () => {
    prefix = "/a/films";
    expect(await (await get("/proxy/videos")).text()).toContain("append: 'a/films/videos'");
    prefix = "/a/' | x";
    expect(await (await get("/proxy/videos")).text()).toContain("append: 'apps/clipshelf/videos'");
  });

  it("answers nobody but the proxy, and only reading", async () => {
    signed = false;
    expect((await get("/proxy/videos")).status).toBe(401);
    expect((await get("/proxy/videos", { method: "POST" })).status).toBe(405);
  });

  it("says 503 while the database is away, and tells", async () => {
    pages = {
      ...pages,
      list: async () => {
        throw new Error("away");
      },
    };
    const answer = await get("/proxy/videos");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(faults).toHaveLength(1);
  });

  it("hands out scripts and words, kept for a year under their version", async () => {
    const script = await get(`/proxy/assets/clipshelf.js?v=${files.version}`);
    expect(script.headers.get("content-type")).toContain("text/javascript");
    expect(script.headers.get("cache-control")).toContain("immutable");
    const words = await get("/proxy/assets/words-zh-CN.json?v=old");
    expect(words.headers.get("cache-control")).toBe("public, max-age=300");
    expect(await words.json()).toMatchObject({ "page.all": "全部视频", retry: expect.any(String) });
    for (const name of ["../package.json", "words-xx.json", "words-en.default.schema.json", ""])
      expect((await get(`/proxy/assets/${encodeURIComponent(name)}`)).status, name).toBe(404);
  });
});

it("carries a snippet's words as variables", () => {
  expect(carrySnippet("{{ 'grid.all' | t }} {{ 'price.from_html' | t: price: cost }}")).toEqual({
    liquid: "{{ word_grid_all }} {{ word_price_from_html | replace: '[price]', cost }}",
    keys: ["grid.all", "price.from_html"],
  });
  expect(html(`{{ a }} "<'`)).toBe("&#123;&#123; a }} &#34;&#60;&#39;");
});
