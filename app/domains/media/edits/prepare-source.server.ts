import { newId } from "../../../kernel/ids.ts";
import { TRIES_A_ROUND } from "../ports.ts";
import { prepareSourceJob } from "./edit-jobs.ts";
import { proxyPrefix } from "./edit-keys.ts";
import type { EditSourceState } from "./index.ts";
import type { EditPorts, PreparedSource } from "./ports.ts";
import { timeOf } from "./timeline.ts";

/** A clip made ready for the editor. Asking for one that is not begins the work. Null: no such clip. */
export async function readSource(
  ports: EditPorts,
  shopId: string,
  videoId: string,
): Promise<EditSourceState | null> {
  const { store, edits, clock } = ports;
  const video = await store.find(shopId, videoId);
  if (!video) return null;
  if (!video.sourceKey) return { status: "failed", failure: { kind: "original-elsewhere" } };
  const row = await edits.source(shopId, videoId);
  if (row?.prepared) {
    const { proxyKey, strip, ...prepared } = row.prepared;
    const held = video.withheld.length > 0;
    const base = held ? ports.passBaseUrl(shopId, videoId) : ports.mediaBaseUrl;
    return {
      status: "ready",
      source: {
        ...prepared,
        ...{ id: videoId, title: video.title, length: sourceLength(row.prepared) },
        proxy: `${base}/${proxyKey}`,
        strip: {
          url: `${base}/${strip.key}`,
          ...{ count: strip.count, width: strip.width, height: strip.height },
        },
      },
    };
  }
  if (row?.status === "failed") return { status: "failed", failure: row.failure! };
  if (!row)
    await edits.wantSource(shopId, videoId, clock.now(), [prepareSourceJob(shopId, videoId)]);
  return { status: "preparing", progress: row?.progress ?? 0 };
}

/** Whole milliseconds. */
export function sourceLength({ frames, rate }: Pick<PreparedSource, "frames" | "rate">): number {
  return Math.round(timeOf(frames, rate));
}

/** Makes the light copy, the strip and the sound's shape of a clip's original. */
export async function prepareSource(
  { store, edits, renderer, blobs, clock, log }: EditPorts,
  { shopId, videoId }: { shopId: string; videoId: string },
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const claimed = await edits.claimSource(shopId, videoId, clock.now());
  if (!claimed) return;
  const { attempt } = claimed;
  const settle = (end: Parameters<typeof edits.settleSource>[3]) =>
    edits.settleSource(shopId, videoId, attempt, end, clock.now());
  const key = (await store.find(shopId, videoId))?.sourceKey;
  if (!key) return void (await settle({ failure: { kind: "original-elsewhere" } }));
  if (attempt % TRIES_A_ROUND === 0)
    return void (await settle({ failure: { kind: "processing-interrupted" } }));
  const prefix = proxyPrefix(shopId, videoId, newId(clock));
  const made = await renderer.prepare(
    { key, prefix },
    (share) => edits.sourceProgress(shopId, videoId, attempt, share, clock.now()),
    signal,
  );
  const kept = made.ok
    ? made.value !== "superseded" && (await settle({ prepared: made.value }))
    : await settle({ failure: made.fault });
  if (!kept || !made.ok) await blobs.remove(prefix);
  log.info({ shop: shopId, video: videoId, kept }, "A clip was made ready for editing");
}
