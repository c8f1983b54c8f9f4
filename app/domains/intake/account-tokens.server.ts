import type { Platform } from "./platforms.ts";
import type { IntakePorts, StoredAccount } from "./ports.ts";
import { seal, unseal } from "./seal.ts";

/** Null when this app has not been given the platform's keys. */
export function signInOf({ sources }: Pick<IntakePorts, "sources">, kind: Platform) {
  return sources.find((source) => source.kind === kind)?.signIn ?? null;
}

type Row = Pick<StoredAccount, "shopId" | "id">;

export function sealTokens(
  keys: Buffer[],
  { shopId, id }: Row,
  tokens: { access: string; refresh: string | null },
): { access: string; refresh: string | null } {
  const bound = (what: string) => `${shopId} account ${id} ${what}`;
  return {
    access: seal(keys, tokens.access, bound("access")),
    refresh: tokens.refresh === null ? null : seal(keys, tokens.refresh, bound("refresh")),
  };
}

/** Null when the keys they were sealed with are gone: then only a new sign-in helps. */
export function openTokens(keys: Buffer[], account: StoredAccount) {
  const { shopId, id, scopes, expiresAt } = account;
  const access = unseal(keys, account.access, `${shopId} account ${id} access`);
  if (access === null) return null;
  const refresh = account.refresh
    ? unseal(keys, account.refresh, `${shopId} account ${id} refresh`)
    : null;
  return { access, refresh, scopes, expiresAt };
}
