import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import type { ProductCard } from "../../domains/catalog/index.ts";
import { fakeBlobStore, fakeVideoEngine } from "../../domains/media/fakes.ts";
import { createFilmJobs, createFilmsDoor } from "../../domains/media/films/index.server.ts";
import type { FilmInput, FilmPorts } from "../../domains/media/films/ports.ts";
import type { FilmRecipe } from "../../domains/media/index.ts";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { JobRequest } from "../../kernel/job.ts";
import { createFilmStore } from "./film-store.ts";
import { createMediaStore } from "./media-store.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});

const NOW = 1_760_000_000_000;
const never = new AbortController().signal;
const FRONT = "https://cdn.example/front.jpg";
const SIDE = "https://cdn.example/side.jpg";
const BROKEN = "https://cdn.example/broken.jpg";
const bowl = {
  ...{ id: "7", handle: "bowl", title: "Bowl", status: "active", available: true, image: FRONT },
  priceFrom: { amount: 3400, currency: "USD" },
  priceTo: { amount: 3400, currency: "USD" },
  variants: [],
} satisfies ProductCard;
const recipe: FilmRecipe = {
  ...{ style: "calm", language: "en", music: "soft", pictures: [FRONT, SIDE] },
  words: { title: "Bowl", price: "$34.00", call: "Shop now" },
};

async function open() {
  const shop = { id: newId(), domain: "a.myshopify.com" };
  const jobs: JobRequest[] = [];
  const enqueue = async (_tx: unknown, wanted: readonly JobRequest[]) => {
    jobs.push(...wanted);
  };
  const clock = fixedClock(NOW);
  const blobs = fakeBlobStore();
  const state = { killed: false, rendered: [] as FilmInput[], between: async () => {} };
  const quiet = { info() {}, warn() {}, error() {} };
  const drawn = {
    image: new Uint8Array([1]),
    width: 1242,
    height: 2208,
    focus: { x: 0.5, y: 0.4 },
  };
  const ports: FilmPorts = {
    ...{ clock, blobs, log: quiet, mediaBaseUrl: "https://media.example" },
    passBaseUrl: () => "https://app.example/media/pass",
    room: async () => ({ clips: null, bytes: null }),
    engine: fakeVideoEngine(blobs),
    store: createMediaStore({ ...database, enqueue }),
    films: createFilmStore({ ...database, enqueue }),
    pictures: {
      fetch: async (url) =>
        url === BROKEN
          ? { ok: false, fault: { kind: "film-picture-missing" } }
          : { ok: true, value: Buffer.from(url) },
    },
    drawer: {
      look: async (bytes) => ({
        ok: true,
        value: {
          ...{ bytes, width: 900, height: 1200, kind: "photo", accent: "#804020" },
          focus: { x: 0.5, y: 0.5 },
        },
      }),
      drawShot: async () => drawn,
      drawLayer: async () => ({ png: new Uint8Array([2]), width: 10, height: 10, room: 0 }),
    },
    filmRenderer: {
      async render(input, say) {
        state.rendered.push(input);
        if (!(await say(0.5))) return { ok: true, value: "superseded" };
        await state.between();
        if (!(await say(0.6))) return { ok: true, value: "superseded" };
        if (state.killed) throw new Error("killed");
        await blobs.put(input.outKey, Buffer.from("video film"), { contentType: "video/mp4" });
        return { ok: true, value: { bytes: 10 } };
      },
    },
  };
  const pictures: Record<string, string[]> = { 7: [FRONT, SIDE, BROKEN] };
  const catalog = {
    products: async (ids: string[]) => (ids.includes("7") ? [bowl] : []),
    pictures: async (id: string) => pictures[id] ?? [],
  };
  const door = createFilmsDoor(ports, { shop, catalog });
  const work = createFilmJobs(ports, async () => ({ shop, catalog }));
  const make = (filmId: string) => work.makeFilm({ shopId: shop.id, filmId }, never);
  const order = (change: Partial<Parameters<typeof door.order>[0]> = {}) =>
    door.order({
      ...{ id: newId(), productId: "7", staff: "Ann", anyway: false, recipe },
      ...change,
    });
  return { shop, jobs, clock, blobs, state, ports, door, work, make, order };
}

describe("films of product pictures", () => {
  let room: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    room = await open();
  });

  it("become a clip tagged with the product, under the film's own id", async () => {
    const id = newId();
    expect(await room.order({ id })).toEqual({ ok: true });
    expect(await room.order({ id })).toEqual({ ok: true });
    expect(room.jobs).toEqual([
      { name: "media.make-film", payload: { shopId: room.shop.id, filmId: id }, key: id },
    ]);
    await room.make(id);
    await room.make(id);
    expect(room.state.rendered).toHaveLength(1);
    const clip = await room.ports.store.find(room.shop.id, id);
    expect(clip).toMatchObject({ source: "pictures", status: "queued", title: "Bowl" });
    expect(clip?.products.map(({ productId }) => productId)).toEqual(["7"]);
    expect(await room.door.films()).toMatchObject([{ id, status: "done", progress: 1 }]);
    expect(room.jobs.map(({ name }) => name)).toContain("media.process-video");
  });

  it("are noticed when the product has one in that style, and made again when that is wanted", async () => {
    const id = newId();
    await room.order({ id });
    expect(await room.order()).toEqual({ ok: false, fault: { kind: "film-here", params: { id } } });
    expect(await room.order({ recipe: { ...recipe, style: "bold" } })).toEqual({ ok: true });
    expect(await room.order({ anyway: true })).toEqual({ ok: true });
    // A clip that was deleted since is none.
    const other = await open();
    const gone = newId();
    await other.order({ id: gone });
    await other.make(gone);
    expect((await other.order()).ok).toBe(false);
    await other.ports.store.remove(other.shop.id, [gone], () => []);
    expect(await other.order()).toEqual({ ok: true });
  });

  it("take the product's own pictures only, and go on without those that are gone", async () => {
    const id = newId();
    const strange = "https://elsewhere.example/secret.jpg";
    await room.order({ id, recipe: { ...recipe, pictures: [BROKEN, strange, SIDE] } });
    await room.make(id);
    expect((await room.ports.films.find(room.shop.id, id))?.recipe.pictures).toEqual([
      BROKEN,
      SIDE,
    ]);
    // One picture that is left: seen whole, from close by, and whole again.
    expect(room.state.rendered[0]?.shots).toHaveLength(3);
    const none = { ...recipe, pictures: [strange] };
    expect(await room.order({ recipe: none })).toMatchObject({
      fault: { kind: "film-no-pictures" },
    });
    const failing = newId();
    await room.order({ id: failing, anyway: true, recipe: { ...recipe, pictures: [BROKEN] } });
    await room.make(failing);
    expect((await room.door.films())[0]).toMatchObject({
      status: "failed",
      failure: { kind: "film-no-pictures" },
    });
    expect(await room.door.retry(failing)).toEqual({ ok: true });
  });

  it("refuse words that are too long, and products that are not there", async () => {
    const long = { ...recipe, words: { ...recipe.words, call: "x".repeat(41) } };
    expect(await room.order({ recipe: long })).toMatchObject({
      fault: { kind: "film-words-too-long", params: { limit: 40 } },
    });
    expect(await room.order({ productId: "8" })).toMatchObject({
      fault: { kind: "product-not-found" },
    });
  });

  it("stop when they are cancelled, and leave no clip", async () => {
    const id = newId();
    await room.order({ id });
    room.state.between = async () => {
      expect(await room.door.cancel(id)).toEqual({ ok: true });
    };
    await room.make(id);
    expect(await room.ports.store.find(room.shop.id, id)).toBeNull();
    expect(await room.door.films()).toMatchObject([{ status: "cancelled" }]);
    expect(await room.door.cancel(id)).toMatchObject({ fault: { kind: "film-not-under-way" } });
    expect([...room.blobs.blobs.keys()]).toEqual([]);
  });

  it("are made once when a worker is killed in the middle, and given up when all are", async () => {
    const id = newId();
    await room.order({ id });
    room.state.killed = true;
    await expect(room.make(id)).rejects.toThrow("killed");
    room.state.killed = false;
    room.clock.advance(20 * 60 * 1000);
    await room.work.sweepFilms();
    await room.make(id);
    expect(await room.ports.store.find(room.shop.id, id)).not.toBeNull();
    const cursed = newId();
    await room.order({ id: cursed, anyway: true });
    room.state.killed = true;
    for (let tries = 0; tries < 7; tries++) await room.make(cursed).catch(() => {});
    await room.make(cursed);
    expect((await room.ports.films.find(room.shop.id, cursed))?.failure).toEqual({
      kind: "processing-interrupted",
    });
  });

  it("say the price as shops of the language write it", async () => {
    expect((await room.door.subject("7", "de"))?.words).toEqual({
      ...{ title: "Bowl", price: "34,00 $", call: "Jetzt entdecken" },
    });
    expect(await room.door.subject("8", "de")).toBeNull();
  });

  it("of one shop are nothing to another", async () => {
    const id = newId();
    await room.order({ id });
    const other = await open();
    expect(await other.door.films()).toEqual([]);
    expect((await other.door.cancel(id)).ok).toBe(false);
    expect(await other.order()).toEqual({ ok: true });
  });
});
