import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestSandbox, type TestSandbox } from "../fixtures/running-sandbox.ts";
import { DEFAULT_SHOP } from "../world/shops.ts";
import { signQuery } from "./sign-query.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.app.requests = [];
  sandbox.app.answer = null;
});

const get = (path: string, init: RequestInit = {}) => fetch(`${sandbox.url}${path}`, init);
const asked = () => {
  const seen = sandbox.app.requests.at(-1);
  if (!seen) throw new Error("The app was not asked");
  const url = new URL(seen.url, "http://app");
  return { ...seen, path: url.pathname, query: url.searchParams };
};

it("signs as Shopify's documentation does in its example", () => {
  const query = new URLSearchParams(
    "extra=1&extra=2&shop=shop-name.myshopify.com&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555",
  );
  expect(signQuery(query, "hush")).toBe(
    "a9718877bea71c2484f91608a7eaea1532bdf71f5c56825065fa4ccabe549ef3",
  );
});

describe("a request to the proxy path", () => {
  it("reaches the app with a signature that Shopify's library accepts", async () => {
    expect((await get("/apps/clipshelf/feed?b=2&a=%E5%BD%B1&a=1")).status).toBe(200);
    const { path, query } = asked();
    expect(path).toBe("/proxy/feed");
    expect(query.get("shop")).toBe(DEFAULT_SHOP);
    expect(query.get("path_prefix")).toBe("/apps/clipshelf");
    expect(query.get("logged_in_customer_id")).toBe("");
    expect(await sandbox.shopify.utils.validateHmac(query as never, { signator: "appProxy" })).toBe(
      true,
    );
    query.set("b", "3");
    expect(await sandbox.shopify.utils.validateHmac(query as never, { signator: "appProxy" })).toBe(
      false,
    );
  });

  it("cannot speak for Shopify", async () => {
    await get(
      "/apps/clipshelf/feed?logged_in_customer_id=7&signature=x&timestamp=1&path_prefix=/x",
    );
    const { query } = asked();
    expect(query.getAll("signature")).toHaveLength(1);
    expect(query.get("logged_in_customer_id")).toBe("");
    expect(query.get("path_prefix")).toBe("/apps/clipshelf");
    expect(await sandbox.shopify.utils.validateHmac(query as never, { signator: "appProxy" })).toBe(
      true,
    );
  });

  it("brings method, body and type, and no cookie", async () => {
    await get("/apps/clipshelf/collect", {
      method: "POST",
      headers: { "Content-Type": "text/plain", Cookie: "cart=abc" },
      body: "影",
    });
    expect(asked()).toMatchObject({ method: "POST", path: "/proxy/collect", body: "影" });
    expect(asked().headers["content-type"]).toBe("text/plain");
    expect(asked().headers.cookie).toBeUndefined();
  });

  it("strips what Shopify strips, follows redirects, and keeps the rest", async () => {
    sandbox.app.answer = (request, response) => {
      if (request.url.startsWith("/proxy/old")) {
        response.writeHead(302, { Location: "/elsewhere" });
        response.end();
        return;
      }
      response.writeHead(201, {
        "Set-Cookie": "a=b",
        Pragma: "no-cache",
        "Accept-Ranges": "bytes",
        ETag: '"1"',
        "Content-Type": "application/json",
      });
      response.end('{"a":1}');
    };
    const answer = await get("/apps/clipshelf/old");
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ a: 1 });
    for (const name of ["set-cookie", "pragma", "accept-ranges"])
      expect(answer.headers.get(name)).toBeNull();
    expect(answer.headers.get("etag")).toBe('"1"');
  });

  it("works under a market's address too", async () => {
    expect((await get("/zh-cn/apps/clipshelf/feed")).status).toBe(200);
    expect(asked().path).toBe("/proxy/feed");
  });

  it("follows the path the merchant chose", async () => {
    const { installation } = sandbox.store.shop(DEFAULT_SHOP);
    if (!installation) throw new Error("not installed");
    const settings = (path: string) =>
      get(`/admin/settings/proxy?shop=${DEFAULT_SHOP}`, {
        method: "POST",
        body: new URLSearchParams({ path }),
        redirect: "manual",
      });
    expect((await settings("/tools/clips")).headers.get("location")).toContain("saved=1");
    await get("/tools/clips/feed");
    expect(asked().query.get("path_prefix")).toBe("/tools/clips");
    sandbox.app.requests = [];
    await get("/apps/clipshelf/feed");
    expect(sandbox.app.requests).toEqual([]);
    expect((await settings("/admin/x")).headers.get("location")).toContain("badpath=1");
    expect(installation.proxyPath).toBe("/tools/clips");
    installation.proxyPath = "/apps/clipshelf";
  });
});

it("answers 502 in words when the app is down", async () => {
  sandbox.app.answer = (_request, response) => void response.destroy();
  const answer = await get("/apps/clipshelf/feed");
  expect(answer.status).toBe(502);
  expect(await answer.text()).toContain("third-party application");
});
