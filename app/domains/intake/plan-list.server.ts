import { type Fault, ok, type Result } from "../../kernel/result.ts";
import { checkWords } from "../media/index.server.ts";
import { MAX_PRODUCTS_PER_VIDEO } from "../media/index.ts";
import type { ShopRef } from "../shop/index.ts";
import type { ListColumn, ListFaultKind, ListPlan, ListRow } from "./index.ts";
import type { IntakePorts, SourceItem } from "./ports.ts";
import { type ListLine, readList, wordsOf } from "./read-list.ts";
import { readShared } from "./read-shared.ts";

export interface PlannedList {
  plan: ListPlan;
  /** What the rows without fault would bring in. */
  items: SourceItem[];
}

/**
 * Reads a list and says what it would bring in, row by row, with everything that is wrong with a row at
 * once. Writes nothing: importing plans again and takes the rows without fault.
 */
export async function planList(
  ports: Pick<IntakePorts, "store" | "products" | "sources">,
  shop: ShopRef,
  file: Uint8Array,
): Promise<Result<PlannedList, Fault<ListFaultKind>>> {
  const { store, products } = ports;
  const read = readList(file);
  if (!read.ok) return read;
  const { lines, ignored } = read.value;
  const words = [...new Set(lines.flatMap((line) => wordsOf(line.cells.products)))];
  const known = words.length > 0 ? await products.find(shop, words) : new Map<string, string[]>();

  const seen = new Map<string, number>();
  const planned = lines.map((line) => planLine(ports, line, known, seen));
  const refs = planned.flatMap(({ item }) => (item ? [item.ref] : []));
  const here = await store.byRefs(shop.id, refs);
  const rows = planned.map(
    ({ row, item }): ListRow => ({ ...row, here: (item && here.get(item.ref)) ?? null }),
  );
  const sound = rows.filter((row) => row.faults.length === 0);
  return ok({
    plan: {
      rows,
      ready: sound.filter((row) => row.here === null).length,
      here: sound.filter((row) => row.here !== null).length,
      faulty: rows.length - sound.length,
      ignored,
    },
    items: planned.flatMap(({ item, row }) => (item && row.faults.length === 0 ? [item] : [])),
  });
}

function planLine(
  ports: Pick<IntakePorts, "sources">,
  { line, cells }: ListLine,
  known: Map<string, string[]>,
  seen: Map<string, number>,
): { row: Omit<ListRow, "here">; item: SourceItem | null } {
  const faults: ListRow["faults"] = [];
  const blame = (column: ListColumn, fault: ListRow["faults"][number]["fault"]) =>
    faults.push({ column, fault });

  const link = cells.link === "" ? null : readShared(ports, cells.link);
  if (!link) blame("link", { kind: "row-link-missing" });
  else if (!link.ok) blame("link", link.fault);
  else {
    const earlier = seen.get(link.value.ref);
    if (earlier !== undefined) blame("link", { kind: "row-repeated", params: { line: earlier } });
    else seen.set(link.value.ref, line);
  }
  const tags = wordsOf(cells.tags);
  const given = {
    ...(cells.title ? { title: cells.title } : {}),
    description: cells.description,
    tags,
  };
  for (const [column, part] of [
    ["title", cells.title ? { title: cells.title } : {}],
    ["description", { description: cells.description }],
    ["tags", { tags }],
  ] as const) {
    const checked = checkWords(part);
    if (!checked.ok) blame(column, checked.fault as ListRow["faults"][number]["fault"]);
  }
  const productIds = new Set<string>();
  for (const word of wordsOf(cells.products)) {
    const ids = known.get(word);
    if (ids) for (const id of ids) productIds.add(id);
    else blame("products", { kind: "row-product-unknown", params: { word } });
  }
  if (productIds.size > MAX_PRODUCTS_PER_VIDEO)
    blame("products", { kind: "too-many-products", params: { limit: MAX_PRODUCTS_PER_VIDEO } });
  if (cells.page && !/^https?:$/.test(protocolOf(cells.page)))
    blame("page", { kind: "row-page-invalid" });

  const name = link?.ok ? link.value.name : cells.title || cells.link;
  return {
    row: { line, name: cells.title || name, faults, tags, products: productIds.size },
    item: link?.ok
      ? {
          ...link.value,
          ...given,
          productIds: [...productIds],
          // A post is its own page.
          ...(cells.page && !link.value.from ? { page: cells.page } : {}),
        }
      : null,
  };
}

function protocolOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : "";
}
