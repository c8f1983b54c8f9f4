import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import {
  type Category,
  type CategoryLine,
  MAX_CATEGORIES,
  MAX_CATEGORY_DEPTH,
  MAX_CATEGORY_NAME,
} from "./index.ts";

/** What a decision about the tree comes to in rows. */
export type CategoryWrite =
  | { kind: "add"; category: Category }
  | { kind: "change"; id: string; name: string; parentId: string | null }
  /** What stood below it moves up to where it stood. */
  | { kind: "remove"; id: string; parentId: string | null };

export type CategoryFault = Fault<
  | "category-not-found"
  | "category-name-empty"
  | "category-name-too-long"
  | "category-name-taken"
  | "category-too-deep"
  | "category-inside-itself"
  | "too-many-categories"
>;

export function addCategory(
  all: Category[],
  given: Category,
): Result<CategoryWrite, CategoryFault> {
  if (all.length >= MAX_CATEGORIES) return refuse("too-many-categories", { limit: MAX_CATEGORIES });
  const name = readName(given.name);
  if (!name.ok) return name;
  const category = { ...given, name: name.value };
  const place = checkPlace(all, category);
  return place.ok ? ok({ kind: "add", category }) : place;
}

/** Renames, moves, or both; what is not given stays. */
export function changeCategory(
  all: Category[],
  id: string,
  change: { name?: string | undefined; parentId?: string | null | undefined },
): Result<CategoryWrite, CategoryFault> {
  const old = all.find((one) => one.id === id);
  if (!old) return refuse("category-not-found");
  const name = readName(change.name ?? old.name);
  if (!name.ok) return name;
  const parentId = change.parentId === undefined ? old.parentId : change.parentId;
  const place = checkPlace(all, { id, parentId, name: name.value });
  return place.ok ? ok({ kind: "change", id, name: name.value, parentId }) : place;
}

export function removeCategory(all: Category[], id: string): Result<CategoryWrite, CategoryFault> {
  const old = all.find((one) => one.id === id);
  return old ? ok({ kind: "remove", id, parentId: old.parentId }) : refuse("category-not-found");
}

/** The tree read from the top, each level by name. A category whose parent is gone stands at the top. */
export function categoryLines(all: Category[]): CategoryLine[] {
  const ids = new Set(all.map(({ id }) => id));
  const below = new Map<string | null, Category[]>();
  for (const one of [...all].sort((a, b) => a.name.localeCompare(b.name, "zh"))) {
    const parent = one.parentId !== null && ids.has(one.parentId) ? one.parentId : null;
    below.set(parent, [...(below.get(parent) ?? []), one]);
  }
  const lines: CategoryLine[] = [];
  const walk = (parent: string | null, path: string[]) => {
    for (const one of below.get(parent) ?? []) {
      const here = [...path, one.name];
      lines.push({ ...one, depth: path.length, path: here });
      walk(one.id, here);
    }
  };
  walk(null, []);
  return lines;
}

function checkPlace(all: Category[], given: Category): Result<void, CategoryFault> {
  const parents = new Map(all.map((one) => [one.id, one.parentId]));
  let depth = 1;
  for (let at = given.parentId; at !== null; at = parents.get(at) ?? null) {
    if (at === given.id) return refuse("category-inside-itself");
    if (!parents.has(at)) return refuse("category-not-found");
    depth += 1;
  }
  if (depth + levelsBelow(all, given.id) > MAX_CATEGORY_DEPTH)
    return refuse("category-too-deep", { limit: MAX_CATEGORY_DEPTH });
  const key = given.name.toLowerCase();
  const taken = all.some(
    (one) =>
      one.id !== given.id && one.parentId === given.parentId && one.name.toLowerCase() === key,
  );
  return taken ? refuse("category-name-taken", { name: given.name }) : ok();
}

/** Rows of a tree have no cycles, so this ends. */
function levelsBelow(all: Category[], id: string): number {
  const children = all.filter((one) => one.parentId === id);
  return children.length === 0
    ? 0
    : 1 + Math.max(...children.map((child) => levelsBelow(all, child.id)));
}

function readName(text: string): Result<string, CategoryFault> {
  const name = text.normalize("NFC").replace(/\s+/g, " ").trim();
  if (name === "") return refuse("category-name-empty");
  if (name.length > MAX_CATEGORY_NAME)
    return refuse("category-name-too-long", { limit: MAX_CATEGORY_NAME });
  return ok(name);
}
