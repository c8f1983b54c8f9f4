import { newId } from "../../../kernel/ids.ts";
import { type Fault, ok, type Result, refuse } from "../../../kernel/result.ts";
import { cleanFileName } from "../../media/index.server.ts";
import type { UploadFile, UploadStart } from "../index.ts";
import type { IntakePorts } from "../ports.ts";
import { uploadMark } from "../upload-mark.ts";
import { sealUploadTicket, UPLOAD_TICKET_MS } from "../upload-ticket.server.ts";
import { MAX_ARCHIVE_BYTES } from "./archive.ts";

/**
 * An archive is announced: refuses it before a byte is sent, goes on with one that broke off, or says where
 * its bytes go. They stay with us until its clips are brought in, also where an engine takes clips itself.
 */
export async function beginArchive(
  { archives, clock, uploadSecret, uploadBaseUrl }: IntakePorts,
  shopId: string,
  staff: string,
  file: UploadFile,
): Promise<Result<UploadStart, Fault<"upload-empty" | "archive-not-zip" | "archive-too-large">>> {
  const name = cleanFileName(file.name) || "archive.zip";
  const { bytes } = file;
  if (bytes <= 0) return refuse("upload-empty", { name });
  if (/\.(tgz|tar\.gz)$/i.test(name)) return refuse("archive-not-zip");
  if (bytes > MAX_ARCHIVE_BYTES)
    return refuse("archive-too-large", { bytes, limit: MAX_ARCHIVE_BYTES });
  const mark = uploadMark(file);
  const known = await archives.findByMark(shopId, staff, mark);
  // Read to its end before: it is sent anew, perhaps because a clip of it was deleted here.
  if (known?.state === "over") await archives.remove(shopId, known.id, []);
  const id = newId(clock);
  const now = clock.now();
  const archive = await archives.begin({ shopId, id, staff, name, bytes, mark, createdAt: now });
  const ticket = sealUploadTicket(uploadSecret, {
    ...{ shopId, staff, of: "archive", id: archive.id, bytes },
    expiresAt: now + UPLOAD_TICKET_MS,
  });
  return ok({
    step: "archive",
    archiveId: archive.id,
    url: `${uploadBaseUrl}/${ticket}`,
    received: archive.received,
  });
}
