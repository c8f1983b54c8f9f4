import { type Fault, ok, type Result, refuse } from "../../../kernel/result.ts";
import { removePartsJob, runImportJob } from "../jobs.ts";
import { type IntakePorts, SourceFault, type SourceItem, type StoredImport } from "../ports.ts";
import { ARCHIVE_KEPT_MS, type ArchiveView } from "./archive.ts";
import { lookInto, openBytes } from "./look-into.server.ts";
import { planArchive } from "./plan-archive.server.ts";
import type { StoredArchive } from "./ports.ts";

type Ports = Pick<
  IntakePorts,
  "accounts" | "archives" | "blobs" | "clock" | "log" | "store" | "zip"
>;

/** Brings in what an archive holds, as an import of its own. Idempotent by the import's id. */
export async function startArchive(
  { archives, store, clock }: Ports,
  shopId: string,
  order: { id: string; staff: string },
  archiveId: string,
): Promise<Result<void, Fault<"archive-not-found" | "archive-not-read">>> {
  const archive = await archives.find(shopId, archiveId);
  if (!archive) return refuse("archive-not-found");
  if (archive.state === "started" || archive.state === "over") return ok();
  if (archive.state !== "read") return refuse("archive-not-read");
  const now = clock.now();
  const change = { state: "started" as const, importId: order.id };
  if (!(await archives.change(shopId, archiveId, ["read"], change, now))) return ok();
  await store.insertImport(
    {
      ...{ shopId, id: order.id, kind: "archive", staff: order.staff, label: archive.name },
      ...{ listing: { from: { archive: archiveId, at: 0 } }, createdAt: now },
    },
    [],
    [runImportJob(shopId, order.id)],
  );
  return ok();
}

/** Items of one page: a transaction each, so that a worker that dies goes on with the next. */
const PAGE = 1_000;

/** One page of what an archive's import brings in. Throws SourceFault when the archive is no more. */
export async function listArchive(
  ports: Ports,
  batch: StoredImport,
  from: unknown,
  signal: AbortSignal,
): Promise<{ items: SourceItem[]; next: unknown }> {
  const { archive: id, at } = from as { archive: string; at: number };
  const archive = await ports.archives.find(batch.shopId, id);
  if (!archive || archive.state === "over")
    throw new SourceFault("source-refused", "The archive was removed");
  const looked = await lookInto(ports, await openBytes(ports, archive), signal);
  if (!looked.ok) throw new SourceFault("source-refused", looked.fault.kind);
  const { items } = await planArchive(ports, { shopId: batch.shopId, id }, looked.value);
  const end = at + PAGE;
  return {
    items: items.slice(at, end),
    next: end < items.length ? { archive: id, at: end } : null,
  };
}

/** Takes an archive away with its bytes. What it brought in stays; its import, if any, is stopped. Idempotent. */
export async function removeArchive(
  { archives, store, clock }: Pick<IntakePorts, "archives" | "store" | "clock">,
  shopId: string,
  id: string,
): Promise<Result<void, Fault<never>>> {
  const archive = await archives.find(shopId, id);
  if (!archive) return ok();
  if (archive.importId) await store.cancelImport(shopId, archive.importId, clock.now());
  const parts = await archives.parts(shopId, id);
  await archives.remove(shopId, id, parts.length > 0 ? [removePartsJob(shopId, parts)] : []);
  return ok();
}

/** An import of an archive has come to its end: where nothing is left to try again, the bytes can go. */
export async function closeArchive(
  { archives, store, clock }: Pick<IntakePorts, "archives" | "store" | "clock">,
  shopId: string,
  importId: string,
): Promise<void> {
  const archive = await archives.findByImport(shopId, importId);
  if (archive?.state !== "started") return;
  const counts = (await store.counts(shopId, [importId])).get(importId);
  if (!counts) return;
  const { waiting, fetching, failed, cancelled } = counts;
  if (waiting + fetching + failed + cancelled > 0) return;
  const parts = await archives.parts(shopId, archive.id);
  await archives.dropParts(shopId, archive.id, clock.now(), [removePartsJob(shopId, parts)]);
}

/** Forgets archives that nobody has touched for a week. */
export async function sweepArchives(
  ports: Pick<IntakePorts, "archives" | "store" | "clock" | "log">,
  limit: number,
): Promise<void> {
  const stale = await ports.archives.stale(ports.clock.now() - ARCHIVE_KEPT_MS, limit);
  for (const { shopId, id } of stale) {
    await removeArchive(ports, shopId, id);
    ports.log.info({ shop: shopId, archive: id }, "An archive was forgotten");
  }
}

export function archiveView(archive: StoredArchive): ArchiveView {
  const { id, name, bytes, received, state, kind, fault, report, importId, createdAt } = archive;
  return { id, name, bytes, received, state, kind, fault, report, importId, createdAt };
}
