import { createHmac, timingSafeEqual } from "node:crypto";
import { isId } from "../../kernel/ids.ts";

/** What a link says: this request of this shop, until then. A request is about one clip. */
export interface PermissionClaims {
  shopId: string;
  requestId: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** `<shop>.<request>.<end in base 36>.<HMAC-SHA256 in base64url>`: fits into one path segment. */
export function sealPermission(secret: string, claims: PermissionClaims): string {
  const body = `${claims.shopId}.${claims.requestId}.${claims.expiresAt.toString(36)}`;
  return `${body}.${sign(secret, body)}`;
}

/** Null when forged or damaged. Whether it has expired is for the caller to say. */
export function openPermission(secret: string, token: string): PermissionClaims | null {
  const [shopId, requestId, end = "", signature = "", more] = token.split(".");
  if (!isId(shopId) || !isId(requestId) || more !== undefined) return null;
  const expected = Buffer.from(sign(secret, `${shopId}.${requestId}.${end}`));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
  return { shopId, requestId, expiresAt: Number.parseInt(end, 36) };
}

function sign(secret: string, body: string): string {
  return createHmac("sha256", secret).update(`permission ${body}`).digest("base64url");
}
