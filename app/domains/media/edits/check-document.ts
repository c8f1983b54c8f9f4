import { type Fault, ok, type Result, refuse } from "../../../kernel/result.ts";
import { type EditDocument, type EditPart, LIMITS, ORIGINAL } from "./document.ts";
import { lengthOf, planTimeline, type Rate } from "./timeline.ts";

export type DocumentFault = Fault<
  | "edit-empty"
  | "edit-too-many-parts"
  | "edit-too-many-overlays"
  | "edit-part-too-short"
  | "edit-range-invalid"
  | "edit-reversed-too-long"
  | "edit-too-long"
  | "edit-text-empty"
  | "edit-text-too-long"
  | "edit-source-missing"
  | "edit-file-missing"
>;

/** What a document is checked against. */
export interface EditSurroundings {
  rate: Rate;
  /** Milliseconds by source; what is not in it cannot be used. */
  lengths: Map<string, number>;
  /** Ids of the shop's edit files. */
  files: Set<string>;
}

/** Half a picture more than the source has is forgiven: lengths are rounded on their way here. */
const FORGIVEN_MS = 50;

/** Whether a document can be rendered. The first fault is told, with which part (from 1) it is. */
export function checkDocument(
  document: EditDocument,
  { rate, lengths, files }: EditSurroundings,
): Result<void, DocumentFault> {
  if (document.parts.length === 0) return refuse("edit-empty");
  if (document.parts.length > LIMITS.parts)
    return refuse("edit-too-many-parts", { limit: LIMITS.parts });
  if (document.overlays.length > LIMITS.overlays)
    return refuse("edit-too-many-overlays", { limit: LIMITS.overlays });
  for (const [index, part] of document.parts.entries()) {
    const checked = checkPart(part, index + 1, lengths);
    if (!checked.ok) return checked;
  }
  const reversed = document.parts
    .filter((part) => part.reversed)
    .reduce((sum, { from, to }) => sum + to - from, 0);
  if (reversed > LIMITS.longestReversed)
    return refuse("edit-reversed-too-long", { limit: LIMITS.longestReversed / 1000 });
  const length = lengthOf(planTimeline(document, rate));
  if (length > LIMITS.longest)
    return refuse("edit-too-long", {
      duration: Math.round(length / 1000),
      limit: LIMITS.longest / 1000,
    });
  return checkOverlays(document, length, files);
}

function checkPart(
  part: EditPart,
  number: number,
  lengths: Map<string, number>,
): Result<void, DocumentFault> {
  const length = lengths.get(part.source);
  if (length === undefined)
    return part.source === ORIGINAL
      ? refuse("edit-range-invalid", { part: number })
      : refuse("edit-source-missing", { part: number });
  if (part.from < 0 || part.to > length + FORGIVEN_MS || part.from >= part.to)
    return refuse("edit-range-invalid", { part: number });
  const shown = (part.to - part.from) / part.speed;
  if (Math.min(shown, part.to - part.from) < LIMITS.shortestPart - 1)
    return refuse("edit-part-too-short", { part: number, limit: LIMITS.shortestPart / 1000 });
  return ok();
}

function checkOverlays(
  document: EditDocument,
  length: number,
  files: Set<string>,
): Result<void, DocumentFault> {
  for (const overlay of document.overlays) {
    const from = overlay.from ?? 0;
    if (from >= Math.min(overlay.to ?? length, length)) return refuse("edit-range-invalid");
    if (overlay.kind === "image" && !files.has(overlay.file)) return refuse("edit-file-missing");
    if (overlay.kind === "text" && overlay.text.trim() === "") return refuse("edit-text-empty");
    if (overlay.kind === "text" && overlay.text.length > LIMITS.textLength)
      return refuse("edit-text-too-long", { limit: LIMITS.textLength });
  }
  const { music } = document.sound;
  if (music && !files.has(music.file)) return refuse("edit-file-missing");
  return ok();
}
