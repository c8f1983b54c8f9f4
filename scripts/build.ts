import { buildAdmin } from "./build-admin.ts";

const outcome = await buildAdmin(console.log);
console.log(outcome === "built" ? "Built into build/." : "build/ is up to date.");
