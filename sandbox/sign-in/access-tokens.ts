import { randomBytes } from "node:crypto";
import type { AccessToken, ShopState } from "../world/types.ts";

/** Shopify's lifetimes of expiring offline tokens. */
export const ACCESS_TOKEN_SECONDS = 3600;
export const REFRESH_TOKEN_SECONDS = 90 * 86_400;
/** A used refresh token may be sent again this long, so that an app that lost the answer recovers. */
const RETRY_DAYS = 30;
/** So that a sandbox that runs for months does not grow. */
const KEPT_TOKENS = 50;

/** The answer of `POST /admin/oauth/access_token`. */
export interface TokenAnswer {
  access_token: string;
  scope: string;
  expires_in: number;
  refresh_token: string;
  refresh_token_expires_in: number;
}

/** Grants a new pair. Earlier pairs live on until they expire. Throws when the app is not installed. */
export function grantToken(shop: ShopState, now: number): TokenAnswer {
  const token = newToken(now, null);
  const installation = installed(shop);
  const kept = installation.tokens.filter((one) => refreshable(one, now)).slice(-KEPT_TOKENS);
  installation.tokens = [...kept, token];
  return answer(shop, token, now);
}

/**
 * Trades a refresh token for the next pair; null when it is unknown, expired or retired. The token
 * traded in works again until its replacement is used (Shopify's changelog, 2026-08-28), which retires
 * the whole line before it.
 */
export function refreshToken(shop: ShopState, refresh: string, now: number): TokenAnswer | null {
  const installation = installed(shop);
  const used = installation.tokens.find((one) => one.refresh === refresh);
  if (!used || !refreshable(used, now)) return null;
  used.refreshedAt ??= new Date(now).toISOString();
  const next = newToken(now, used.refresh);
  installation.tokens = installation.tokens.filter((one) => one.refresh !== used.previousRefresh);
  installation.tokens.push(next);
  return answer(shop, next, now);
}

/** Whether the Admin API lets this token in. */
export function isLiveToken(shop: ShopState, access: string, now: number): boolean {
  return (shop.installation?.tokens ?? []).some(
    (one) => one.access === access && Date.parse(one.expiresAt) > now,
  );
}

function installed(shop: ShopState) {
  if (!shop.installation) throw new Error(`The app is not installed on ${shop.domain}`);
  return shop.installation;
}

function newToken(now: number, previousRefresh: string | null): AccessToken {
  return {
    access: `shpat_${randomBytes(16).toString("hex")}`,
    expiresAt: new Date(now + ACCESS_TOKEN_SECONDS * 1000).toISOString(),
    refresh: `shprt_${randomBytes(16).toString("hex")}`,
    refreshExpiresAt: new Date(now + REFRESH_TOKEN_SECONDS * 1000).toISOString(),
    previousRefresh,
    refreshedAt: null,
  };
}

function refreshable(token: AccessToken, now: number): boolean {
  if (Date.parse(token.refreshExpiresAt) <= now) return false;
  return !token.refreshedAt || now - Date.parse(token.refreshedAt) < RETRY_DAYS * 86_400_000;
}

function answer(shop: ShopState, token: AccessToken, now: number): TokenAnswer {
  const seconds = (at: string) => Math.round((Date.parse(at) - now) / 1000);
  return {
    access_token: token.access,
    scope: installed(shop).scopes.join(","),
    expires_in: seconds(token.expiresAt),
    refresh_token: token.refresh,
    refresh_token_expires_in: seconds(token.refreshExpiresAt),
  };
}
