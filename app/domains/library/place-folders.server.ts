import type { Clock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { ok, type Result } from "../../kernel/result.ts";
import { addCategory, type CategoryFault } from "./category-tree.ts";
import { MAX_CATEGORY_DEPTH, MAX_CATEGORY_NAME } from "./index.ts";
import type { CategoryStore } from "./ports.ts";

/**
 * The category of each of these folders, written from the top down: names are compared whatever their case,
 * and what lies deeper than the tree may be belongs to its lowest level. `make`: what is missing is made;
 * otherwise it is null. Idempotent.
 */
export async function placeFolders(
  { categories, clock }: { categories: CategoryStore; clock: Clock },
  shopId: string,
  folders: string[][],
  make: boolean,
): Promise<Result<(string | null)[], CategoryFault>> {
  const known = new Map(
    (await categories.list(shopId)).map(({ id, parentId, name }) => [key(parentId, name), id]),
  );
  const placed: (string | null)[] = [];
  for (const folder of folders) {
    let at: string | null = null;
    for (const given of folder.slice(0, MAX_CATEGORY_DEPTH)) {
      const name = nameOf(given);
      const here: string | null = at;
      let id: string | null = known.get(key(here, name)) ?? null;
      if (!id && make) {
        const fresh = newId(clock);
        const added = await categories.change(shopId, clock.now(), (all) =>
          addCategory(all, { id: fresh, name, parentId: here }),
        );
        if (!added.ok) return added;
        known.set(key(here, name), fresh);
        id = fresh;
      }
      at = id;
      if (!id) break;
    }
    placed.push(at);
  }
  return ok(placed);
}

function nameOf(folder: string): string {
  return folder.normalize("NFC").replace(/\s+/g, " ").trim().slice(0, MAX_CATEGORY_NAME).trim();
}

function key(parentId: string | null, name: string): string {
  return `${parentId ?? ""} ${name.toLowerCase()}`;
}
