import { newId } from "../../kernel/ids.ts";
import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import { runImportJob } from "./jobs.ts";
import { PLATFORM_NAMES } from "./platforms.ts";
import type { IntakePorts } from "./ports.ts";

/** Between two looks at an account by themselves. */
export const SYNC_EVERY_MS = 6 * 60 * 60 * 1000;
/** A look ends at the first page without news, but once in so long it sees every post, and counts anew. */
export const WHOLE_EVERY_MS = 7 * 24 * 60 * 60 * 1000;
const BATCH = 100;

type Ports = Pick<IntakePorts, "accounts" | "store" | "clock">;

/**
 * Begins an import of what an account has that was never here. One at a time an account: asked for again
 * while one is under way, it is that one. Idempotent by `importId`.
 */
export async function syncAccount(
  { accounts, store, clock }: Ports,
  shopId: string,
  accountId: string,
  order: { staff: string; importId: string },
): Promise<Result<void, Fault<"account-not-found" | "account-lapsed">>> {
  const account = await accounts.findAccount(shopId, accountId);
  if (!account) return refuse("account-not-found");
  if (account.state === "lapsed")
    return refuse("account-lapsed", { platform: PLATFORM_NAMES[account.kind] });
  const now = clock.now();
  await accounts.postponeSync(shopId, accountId, now + SYNC_EVERY_MS);
  if (await accounts.openSync(shopId, accountId)) return ok();
  await store.insertImport(
    {
      ...{ shopId, id: order.importId, kind: account.kind, staff: order.staff },
      ...{ label: account.name, accountId, listing: { from: null }, createdAt: now },
    },
    [],
    [runImportJob(shopId, order.importId)],
  );
  return ok();
}

/** Every few minutes: begins the looks whose time has come. */
export async function syncDueAccounts(ports: Ports): Promise<void> {
  const now = ports.clock.now();
  const due = await ports.accounts.takeDueAccounts(now, now + SYNC_EVERY_MS, BATCH);
  for (const { shopId, id } of due)
    await syncAccount(ports, shopId, id, { staff: "", importId: newId(ports.clock) });
}
