import { describe, expect, it } from "vitest";
import { fixedClock } from "../../kernel/clock.ts";
import type { JobRequest } from "../../kernel/job.ts";
import { ShopFault } from "../shop/index.server.ts";
import { discount, discountStoreContract } from "./discount-store.contract.ts";
import { fakeDiscountStore, fakeShopDiscounts } from "./fakes.ts";
import { createDiscountsDoor } from "./index.server.ts";

discountStoreContract(async () => fakeDiscountStore());

const shop = { id: "0".repeat(24), domain: "morrow-and-tide.myshopify.com" };

function setUp() {
  const discounts = fakeDiscountStore();
  const shopDiscounts = fakeShopDiscounts([discount("TEA15"), discount("BYE5")]);
  const enqueue = async (jobs: JobRequest[]) => void discounts.jobs.push(...jobs);
  const ports = { discounts, shopDiscounts, enqueue, clock: fixedClock(0) };
  const door = createDiscountsDoor(ports, shop);
  const told = () => discounts.jobs.splice(0).map(({ payload }) => payload);
  return { door, discounts, shopDiscounts, told };
}

describe("a shop's discount codes", () => {
  it("are asked of Shopify and kept", async () => {
    const { door, told } = setUp();
    expect(await door.known(["TEA15"])).toEqual([]);
    expect(await door.ask("TEA15")).toEqual(discount("TEA15"));
    expect(await door.known(["tea15"])).toEqual([discount("TEA15")]);
    expect(told()).toEqual([{ shopId: shop.id, codes: ["tea15"] }]);
    await door.ask("TEA15");
    expect(told()).toEqual([]);
    expect(await door.ask("NONE")).toBeNull();
  });

  it("are watched: what changes or goes is told, what nobody shows is forgotten", async () => {
    const { door, shopDiscounts, told } = setUp();
    await door.watch(["TEA15", "tea15", "BYE5"]);
    expect(told()).toEqual([{ shopId: shop.id, codes: ["bye5", "tea15"] }]);
    shopDiscounts.cards.set("tea15", discount("TEA15", { status: "expired" }));
    await door.watch(["TEA15", "BYE5"]);
    expect(told()).toEqual([{ shopId: shop.id, codes: ["tea15"] }]);
    shopDiscounts.cards.delete("bye5");
    await door.watch(["BYE5"]);
    expect(told()).toEqual([{ shopId: shop.id, codes: ["bye5", "tea15"] }]);
    expect(await door.known(["TEA15", "BYE5"])).toEqual([]);
  });

  it("are watched anew when the shop says that one changed, by one job however often it says so", async () => {
    const { door, discounts } = setUp();
    await door.recordChange();
    expect(discounts.jobs).toEqual([
      { name: "catalog.watch-shop-codes", payload: { shopId: shop.id }, key: shop.id },
    ]);
  });

  it("are unreadable where Shopify does not answer, and stay as they were", async () => {
    const { door, shopDiscounts } = setUp();
    await door.watch(["TEA15"]);
    shopDiscounts.byCode = async () => {
      throw new ShopFault("shop-unavailable", "busy");
    };
    expect(await door.ask("TEA15")).toBe("unreadable");
    await expect(door.watch(["TEA15"])).rejects.toThrow(ShopFault);
    expect(await door.known(["TEA15"])).toHaveLength(1);
  });
});
