import { expect, it } from "vitest";
import { tinyShop } from "../storefront/testing/shop.ts";
import { productInLocale } from "./translations.ts";

it("says options in the shopper's language and changes nothing else", () => {
  const mug = tinyShop().products[0]!;
  mug.translations["zh-CN"] = { title: "杯子", options: { Colour: "颜色", Oat: "燕麦色" } };
  const chinese = productInLocale(mug, "zh-CN");
  expect(chinese.options).toEqual([{ name: "颜色", values: ["燕麦色", "Ink"] }]);
  expect(chinese.variants.map(({ title }) => title)).toEqual(["燕麦色", "Ink"]);
  expect(chinese.variants.map(({ id, price }) => [id, price])).toEqual(
    mug.variants.map(({ id, price }) => [id, price]),
  );
  expect(productInLocale(mug, "fr")).toBe(mug);
});
