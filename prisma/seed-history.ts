import { setTimeout as pause } from "node:timers/promises";
import {
  EVENT_BATCH_VERSION,
  type EventBatch,
  LINE_PROPERTY,
  lineProperty,
  type WireEvent,
} from "../app/contract/events.ts";
import type { BlockKind } from "../app/contract/feed.ts";
import type { AnalyticsJobsDoor } from "../app/domains/analytics/index.server.ts";
import type { CollectDoor } from "../app/domains/engagement/index.server.ts";
import type { ShopDoor } from "../app/domains/shop/index.server.ts";
import type { ShopRef } from "../app/domains/shop/index.ts";
import { fixedClock } from "../app/kernel/clock.ts";
import { newId } from "../app/kernel/ids.ts";
import { demoClips } from "../sandbox/demo/clips.ts";
import { demoProducts } from "../sandbox/demo/index.ts";
import type { Order, Product } from "../sandbox/world/types.ts";
import { inventMomentEvents } from "./seed-moments.ts";
import type { TravellingClock } from "./travelling-clock.ts";

/** What the past is told to. */
export interface HistoryWiring {
  forShop(shop: ShopRef): { shop: Pick<ShopDoor, "profile"> };
  collect: CollectDoor;
  jobs: { analytics: Pick<AnalyticsJobsDoor, "rollUp"> };
}

export interface HistoryOptions {
  shopDomain: string;
  sandboxUrl: string;
  /** Video ids by file name without its ending. */
  videos: Map<string, string>;
  placements: Map<BlockKind, string>;
  say(line: string): void;
}

/** What one visit did, and what it bought. */
interface Visit {
  at: number;
  batch: EventBatch;
  order: Sale | null;
}

interface Sale {
  at: number;
  email: string;
  variantId: string;
  quantity: number;
  properties: Record<string, string>;
}

const DAYS = 30;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Visits to a page with clips on an ordinary day. */
const VISITS_A_DAY = 55;
/** How much each clip is liked, and the share of it that people watch. */
const liking: Record<string, [likes: number, watched: number]> = {
  "first-pour": [1.5, 0.86],
  "slow-morning": [1.3, 0.78],
  "three-mugs": [0.9, 0.64],
  "teapot-turn": [0.7, 0.55],
  "the-table": [0.6, 0.5],
  "linen-breeze": [0.8, 0.7],
  "window-light": [0.6, 0.6],
  "low-tide-lamp": [1.1, 0.81],
  "beacon-three-lights": [1.0, 0.74],
  "evening-tide": [0.8, 0.72],
};

/**
 * A month of visits and sales, so that charts have something to show. The events go through the collect
 * door, with its clock at the time of each; the sales are orders of the sandbox shop, which tells the app
 * by its webhooks. Ids are drawn from a fixed start, so telling the same month twice counts once.
 */
export async function seedHistory(
  wiring: HistoryWiring,
  clock: TravellingClock,
  shop: ShopRef,
  options: HistoryOptions,
): Promise<void> {
  const { installedAt, timeZone } = await wiring.forShop(shop).shop.profile();
  const visits = inventVisits(installedAt, timeZone, options);
  const orders = await sandbox<Order[]>(options, "orders");
  const known = new Set(orders.map((order) => order.email));
  const sales = visits.flatMap((visit) => visit.order ?? []).sort((a, b) => a.at - b.at);
  const missing = sales.filter((sale) => !known.has(sale.email));
  // Sales come last: once all are there, so are the events.
  if (missing.length === 0) return;
  options.say(
    `Telling ${visits.length} visits and ${missing.length} orders of the past ${DAYS} days`,
  );
  await tellVisits(wiring, clock, shop, visits);
  for (const sale of missing) await sell(options, sale);
  await untilHeard(options);
  await wiring.jobs.analytics.rollUp();
}

async function tellVisits(
  wiring: HistoryWiring,
  clock: TravellingClock,
  shop: ShopRef,
  visits: Visit[],
): Promise<void> {
  for (let from = 0; from < visits.length; from += 400) {
    const answers = await Promise.all(
      visits
        .slice(from, from + 400)
        .map(({ at, batch }) =>
          clock.at(at, () => wiring.collect.collect(shop, Buffer.from(JSON.stringify(batch)))),
        ),
    );
    const refused = answers.find((answer) => answer.kind !== "accepted");
    if (refused) throw new Error(`A visit of the past was not taken: ${JSON.stringify(refused)}`);
  }
}

function inventVisits(until: number, timeZone: string, options: HistoryOptions): Visit[] {
  const chance = dice(20_261_122);
  // Dice of their own, so that the rest of the month stays as it was thrown.
  const momentChance = dice(4_000);
  const shareChance = dice(5_000);
  const files = new Map([...options.videos].map(([file, id]) => [id, file]));
  const stock = new Map(
    demoProducts().flatMap(({ variants }) => variants.map((one) => [one.id, one.inventory ?? 0])),
  );
  const products = new Map(demoProducts().map((product) => [product.handle, product]));
  const today = startOfDay(until, timeZone);
  const visits: Visit[] = [];
  // As many days as a report looks back: a day more would be all there is to compare a month with.
  for (let ago = DAYS - 1; ago >= 0; ago--) {
    const day = today - ago * DAY_MS;
    const weekday = new Date(day + 12 * HOUR_MS).getUTCDay();
    const busy = (weekday === 0 || weekday === 6 ? 1.35 : 1) * (0.72 + (0.5 * (DAYS - ago)) / DAYS);
    const count = Math.round(VISITS_A_DAY * busy * (0.85 + chance() * 0.3));
    for (let i = 0; i < count; i++) {
      // Evenings more than mornings, nights hardly.
      const hour = 7 + 16 * Math.max(chance(), chance()) ** 0.9;
      const at = Math.round(day + hour * HOUR_MS);
      const visit = inventVisit(at, visits.length, chance, { ...options, products, stock });
      visit.batch.e.push(
        ...inventMomentEvents(visit.batch, files, momentChance),
        ...inventShares(visit.batch, shareChance),
      );
      if (at < until - HOUR_MS) visits.push(visit);
    }
  }
  return visits;
}

function inventVisit(
  at: number,
  index: number,
  chance: () => number,
  {
    videos,
    placements,
    products,
    stock,
  }: HistoryOptions & { products: Map<string, Product>; stock: Map<string, number> },
): Visit {
  const session = drawnId(at, chance);
  const roll = chance();
  const block: BlockKind = roll < 0.6 ? "carousel" : roll < 0.8 ? "description" : "floating";
  const placement = placements.get(block) ?? "";
  const events: { at: number; event: WireEvent }[] = [];
  let now = 0;
  const tell = (...event: WireEvent) => events.push({ at: now, event });
  tell("view", 0, placement, "");
  let order: Sale | null = null;
  const plays = chance() < 0.52 ? 1 + Math.floor(chance() ** 2 * 4) : 0;
  for (let play = 0; play < plays; play++) {
    const clip =
      demoClips[
        pick(
          demoClips.map((one) => likes(one.file)[0]),
          chance,
        )
      ]!;
    const video = videos.get(nameOf(clip.file)) ?? "";
    now += 2000 + chance() * 6000;
    if (chance() < 0.6) tell("open", 0, placement, video);
    now += 2100;
    tell("play", 0, placement, video);
    const whole = chance() < likes(clip.file)[1] * 0.75;
    const watched = Math.round(whole ? 8500 : 2100 + chance() * 5500);
    now += watched;
    tell("watch", 0, placement, video, watched);
    if (whole) tell("complete", 0, placement, video);
    const product = products.get(
      clip.products[Math.floor(chance() ** 2 * clip.products.length)]!.handle,
    )!;
    if (chance() > 0.3 * likes(clip.file)[0]) continue;
    tell("product", 0, placement, video, undefined, product.id);
    const variant = product.variants[Math.floor(chance() * product.variants.length)]!;
    const quantity = chance() < 0.2 ? 2 : 1;
    const buys = chance() < 0.34;
    if (chance() > 0.36 || !variant.inventory) continue;
    now += 4000;
    tell("add", 0, placement, video, quantity, variant.id);
    // Leaves enough to sell to whoever tries the demo.
    const left = (stock.get(variant.id) ?? 0) - quantity;
    if (!buys || order || left < 12) continue;
    stock.set(variant.id, left);
    order = {
      at: at + 300_000 + Math.round(chance() * 900_000),
      email: `shopper-${String(index).padStart(4, "0")}@example.com`,
      variantId: variant.id,
      quantity,
      properties: { [LINE_PROPERTY]: lineProperty(video, placement, session) },
    };
  }
  const batch: EventBatch = {
    v: EVENT_BATCH_VERSION,
    b: drawnId(at, chance),
    s: session,
    t: at,
    e: events.map(({ at: then, event: [kind, , ...rest] }) => [
      kind,
      Math.round(now - then),
      ...rest,
    ]),
  };
  return { at: at + Math.round(now), batch, order };
}

/** Who watched a clip to its end hands it on now and then. */
function inventShares(batch: Pick<EventBatch, "e">, chance: () => number): WireEvent[] {
  return batch.e.flatMap(([kind, ago, placement, video]): WireEvent[] =>
    kind === "complete" && chance() < 0.11 ? [["share", ago, placement, video]] : [],
  );
}

async function sell(options: HistoryOptions, sale: Sale): Promise<void> {
  const { at, email, variantId, quantity, properties } = sale;
  await sandbox(options, "orders", {
    email,
    createdAt: new Date(at).toISOString(),
    lines: [{ variantId, quantity, properties }],
  });
}

/** Until the shop has delivered its webhooks. */
async function untilHeard(options: HistoryOptions): Promise<void> {
  const until = Date.now() + 60_000;
  for (;;) {
    const { waiting } = await sandbox<{ waiting: unknown[] }>(options, "webhooks");
    if (waiting.length === 0) return;
    if (Date.now() > until) throw new Error("The sandbox's webhooks do not reach the app");
    await pause(200);
  }
}

async function sandbox<T>(
  { sandboxUrl, shopDomain }: HistoryOptions,
  name: string,
  body?: object,
): Promise<T> {
  const answer = await fetch(`${sandboxUrl}/sandbox/${name}`, {
    method: body ? "POST" : "GET",
    headers: { "x-sandbox-shop": shopDomain, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`The sandbox refused ${name}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** An id of the given time whose other letters come from the dice. */
function drawnId(at: number, chance: () => number): string {
  const letters = "0123456789abcdefghjkmnpqrstvwxyz";
  const head = newId(fixedClock(at)).slice(0, 9);
  return head + Array.from({ length: 15 }, () => letters[Math.floor(chance() * 32)]).join("");
}

function startOfDay(at: number, timeZone: string): number {
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "medium" }).format(at);
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(":").map(Number);
  return Math.floor(at / 1000) * 1000 - ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

function likes(file: string): [number, number] {
  return liking[nameOf(file)] ?? [0.5, 0.5];
}

function nameOf(file: string): string {
  return file.replace(/\.mp4$/, "");
}

function pick(weights: number[], chance: () => number): number {
  let left = chance() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return index;
  }
  return weights.length - 1;
}

/** The same throws for the same start (mulberry32). */
function dice(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
