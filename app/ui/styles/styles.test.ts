import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** Class names are one space for all pages: two files that each style a class alone would dress each other's page. */
it("styles each class in one file alone", () => {
  const homes = new Map<string, Set<string>>();
  for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith(".css"))) {
    const css = readFileSync(join(import.meta.dirname, file), "utf8");
    for (const [, name] of css.matchAll(/^\.(cs-[\w-]+)(?= \{|,$)/gm))
      homes.set(name!, (homes.get(name!) ?? new Set()).add(file));
  }
  expect(homes.size).toBeGreaterThan(100);
  const shared = [...homes].filter(([, files]) => files.size > 1);
  expect(shared.map(([name, files]) => `${name}: ${[...files].join(", ")}`)).toEqual([]);
});
