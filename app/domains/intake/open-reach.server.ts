import type { ShopRef } from "../shop/index.ts";
import { openTokens, sealTokens, signInOf } from "./account-tokens.server.ts";
import { isPlatform, type SourceKind } from "./index.ts";
import {
  type AccountAccess,
  type IntakePorts,
  SourceFault,
  type SourceReach,
  type StoredAccount,
} from "./ports.ts";

type Ports = Pick<IntakePorts, "accounts" | "sources" | "sealKeys" | "clock" | "log">;

/**
 * Does something at a source with all that the shop may read there by: of one account, or of all its
 * connected ones. Tokens are renewed ahead of their end, and once more when the platform says that they
 * have ended early. An account that only a person can bring back is marked so.
 */
export async function withReach<T>(
  ports: Ports,
  shop: ShopRef,
  kind: SourceKind,
  accountId: string | null,
  signal: AbortSignal,
  work: (reach: SourceReach) => Promise<T>,
): Promise<T> {
  if (!isPlatform(kind)) return work({ ...shop, accounts: [] });
  const wanted = async () => {
    if (accountId === null)
      return (await ports.accounts.accounts(shop.id)).filter(
        (account) => account.kind === kind && account.state === "connected",
      );
    const account = await ports.accounts.findAccount(shop.id, accountId);
    if (account?.state !== "connected")
      throw new SourceFault("account-lapsed", "The account is not connected");
    return [account];
  };
  const open = async (force: boolean): Promise<SourceReach> => {
    const accounts: AccountAccess[] = [];
    for (const account of await wanted()) {
      try {
        accounts.push(await accessOf(ports, account, force, signal));
      } catch (error) {
        // Of several accounts the others still serve.
        if (accountId !== null || !(error instanceof SourceFault)) throw error;
        if (error.kind !== "account-lapsed") throw error;
      }
    }
    return { ...shop, accounts };
  };
  try {
    return await work(await open(false));
  } catch (error) {
    if (!(error instanceof SourceFault) || error.kind !== "account-lapsed") throw error;
    const reach = await open(true);
    try {
      return await work(reach);
    } catch (again) {
      const lapsed = again instanceof SourceFault && again.kind === "account-lapsed";
      if (lapsed && accountId !== null) await ports.accounts.lapseAccount(shop.id, accountId);
      throw again;
    }
  }
}

/** A token that is good for a while. Two that renew at the same time end with the same one. */
async function accessOf(
  { accounts, sources, sealKeys, clock, log }: Ports,
  account: StoredAccount,
  force: boolean,
  signal: AbortSignal,
): Promise<AccountAccess> {
  const { shopId, id, userId } = account;
  const lapse = async (why: string): Promise<never> => {
    await accounts.lapseAccount(shopId, id);
    log.warn({ shop: shopId, kind: account.kind, why }, "An account has to be connected again");
    throw new SourceFault("account-lapsed", why);
  };
  const tokens = openTokens(sealKeys, account);
  if (!tokens) return lapse("Its tokens cannot be opened with our keys");
  const signIn = signInOf({ sources }, account.kind);
  const fresh =
    tokens.expiresAt === null || tokens.expiresAt - clock.now() > (signIn?.renewAhead ?? 0);
  if (!signIn || (fresh && !force)) return { userId, token: tokens.access, scopes: tokens.scopes };
  try {
    const renewed = await signIn.renew(tokens, signal);
    const { scopes, expiresAt } = renewed;
    const sealed = sealTokens(sealKeys, account, renewed);
    await accounts.renewTokens(shopId, id, account.access, { ...sealed, scopes, expiresAt });
    return { userId, token: renewed.access, scopes };
  } catch (error) {
    if (!(error instanceof SourceFault) || error.kind !== "account-lapsed") throw error;
    // Somebody else renewed it a moment ago, and what we had was used up by that.
    const now = await accounts.findAccount(shopId, id);
    const theirs = now && now.access !== account.access ? openTokens(sealKeys, now) : null;
    if (theirs) return { userId, token: theirs.access, scopes: theirs.scopes };
    // An end that is still ahead: the token serves until then.
    if (!force && tokens.expiresAt !== null && tokens.expiresAt > clock.now())
      return { userId, token: tokens.access, scopes: tokens.scopes };
    return lapse(error.detail);
  }
}
