import { readArchiveJob } from "../jobs.ts";
import type { IntakePorts } from "../ports.ts";
import { lookInto, openBytes } from "./look-into.server.ts";
import { planArchive } from "./plan-archive.server.ts";

type Ports = Pick<
  IntakePorts,
  "accounts" | "archives" | "blobs" | "clock" | "log" | "store" | "zip"
>;

/**
 * Looks through an archive and says what bringing it in would do. Says so again for the other parts of the
 * same export that wait for somebody, because this one may tell what they did not. Idempotent.
 */
export async function readArchive(
  ports: Ports,
  { shopId, archiveId, again }: { shopId: string; archiveId: string; again: boolean },
  signal: AbortSignal,
): Promise<void> {
  const { archives, clock, log } = ports;
  const archive = await archives.find(shopId, archiveId);
  if (!archive || (archive.state !== "reading" && archive.state !== "read")) return;
  const from = [archive.state];
  const looked = await lookInto(ports, await openBytes(ports, archive), signal);
  if (!looked.ok) {
    const { fault } = looked;
    log.info({ shop: shopId, archive: archiveId, fault: fault.kind }, "An archive cannot be read");
    await archives.change(shopId, archiveId, from, { state: "refused", fault }, clock.now());
    return;
  }
  const { kind, posts } = looked.value;
  const { report } = await planArchive(ports, { shopId, id: archiveId }, looked.value);
  const others =
    again || posts.length === 0
      ? []
      : (await archives.archives(shopId)).filter(
          (other) => other.kind === kind && other.state === "read" && other.id !== archiveId,
        );
  const jobs = others.map(({ id }) => readArchiveJob(shopId, id, true));
  const change = { state: "read" as const, kind, report, posts };
  await archives.change(shopId, archiveId, from, change, clock.now(), jobs);
  const { videos, bytes } = report;
  log.info({ shop: shopId, archive: archiveId, kind, videos, bytes }, "An archive was read");
}
