import { createHmac, timingSafeEqual } from "node:crypto";

/** What a ticket allows: one person of one shop to send one file of this size, until then. */
export interface UploadClaims {
  shopId: string;
  /** Id of the staff account. */
  staff: string;
  of: "clip" | "archive";
  /** Of the clip or the archive. */
  id: string;
  bytes: number;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** A browser that is still sending asks for a fresh one, so it need not be long. */
export const UPLOAD_TICKET_MS = 24 * 60 * 60 * 1000;

/** `<claims>.<HMAC-SHA256>`, both base64url: fits into one path segment. */
export function sealUploadTicket(secret: string, claims: UploadClaims): string {
  const { shopId, staff, of, id, bytes, expiresAt } = claims;
  const body = Buffer.from(JSON.stringify([shopId, staff, of, id, bytes, expiresAt])).toString(
    "base64url",
  );
  return `${body}.${sign(secret, body)}`;
}

/** Null when forged, damaged or expired. */
export function openUploadTicket(secret: string, ticket: string, now: number): UploadClaims | null {
  const [body, signature, more] = ticket.split(".");
  if (!body || !signature || more !== undefined) return null;
  const expected = Buffer.from(sign(secret, body));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
  const [shopId, staff, of, id, bytes, expiresAt] = JSON.parse(
    Buffer.from(body, "base64url").toString("utf8"),
  ) as [string, string, UploadClaims["of"], string, number, number];
  if (expiresAt <= now) return null;
  return { shopId, staff, of, id, bytes, expiresAt };
}

function sign(secret: string, body: string): string {
  const key = createHmac("sha256", secret).update("clipshelf upload ticket 3").digest();
  return createHmac("sha256", key).update(body).digest("base64url");
}
