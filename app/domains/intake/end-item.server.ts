import type { ShopRef } from "../shop/index.ts";
import type { ItemFault } from "./index.ts";
import type { IntakePorts, StoredImport, StoredItem } from "./ports.ts";

/** How the item of an import may end: `settle` says so once (false when somebody else had), `fail` why it did not come in. */
export function endingsOf(
  { store, clock, log }: Pick<IntakePorts, "store" | "clock" | "log">,
  shop: ShopRef,
  batch: StoredImport,
  item: StoredItem,
) {
  const settle = (end: Parameters<typeof store.settleItem>[3]) =>
    store.settleItem(shop.id, batch.id, item.position, end, clock.now());
  const fail = async (fault: ItemFault): Promise<void> => {
    log.warn({ shop: shop.id, import: batch.id, fault: fault.kind }, "A file was not brought in");
    await settle({ state: "failed", fault });
  };
  return { settle, fail };
}
