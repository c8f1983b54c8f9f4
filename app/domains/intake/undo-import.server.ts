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
  { store, archives, clock }: Pick<IntakePorts, "store" | "archives" | "clock">,
  { media }: Pick<IntakeNeighbours, "media">,
  shopId: string,
  id: string,
): Promise<Result<{ removed: number }, NotFound>> {
  const now = clock.now();
  if (!(await store.cancelImport(shopId, id, now))) return refuse("import-not-found");
  const brought = await store.items(shopId, id, { states: ["done"] });
  const { removed } = await media.remove(brought.map(({ videoId }) => videoId));
  await store.markUndone(shopId, id, now);
  // An archive can be brought in anew: from its bytes where they are still here, sent again where not.
  const archive = await archives.findByImport(shopId, id);
  const read = { state: "read" as const, importId: null };
  if (archive?.state === "over") await archives.remove(shopId, archive.id, []);
  else if (archive) await archives.change(shopId, archive.id, ["started"], read, now);
  return ok({ removed });
}
