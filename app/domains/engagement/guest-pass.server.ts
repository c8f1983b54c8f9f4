import { createHmac, timingSafeEqual } from "node:crypto";
import { isId } from "../../kernel/ids.ts";

/**
 * `<id>.<HMAC-SHA256 of shop and id, its first 128 bits in base64url>`: the id is the guest's name in one
 * shop's store, the signature says that we gave it. Nothing is kept of a pass that nobody has used.
 */
export function sealGuestPass(secret: string, shopId: string, id: string): string {
  return `${id}.${sign(secret, shopId, id)}`;
}

/** The id, or null when the pass is forged, damaged or another shop's. */
export function openGuestPass(secret: string, shopId: string, pass: unknown): string | null {
  if (typeof pass !== "string") return null;
  const [id, signature = "", more] = pass.split(".");
  if (!isId(id) || more !== undefined) return null;
  const expected = Buffer.from(sign(secret, shopId, id));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given) ? id : null;
}

function sign(secret: string, shopId: string, id: string): string {
  return createHmac("sha256", secret).update(`${shopId} ${id}`).digest("base64url").slice(0, 22);
}
