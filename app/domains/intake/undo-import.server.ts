import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import { runImportJob } from "./jobs.ts";
import type { IntakeNeighbours, IntakePorts } from "./ports.ts";

type NotFound = Fault<"import-not-found">;

/** Stops an import. What it has brought in stays; `undo` takes that away. Idempotent. */
export async function cancelImport(
  { store, clock }: Pick<IntakePorts, "store" | "clock">,
  shopId: string,
  id: string,
): Promise<Result<void, NotFound>> {
  return (await store.cancelImport(shopId, id, clock.now())) ? ok() : refuse("import-not-found");
}

/** Fetches what failed once more. */
export async function retryImport(
  { store, clock }: Pick<IntakePorts, "store" | "clock">,
  shopId: string,
  id: string,
): Promise<Result<void, NotFound>> {
  const found = await store.findImport(shopId, id);
  if (!found || found.undoneAt !== null) return refuse("import-not-found");
  await store.retryImport(shopId, id, clock.now(), [runImportJob(shopId, id)]);
  return ok();
}

/** Stops an import and deletes the clips that it brought in: not those that were here before. Idempotent. */
export async function undoImport(
  { store, clock }: Pick<IntakePorts, "store" | "clock">,
  { media }: Pick<IntakeNeighbours, "media">,
  shopId: string,
  id: string,
): Promise<Result<{ removed: number }, NotFound>> {
  const now = clock.now();
  if (!(await store.cancelImport(shopId, id, now))) return refuse("import-not-found");
  const brought = await store.items(shopId, id, { states: ["done"] });
  const { removed } = await media.remove(brought.map(({ videoId }) => videoId));
  await store.markUndone(shopId, id, now);
  return ok({ removed });
}
