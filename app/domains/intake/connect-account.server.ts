import { createHash, randomBytes } from "node:crypto";
import { newId } from "../../kernel/ids.ts";
import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import type { ShopRef } from "../shop/index.ts";
import { openTokens, sealTokens, signInOf } from "./account-tokens.server.ts";
import { type AccountFaultKind, PLATFORM_NAMES, type Platform } from "./platforms.ts";
import { type IntakePorts, SourceFault } from "./ports.ts";
import { seal, unseal } from "./seal.ts";
import { syncAccount } from "./sync-account.server.ts";

/** A sign-in that takes longer is begun anew. */
const SIGN_IN_MS = 15 * 60 * 1000;

type Ports = Pick<
  IntakePorts,
  "accounts" | "store" | "clock" | "log" | "sources" | "sealKeys" | "connectUrl"
>;
type AccountFault = Fault<AccountFaultKind>;

/** What travels through the platform and back, sealed: which sign-in of which shop this is. */
interface State {
  shopId: string;
  domain: string;
  id: string;
  kind: Platform;
  /** Epoch milliseconds. */
  at: number;
}

/** What the platform sent the person back with; sealed until the same person hands it in. */
interface Handoff extends State {
  code?: string;
  error?: string;
}

/**
 * Begins a sign-in: the address where the person says yes or no. The platform sends them back to
 * `readCallback`, whose sealed answer goes through their browser into the shop's own admin. Only there,
 * signed in as the same person, `finishSignIn` redeems it. So nobody can tie an account of theirs to
 * another's shop, nor lure somebody into giving theirs to a stranger's.
 */
export async function beginSignIn(
  ports: Ports,
  shop: ShopRef,
  staff: string,
  kind: Platform,
): Promise<Result<{ url: string }, AccountFault>> {
  const signIn = signInOf(ports, kind);
  if (!signIn) return refuse("platform-not-configured", { platform: PLATFORM_NAMES[kind] });
  const verifier = randomBytes(32).toString("base64url");
  const at = ports.clock.now();
  const id = newId(ports.clock);
  await ports.accounts.beginSignIn({
    ...{ shopId: shop.id, id, kind, staff, createdAt: at },
    verifier: seal(ports.sealKeys, verifier, `${shop.id} sign-in ${id}`),
  });
  const state: State = { shopId: shop.id, domain: shop.domain, id, kind, at };
  const url = signIn.authorizeUrl({
    state: seal(ports.sealKeys, JSON.stringify(state), "state"),
    redirectUri: redirectUri(ports, kind),
    challenge: createHash("sha256").update(verifier).digest("base64url"),
  });
  return ok({ url });
}

/**
 * Reads what a platform sent a browser back with: the shop it belongs to, and what to hand in there. Null
 * when the state is forged, damaged, too old, or another platform's.
 */
export function readCallback(
  { sealKeys, clock }: Pick<Ports, "sealKeys" | "clock">,
  kind: string,
  query: URLSearchParams,
): { domain: string; handoff: string } | null {
  const opened = unseal(sealKeys, query.get("state") ?? "", "state");
  if (!opened) return null;
  const state = JSON.parse(opened) as State;
  if (state.kind !== kind || clock.now() - state.at > SIGN_IN_MS) return null;
  const [code, error] = [query.get("code"), query.get("error")];
  const handoff: Handoff = { ...state, ...(code ? { code } : { error: error ?? "no code" }) };
  return { domain: state.domain, handoff: seal(sealKeys, JSON.stringify(handoff), "handoff") };
}

/** Redeems a sign-in, keeps its tokens sealed, and looks for posts at once. */
export async function finishSignIn(
  ports: Ports,
  shop: ShopRef,
  staff: string,
  sealed: string,
  signal: AbortSignal,
): Promise<Result<{ kind: Platform; name: string }, AccountFault>> {
  const { accounts, clock, sealKeys, log } = ports;
  const opened = unseal(sealKeys, sealed, "handoff");
  if (!opened) return refuse("connect-expired");
  const handoff = JSON.parse(opened) as Handoff;
  const now = clock.now();
  if (handoff.shopId !== shop.id) return refuse("connect-expired");
  const begun = await accounts.spendSignIn(shop.id, handoff.id, staff, now - SIGN_IN_MS, now);
  const verifier = begun && unseal(sealKeys, begun.verifier, `${shop.id} sign-in ${begun.id}`);
  if (!begun || !verifier) return refuse("connect-expired");
  const platform = PLATFORM_NAMES[begun.kind];
  const signIn = signInOf(ports, begun.kind);
  if (!signIn) return refuse("platform-not-configured", { platform });
  if (!handoff.code)
    return handoff.error === "access_denied" || handoff.error === "user_cancelled_login"
      ? refuse("connect-denied", { platform })
      : refuse("connect-refused", { platform, detail: handoff.error ?? "" });

  const given = { code: handoff.code, verifier, redirectUri: redirectUri(ports, begun.kind) };
  const redeemed = await asResult(platform, () => signIn.redeem(given, signal));
  if (!redeemed.ok) {
    log.warn({ shop: shop.id, platform, fault: redeemed.fault }, "A sign-in was refused");
    return redeemed;
  }
  const grant = redeemed.value;
  const known = await accounts.findAccountOf(shop.id, begun.kind, grant.userId);
  const id = known?.id ?? newId(clock);
  await accounts.putAccount({
    ...{ shopId: shop.id, id, kind: begun.kind, userId: grant.userId, name: grant.name },
    scopedId: grant.scopedId ?? null,
    ...{ page: grant.page, scopes: grant.scopes, expiresAt: grant.expiresAt },
    ...sealTokens(sealKeys, { shopId: shop.id, id }, grant),
    ...{ state: "connected", connectedBy: staff, connectedAt: now, nextSyncAt: now },
  });
  await syncAccount(ports, shop.id, id, { staff, importId: newId(clock) });
  return ok({ kind: begun.kind, name: grant.name });
}

/**
 * Forgets an account and its tokens, and takes our permission back at the platform, where it lets us. The
 * clips stay. Idempotent; a platform that does not answer keeps nobody from leaving.
 */
export async function disconnectAccount(
  ports: Ports,
  shopId: string,
  id: string,
  signal: AbortSignal,
): Promise<Result<void, AccountFault>> {
  const { accounts, store, clock, log } = ports;
  const open = await accounts.openSync(shopId, id);
  const account = await accounts.removeAccount(shopId, id);
  if (!account) return refuse("account-not-found");
  if (open) await store.cancelImport(shopId, open, clock.now());
  const tokens = openTokens(ports.sealKeys, account);
  try {
    if (tokens) await signInOf(ports, account.kind)?.revoke(tokens, signal);
  } catch (error) {
    log.warn({ shop: shopId, kind: account.kind, error }, "A permission was not taken back");
  }
  return ok();
}

function redirectUri({ connectUrl }: Pick<IntakePorts, "connectUrl">, kind: Platform): string {
  return `${connectUrl}/${kind}`;
}

async function asResult<T>(
  platform: string,
  work: () => Promise<Result<T, AccountFault>>,
): Promise<Result<T, AccountFault>> {
  try {
    const done = await work();
    return done.ok ? done : refuse(done.fault.kind, { platform, ...done.fault.params });
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return error.kind === "source-refused"
      ? refuse("connect-refused", { platform, detail: error.detail })
      : refuse("platform-unavailable", { platform });
  }
}
