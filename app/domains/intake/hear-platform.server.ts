import { newId } from "../../kernel/ids.ts";
import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import { signInOf } from "./account-tokens.server.ts";
import { isPlatform } from "./platforms.ts";
import type { IntakePorts } from "./ports.ts";

/** What a person did at the platform: took their permission back, or asked that we delete what we have. */
export type PlatformNotice = "deauthorize" | "delete";

type Ports = Pick<IntakePorts, "accounts" | "sources" | "clock" | "log">;

/**
 * Hears a platform out that speaks of one of its users, in every shop that connected the account. Whoever
 * took a permission back finds the account marked so; whoever asked for deletion finds it gone, with its
 * tokens and all that the platform told of its posts. The clips are the shops' own and stay. Idempotent;
 * answers the code under which the deletion can be looked up.
 */
export async function hearPlatform(
  ports: Ports,
  kind: string,
  notice: PlatformNotice,
  signed: string,
): Promise<Result<{ code: string | null }, Fault<"notice-forged">>> {
  const { accounts, clock, log } = ports;
  const signIn = isPlatform(kind) ? signInOf(ports, kind) : null;
  const read = signIn?.readNotice?.(signed);
  if (!isPlatform(kind) || !read) return refuse("notice-forged");
  const { userId, issuedAt } = read;
  if (notice === "deauthorize") {
    const lapsed = await accounts.lapseUser(kind, userId, issuedAt);
    log.info({ kind, accounts: lapsed }, "A permission was taken back at its platform");
    return ok({ code: null });
  }
  const code = newId(clock);
  const erased = await accounts.eraseUser(kind, userId, { code, at: clock.now() });
  log.info({ kind, code, ...erased }, "What a platform told of a person was deleted");
  return ok({ code });
}
