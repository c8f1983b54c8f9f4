import { createHmac, timingSafeEqual } from "node:crypto";

/** What a ticket allows: one file of this size to this place, until then. */
export interface UploadClaims {
  shopId: string;
  videoId: string;
  key: string;
  bytes: number;
  contentType: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** Long enough for 5 GB on a slow line; the sweep forgets unfinished uploads later than that. */
export const UPLOAD_TICKET_MS = 12 * 60 * 60 * 1000;

/** `<claims>.<HMAC-SHA256>`, both base64url: fits into one path segment. */
export function sealUploadTicket(secret: string, claims: UploadClaims): string {
  const body = Buffer.from(
    JSON.stringify([
      claims.shopId,
      claims.videoId,
      claims.key,
      claims.bytes,
      claims.contentType,
      claims.expiresAt,
    ]),
  ).toString("base64url");
  return `${body}.${sign(secret, body)}`;
}

/** Null when forged, damaged or expired. */
export function openUploadTicket(secret: string, ticket: string, now: number): UploadClaims | null {
  const [body, signature, more] = ticket.split(".");
  if (!body || !signature || more !== undefined) return null;
  const expected = Buffer.from(sign(secret, body));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
  const [shopId, videoId, key, bytes, contentType, expiresAt] = JSON.parse(
    Buffer.from(body, "base64url").toString("utf8"),
  ) as [string, string, string, number, string, number];
  if (expiresAt <= now) return null;
  return { shopId, videoId, key, bytes, contentType, expiresAt };
}

function sign(secret: string, body: string): string {
  const key = createHmac("sha256", secret).update("clipshelf upload ticket 1").digest();
  return createHmac("sha256", key).update(body).digest("base64url");
}
