import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const VERSION = "v1";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals a secret with AES-256-GCM: `v1.<base64url of nonce, tag and text>`. `bound` says where it belongs,
 * and what is moved elsewhere does not open there. The first key seals.
 */
export function seal(keys: Buffer[], secret: string, bound: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keys[0]!, nonce).setAAD(Buffer.from(bound));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64url")}`;
}

/** Null when no key opens it, it was changed, or it belongs elsewhere. */
export function unseal(keys: Buffer[], sealed: string, bound: string): string | null {
  const [version, body, more] = sealed.split(".");
  if (version !== VERSION || !body || more !== undefined) return null;
  const bytes = Buffer.from(body, "base64url");
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  for (const key of keys)
    try {
      const opener = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(bound))
        .setAuthTag(tag);
      const text = opener.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([text, opener.final()]).toString("utf8");
    } catch {
      // Another key's, perhaps.
    }
  return null;
}
