import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "../../kernel/ids.ts";
import type { ProductCard } from "./index.ts";
import type { CatalogStore } from "./ports.ts";

const NOON = Date.UTC(2026, 10, 1, 12);
const add = { add: true };
const known = { add: false };

export function card(id: string, more: Partial<ProductCard> = {}): ProductCard {
  const price = { amount: 1990, currency: "EUR" };
  return {
    ...{ id, handle: `p-${id}`, title: `Product ${id}`, image: null, status: "active" },
    ...{ priceFrom: price, priceTo: price, available: true },
    variants: [{ id: `${id}1`, title: "S", price, available: true }],
    ...more,
  };
}

/** What every CatalogStore does. */
export function catalogStoreContract(make: () => Promise<CatalogStore>): void {
  let store: CatalogStore;
  let shopId: string;
  let changes: string[][];
  beforeEach(async () => {
    store = await make();
    shopId = newId();
    changes = [];
  });
  const note = (ids: string[]) => {
    changes.push([...ids].sort());
    return [];
  };
  const keep = (one: ProductCard, updatedAt: number, options = add) =>
    store.keep(shopId, [{ card: one, updatedAt }], options, note);
  const title = async (id: string) => (await store.byIds(shopId, [id]))[0]?.card.title;

  describe("CatalogStore", () => {
    it("keeps whole cards, in their shop", async () => {
      await keep(card("1", { image: "https://cdn/x.jpg" }), NOON);
      expect(await store.byIds(shopId, ["1", "2"])).toEqual([
        { card: card("1", { image: "https://cdn/x.jpg" }), updatedAt: NOON },
      ]);
      expect(await store.byIds(newId(), ["1"])).toEqual([]);
      expect(await store.known(shopId, ["1", "2"])).toEqual(new Set(["1"]));
      expect(await store.known(newId(), ["1"])).toEqual(new Set());
    });

    it("lets no older snapshot overwrite a newer, in any order and any number of times", async () => {
      await keep(card("1", { title: "New" }), NOON + 10);
      await keep(card("1", { title: "Old" }), NOON);
      await keep(card("1", { title: "New" }), NOON + 10);
      expect(await title("1")).toBe("New");
      await keep(card("1", { title: "Newest" }), NOON + 20);
      expect(await title("1")).toBe("Newest");
      expect(changes).toEqual([["1"], ["1"]]);
    });

    it("tells when a variant can be bought again, or no longer", async () => {
      const turned: string[][] = [];
      const stock = (available: boolean, updatedAt: number) => {
        const [small] = card("1").variants;
        const variants = [
          { ...small!, id: "12" },
          { ...small!, available },
        ];
        return store.keep(
          shopId,
          [{ card: card("1", { variants }), updatedAt }],
          add,
          (_changed, ids) => {
            turned.push(ids);
            return [];
          },
        );
      };
      await stock(true, NOON);
      await stock(true, NOON + 1);
      await stock(false, NOON + 2);
      await stock(false, NOON + 3);
      await stock(true, NOON + 4);
      expect(turned).toEqual([["1"], ["1"], ["1"]]);
    });

    it("makes no row of a product that nobody asked for", async () => {
      await keep(card("1"), NOON, known);
      expect(await store.known(shopId, ["1"])).toEqual(new Set());
      expect(changes).toEqual([]);
    });

    it("tells of what feeds show, and not of prices", async () => {
      await keep(card("1"), NOON);
      changes.length = 0;
      const dear = { amount: 9900, currency: "EUR" };
      await keep(card("1", { priceFrom: dear, priceTo: dear }), NOON + 1, known);
      expect(changes).toEqual([]);
      await keep(card("1", { available: false }), NOON + 2, known);
      await keep(card("1", { available: false, status: "draft" }), NOON + 3, known);
      expect(changes).toEqual([["1"], ["1"]]);
      expect((await store.byIds(shopId, ["1"]))[0]?.card.status).toBe("draft");
    });

    it("removes once, and takes back only what is newer", async () => {
      await keep(card("1"), NOON);
      changes.length = 0;
      await store.remove(shopId, ["1", "2"], NOON + 10, note);
      await store.remove(shopId, ["1"], NOON + 10, note);
      expect(changes).toEqual([["1"]]);
      expect(await store.byIds(shopId, ["1"])).toEqual([]);
      expect(await store.known(shopId, ["1"])).toEqual(new Set(["1"]));
      await keep(card("1", { title: "Late" }), NOON + 5, known);
      expect(await store.byIds(shopId, ["1"])).toEqual([]);
      await keep(card("1", { title: "Restored" }), NOON + 11, known);
      expect(await title("1")).toBe("Restored");
    });

    it("does not remove what changed after the removal was sent", async () => {
      await keep(card("1"), NOON + 10);
      await store.remove(shopId, ["1"], NOON, note);
      expect(await title("1")).toBe("Product 1");
    });

    it("takes many at once, from several sides", async () => {
      const cards = Array.from({ length: 40 }, (_, n) => ({
        card: card(String(n)),
        updatedAt: NOON,
      }));
      await Promise.all([
        store.keep(shopId, cards, add, note),
        store.keep(shopId, [...cards].reverse(), add, note),
      ]);
      const ids = cards.map((one) => one.card.id);
      expect(await store.byIds(shopId, ids)).toHaveLength(40);
    });
  });
}
