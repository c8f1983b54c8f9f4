import { z } from "zod";
import type { LibraryDoor } from "../../domains/library/index.server.ts";
import { MAX_CHOSEN, TEXT_LIMITS } from "../../domains/library/index.ts";
import { VIDEO_LANGUAGES } from "../../domains/media/index.ts";
import { answer } from "./answer.server.ts";
import { readLibraryFilter, type When } from "./library-query.ts";
import { rightsSchema } from "./rights-schema.ts";

const id = z.string().max(64);
const tags = z.array(z.string().trim().min(1).max(255)).min(1).max(100);
const products = z
  .array(z.string().regex(/^\d{1,19}$/))
  .min(1)
  .max(20);
const MAX_TEXT = TEXT_LIMITS.description;
const change = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("add-tags"), tags }),
  z.object({ kind: z.literal("remove-tags"), tags }),
  z.object({ kind: z.literal("put-in-category"), categoryId: id }),
  z.object({ kind: z.literal("take-out-of-category"), categoryId: id }),
  z.object({ kind: z.literal("add-products"), productIds: products }),
  z.object({ kind: z.literal("remove-products"), productIds: products }),
  z.object({ kind: z.literal("set-language"), language: z.enum(VIDEO_LANGUAGES).nullable() }),
  z.object({
    kind: z.literal("set-rights"),
    rights: rightsSchema
      .pick({ status: true, creator: true, channels: true, until: true, music: true })
      .partial(),
  }),
  z.object({
    kind: z.literal("edit-text"),
    field: z.enum(["title", "description"]),
    edit: z.discriminatedUnion("how", [
      z.object({ how: z.enum(["before", "after", "set"]), text: z.string().max(MAX_TEXT) }),
      z.object({
        how: z.literal("replace"),
        find: z.string().max(MAX_TEXT),
        text: z.string().max(MAX_TEXT),
      }),
    ]),
  }),
  z.object({ kind: z.literal("delete") }),
]);

/** What the library's pages send. `search` stands for every clip that this address shows. */
export const libraryDeeds = z.discriminatedUnion("deed", [
  z.object({
    deed: z.literal("bulk"),
    change,
    ids: z.array(id).max(MAX_CHOSEN).optional(),
    search: z.string().max(4000).optional(),
  }),
  z.object({ deed: z.literal("bulk-cancel"), id }),
  z.object({ deed: z.literal("bulk-undo"), id }),
  z.object({
    deed: z.literal("view-keep"),
    name: z.string().max(500),
    search: z.string().max(4000),
  }),
  z.object({ deed: z.literal("view-remove"), id }),
  z.object({ deed: z.literal("category-add"), name: z.string().max(500), parentId: id.nullable() }),
  z.object({
    deed: z.literal("category-change"),
    id,
    name: z.string().max(500).optional(),
    parentId: id.nullable().optional(),
  }),
  z.object({ deed: z.literal("category-remove"), id }),
]);

/** Does one of them and answers it. */
export async function doLibraryDeed(
  library: LibraryDoor,
  staff: string,
  given: z.output<typeof libraryDeeds>,
  when: When,
) {
  switch (given.deed) {
    case "bulk": {
      const target =
        given.search === undefined
          ? { ids: given.ids ?? [] }
          : { filter: readLibraryFilter(new URLSearchParams(given.search), when) };
      return answer(given.deed, await library.beginBulkEdit(staff, given.change, target));
    }
    case "bulk-cancel":
      return answer(given.deed, await library.cancelBulkEdit(given.id));
    case "bulk-undo":
      return answer(given.deed, await library.undoBulkEdit(given.id));
    case "view-keep":
      return answer(given.deed, await library.keepView(given.name, given.search));
    case "view-remove":
      await library.removeView(given.id);
      return answer(given.deed, { ok: true, value: undefined });
    case "category-add":
      return answer(given.deed, await library.addCategory(given.name, given.parentId));
    case "category-change":
      return answer(given.deed, await library.changeCategory(given.id, given));
    case "category-remove":
      return answer(given.deed, await library.removeCategory(given.id));
  }
}
