import { newId } from "../../../kernel/ids.ts";
import { type Fault, ok, type Result, refuse } from "../../../kernel/result.ts";
import { checkDocument, type DocumentFault } from "./check-document.ts";
import { type EditDocument, joinedClips, ORIGINAL } from "./document.ts";
import { MAX_EDIT_VERSIONS } from "./index.ts";
import type { EditPorts } from "./ports.ts";
import { sourceLength } from "./prepare-source.server.ts";

export type SaveFault =
  | DocumentFault
  | Fault<"video-not-found" | "edit-not-prepared" | "edit-too-many-versions">;

const NAME_LENGTH = 80;

/** Keeps a document as the clip's next version. Nothing is rendered yet. */
export async function saveEdit(
  { edits, clock }: EditPorts,
  shopId: string,
  videoId: string,
  given: { document: EditDocument; name: string; by: string },
): Promise<Result<{ id: string; number: number }, SaveFault>> {
  const sources = [ORIGINAL, ...joinedClips(given.document)];
  const rows = await Promise.all(
    sources.map((source) => edits.source(shopId, source === ORIGINAL ? videoId : source)),
  );
  const prepared = rows[0]?.prepared;
  if (!prepared) return refuse("edit-not-prepared");
  const lengths = new Map(
    rows.flatMap((row, index) =>
      row?.prepared ? [[sources[index]!, sourceLength(row.prepared)] as const] : [],
    ),
  );
  const files = new Set((await edits.files(shopId)).map(({ id }) => id));
  const checked = checkDocument(given.document, { rate: prepared.rate, lengths, files });
  if (!checked.ok) return checked;
  if ((await edits.list(shopId, videoId)).length >= MAX_EDIT_VERSIONS)
    return refuse("edit-too-many-versions", { limit: MAX_EDIT_VERSIONS });
  const edit = await edits.insert(shopId, {
    ...{ id: newId(clock), videoId, document: given.document },
    ...{ name: given.name.trim().slice(0, NAME_LENGTH), createdBy: given.by, at: clock.now() },
  });
  return edit ? ok({ id: edit.id, number: edit.number }) : refuse("video-not-found");
}
