import { createHmac, timingSafeEqual } from "node:crypto";

/** Passes are good for one such span at least and two at most, and the same within one: URLs can be cached. */
const SPAN_MS = 12 * 60 * 60 * 1000;

/**
 * A path segment that lets its holder fetch the files of one clip although it is withheld: the merchant's own
 * pages have one. As a segment and not a parameter, so that addresses inside of playlists carry it too.
 */
export function sealMediaPass(
  secret: string,
  shopId: string,
  videoId: string,
  now: number,
): string {
  const until = ((Math.floor(now / SPAN_MS) + 2) * SPAN_MS).toString(36);
  return `pass.${until}.${sign(secret, shopId, videoId, until)}`;
}

/** False when it is forged, of another clip, or over. */
export function isMediaPass(
  secret: string,
  pass: string,
  shopId: string,
  videoId: string,
  now: number,
): boolean {
  const [, until = "", given = ""] = pass.split(".");
  const expected = Buffer.from(sign(secret, shopId, videoId, until));
  const actual = Buffer.from(given);
  return (
    Number.parseInt(until, 36) > now &&
    expected.length === actual.length &&
    timingSafeEqual(expected, actual)
  );
}

function sign(secret: string, shopId: string, videoId: string, until: string): string {
  return createHmac("sha256", secret).update(`${shopId}/${videoId}/${until}`).digest("base64url");
}
