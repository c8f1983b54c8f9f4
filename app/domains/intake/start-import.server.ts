import { newId } from "../../kernel/ids.ts";
import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import type { ShopRef } from "../shop/index.ts";
import { type ListFaultKind, MAX_LINKS, type SourceKind } from "./index.ts";
import { runImportJob } from "./jobs.ts";
import { planList } from "./plan-list.server.ts";
import type { IntakePorts, SourceItem } from "./ports.ts";
import { readShared } from "./read-shared.ts";

export interface ImportOrder {
  /** Made by the page: the same order sent twice makes one import. */
  id: string;
  staff: string;
  tags: string[];
}

/** Fetches what these links point at. All of them must be links, or nothing begins. */
export async function importLinks(
  ports: IntakePorts,
  shop: ShopRef,
  order: ImportOrder,
  links: string[],
): Promise<
  Result<
    void,
    Fault<"links-missing" | "too-many-links" | "link-invalid" | "link-not-https" | "link-is-folder">
  >
> {
  const given = [...new Set(links.map((link) => link.trim()).filter((link) => link !== ""))];
  if (given.length === 0) return refuse("links-missing");
  if (given.length > MAX_LINKS) return refuse("too-many-links", { limit: MAX_LINKS });
  const items: SourceItem[] = [];
  for (const link of given) {
    const read = readShared(ports, link);
    if (!read.ok) return refuse(read.fault.kind, { link });
    items.push({ ...read.value, tags: order.tags });
  }
  await begin(ports, shop, order, "link", items[0]!.name, items);
  return ok();
}

/** Fetches what the sound rows of a list point at; the others were shown by the dry run. */
export async function importList(
  ports: IntakePorts,
  shop: ShopRef,
  order: ImportOrder,
  list: { name: string; file: Uint8Array },
): Promise<Result<void, Fault<ListFaultKind | "list-nothing-sound">>> {
  const planned = await planList(ports, shop, list.file);
  if (!planned.ok) return planned;
  const { items } = planned.value;
  if (items.length === 0) return refuse("list-nothing-sound");
  await begin(ports, shop, order, "list", list.name, items);
  return ok();
}

/** Looks through a source of its own listing, and fetches what is not here yet. */
export async function importSource(
  ports: IntakePorts,
  shop: ShopRef,
  order: ImportOrder,
  kind: SourceKind,
): Promise<void> {
  await begin(ports, shop, order, kind, "", [], { from: null });
}

async function begin(
  { store, clock }: IntakePorts,
  shop: ShopRef,
  order: ImportOrder,
  kind: SourceKind,
  label: string,
  items: SourceItem[],
  listing: { from: unknown } | null = null,
): Promise<void> {
  const seen = new Set<string>();
  const distinct = items.filter(({ ref }) => !seen.has(ref) && seen.add(ref));
  await store.insertImport(
    {
      shopId: shop.id,
      id: order.id,
      kind,
      staff: order.staff,
      label,
      listing,
      createdAt: clock.now(),
    },
    distinct.map((source) => ({ source, videoId: newId(clock) })),
    [runImportJob(shop.id, order.id)],
  );
}
