import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { allowedOn, openExtension, schemaFaults } from "./extension.ts";
import type { Problem } from "./liquid/engine.ts";

const DIR = fileURLToPath(new URL("./testing/extension", import.meta.url));

test("a right extension has no faults", () => {
  const problems: Problem[] = [];
  const extension = openExtension(DIR, "clipshelf", (problem) => problems.push(problem));
  expect(problems).toEqual([]);
  expect(extension.uuid).toBe("11111111-2222-3333-4444-555555555555");
  expect(extension.blocks()).toEqual(["dock", "head", "strip"]);
});

test("what Shopify refuses is said in words", () => {
  const { folder } = openExtension(DIR, "clipshelf", () => {});
  const faults = (schema: object) => schemaFaults(folder, schema, "clipshelf");
  const right = { name: "Strip", target: "section" as const };
  expect(faults(right)).toEqual([]);
  expect(faults({ ...right, name: "Clipshelf strip" })).toEqual([
    "Schema: name must not hold the app's name",
  ]);
  expect(faults({ ...right, name: "A name that is far too long to be shown" })[0]).toContain(
    "longer than 25 characters",
  );
  expect(faults({ name: "Strip", target: "footer" })[0]).toContain("target 'footer'");
  expect(faults({ ...right, limit: 1 })).toEqual(["Schema: 'limit' is not a known key"]);
  expect(faults({ ...right, javascript: "nope.js" })).toEqual([
    "Schema: javascript 'nope.js' is not in assets",
  ]);
  expect(faults({ ...right, enabled_on: {}, disabled_on: {} })).toHaveLength(1);
  const setting = (one: object) => faults({ ...right, settings: [one] });
  expect(setting({ type: "slider", id: "a", label: "A" })[0]).toContain("no type 'slider'");
  expect(setting({ type: "text", label: "A" })[0]).toContain("id is missing");
  expect(
    setting({ type: "range", id: "a", label: "A", min: 0, max: 10, default: 11 })[0],
  ).toContain("between min and max");
  expect(
    setting({ type: "range", id: "a", label: "A", min: 0, max: 500, default: 1 })[0],
  ).toContain("101 steps");
  expect(
    setting({
      type: "select",
      id: "a",
      label: "A",
      options: [{ value: "x", label: "X" }],
      default: "y",
    })[0],
  ).toContain("none of its options");
});

test("where a block may stand", () => {
  const only = { enabled_on: { templates: ["product"] } };
  expect([allowedOn(only, "product", null), allowedOn(only, "index", null)]).toEqual([true, false]);
  expect(allowedOn(only, "product", "header")).toBe(false);
  const notThere = { disabled_on: { templates: ["*"], groups: ["footer"] } };
  expect(allowedOn(notThere, "product", null)).toBe(false);
  expect([
    allowedOn(notThere, "product", "header"),
    allowedOn(notThere, "index", "footer"),
  ]).toEqual([true, false]);
  expect(allowedOn({}, "cart", null)).toBe(true);
});
