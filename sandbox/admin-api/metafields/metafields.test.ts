import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../fixtures/running-sandbox.ts";
import { DEFAULT_SHOP } from "../../world/shops.ts";
import { JSON_LIMIT_BYTES } from "./value-rules.ts";

const SET = `mutation($m: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $m) {
    metafields { id namespace key type value compareDigest }
    userErrors { field message code elementIndex }
  }
}`;

let sandbox: TestSandbox;
let token: string;
let owner: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  token = (await sandbox.signIn()).accessToken ?? "";
  owner = `gid://shopify/AppInstallation/${sandbox.store.shop(DEFAULT_SHOP).installation?.id}`;
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.store.shop(DEFAULT_SHOP).metafields = [];
});

const set = async (...inputs: Record<string, unknown>[]) => {
  const { body } = await sandbox.raw(token, SET, { m: inputs });
  return body.data.metafieldsSet;
};
const field = (more: Record<string, unknown> = {}) => ({
  ownerId: owner,
  namespace: "clipshelf",
  key: "storefront",
  type: "json",
  value: '{"v":1}',
  ...more,
});
const codes = async (...inputs: Record<string, unknown>[]) =>
  (await set(...inputs)).userErrors.map((one: { code: string }) => one.code);

describe("metafieldsSet", () => {
  it("writes, writes over, and is read back", async () => {
    const first = await set(field());
    expect(first.userErrors).toEqual([]);
    const second = await set(field({ value: '{"v":2}' }));
    expect(second.metafields[0].id).toBe(first.metafields[0].id);
    const { body } = await sandbox.raw(
      token,
      '{ currentAppInstallation { metafield(namespace: "clipshelf", key: "storefront") { jsonValue } metafields(first: 5, namespace: "clipshelf") { nodes { key } } } }',
    );
    expect(body.data.currentAppInstallation).toEqual({
      metafield: { jsonValue: { v: 2 } },
      metafields: { nodes: [{ key: "storefront" }] },
    });
  });

  it("keeps $app namespaces to this app", async () => {
    const product = "gid://shopify/Product/501";
    const done = await set(field({ ownerId: product, namespace: "$app:clipshelf", key: "videos" }));
    expect(done.metafields[0].namespace).toBe("app--314159265--clipshelf");
    const { body } = await sandbox.raw(
      token,
      `{ product(id: "${product}") { metafield(namespace: "$app:clipshelf", key: "videos") { value } } }`,
    );
    expect(body.data.product.metafield.value).toBe('{"v":1}');
    expect(await codes(field({ ownerId: product, namespace: "app--1--clipshelf" }))).toEqual([
      "APP_NOT_AUTHORIZED",
    ]);
  });

  it("takes 25 a call and no more", async () => {
    const many = Array.from({ length: 26 }, (_, index) => field({ key: `key_${index}` }));
    expect(await codes(...many)).toEqual(["LESS_THAN_OR_EQUAL_TO"]);
    expect(await codes(...many.slice(1))).toEqual([]);
  });

  it("writes all or none", async () => {
    expect(await codes(field({ key: "good" }), field({ key: "bad", value: "{" }))).toEqual([
      "INVALID_VALUE",
    ]);
    expect(sandbox.store.shop(DEFAULT_SHOP).metafields).toEqual([]);
  });

  it.each([
    ["an empty value", { value: "" }, "BLANK"],
    ["JSON that is none", { value: "{" }, "INVALID_VALUE"],
    ["an unknown type", { type: "text" }, "INCLUSION"],
    ["a key too short", { key: "k" }, "TOO_SHORT"],
    ["a key too long", { key: "k".repeat(65) }, "TOO_LONG"],
    ["a key with a space", { key: "a b" }, "INVALID"],
    ["a namespace too short", { namespace: "ab" }, "TOO_SHORT"],
    ["an owner of another shop", { ownerId: "gid://shopify/Product/901" }, "INVALID"],
    ["an owner that takes none", { ownerId: "gid://shopify/Metafield/1" }, "INVALID"],
    [
      "a product that is not there",
      { type: "product_reference", value: "gid://shopify/Product/1" },
      "INVALID_VALUE",
    ],
    [
      "a list with a foreign product",
      {
        type: "list.product_reference",
        value: '["gid://shopify/Product/501","gid://shopify/Product/901"]',
      },
      "INVALID_VALUE",
    ],
    [
      "a list that is no list",
      { type: "list.product_reference", value: '"gid://shopify/Product/501"' },
      "INVALID_VALUE",
    ],
    [
      "a line break in one line",
      { type: "single_line_text_field", value: "a\nb" },
      "INVALID_VALUE",
    ],
    ["a whole number with a fraction", { type: "number_integer", value: "1.5" }, "INVALID_VALUE"],
  ])("refuses %s", async (_name, more, code) => {
    expect(await codes(field(more))).toEqual([code]);
  });

  it("takes JSON up to 128 KB, in bytes", async () => {
    const sized = (bytes: number) => JSON.stringify("影".repeat(10) + "x".repeat(bytes - 32));
    expect(Buffer.byteLength(sized(JSON_LIMIT_BYTES))).toBe(JSON_LIMIT_BYTES);
    expect(await codes(field({ value: sized(JSON_LIMIT_BYTES) }))).toEqual([]);
    expect(await codes(field({ value: sized(JSON_LIMIT_BYTES + 1) }))).toEqual(["INVALID_VALUE"]);
  });

  it("takes 128 references and no more", async () => {
    const list = (count: number) => JSON.stringify(Array(count).fill("gid://shopify/Product/501"));
    const type = "list.product_reference";
    expect(await codes(field({ type, value: list(128) }))).toEqual([]);
    expect(await codes(field({ type, value: list(129) }))).toEqual(["INVALID_VALUE"]);
  });

  it("shows what a list of references points to", async () => {
    await set(
      field({
        key: "products",
        type: "list.product_reference",
        value: '["gid://shopify/Product/502","gid://shopify/Product/501"]',
      }),
    );
    const { body } = await sandbox.raw(
      token,
      '{ currentAppInstallation { metafield(namespace: "clipshelf", key: "products") { references(first: 5) { nodes { ... on Product { title } } } } } }',
    );
    expect(body.data.currentAppInstallation.metafield.references.nodes).toEqual([
      { title: "Tide Mug" },
      { title: "Linen Shirt" },
    ]);
  });

  it("writes only over the value that compareDigest names", async () => {
    const [made] = (await set(field({ compareDigest: null }))).metafields;
    expect(await codes(field({ compareDigest: null }))).toEqual(["STALE_OBJECT"]);
    expect(await codes(field({ compareDigest: "other" }))).toEqual(["STALE_OBJECT"]);
    expect(await codes(field({ compareDigest: made.compareDigest, value: "2" }))).toEqual([]);
    expect(await codes(field({ compareDigest: made.compareDigest, value: "3" }))).toEqual([
      "STALE_OBJECT",
    ]);
  });

  it("asks for the owner's own scope", async () => {
    const { installation } = sandbox.store.shop(DEFAULT_SHOP);
    const scopes = installation?.scopes ?? [];
    if (installation) installation.scopes = ["read_products"];
    const refused = await codes(field({ ownerId: "gid://shopify/Product/501" }));
    if (installation) installation.scopes = scopes;
    expect(refused).toEqual(["APP_NOT_AUTHORIZED"]);
  });
});

describe("metafieldsDelete", () => {
  it("names what it deleted, and null for what was not there", async () => {
    await set(field());
    const { body } = await sandbox.raw(
      token,
      "mutation($m: [MetafieldIdentifierInput!]!) { metafieldsDelete(metafields: $m) { deletedMetafields { key } userErrors { message } } }",
      {
        m: ["storefront", "never"].map((key) => ({ ownerId: owner, namespace: "clipshelf", key })),
      },
    );
    expect(body.data.metafieldsDelete).toEqual({
      deletedMetafields: [{ key: "storefront" }, null],
      userErrors: [],
    });
  });
});

describe("metafieldDefinitionCreate", () => {
  it("fixes a type for a key, once", async () => {
    const create = async () =>
      (
        await sandbox.raw(
          token,
          "mutation($d: MetafieldDefinitionInput!) { metafieldDefinitionCreate(definition: $d) { createdDefinition { key namespace type { name } } userErrors { code } } }",
          {
            d: {
              name: "Videos",
              namespace: "$app:clipshelf",
              key: "clips",
              type: "json",
              ownerType: "PRODUCT",
            },
          },
        )
      ).body.data.metafieldDefinitionCreate;
    expect((await create()).createdDefinition).toMatchObject({
      key: "clips",
      type: { name: "json" },
    });
    expect((await create()).userErrors).toEqual([{ code: "TAKEN" }]);
    const input = {
      ownerId: "gid://shopify/Product/501",
      namespace: "$app:clipshelf",
      key: "clips",
    };
    expect(await codes({ ...input, value: "{}" })).toEqual([]);
    expect(await codes({ ...input, type: "boolean", value: "true" })).toEqual(["INVALID_TYPE"]);
  });
});
