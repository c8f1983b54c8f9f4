import { randomBytes } from "node:crypto";
import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import { incomingPrefix } from "../media/index.server.ts";
import { assembleUploadJob, readArchiveJob } from "./jobs.ts";
import type { IntakePorts } from "./ports.ts";
import type { UploadClaims } from "./upload-ticket.server.ts";

/** What a killed process loses of an upload at the most, and what a sender costs in memory. */
export const PART_BYTES = 8 * 1024 * 1024;

export type ReceiveFault = Fault<"storage-full" | "upload-cancelled" | "upload-behind">;

/**
 * Takes bytes of a clip or an archive from `offset` on and keeps them in parts, each safe before it is noted down.
 * Answers the new offset. What came before a connection broke is kept too; then it throws.
 */
export async function receiveBytes(
  ports: Pick<IntakePorts, "store" | "archives" | "blobs" | "clock">,
  { shopId, of, id, bytes }: Pick<UploadClaims, "shopId" | "of" | "id" | "bytes">,
  offset: number,
  body: AsyncIterable<Uint8Array>,
): Promise<Result<number, ReceiveFault>> {
  const { blobs, clock } = ports;
  const { store, job } =
    of === "clip"
      ? { store: ports.store, job: assembleUploadJob(shopId, id) }
      : { store: ports.archives, job: readArchiveJob(shopId, id) };
  let start = offset;
  let held: Uint8Array[] = [];
  let length = 0;

  const keep = async (): Promise<Result<void, ReceiveFault>> => {
    if (length === 0) return ok();
    // A name of its own: of two requests for the same bytes, the slower must not touch the other's.
    const key = `${incomingPrefix(shopId, id)}${start}-${randomBytes(6).toString("hex")}`;
    const part = { start, bytes: length, key };
    const put = await blobs.put(key, Buffer.concat(held, length), {
      contentType: "application/octet-stream",
      bytes: length,
    });
    held = [];
    if (!put.ok) return put;
    const jobs = start + length === bytes ? [job] : [];
    const noted = await store.addPart(shopId, id, part, clock.now(), jobs);
    if (noted !== "added") {
      await blobs.remove(key);
      return refuse(noted === "gone" ? "upload-cancelled" : "upload-behind");
    }
    start += length;
    length = 0;
    return ok();
  };

  try {
    for await (const chunk of body) {
      held.push(chunk);
      length += chunk.byteLength;
      if (length < PART_BYTES) continue;
      const kept = await keep();
      if (!kept.ok) return kept;
    }
  } catch (error) {
    await keep();
    throw error;
  }
  const kept = await keep();
  return kept.ok ? ok(start) : kept;
}
