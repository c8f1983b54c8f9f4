import { newId } from "../../kernel/ids.ts";
import { ok, type Result, refuse } from "../../kernel/result.ts";
import { cleanFileName, looksLikeVideo, type MediaDoor } from "../media/index.server.ts";
import { MAX_DURATION_MS } from "../media/index.ts";
import type { ShopRef } from "../shop/index.ts";
import { looksLikeArchive } from "./archives/archive.ts";
import { beginArchive } from "./archives/begin-archive.server.ts";
import type { UploadFile, UploadRefusal, UploadStart } from "./index.ts";
import { removePartsJob } from "./jobs.ts";
import type { IntakeNeighbours, IntakePorts, StoredUpload } from "./ports.ts";
import { uploadMark } from "./upload-mark.ts";
import { sealUploadTicket, UPLOAD_TICKET_MS } from "./upload-ticket.server.ts";

/** By how much a browser's reading of a length may be off. */
const DURATION_SLACK_MS = 1_000;

/**
 * A file is announced: refuses it before a byte is sent, goes on with an upload that broke off, notices
 * a file that is here already, or makes the row of a new clip and says where its bytes go.
 *
 * Whether it is here is asked in two steps. Only when a clip of exactly that size is in the library does
 * the browser count the file's SHA-256; and always when the engine takes bytes itself, because then
 * nobody here ever sees them.
 */
export async function beginUpload(
  ports: IntakePorts,
  { media }: Pick<IntakeNeighbours, "media">,
  shop: ShopRef,
  staff: string,
  file: UploadFile,
): Promise<Result<UploadStart, UploadRefusal>> {
  const { store, clock } = ports;
  if (!file.wantedBy && looksLikeArchive(file.name, file.contentType))
    return beginArchive(ports, shop.id, staff, file);
  const name = cleanFileName(file.name) || "clip";
  const limits = await ports.limits(shop);
  if (file.bytes <= 0) return refuse("upload-empty", { name });
  if (file.bytes > limits.fileBytes)
    return refuse("upload-too-large", { name, bytes: file.bytes, limit: limits.fileBytes });
  if (!looksLikeVideo(file.name, file.contentType)) return refuse("upload-not-video", { name });
  if (file.duration !== undefined && file.duration > MAX_DURATION_MS + DURATION_SLACK_MS)
    return refuse("video-too-long", {
      duration: Math.round(file.duration / 1000),
      limit: MAX_DURATION_MS / 1000,
    });

  const mark = uploadMark(file);
  if (file.wantedBy && !(await isWanted(media, file.wantedBy))) return refuse("file-not-wanted");
  const begun = await store.findByMark(shop.id, staff, mark);
  if (begun) return ok(sending(ports, begun));

  if (!file.wantedBy && limits.clips !== null && (await store.countClips(shop.id)) >= limits.clips)
    return refuse("too-many-clips", { limit: limits.clips });
  if (!file.anyway) {
    const alike = await store.sameSize(shop.id, file.bytes);
    if (!file.sha256 && (alike.length > 0 || media.engineTakesOriginals()))
      return ok({ step: "digest" });
    const same = alike.find((origin) => origin.sha256 === file.sha256);
    if (same) return ok({ step: "here", clip: { id: same.videoId, title: same.title } });
  }

  const videoId = file.wantedBy ?? newId(clock);
  // Another file was on its way to the same clip: this one takes its place.
  if (file.wantedBy) {
    const parts = await store.parts(shop.id, videoId);
    await store.removeUpload(shop.id, videoId, [removePartsJob(shop.id, parts)]);
  }
  const coming = { id: videoId, name, bytes: file.bytes };
  const place = file.wantedBy
    ? await media.expectFile(coming)
    : await media.expectClip({ ...coming, tags: file.tags ?? [] });
  if (!place.ok) return place;
  const upload = await store.beginUpload({
    shopId: shop.id,
    videoId,
    staff,
    name,
    bytes: file.bytes,
    mark,
    url: place.value.kind === "engine" ? place.value.url : null,
    sha256: file.sha256 ?? null,
    createdAt: clock.now(),
  });
  // Another window of the same person announced it a moment earlier: go on with that one.
  if (upload.videoId !== videoId && !file.wantedBy) await media.remove([videoId]);
  return ok(sending(ports, upload));
}

async function isWanted(media: Pick<MediaDoor, "cards">, id: string): Promise<boolean> {
  return (await media.cards([id]))[0]?.status === "wanted";
}

function sending(ports: IntakePorts, upload: StoredUpload): UploadStart {
  const { videoId, received } = upload;
  if (upload.url) return { step: "send", videoId, protocol: "session", url: upload.url, received };
  const ticket = sealUploadTicket(ports.uploadSecret, {
    shopId: upload.shopId,
    staff: upload.staff,
    of: "clip",
    id: videoId,
    bytes: upload.bytes,
    expiresAt: ports.clock.now() + UPLOAD_TICKET_MS,
  });
  const url = `${ports.uploadBaseUrl}/${ticket}`;
  return { step: "send", videoId, protocol: "tus", url, received };
}
