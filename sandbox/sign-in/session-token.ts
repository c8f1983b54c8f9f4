import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

/** Claims of Shopify's session token: https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens */
export interface SessionClaims {
  /** `https://{shop}/admin` */
  iss: string;
  /** `https://{shop}` */
  dest: string;
  /** API key. */
  aud: string;
  /** Staff member's id. */
  sub: string;
  /** Seconds since 1970, as `nbf` and `iat`. */
  exp: number;
  nbf: number;
  iat: number;
  jti: string;
  sid: string;
}

interface AppKeys {
  apiKey: string;
  apiSecret: string;
}

/** The staff member who is always signed in. */
export const STAFF = { id: "42", firstName: "Mei", lastName: "Lin", email: "mei@example.com" };

/** How long a session token lives, in seconds. */
export const SESSION_TOKEN_SECONDS = 60;

export function signSessionToken(keys: AppKeys, shopDomain: string, now = Date.now()): string {
  const seconds = Math.floor(now / 1000);
  const claims: SessionClaims = {
    iss: `https://${shopDomain}/admin`,
    dest: `https://${shopDomain}`,
    aud: keys.apiKey,
    sub: STAFF.id,
    exp: seconds + SESSION_TOKEN_SECONDS,
    nbf: seconds,
    iat: seconds,
    jti: randomUUID(),
    sid: randomUUID(),
  };
  const head = encode({ alg: "HS256", typ: "JWT" });
  const body = encode(claims);
  return `${head}.${body}.${signature(keys.apiSecret, `${head}.${body}`)}`;
}

/** Null unless the token was signed for this app and shop and is alive. */
export function readSessionToken(
  keys: AppKeys,
  shopDomain: string,
  token: string,
  now = Date.now(),
): SessionClaims | null {
  const [head, body, sign, ...rest] = token.split(".");
  if (!head || !body || !sign || rest.length > 0) return null;
  const expected = Buffer.from(signature(keys.apiSecret, `${head}.${body}`));
  const given = Buffer.from(sign);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
  try {
    const { alg } = decode(head) as { alg?: unknown };
    const claims = decode(body) as SessionClaims;
    const seconds = now / 1000;
    const right =
      alg === "HS256" &&
      claims.aud === keys.apiKey &&
      claims.dest === `https://${shopDomain}` &&
      claims.exp > seconds &&
      claims.nbf <= seconds + 10;
    return right ? claims : null;
  } catch {
    return null;
  }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decode(part: string): unknown {
  return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
}

function signature(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}
