import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tags as builtIn } from "liquidjs";
import { describe, expect, test } from "vitest";
import { parseColor } from "../drops/color.ts";
import { moneyFormat } from "../money-format.ts";
import { TAGS } from "../tags/index.ts";
import { FILTERS } from "./index.ts";
import { formatMoney } from "./money.ts";

const docs = fileURLToPath(
  new URL("../../../node_modules/@shopify/theme-check-docs-updater/data/", import.meta.url),
);
const names = (file: string) =>
  (JSON.parse(readFileSync(join(docs, file), "utf8")) as { name: string }[]).map((one) => one.name);

test("every filter that Shopify documents is here, and none beside", () => {
  // Node has no BLAKE3, so a theme that uses it hears that, instead of getting a wrong digest.
  const missing = names("filters.json").filter((name) => !(name in FILTERS) && name !== "blake3");
  expect(missing).toEqual([]);
  const aliases = ["handle", "t", "escape"];
  const known = new Set([...names("filters.json"), ...aliases]);
  expect(Object.keys(FILTERS).filter((name) => !known.has(name))).toEqual([]);
});

test("every tag that Shopify documents is here", () => {
  const known = new Set([...Object.keys(TAGS), ...Object.keys(builtIn), "else"]);
  expect(names("tags.json").filter((name) => !known.has(name))).toEqual([]);
});

describe("money", () => {
  test.each([
    [123456, "USD", "$1,234.56", "$1,234.56 USD"],
    [123456, "EUR", "€1.234,56", "€1.234,56 EUR"],
    [360000, "JPY", "¥3,600", "¥3,600 JPY"],
    [172800, "CNY", "¥1,728.00", "¥1,728.00 CNY"],
    [-500, "GBP", "£-5.00", "£-5.00 GBP"],
  ])("%i hundredths of %s", (cents, currency, plain, full) => {
    expect(formatMoney(cents, moneyFormat(currency).plain)).toBe(plain);
    expect(formatMoney(cents, moneyFormat(currency).full)).toBe(full);
  });
});

describe("colors", () => {
  test.each([
    ["#1f4f4d", "#1f4f4d"],
    ["#abc", "#aabbcc"],
    ["rgb(255, 0, 16)", "#ff0010"],
    ["hsl(120, 100%, 25%)", "#008000"],
    ["rgba(0,0,0,0.5)", "rgba(0, 0, 0, 0.5)"],
  ])("%s reads as %s", (text, expected) => {
    expect(String(parseColor(text))).toBe(expected);
  });

  test("what is no color is null", () => {
    expect(parseColor("blueish")).toBeNull();
  });
});
