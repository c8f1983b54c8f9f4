import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LINE_PROPERTY, parseLineProperty } from "../app/contract/events.ts";
import type { BlockKind } from "../app/contract/feed.ts";
import { fakeEventLog } from "../app/domains/engagement/fakes.ts";
import { createCollectDoor } from "../app/domains/engagement/index.server.ts";
import { newId } from "../app/kernel/ids.ts";
import { demoClips } from "../sandbox/demo/clips.ts";
import { DEMO_SHOP, demoProducts, seedDemoWorld } from "../sandbox/demo/index.ts";
import { startTestSandbox, type TestSandbox } from "../sandbox/fixtures/running-sandbox.ts";
import { type HistoryOptions, seedHistory } from "./seed-history.ts";
import { travellingClock } from "./travelling-clock.ts";

const DAY_MS = 86_400_000;
const started = Date.now();
const shop = { id: newId(), domain: DEMO_SHOP };
const log = fakeEventLog();
const clock = travellingClock();
let rolledUp = 0;
const wiring = {
  forShop: () => ({
    shop: {
      profile: async () => ({
        ...shop,
        name: "Morrow & Tide",
        currency: "USD",
        timeZone: "America/New_York",
        proxyPath: "/apps/clipshelf",
        soldOut: "similar" as const,
        installedAt: started,
      }),
    },
  }),
  collect: createCollectDoor({ log, clock }),
  jobs: {
    analytics: {
      rollUp: async () => {
        rolledUp++;
      },
    },
  },
};
let sandbox: TestSandbox;
let options: HistoryOptions;

beforeAll(async () => {
  sandbox = await startTestSandbox({
    seed: (store) => seedDemoWorld(store, { clock: { now: Date.now } }),
  });
  const blocks: BlockKind[] = ["carousel", "floating", "description"];
  options = {
    shopDomain: DEMO_SHOP,
    sandboxUrl: sandbox.url,
    videos: new Map(demoClips.map((clip) => [clip.file.replace(".mp4", ""), newId()])),
    placements: new Map(blocks.map((block) => [block, newId()])),
    say: () => {},
  };
});
afterAll(() => sandbox.close());

describe("the month behind the demo", () => {
  it("is told through the doors, every visit at its own time", async () => {
    await seedHistory(wiring, clock, shop, options);
    expect(log.batches.length).toBeGreaterThan(1000);
    const times = log.batches.map((batch) => batch.receivedAt);
    expect(Math.min(...times)).toBeGreaterThan(started - 32 * DAY_MS);
    expect(Math.max(...times)).toBeLessThan(started);
    expect(new Set(times.map((time) => Math.floor(time / DAY_MS))).size).toBeGreaterThan(28);
    expect(rolledUp).toBe(1);
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
  });

  it("has some clips handed on, though far fewer than were watched", () => {
    const events = log.batches.flatMap((batch) => batch.events);
    const count = (kind: string) => events.filter((event) => event.kind === kind).length;
    expect(count("share")).toBeGreaterThan(10);
    expect(count("share")).toBeLessThan(count("complete") / 4);
  });

  it("sells what was put in the cart in that same visit, and leaves stock to sell", async () => {
    const { orders, products } = sandbox.store.shop(DEMO_SHOP);
    expect(orders.length).toBeGreaterThan(25);
    const adds = new Set(
      log.batches.flatMap(({ session, events }) =>
        events
          .filter((event) => event.kind === "add")
          .map((event) => `${event.videoId}.${event.placementId}.${session} ${event.variantId}`),
      ),
    );
    for (const order of orders) {
      expect(Date.parse(order.createdAt)).toBeLessThan(started);
      for (const line of order.lines) {
        const property = line.properties[LINE_PROPERTY] ?? "";
        expect(parseLineProperty(property)).not.toBeNull();
        expect(adds).toContain(`${property} ${line.variantId}`);
      }
    }
    const before = new Map(demoProducts().map((product) => [product.id, product]));
    for (const product of products)
      for (const [index, variant] of product.variants.entries())
        if (variant.inventory !== before.get(product.id)?.variants[index]?.inventory)
          expect(variant.inventory).toBeGreaterThanOrEqual(12);
  });

  it("changes nothing when it is told again, and goes on where it was cut off", async () => {
    const { orders } = sandbox.store.shop(DEMO_SHOP);
    const [batches, sold] = [log.batches.length, orders.length];
    await seedHistory(wiring, clock, shop, options);
    expect(rolledUp).toBe(1);
    const cut = orders.splice(-3);
    await seedHistory(wiring, clock, shop, options);
    expect(orders.map((order) => order.email)).toEqual(
      expect.arrayContaining(cut.map((order) => order.email)),
    );
    expect([log.batches.length, orders.length]).toEqual([batches, sold]);
  });
});
