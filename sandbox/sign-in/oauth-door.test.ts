import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KEYS, startTestSandbox, type TestSandbox } from "../fixtures/running-sandbox.ts";
import { DEFAULT_SHOP } from "../world/shops.ts";
import { readSessionToken, signSessionToken } from "./session-token.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());

const control = (name: string, fields: Record<string, unknown> = {}) =>
  fetch(`${sandbox.url}/sandbox/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(fields),
  });

const post = async (fields: Record<string, unknown>) => {
  const response = await fetch(`${sandbox.url}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      client_id: KEYS.apiKey,
      client_secret: KEYS.apiSecret,
      ...fields,
    }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

const exchange = (subject: string, more: Record<string, unknown> = {}) =>
  post({
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: subject,
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
    ...more,
  });

describe("a session token", () => {
  it("is what Shopify's library expects", async () => {
    const token = signSessionToken(KEYS, DEFAULT_SHOP);
    const claims = await sandbox.shopify.session.decodeSessionToken(token);
    expect(claims).toMatchObject({
      iss: `https://${DEFAULT_SHOP}/admin`,
      dest: `https://${DEFAULT_SHOP}`,
      aud: KEYS.apiKey,
    });
    expect(claims.exp - claims.iat).toBe(60);
  });

  it("is refused when old, forged, or of another shop", () => {
    const now = Date.now();
    const token = signSessionToken(KEYS, DEFAULT_SHOP, now);
    expect(readSessionToken(KEYS, DEFAULT_SHOP, token, now)?.sub).toBe("42");
    expect(readSessionToken(KEYS, DEFAULT_SHOP, token, now + 61_000)).toBeNull();
    expect(readSessionToken(KEYS, "b.myshopify.com", token, now)).toBeNull();
    expect(readSessionToken(KEYS, DEFAULT_SHOP, `${token}x`, now)).toBeNull();
    expect(readSessionToken(KEYS, DEFAULT_SHOP, "not.a.token", now)).toBeNull();
    const [, body] = token.split(".");
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    expect(readSessionToken(KEYS, DEFAULT_SHOP, `${none}.${body}.`, now)).toBeNull();
  });
});

describe("token exchange", () => {
  it("gives Shopify's library an expiring session with a refresh token", async () => {
    const session = await sandbox.signIn();
    expect(session.id).toBe(`offline_${DEFAULT_SHOP}`);
    expect(session.scope).toBe("read_discounts,read_orders,write_files,write_products");
    const seconds = (at: Date | undefined) => ((at?.getTime() ?? 0) - Date.now()) / 1000;
    expect(seconds(session.expires)).toBeGreaterThan(3590);
    expect(seconds(session.refreshTokenExpires)).toBeGreaterThan(89 * 86_400);
    expect((await sandbox.query(session, "{ shop { name } }")).data.shop.name).toBe("Small Shop");
  });

  it("refuses a stale session token with 400 invalid_subject_token", async () => {
    const stale = signSessionToken(KEYS, DEFAULT_SHOP, Date.now() - 120_000);
    expect(await exchange(stale)).toMatchObject({
      status: 400,
      body: { error: "invalid_subject_token" },
    });
  });

  it("refuses a wrong secret, a token that never expires, and other grants", async () => {
    const token = signSessionToken(KEYS, DEFAULT_SHOP);
    const error = async (more: Record<string, unknown>) => (await exchange(token, more)).body.error;
    expect(await error({ client_secret: "wrong" })).toBe("invalid_client");
    expect(await error({ expiring: "0" })).toBe("invalid_request");
    expect(await error({ grant_type: "password" })).toBe("unsupported_grant_type");
  });
});

describe("an access token", () => {
  it("stops when it expires, and a refresh brings the next", async () => {
    const session = await sandbox.signIn();
    await control("tokens/expire");
    expect((await sandbox.raw(session.accessToken ?? "", "{ shop { id } }")).status).toBe(401);
    const { session: next } = await sandbox.shopify.auth.refreshToken({
      shop: DEFAULT_SHOP,
      refreshToken: session.refreshToken ?? "",
    });
    expect(next.accessToken).not.toBe(session.accessToken);
    expect(next.refreshToken).not.toBe(session.refreshToken);
    expect((await sandbox.raw(next.accessToken ?? "", "{ shop { id } }")).status).toBe(200);
  });

  it("can be refreshed again with the old refresh token until the new one is used", async () => {
    const refresh = async (token: unknown) =>
      post({ grant_type: "refresh_token", refresh_token: token });
    const first = await sandbox.signIn();
    const lost = await refresh(first.refreshToken);
    expect(lost.status).toBe(200);
    const again = await refresh(first.refreshToken);
    expect(again.status).toBe(200);
    const used = await refresh(again.body.refresh_token);
    expect(used.status).toBe(200);
    expect(await refresh(first.refreshToken)).toMatchObject({
      status: 400,
      body: { error: "invalid_grant" },
    });
  });

  it("cannot be refreshed when the refresh token has expired", async () => {
    const session = await sandbox.signIn();
    await control("tokens/expire", { refresh: true });
    const answer = await post({
      grant_type: "refresh_token",
      refresh_token: session.refreshToken,
    });
    expect(answer).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });
});

describe("uninstalling", () => {
  it("stops tokens, removes the installation's metafields and tells the app", async () => {
    const session = await sandbox.signIn();
    const shop = sandbox.store.shop(DEFAULT_SHOP);
    const owner = `gid://shopify/AppInstallation/${shop.installation?.id}`;
    const set = `mutation($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { userErrors { message } } }`;
    await sandbox.query(session, set, {
      m: [{ ownerId: owner, namespace: "clipshelf", key: "kept", type: "json", value: "{}" }],
    });
    expect(shop.metafields).toHaveLength(1);
    await control("uninstall");
    expect(shop.metafields).toHaveLength(0);
    expect((await sandbox.raw(session.accessToken ?? "", "{ shop { id } }")).status).toBe(401);
    const refused = await exchange(signSessionToken(KEYS, DEFAULT_SHOP));
    expect(refused).toMatchObject({ status: 400, body: { error: "application_not_installed" } });
    await sandbox.sandbox.webhooks.settled(5000);
    const heard = sandbox.app.requests.filter((one) => one.method === "POST");
    expect(heard.at(-1)?.headers["x-shopify-topic"]).toBe("app/uninstalled");

    await control("install");
    expect(
      (await sandbox.raw((await sandbox.signIn()).accessToken ?? "", "{ shop { id } }")).status,
    ).toBe(200);
  });
});
