import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ADMIN_PAGES, STOREFRONT_PAGES } from "./pages.ts";

const ROOT = join(import.meta.dirname, "../..");

describe("docs/pages.md", () => {
  it("has every page of the admin", () => {
    const routes = readdirSync(join(ROOT, "app/routes")).filter(
      (file) =>
        /^app\..+\.tsx$|^app\._index\.tsx$/.test(file) &&
        /export default function/.test(readFileSync(join(ROOT, "app/routes", file), "utf8")),
    );
    const pictured = new Set(ADMIN_PAGES.map(({ route }) => route));
    expect(routes.filter((route) => !pictured.has(route))).toEqual([]);
    expect([...pictured].filter((route) => !routes.includes(route ?? ""))).toEqual([]);
  });

  it("shows each in both languages, on a desktop and on a phone, with pictures of at most 60 KB", () => {
    const text = readFileSync(join(ROOT, "docs/pages.md"), "utf8");
    const folder = join(ROOT, "docs/pictures/pages");
    const wanted = [...ADMIN_PAGES, ...STOREFRONT_PAGES].flatMap(({ name }) =>
      ["desktop", "phone"].flatMap((device) =>
        ["en", "zh-CN"].map((language) => `${name}-${device}-${language}.webp`),
      ),
    );
    expect(readdirSync(folder).sort()).toEqual([...wanted].sort());
    for (const file of wanted) {
      expect(text).toContain(`pictures/pages/${file}"`);
      expect(readFileSync(join(folder, file)).length, file).toBeLessThanOrEqual(60_000);
    }
  });
});
