import { readFileSync } from "node:fs";
import {
  EVENT_BATCH_VERSION,
  type EventBatch,
  LINE_PROPERTY,
  lineProperty,
} from "../../app/contract/events.ts";
import type { Feed } from "../../app/contract/feed.ts";
import { newId } from "../../app/kernel/ids.ts";
import type { ShopDoors } from "../../app/wiring/shop-doors.server.ts";
import { signSessionToken } from "../../sandbox/sign-in/session-token.ts";
import type { Stack } from "../../scripts/stack.ts";

/** Shopify's library answers 410 to robots, and their events are not counted. */
const AGENT = "Mozilla/5.0 (X11; Linux x64) Chrome/150.0.0.0 Safari/537.36";

/** What one round made, to be found again exactly once. */
export interface RoundOutcome {
  videoId: string;
  placementId: string;
  orderId: string;
}

/** Repeats `work` until it answers something. Failures on the way are what a round is about. */
export async function insist<T>(
  what: string,
  work: () => Promise<T | null | undefined | false>,
  seconds = 90,
): Promise<T> {
  let last: unknown;
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; ) {
    try {
      const found = await work();
      if (found) return found;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`${what} did not come about in ${seconds} s`, { cause: last });
}

/**
 * The main journey without a browser, as impatient people drive it: each step is repeated until it has
 * worked, and a step that may have worked is looked for before it is done again.
 */
export async function runRound(
  stack: Stack,
  doors: ShopDoors,
  clipPath: string,
  number: number,
): Promise<RoundOutcome> {
  const title = `Round ${number}`;
  const videoId = await upload(stack, doors, clipPath, title);
  await insist("a ready video", async () => {
    const [card] = await doors.media.cards([videoId]);
    if (card?.status === "failed") throw new Error(`Failed: ${JSON.stringify(card.failure)}`);
    return card?.status === "ready";
  });
  const product = await insist("a product", () => firstProduct(stack));
  await insist("a tag", async () => {
    return (await doors.media.update(videoId, { products: [{ productId: product.id }] })).ok;
  });
  const { placementId, handle } = await publish(doors, title, videoId);
  await insist("the feed with the product", async () => {
    const feed = await read<Feed>(`${stack.shopUrl}/apps/clipshelf/feed/${handle}`);
    return feed.videos.some(
      (video) => video.id === videoId && video.products.some(({ id }) => id === product.id),
    );
  });
  await insist("the shop's metafield", async () => {
    const metafields = await read<{ key: string; value: string }[]>(
      `${stack.shopUrl}/sandbox/metafields`,
    );
    return metafields.find(({ key }) => key === `placement_${handle}`)?.value.includes(videoId);
  });
  const session = newId();
  await watch(stack, videoId, placementId, session);
  const orderId = await buy(stack, product.variantId, lineProperty(videoId, placementId, session));
  await insist("the refund", async () => {
    const orders = await read<{ id: string; refunds: unknown[] }[]>(
      `${stack.shopUrl}/sandbox/orders`,
    );
    const order = orders.find(({ id }) => id === orderId);
    if (order?.refunds.length) return true;
    await fetch(`${stack.shopUrl}/admin/orders/${orderId}/refund`, {
      method: "POST",
      redirect: "manual",
    });
    return false;
  });
  return { videoId, placementId, orderId };
}

async function upload(
  stack: Stack,
  doors: ShopDoors,
  path: string,
  title: string,
): Promise<string> {
  const bytes = readFileSync(path);
  const keys = {
    apiKey: stack.environment.SHOPIFY_API_KEY ?? "",
    apiSecret: stack.environment.SHOPIFY_API_SECRET ?? "",
  };
  const step = async (body: object) => {
    const answer = await fetch(`${stack.appUrl}/app/library/uploads`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": AGENT,
        authorization: `Bearer ${signSessionToken(keys, stack.shopDomain)}`,
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
    return ((await answer.json()) as { start: { videoId: string; url: string } }).start;
  };
  const name = `${title}.mp4`;
  const about = { name, bytes: bytes.length, contentType: "video/mp4", modified: 0, anyway: true };
  const { videoId, url } = await insist("a place for the upload", () =>
    step({ step: "begin", ...about }),
  );
  const tus = { "Tus-Resumable": "1.0.0" };
  await insist("the upload", async () => {
    const known = await fetch(url, { method: "HEAD", headers: tus });
    const offset = Number(known.headers.get("upload-offset"));
    if (!known.ok || offset === bytes.length) return known.ok;
    const headers = {
      ...tus,
      "Upload-Offset": String(offset),
      "Content-Type": "application/offset+octet-stream",
    };
    return (await fetch(url, { method: "PATCH", headers, body: bytes.subarray(offset) })).ok;
  });
  // A kill between a clip's row and its upload's leaves a row that waits for bytes: people cancel those.
  const { videos } = await insist("the library", () =>
    doors.media.list({ sort: "newest", limit: 50 }),
  );
  for (const video of videos)
    if (video.id !== videoId && video.title === title && video.status === "uploading")
      await insist("the cancelling", async () => (await doors.media.cancel(video.id)).ok);
  return videoId;
}

async function publish(doors: ShopDoors, title: string, videoId: string) {
  const playlistId = await insist("a playlist", async () => {
    const found = (await doors.playlists.list()).find((playlist) => playlist.title === title);
    if (found) return found.id;
    const made = await doors.playlists.create(title);
    return made.ok && made.value.id;
  });
  await insist("its clip", async () => (await doors.playlists.setVideos(playlistId, [videoId])).ok);
  const placement = await insist("a placement", async () => {
    const found = (await doors.placements.list()).find((one) => one.title === title);
    if (found) return found;
    await doors.placements.create({ title, block: "carousel", playlistId });
    return null;
  });
  await insist("the publishing", async () => (await doors.placements.publish(placement.id)).ok);
  return { placementId: placement.id, handle: placement.handle };
}

async function watch(stack: Stack, video: string, placement: string, session: string) {
  const batch: EventBatch = {
    v: EVENT_BATCH_VERSION,
    b: newId(),
    s: session,
    t: Date.now(),
    e: [
      ["view", 9000, placement, ""],
      ["play", 5000, placement, video],
      ["watch", 1000, placement, video, 4000],
    ],
  };
  // The same batch until its receipt arrives: it must count once.
  await insist("the events", async () => {
    const answer = await fetch(`${stack.shopUrl}/apps/clipshelf/collect`, {
      method: "POST",
      headers: {
        "content-type": "text/plain",
        "user-agent": AGENT,
      },
      body: JSON.stringify(batch),
    });
    return answer.ok;
  });
}

async function buy(stack: Stack, variantId: string, property: string): Promise<string> {
  const add = await fetch(`${stack.shopUrl}/cart/add.js`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      items: [{ id: Number(variantId), quantity: 1, properties: { [LINE_PROPERTY]: property } }],
    }),
  });
  if (!add.ok) throw new Error(`cart/add.js answered ${add.status}: ${await add.text()}`);
  const cookie = add.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const paid = await fetch(`${stack.shopUrl}/checkout`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
    body: "email=shopper%40example.com",
  });
  const id = /thank-you\/(\d+)/.exec(paid.headers.get("location") ?? "")?.[1];
  if (!id) throw new Error(`The checkout answered ${paid.status}: ${await paid.text()}`);
  return id;
}

async function firstProduct(stack: Stack): Promise<{ id: string; variantId: string }> {
  const { products } = await read<{
    products: { id: number; variants: { id: number; available: boolean }[] }[];
  }>(`${stack.shopUrl}/collections/all/products.json`);
  for (const product of products) {
    const variant = product.variants.find(({ available }) => available);
    if (variant) return { id: String(product.id), variantId: String(variant.id) };
  }
  throw new Error("No product can be bought");
}

async function read<T>(url: string): Promise<T> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return (await answer.json()) as T;
}
