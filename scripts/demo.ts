import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "./processes.ts";
import { seedStack } from "./seed-stack.ts";
import { type Stack, startStack } from "./stack.ts";

/** `npm run demo [-- --reset | --check]`: the whole job on this machine, with a sandbox shop. */
const HELP = `npm run demo               starts the shop, the app and its worker, and prints the links
npm run demo -- --reset    the same, from an empty shop
npm run demo -- --check    starts everything on free ports, drives the main journey in a browser,
                           prints a table of its steps and exits with 0 or 1`;

const { values } = parseArgs({
  options: {
    reset: { type: "boolean" },
    check: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  },
});

if (values.help) console.log(HELP);
else if (values.check) process.exit(await check());
else await demo(join(ROOT, ".data", "demo"), values.reset ?? false);

async function demo(dataDir: string, reset: boolean): Promise<void> {
  const began = Date.now();
  if (reset) rmSync(dataDir, { recursive: true, force: true });
  // The first Ctrl-C stops everything in order; each part ends by itself should this process be killed.
  const giveUp = new AbortController();
  let stack: Stack | null = null;
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) process.exit(1);
    stopping = true;
    console.log("\nStopping …");
    giveUp.abort(new Error("Stopped while starting."));
    if (!stack) return;
    await stack.stop();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => void stop(0));
  stack = await startStack({
    dataDir,
    ports: { web: 3000, worker: 3100, shop: 9300, postgres: 54320 },
    say: console.log,
    signal: giveUp.signal,
  });
  for (const program of [stack.sandbox, stack.web, stack.worker])
    program.ended.then(() => {
      if (stopping) return;
      console.error(`${program.name} stopped by itself:\n${program.tail()}`);
      void stop(1);
    });
  await seedStack(stack, console.log);
  console.log(links(stack, (Date.now() - began) / 1000));
}

function links(stack: Stack, seconds: number): string {
  return `
Clipshelf is ready after ${seconds.toFixed(0)} s. Open:

  Admin          ${stack.shopUrl}/admin/apps/clipshelf
                 Drop a clip into the library, tag a product, publish a placement.
  Theme editor   ${stack.shopUrl}/admin/themes/current/editor
                 Add one of the video blocks to a page and watch it in the preview.
  Storefront     ${stack.shopUrl}/
                 Watch as a shopper, choose a variant, put it in the cart and pay.
  Orders         ${stack.shopUrl}/admin/orders
                 Refund one, then see it taken back under Analytics.

Data is kept in ${stack.dataDir}; npm run demo -- --reset starts over. Ctrl-C stops everything.`;
}

/** The journey on a shop made for it alone. */
async function check(): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), "clipshelf-check-"));
  const { runJourney } = await import("../tests/e2e/journey.ts");
  const stack = await startStack({ dataDir, ports: "free", say: console.log });
  try {
    await seedStack(stack, console.log);
    return (await runJourney(stack, console.log)) ? 0 : 1;
  } finally {
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
