import { beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { RestockRequest, WishStore } from "./ports.ts";

const NOON = Date.parse("2026-11-22T12:00:00.250Z");

/** What every WishStore does. */
export function wishStoreContract(make: () => Promise<WishStore>): void {
  let store: WishStore;
  let shop: string;
  let other: string;
  let clock: ReturnType<typeof fixedClock>;
  beforeEach(async () => {
    store = await make();
    [shop, other] = [newId(), newId()];
    clock = fixedClock(NOON);
  });

  const ask = async (given: Partial<RestockRequest> = {}, at = shop) => {
    clock.advance(1000);
    const request: RestockRequest = {
      ...{ id: newId(clock), productId: "1", variantId: "11", email: "ann@example.com" },
      ...{ customerId: null, language: "en", consent: "Write to me.", askedAt: clock.now() },
      ...{ backAt: null, toldAt: null },
      ...given,
    };
    await store.keepRequest(at, request);
    return request;
  };
  const all = async (at = shop) =>
    (await store.requests(at, { filter: null, after: null, limit: 100 })).requests;

  describe("WishStore", () => {
    it("keeps a request once an address and variant, in its shop", async () => {
      const first = await ask();
      await ask({ customerId: "77", language: "de" });
      await ask({ variantId: "12" });
      await ask({}, other);
      expect((await all()).map(({ variantId }) => variantId)).toEqual(["12", "11"]);
      expect((await all())[1]).toEqual({ ...first, customerId: "77", language: "de" });
      expect(await store.countOpen(shop, "ann@example.com")).toBe(2);
      expect(await store.countOpen(other, "ann@example.com")).toBe(1);
    });

    it("marks who waits for what is back, and unmarks who does not get it after all", async () => {
      const small = await ask();
      const large = await ask({ variantId: "12" });
      await ask({}, other);
      await store.setBack(shop, "1", ["11"], NOON + 60_000);
      await store.setBack(shop, "1", ["11"], NOON + 90_000);
      expect(await store.counts(shop)).toEqual({ back: 1, waiting: 1, told: 0 });
      expect(await store.counts(other)).toEqual({ back: 0, waiting: 1, told: 0 });
      const back = await store.requests(shop, { filter: "back", after: null, limit: 9 });
      expect(back.requests).toEqual([{ ...small, backAt: NOON + 60_000 }]);
      await store.setBack(shop, "1", ["12"], NOON + 120_000);
      expect((await all()).map(({ backAt }) => backAt)).toEqual([NOON + 120_000, null]);
      expect((await all())[0]?.id).toBe(large.id);
    });

    it("leaves whoever was written to in peace until they ask again", async () => {
      const { id } = await ask();
      await store.setBack(shop, "1", ["11"], clock.now());
      expect(await store.setTold(shop, [id], clock.now())).toBe(1);
      expect(await store.setTold(shop, [id], clock.now())).toBe(0);
      expect(await store.setTold(other, [id], clock.now())).toBe(0);
      await store.setBack(shop, "1", [], clock.now());
      expect(await store.counts(shop)).toEqual({ back: 0, waiting: 0, told: 1 });
      expect(await store.countOpen(shop, "ann@example.com")).toBe(0);
      const again = await ask();
      expect(await all()).toMatchObject([
        { id, askedAt: again.askedAt, backAt: null, toldAt: null },
      ]);
    });

    it("gives pages, newest first", async () => {
      for (const variantId of ["11", "12", "13"]) await ask({ variantId });
      const first = await store.requests(shop, { filter: "waiting", after: null, limit: 2 });
      expect(first.requests.map(({ variantId }) => variantId)).toEqual(["13", "12"]);
      const { requests, next } = await store.requests(shop, {
        ...{ filter: "waiting", after: first.next, limit: 2 },
      });
      expect(requests.map(({ variantId }) => variantId)).toEqual(["11"]);
      expect(next).toBeNull();
    });

    it("knows what is waited for, and removes what it is told to", async () => {
      const { id } = await ask();
      const told = await ask({ productId: "2", variantId: "21" });
      await store.setTold(shop, [told.id], clock.now());
      const awaited = async () => (await store.awaited()).filter(({ shopId }) => shopId === shop);
      expect(await awaited()).toEqual([{ shopId: shop, productIds: ["1"] }]);
      expect(await store.removeRequests(other, [id])).toBe(0);
      expect(await store.removeRequests(shop, [id])).toBe(1);
      expect(await awaited()).toEqual([]);
    });

    it("forgets who was told long ago and who asked longer ago", async () => {
      const told = await ask();
      await store.setTold(shop, [told.id], NOON);
      await ask({ variantId: "12", askedAt: NOON - 1000 });
      await ask({ variantId: "13", askedAt: NOON });
      await store.forgetOld(NOON, NOON - 1000);
      expect(await all()).toHaveLength(3);
      await store.forgetOld(NOON + 1, NOON);
      expect((await all()).map(({ variantId }) => variantId)).toEqual(["13"]);
    });

    it("keeps a customer's list, newest first and no longer than it may be", async () => {
      const change = (save: string[], drop: string[] = [], most = 3) => {
        clock.advance(1000);
        const items = save.map((handle) => ({ handle, title: handle.toUpperCase() }));
        return store.changeList(shop, "77", { save: items, drop, at: clock.now(), most });
      };
      const handles = async (who = "77", at = shop) =>
        (await store.list(at, who)).map(({ handle }) => handle);
      await change(["cup", "bowl"]);
      await change(["bowl", "lamp"]);
      expect(await handles()).toEqual(["lamp", "cup", "bowl"]);
      await change(["vase"]);
      expect(await handles()).toEqual(["vase", "lamp", "cup"]);
      await change([], ["lamp", "nothing"]);
      expect(await store.list(shop, "77")).toEqual([
        { handle: "vase", title: "VASE" },
        { handle: "cup", title: "CUP" },
      ]);
      expect(await handles("78")).toEqual([]);
      expect(await handles("77", other)).toEqual([]);
    });

    it("shows and forgets all of a person, by customer and by address, and nobody else's", async () => {
      await ask({ customerId: "77" });
      await ask({ email: "other@example.com", customerId: "77" });
      await ask({ email: "bob@example.com" });
      const save = [{ handle: "cup", title: "Cup" }];
      const change = { save, drop: [], at: NOON, most: 9 };
      await store.changeList(shop, "77", change);
      await store.changeList(shop, "78", change);
      const ann = { customerId: "77", email: "ann@example.com" };
      const kept = await store.belongings(shop, ann);
      expect(kept.requests).toHaveLength(2);
      expect(kept.saved).toEqual(save);
      await store.forget(other, ann);
      expect((await store.belongings(shop, ann)).requests).toHaveLength(2);
      await store.forget(shop, ann);
      expect(await store.belongings(shop, ann)).toEqual({ requests: [], saved: [] });
      expect((await all()).map(({ email }) => email)).toEqual(["bob@example.com"]);
      expect(await store.list(shop, "78")).toEqual(save);
      await store.forget(shop, { customerId: null, email: "bob@example.com" });
      expect(await all()).toEqual([]);
    });
  });
}
