import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { ProductCard } from "../catalog/index.ts";
import { fakeBlobStore, fakeMediaStore, fakeVideoEngine } from "./fakes.ts";
import { createMediaDoor, createMediaJobs, type MediaPorts } from "./index.server.ts";
import type { VideoEngine } from "./ports.ts";

export const NOW = 1_760_000_000_000;
export const shop = { id: newId(), domain: "one.myshopify.com" };
const product = (id: string, variants: string[] = []): ProductCard => ({
  id,
  handle: `product-${id}`,
  title: `Product ${id}`,
  image: null,
  status: "active",
  priceFrom: { amount: 100, currency: "USD" },
  priceTo: { amount: 100, currency: "USD" },
  available: true,
  variants: variants.map((variant) => ({
    id: variant,
    title: variant,
    price: { amount: 100, currency: "USD" },
    available: true,
  })),
});
export const catalog = {
  products: async (ids: string[]) =>
    [product("1"), product("2", ["21"])].filter((each) => ids.includes(each.id)),
};

export const discounts = { ask: async () => null };

interface Given {
  store?: ReturnType<typeof fakeMediaStore>;
  blobs?: ReturnType<typeof fakeBlobStore>;
  engine?: VideoEngine;
}

/** The media domain over fakes, with a worker that runs what it enqueues. */
export function openRoom(given: Given = {}) {
  const clock = fixedClock(NOW);
  const store = given.store ?? fakeMediaStore();
  const blobs = given.blobs ?? fakeBlobStore();
  const engine = fakeVideoEngine(blobs);
  const warnings: object[] = [];
  const ports: MediaPorts = {
    clock,
    store,
    blobs,
    engine: given.engine ?? engine,
    log: { info() {}, warn: (fields) => warnings.push(fields), error() {} },
    mediaBaseUrl: "https://cdn.example/media",
    passBaseUrl: () => "https://app.example/media/pass",
    room: async () => ({ clips: null, bytes: null }),
  };
  const media = createMediaDoor(ports, shop, catalog, discounts);
  return { clock, store, blobs, engine, warnings, media, jobs: createMediaJobs(ports), ports };
}

export type Room = ReturnType<typeof openRoom>;
export const file = { name: "Linen dress.mp4", bytes: 5 };
export const plain = { contentType: "video/mp4" };

/** Announces a clip; its bytes come when `body` is given. */
export async function upload(
  { media, blobs }: Room,
  body: string | null = "video",
): Promise<string> {
  const id = newId();
  await media.expectClip({ id, ...file, bytes: body?.length ?? 5 });
  if (body) await blobs.put(`${shop.id}/original/${id}`, Buffer.from(body), plain);
  return id;
}

/** Runs the jobs of the given names, as a worker would, and those that they enqueue. */
export async function work({ store, jobs }: Room): Promise<string[]> {
  const done: string[] = [];
  for (let job = store.jobs.shift(); job; job = store.jobs.shift()) {
    done.push(job.name);
    if (job.name === "media.process-video")
      await jobs.processVideo(job.payload as never, new AbortController().signal);
    if (job.name === "media.remove-files") await jobs.removeFiles(job.payload as never);
  }
  return done;
}
