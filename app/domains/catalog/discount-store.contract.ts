import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "../../kernel/ids.ts";
import type { DiscountCard } from "./index.ts";
import type { DiscountStore } from "./ports.ts";

const NOON = Date.UTC(2026, 10, 1, 12);

export function discount(code: string, more: Partial<DiscountCard> = {}): DiscountCard {
  return {
    ...{ code, title: `Title of ${code}`, summary: "10% off", status: "active" },
    ...{ startsAt: NOON, endsAt: null },
    ...more,
  };
}

/** What every DiscountStore does. */
export function discountStoreContract(make: () => Promise<DiscountStore>): void {
  let store: DiscountStore;
  let shopId: string;
  let changes: string[][];
  beforeEach(async () => {
    store = await make();
    shopId = newId();
    changes = [];
  });
  const keep = (asked: string[], found: DiscountCard[], only = false) =>
    store.keep(shopId, asked, found, { only, at: NOON }, (codes) => {
      changes.push([...codes].sort());
      return [];
    });

  describe("DiscountStore", () => {
    it("keeps whole cards, in their shop, whatever the case of the code", async () => {
      const card = discount("TEA15", { endsAt: NOON + 1, status: "scheduled" });
      await keep(["TEA15"], [card]);
      expect(await store.byCodes(shopId, ["tea15", "TEA15", "NONE"])).toEqual([card]);
      expect(await store.byCodes(newId(), ["TEA15"])).toEqual([]);
    });

    it("tells of what is new, different or gone, and of nothing else", async () => {
      await keep(["A", "B"], [discount("A"), discount("B")]);
      await keep(["A"], [discount("A")]);
      await keep(["A"], [discount("A", { status: "expired" })]);
      await keep(["B", "C"], []);
      expect(changes).toEqual([["a", "b"], ["a"], ["b"]]);
      expect(await store.byCodes(shopId, ["A", "B", "C"])).toEqual([
        discount("A", { status: "expired" }),
      ]);
    });

    it("forgets all others when it is told that these are all", async () => {
      await keep(["A", "B"], [discount("A"), discount("B")]);
      await keep(["B"], [discount("B")], true);
      expect(await store.byCodes(shopId, ["A", "B"])).toEqual([discount("B")]);
      await keep([], [], true);
      expect(await store.byCodes(shopId, ["A", "B"])).toEqual([]);
      expect(changes).toEqual([["a", "b"], ["a"], ["b"]]);
    });
  });
}
