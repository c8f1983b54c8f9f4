import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type ICruiseOptions, type ICruiseResult } from "dependency-cruiser";
import { afterAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const config = createRequire(import.meta.url)(join(root, ".dependency-cruiser.cjs")) as {
  forbidden: { name: string }[];
  options: ICruiseOptions;
};

/** rule → the import that breaks it: [from, to]. A path is planted, anything else is a package. */
const PLANTED: Record<string, [from: string, to: string]> = {
  "kernel-imports-nothing": ["app/kernel/time.ts", "app/contract/feed.ts"],
  "contract-imports-kernel-only": ["app/contract/batch.ts", "app/domains/media/index.ts"],
  "domains-know-no-edges": ["app/domains/media/save.server.ts", "app/adapters/postgres/store.ts"],
  "domain-order-shop": ["app/domains/shop/a.ts", "app/domains/catalog/index.ts"],
  "domain-order-catalog": ["app/domains/catalog/a.ts", "app/domains/media/index.ts"],
  "domain-order-media": ["app/domains/media/a.ts", "app/domains/placements/index.ts"],
  "domain-order-intake": ["app/domains/intake/a.ts", "app/domains/library/index.ts"],
  "domain-order-library": ["app/domains/library/a.ts", "app/domains/playlists/index.ts"],
  "domain-order-clearance": ["app/domains/clearance/a.ts", "app/domains/playlists/index.ts"],
  "domain-order-playlists": ["app/domains/playlists/a.ts", "app/domains/placements/index.ts"],
  "domain-order-placements": ["app/domains/placements/a.ts", "app/domains/analytics/index.ts"],
  "domain-order-engagement": ["app/domains/engagement/a.ts", "app/domains/analytics/index.ts"],
  "domain-order-wishes": ["app/domains/wishes/a.ts", "app/domains/analytics/index.ts"],
  "domain-doors": ["app/domains/placements/b.ts", "app/domains/media/video.ts"],
  "adapters-know-domains-only": ["app/adapters/mux/a.ts", "app/config.server.ts"],
  "adapters-apart": ["app/adapters/mux/b.ts", "app/adapters/storage/disk.ts"],
  "only-wiring-imports-adapters": ["app/hot/a.ts", "app/adapters/postgres/store.ts"],
  "pages-see-browser-doors": ["app/routes/app.a.tsx", "app/domains/media/index.server.ts"],
  "pages-name-wiring-only": ["app/routes/app.b.tsx", "app/wiring.server.ts"],
  "storefront-sees-contract": [
    "extensions/shoppable-video/src/elements/a.ts",
    "app/domains/media/index.ts",
  ],
  "storefront-core-has-no-elements": [
    "extensions/shoppable-video/src/core/a.ts",
    "extensions/shoppable-video/src/elements/card.ts",
  ],
  "app-stands-alone": ["app/jobs/a.ts", "sandbox/world/store.ts"],
  "library-@prisma/client": ["app/domains/shop/c.ts", "@prisma/client"],
  "library-pg": ["app/hot/b.ts", "pg"],
  "library-pg-boss": ["app/jobs/b.ts", "pg-boss"],
  "library-@mux/mux-node": ["app/adapters/ffmpeg/c.ts", "@mux/mux-node"],
  "library-aws4fetch": ["app/adapters/mux/c.ts", "aws4fetch"],
  "library-tus-server": ["app/adapters/storage/e.ts", "@tus/server"],
  "library-tus-client": ["app/hot/c.ts", "tus-js-client"],
  "library-papaparse": ["app/routes/app.d.tsx", "papaparse"],
  "library-shopify-server": ["app/routes/app.c.tsx", "@shopify/shopify-app-remix/server"],
  "library-polaris": ["app/domains/media/d.ts", "@shopify/polaris"],
  "no-cycles": ["app/domains/shop/d.ts", "app/domains/shop/e.ts"],
  resolvable: ["app/domains/shop/f.ts", "./nowhere.ts"],
};

const tree = mkdtempSync(join(tmpdir(), "clipshelf-rooms-"));
afterAll(() => rmSync(tree, { recursive: true, force: true }));

function plant(path: string, line = "export const planted = 1;\n"): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), line, { flag: "a" });
}

async function violations(): Promise<{ rule: string; from: string }[]> {
  symlinkSync(join(root, "node_modules"), join(tree, "node_modules"));
  writeFileSync(join(tree, "tsconfig.json"), "{}");
  const found = await cruise(
    ["app", "extensions", "sandbox"],
    {
      ...config.options,
      baseDir: tree,
      validate: true,
      ruleSet: { forbidden: config.forbidden as never },
    },
    config.options.enhancedResolveOptions as never,
  );
  const { summary } = found.output as ICruiseResult;
  return summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
}

describe("import rules", () => {
  it("has a planted violation for every rule", () => {
    expect(Object.keys(PLANTED).sort()).toEqual(config.forbidden.map(({ name }) => name).sort());
  });

  it("catches each of them", async () => {
    for (const [from, to] of Object.values(PLANTED)) {
      const isPath = /^(app|extensions|sandbox)\//.test(to);
      if (isPath) plant(to);
      const up = "../".repeat(from.split("/").length - 1);
      plant(from, `import ${JSON.stringify(isPath ? up + to : to)};\n`);
    }
    plant("app/domains/shop/e.ts", 'import "./d.ts";\n');
    const caught = await violations();
    for (const [rule, [from]] of Object.entries(PLANTED))
      expect(caught, `${rule} in ${from}`).toContainEqual({ rule, from });
  });
});
