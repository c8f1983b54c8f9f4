import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { BlockKind } from "../app/contract/feed.ts";
import { isShowable, type VideoCard } from "../app/domains/media/index.ts";
import type { Fault, Result } from "../app/kernel/result.ts";
import type { ShopDoors } from "../app/wiring/shop-doors.server.ts";
import type { Wiring } from "../app/wiring.server.ts";
import { DEMO_CLIPS, type DemoClip, demoClips } from "../sandbox/demo/clips.ts";
import { demoProducts } from "../sandbox/demo/index.ts";
import { seedHistory } from "./seed-history.ts";
import { seedMoments } from "./seed-moments.ts";
import { seedRights } from "./seed-rights.ts";
import { seedShopVideos } from "./seed-shop-videos.ts";
import { seedSocial } from "./seed-social.ts";
import { seedWaiting } from "./seed-waiting.ts";
import type { TravellingClock } from "./travelling-clock.ts";

export { type TravellingClock, travellingClock } from "./travelling-clock.ts";

export interface SeedOptions {
  shopDomain: string;
  /** Origin of the sandbox: where the orders of the past month are placed. */
  sandboxUrl: string;
  say(line: string): void;
}

const playlists = [
  {
    title: "Tea and table",
    files: ["first-pour", "slow-morning", "the-table", "teapot-turn", "three-mugs", "linen-breeze"],
  },
  {
    title: "After dinner",
    files: ["low-tide-lamp", "evening-tide", "beacon-three-lights", "window-light"],
  },
  { title: "Linen", files: ["linen-breeze"] },
  {
    title: "Everything",
    files: [
      ...["slow-morning", "evening-tide", "first-pour", "three-mugs", "low-tide-lamp"],
      ...["the-table", "teapot-turn", "window-light", "beacon-three-lights", "linen-breeze"],
    ],
  },
];

const placements: { title: string; block: BlockKind; playlist: string | null }[] = [
  { title: "Home", block: "carousel", playlist: "Tea and table" },
  { title: "Evening corner", block: "floating", playlist: "After dinner" },
  { title: "Product pages", block: "description", playlist: null },
  { title: "Stories", block: "stories", playlist: "Everything" },
  { title: "All videos", block: "grid", playlist: "Everything" },
  { title: "Evening", block: "hero", playlist: "After dinner" },
  { title: "Linen care", block: "single", playlist: "Linen" },
  { title: "Product pictures", block: "gallery", playlist: null },
  { title: "Watch", block: "page", playlist: "Everything" },
];

/** One that claims too much, so that there is something to decide in the review queue. */
const held: DemoClip = {
  file: "before-bed.mp4",
  title: { en: "The tea that cures insomnia", zh: "治愈失眠的茶" },
  description: "A cup before bed and you sleep through, 100% effective.",
  tags: ["tea", "evening"],
  products: [{ handle: "harbour-breakfast-tea" }],
};
const HELD_FILE = "first-pour.mp4";

/** Nothing moved for so long: something is wrong, and waiting on will not help. */
const STILL_MS = 120_000;

/**
 * Brings the demo's clips, playlists and placements into a shop that has the app, through the app's own
 * doors, and a month of numbers behind them. Every step looks first what is there already, so it may be
 * stopped anywhere and run again; the second run changes nothing.
 *
 * `wiring` is one made for this, with `clock` as its clock.
 */
export async function seedDemoApp(
  wiring: Wiring,
  clock: TravellingClock,
  options: SeedOptions,
): Promise<void> {
  const shop = await wiring.shops.find(options.shopDomain);
  if (!shop) throw new Error(`The app is not installed on ${options.shopDomain}: open it first`);
  const doors = wiring.forShop(shop);
  const videos = await bringInClips(doors, options.say);
  await bringInHeld(doors);
  const lists = await makePlaylists(doors, videos);
  const placed = await makePlacements(doors, lists);
  // Later they are the merchant's: what was taken away stays away.
  const before = await doors.placements.list();
  if (!before.every((card) => card.publishedAt)) {
    await seedMoments(doors, videos, clock.now());
    await seedShopVideos(options.sandboxUrl, options.shopDomain);
  }
  const [, changed] = await Promise.all([
    seedHistory(wiring, clock, shop, { ...options, videos, placements: placed }),
    untilReady(doors, videos, options.say),
  ]);
  const { social } = wiring;
  await seedSocial({ social, moderation: doors.moderation }, clock, shop, { ...options, videos });
  await seedWaiting(wiring, clock, shop);
  await seedRights(doors, clock, videos);
  await publish(doors, placed, changed, options.say);
  await untilWritten(doors, options.say);
}

/** Uploads what is missing. The answer maps file names without their ending to video ids. */
async function bringInClips(
  doors: ShopDoors,
  say: (line: string) => void,
): Promise<Map<string, string>> {
  const { videos: there } = await doors.media.list({ sort: "oldest", limit: 100 });
  const known = new Map<string, VideoCard>();
  for (const card of there) {
    const detail = await doors.media.get(card.id);
    if (detail) known.set(detail.sourceName, card);
  }
  const ids = new Map<string, string>();
  // The last one brought in stands first in the library: the list begins with what should.
  for (const clip of [...demoClips].reverse()) {
    let card = known.get(clip.file);
    if (card?.status === "uploading") {
      await doors.media.cancel(card.id);
      card = undefined;
    }
    if (card?.status === "failed") accept(await doors.media.retry(card.id), clip.file);
    ids.set(nameOf(clip), card?.id ?? (await upload(doors, clip)));
  }
  const missing = demoClips.filter((clip) => !known.has(clip.file)).length;
  if (missing > 0) say(`Brought ${missing} clips into the library`);
  return ids;
}

async function bringInHeld(doors: ShopDoors): Promise<void> {
  const found = await doors.media.list({ sort: "oldest", limit: 1, search: held.file });
  if (found.total === 0) await upload(doors, held, HELD_FILE);
}

/** `file`: whose pictures it has; its own unless said. */
async function upload(doors: ShopDoors, clip: DemoClip, file = clip.file): Promise<string> {
  const { media, intake } = doors;
  const bytes = await readFile(new URL(file, DEMO_CLIPS));
  const sending = { name: clip.file, bytes: bytes.length, contentType: "video/mp4", modified: 0 };
  const begun = accept(await intake.beginUpload("demo", { ...sending, anyway: true }), clip.file);
  if (begun.step !== "send") throw new Error(`${clip.file} cannot be sent`);
  const products = new Map(demoProducts().map((product) => [product.handle, product.id]));
  const { title, description, tags } = clip;
  const change = {
    title: title.en,
    description,
    tags,
    products: clip.products.map(({ handle, from, to, x, y }) => ({
      productId: products.get(handle) ?? "",
      from: from === undefined ? null : from * 1000,
      to: to === undefined ? null : to * 1000,
      x: x ?? null,
      y: y ?? null,
    })),
  };
  accept(await media.update(begun.videoId, change), clip.file);
  const sent = await fetch(begun.url, {
    method: "PATCH",
    headers: {
      "Tus-Resumable": "1.0.0",
      "Upload-Offset": String(begun.received),
      "Content-Type": "application/offset+octet-stream",
    },
    body: bytes.subarray(begun.received),
  });
  if (!sent.ok)
    throw new Error(`${clip.file} could not be sent: ${sent.status} ${await sent.text()}`);
  return begun.videoId;
}

async function makePlaylists(
  { playlists: door }: ShopDoors,
  videos: Map<string, string>,
): Promise<Map<string, string>> {
  const there = new Map((await door.list()).map((list) => [list.title, list]));
  const ids = new Map<string, string>();
  for (const { title, files } of playlists) {
    const id = there.get(title)?.id ?? accept(await door.create(title), title).id;
    if (!there.get(title)?.videoCount)
      accept(
        await door.setVideos(
          id,
          files.flatMap((file) => videos.get(file) ?? []),
        ),
        title,
      );
    ids.set(title, id);
  }
  return ids;
}

/** By block kind. */
async function makePlacements(
  { placements: door }: ShopDoors,
  lists: Map<string, string>,
): Promise<Map<BlockKind, string>> {
  const there = await door.list();
  const ids = new Map<BlockKind, string>();
  for (const { title, block, playlist } of placements) {
    const found = there.find((card) => card.block === block && card.title === title);
    const playlistId = playlist === null ? null : (lists.get(playlist) ?? null);
    ids.set(block, found?.id ?? accept(await door.create({ title, block, playlistId }), title).id);
  }
  return ids;
}

/** Whether any clip was still being made. Throws when one fails, or when nothing moves any more. */
async function untilReady(
  { media }: ShopDoors,
  videos: Map<string, string>,
  say: (line: string) => void,
): Promise<boolean> {
  let told = -1;
  let last = "";
  let moved = Date.now();
  for (;;) {
    const cards = await media.cards([...videos.values()]);
    const failed = cards.find((card) => card.status === "failed");
    if (failed) throw new Error(`${failed.title} could not be made ready: ${failed.failure?.kind}`);
    // A clip is checked before it can be placed.
    const ready = cards.filter((card) => isShowable(card)).length;
    const waited = told >= 0;
    if (ready === videos.size) {
      if (waited) say(`All ${ready} clips are ready`);
      return waited;
    }
    if (ready > told) say(`  ${ready} of ${videos.size} clips are ready`);
    told = ready;
    const state = cards.map((card) => `${card.status} ${card.progress}`).join();
    if (state !== last) moved = Date.now();
    else if (Date.now() - moved > STILL_MS)
      throw new Error("The worker does not go on with the clips: see its log");
    last = state;
    await pause(500);
  }
}

/** What was published before stays as the merchant has it. */
async function publish(
  { placements: door }: ShopDoors,
  placed: Map<BlockKind, string>,
  changed: boolean,
  say: (line: string) => void,
): Promise<void> {
  for (const [block, id] of placed) {
    const card = await door.get(id);
    if (card?.publishedAt && !changed) continue;
    accept(await door.publish(id), block);
    say(`Published “${card?.title ?? block}”`);
  }
}

/** Blocks render from what is written to the shop: that is when the storefront shows them. */
async function untilWritten({ placements: door }: ShopDoors, say: (line: string) => void) {
  const until = Date.now() + STILL_MS;
  let said = false;
  for (;;) {
    const states = (await door.list()).map((card) => card.sync);
    const failed = states.find((sync) => sync.kind === "failed");
    if (failed) throw new Error(`The shop's copy could not be written: ${failed.fault}`);
    if (states.every((sync) => sync.kind === "idle")) return;
    if (!said) say("Writing posters and placements to the shop …");
    said = true;
    if (Date.now() > until) throw new Error("Writing to the shop does not come to an end");
    await pause(300);
  }
}

function nameOf(clip: DemoClip): string {
  return clip.file.replace(/\.mp4$/, "");
}

function accept<T>(result: Result<T, Fault>, what: string): T {
  if (result.ok) return result.value;
  throw new Error(
    `${what}: refused, ${result.fault.kind} ${JSON.stringify(result.fault.params ?? {})}`,
  );
}
