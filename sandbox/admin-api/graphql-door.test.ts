import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestSandbox, type TestSandbox } from "../fixtures/running-sandbox.ts";
import { OTHER_SHOP } from "../fixtures/small-shop.ts";
import { DEFAULT_SHOP } from "../world/shops.ts";
import { fullBucket } from "./throttle.ts";

let sandbox: TestSandbox;
let token: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  token = (await sandbox.signIn()).accessToken ?? "";
});
afterAll(() => sandbox.close());

describe("a query that the schema allows", () => {
  it("is answered through Shopify's own client, with its cost", async () => {
    const session = await sandbox.signIn();
    const answer = await sandbox.query(
      session,
      "query($id: ID!) { product(id: $id) { id title status variants(first: 5) { nodes { id price availableForSale } } } shop { currencyCode ianaTimezone } }",
      { id: "gid://shopify/Product/501" },
    );
    expect(answer.data.product).toEqual({
      id: "gid://shopify/Product/501",
      title: "Linen Shirt",
      status: "ACTIVE",
      variants: {
        nodes: [
          { id: "gid://shopify/ProductVariant/601", price: "40.00", availableForSale: true },
          { id: "gid://shopify/ProductVariant/602", price: "42.50", availableForSale: false },
        ],
      },
    });
    expect(answer.data.shop).toEqual({ currencyCode: "USD", ianaTimezone: "Asia/Shanghai" });
    const { cost } = answer.extensions;
    expect(cost.throttleStatus).toMatchObject({ maximumAvailable: 2000, restoreRate: 100 });
    expect(cost.actualQueryCost).toBeLessThanOrEqual(cost.requestedQueryCost);
    expect(cost.actualQueryCost).toBe(4);
  });

  it("pages with cursors that survive a deletion", async () => {
    const query =
      "query($after: String) { products(first: 1, after: $after, sortKey: TITLE) { nodes { title } pageInfo { hasNextPage hasPreviousPage endCursor } } }";
    const first = (await sandbox.raw(token, query)).body.data.products;
    expect(first.nodes).toEqual([{ title: "Linen Shirt" }]);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = (await sandbox.raw(token, query, { after: first.pageInfo.endCursor })).body;
    expect(second.data.products.nodes).toEqual([{ title: "Old Lamp" }]);
    const shop = sandbox.store.shop(DEFAULT_SHOP);
    const [shirt] = shop.products.splice(0, 1);
    const again = (await sandbox.raw(token, query, { after: first.pageInfo.endCursor })).body;
    if (shirt) shop.products.unshift(shirt);
    expect(again.data.products.nodes).toEqual([{ title: "Old Lamp" }]);
  });

  it("keeps shops apart", async () => {
    const query = '{ product(id: "gid://shopify/Product/901") { id } }';
    expect((await sandbox.raw(token, query)).body.data.product).toBeNull();
    const other = await sandbox.query(await sandbox.signIn(OTHER_SHOP), query);
    expect(other.data.product).toEqual({ id: "gid://shopify/Product/901" });
  });

  it("searches as Shopify's syntax says", async () => {
    const titles = async (query: string) =>
      (
        await sandbox.raw(
          token,
          "query($query: String) { products(first: 9, query: $query) { nodes { title } } }",
          { query },
        )
      ).body.data.products.nodes.map((one: { title: string }) => one.title);
    expect(await titles("status:active")).toEqual(["Linen Shirt", "Tide Mug"]);
    expect(await titles("title:Tid*")).toEqual(["Tide Mug"]);
    expect(await titles("id:501 OR handle:old-lamp")).toEqual(["Linen Shirt", "Old Lamp"]);
    expect(await titles("-status:active")).toEqual(["Old Lamp"]);
    expect(await titles('"tide mug"')).toEqual(["Tide Mug"]);
    expect(await titles("nothing")).toEqual([]);
  });
});

describe("a query that Shopify refuses", () => {
  const errorsOf = async (query: string, variables?: Record<string, unknown>) => {
    const { status, body } = await sandbox.raw(token, query, variables);
    expect(status).toBe(200);
    return body.errors;
  };

  it.each([
    ["{ shop { colour } }", "undefinedField", "Field 'colour' doesn't exist on type 'Shop'"],
    ["{ shop(a: 1) { id } }", "argumentNotAccepted", "Field 'shop' doesn't accept argument 'a'"],
    [
      "{ product { id } }",
      "missingRequiredArguments",
      "Field 'product' is missing required arguments: id",
    ],
    [
      "{ shop }",
      "selectionMismatch",
      "Field must have selections (field 'shop' returns Shop but has no selections. Did you mean 'shop { ... }'?)",
    ],
    [
      "query Q($a: Int) { shop { id } }",
      "variableNotUsed",
      "Variable $a is declared by Q but not used",
    ],
  ])("%s", async (query, code, message) => {
    const [error] = await errorsOf(query);
    expect(error).toMatchObject({ message, extensions: { code } });
    expect(error.locations[0].line).toBe(1);
  });

  it("names the path of the fault", async () => {
    const [error] = await errorsOf("query Look { shop { colour } }");
    expect(error.path).toEqual(["query Look", "shop", "colour"]);
  });

  it("for a variable that does not fit", async () => {
    const [error] = await errorsOf("query($id: ID!) { product(id: $id) { id } }", {});
    expect(error.extensions.code).toBe("INVALID_VARIABLE");
  });

  it("for an id that is none", async () => {
    const [error] = await errorsOf('{ product(id: "7") { id } }');
    expect(error.message).toBe("Invalid global id '7'");
  });

  it("for a connection without a size, or one too large", async () => {
    expect((await errorsOf("{ products { nodes { id } } }"))[0].message).toBe(
      "you must provide one of first or last",
    );
    expect((await errorsOf("{ products(first: 251) { nodes { id } } }"))[0].message).toBe(
      "first cannot exceed 250",
    );
  });

  it("for a scope that was not granted", async () => {
    const [error] = await errorsOf("{ themes(first: 1) { nodes { id } } }");
    expect(error.extensions).toMatchObject({ code: "ACCESS_DENIED" });
    expect(error.message).toContain("`read_themes` access scope");
  });

  it("for a query that costs too much", async () => {
    const deep =
      "products(first: 250) { nodes { variants(first: 250) { nodes { product { variants(first: 250) { nodes { id } } } } } } }";
    const [error] = await errorsOf(`{ ${deep} }`);
    expect(error.extensions).toMatchObject({ code: "MAX_COST_EXCEEDED", maxCost: 1000 });
  });

  it("for text that is no GraphQL", async () => {
    expect((await errorsOf("{ shop {"))[0].message).toMatch(/^syntax error/);
  });
});

it("names the field that the sandbox cannot answer, and makes nothing up", async () => {
  const { body } = await sandbox.raw(token, "{ shop { unitSystem } }");
  expect(body.data).toBeNull();
  expect(body.errors[0]).toMatchObject({
    message: expect.stringContaining("no resolver for Shop.unitSystem"),
    extensions: { code: "SANDBOX_NO_RESOLVER" },
  });
});

describe("the rate limit", () => {
  it("answers THROTTLED when the bucket is empty, and refills 100 points a second", async () => {
    const bucket = fullBucket(Date.now());
    sandbox.sandbox.buckets.set(DEFAULT_SHOP, bucket);
    bucket.available = 0;
    const query = "{ products(first: 250) { nodes { id title } } }";
    const { status, body } = await sandbox.raw(token, query);
    expect(status).toBe(200);
    expect(body.data).toBeUndefined();
    expect(body.errors).toEqual([
      {
        message: "Throttled",
        extensions: {
          code: "THROTTLED",
          documentation: "https://shopify.dev/api/usage/rate-limits",
        },
      },
    ]);
    expect(body.extensions.cost.actualQueryCost).toBeNull();
    bucket.at -= 1000;
    expect((await sandbox.raw(token, query)).body.errors).toBeUndefined();
  });

  it("can be provoked from outside, as often as asked", async () => {
    await fetch(`${sandbox.url}/sandbox/faults`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ throttleNext: 2 }),
    });
    const codes = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const { body } = await sandbox.raw(token, "{ shop { id } }");
      codes.push(body.errors?.[0].extensions.code ?? "ok");
    }
    expect(codes).toEqual(["THROTTLED", "THROTTLED", "ok"]);
  });
});

it("refuses a bad token with 401 and gives every answer a request id", async () => {
  const { status, headers, body } = await sandbox.raw("shpat_wrong", "{ shop { id } }");
  expect(status).toBe(401);
  expect(body.errors).toMatch(/^\[API\] Invalid API key or access token/);
  expect(headers.get("x-request-id")).toMatch(/^[\w-]{36,}$/);
});

it("knows one version only", async () => {
  const answer = await fetch(`${sandbox.url}/admin/api/2020-01/graphql.json`, { method: "POST" });
  expect(answer.status).toBe(404);
});

it("asks for a query, in JSON", async () => {
  const post = (body: string) =>
    fetch(`${sandbox.url}/admin/api/2026-10/graphql.json`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": token },
      body,
    });
  expect((await post("{}")).status).toBe(400);
  expect((await post("{")).status).toBe(400);
  expect((await post('"text"')).status).toBe(400);
});

it("survives addresses and cookies that are malformed", async () => {
  for (const path of ["//elsewhere/%", "/staged-uploads/%E0%A4%A", "/admin/orders/x"])
    expect((await fetch(`${sandbox.url}${path}`)).status, path).toBeLessThan(500);
  const headers = { Cookie: "sandbox_shop=%E0%A4%A; cart=%" };
  expect((await fetch(`${sandbox.url}/sandbox/health`, { headers })).status).toBe(200);
});
