import { describe, expect, it } from "vitest";
import type { PlacementMetafield } from "../../contract/metafields.ts";
import { ShopFault } from "../shop/index.server.ts";
import { SHOP, setStage, videoId } from "./stage.fixture.ts";

const never = new AbortController().signal;
type Stage = ReturnType<typeof setStage>;

/** A shop with all kinds of writes ahead: two carousels, one of them in parts, a description, posters. */
async function fullStage(): Promise<Stage & { ids: string[] }> {
  const stage = setStage();
  for (let n = 1; n <= 40; n++) stage.addProduct(String(n));
  for (let n = 1; n <= 30; n++) stage.addVideo(n, [String(n), String(n + 10)]);
  const all = [...stage.library.keys()];
  const home = await stage.placeList("Home", all);
  const sale = await stage.placeList("Sale", all.slice(0, 3));
  const text = await stage.door.create({ title: "Text", block: "description", playlistId: null });
  const ids = [home.id, sale.id, text.ok ? text.value.id : ""];
  return { ...stage, ids };
}

describe("writing to the shop", () => {
  it("writes what blocks render, and the posters to the shop's CDN", async () => {
    const { ids, door, sync, side } = await fullStage();
    for (const id of ids) await door.publish(id);
    await sync();
    expect(side.app("storefront")).toEqual({
      v: 1,
      proxy: "/apps/clipshelf",
      soldOut: "similar",
      defaults: { carousel: "home", description: "text" },
    });
    const home = side.app("placement_home") as PlacementMetafield;
    expect(home).toMatchObject({ v: 1, id: ids[0], rev: 1, title: "Home", parts: 1 });
    expect(home.videos[0]).toMatchObject({
      id: videoId(1),
      p: "1",
      h1: "product-1",
      up: "2026-11-01T12:00:00.001Z",
      poster: expect.stringContaining("https://cdn.shopify.com/files/clipshelf-"),
    });
    expect(side.app("products_home")).toHaveLength(40);
    expect(side.product("12")).toMatchObject({
      placement: ids[2],
      videos: [
        { id: videoId(12), p: "12", h1: "product-12" },
        { id: videoId(2), p: "12" },
      ],
    });
    expect(side.files.size).toBe(30);
    expect((await door.list())[0]?.sync).toEqual({ kind: "idle" });
    expect((await door.written()).filter((write) => write.removedAt === null)).toHaveLength(
      side.metafields.size + side.files.size,
    );
  });

  it("keeps a product's clips among its pictures apart from those in its description", async () => {
    const { addProduct, addVideo, door, placeList, side, sync } = setStage();
    addProduct("1");
    const tagged = addVideo(1, ["1"], { tags: ["tea"] });
    const make = (block: "description" | "gallery") =>
      door.create({ title: block, block, playlistId: null });
    const text = await make("description");
    const pictures = await make("gallery");
    if (!text.ok || !pictures.ok) throw new Error("refused");
    await door.publish(text.value.id);
    await sync();
    expect(side.product("1", "gallery")).toBeUndefined();
    await door.publish(pictures.value.id);
    await sync();
    expect(side.product("1")).toMatchObject({ placement: text.value.id });
    expect(side.product("1", "gallery")).toMatchObject({
      placement: pictures.value.id,
      videos: [{ id: tagged, k: ["tea"] }],
    });
    expect((await door.create({ title: "x", block: "grid", playlistId: null })).ok).toBe(false);
    const { id } = await placeList("Home", [addVideo(2)]);
    await door.publish(id);
    await sync();
    const home = side.app("placement_home") as PlacementMetafield;
    expect(home.videos[0]).not.toHaveProperty("k");
  });

  it("writes nothing again that is there, and a poster once", async () => {
    const { ids, door, sync, side } = await fullStage();
    for (const id of ids) await door.publish(id);
    await sync();
    const before = { ...side.calls };
    await sync();
    expect(side.calls).toEqual(before);
    await door.publish(ids[1]!);
    await sync();
    // placement_sale alone, its revision is new.
    expect(side.calls).toEqual({ ...before, set: before.set + 1 });
  });

  it("splits a placement that would not fit, first part last", async () => {
    const stage = setStage();
    const ids = Array.from({ length: 250 }, (_, n) =>
      stage.addVideo(n, [], { placeholder: `data:,${"x".repeat(1500)}` }),
    );
    const { id } = await stage.placeList("Big", ids);
    await stage.door.publish(id);
    const order: string[] = [];
    const { set } = stage.side.shopMetafields;
    stage.side.shopMetafields.set = async (shop, batch, signal) => {
      order.push(...batch.map((one) => one.key));
      return set(shop, batch, signal);
    };
    await stage.sync();
    const first = stage.side.app("placement_big") as PlacementMetafield;
    expect(first.parts).toBeGreaterThan(2);
    const rest = Array.from(
      { length: first.parts - 1 },
      (_, n) => stage.side.app(`placement_big_${n + 2}`) as PlacementMetafield,
    );
    expect([first, ...rest].flatMap((part) => part.videos.map((video) => video.id))).toEqual(ids);
    expect(order.indexOf("placement_big")).toBe(order.length - 2);
    expect(order.at(-1)).toBe("storefront");

    stage.lists.get("list-0")!.videoIds = ids.slice(0, 5);
    await stage.door.publish(id);
    await stage.sync();
    expect(stage.side.app("placement_big")).toMatchObject({ parts: 1 });
    expect(stage.side.app("placement_big_2")).toBeUndefined();
    expect(stage.side.files.size).toBe(5);
  });

  it("names 128 products at the most", async () => {
    const { addProduct, addVideo, placeList, door, sync, side } = setStage();
    const ids: string[] = [];
    for (let n = 0; n < 130; n++) {
      addProduct(String(n + 1));
      ids.push(addVideo(n, [String(n + 1)]));
    }
    const { id } = await placeList("Home", ids);
    await door.publish(id);
    await sync();
    expect(side.app("products_home")).toHaveLength(128);
  });

  it("removes everything it wrote, and says so", async () => {
    const { ids, door, sync, side, clock } = await fullStage();
    for (const id of ids) await door.publish(id);
    await sync();
    clock.advance(1000);
    await door.unpublish(ids[1]!);
    await sync();
    expect(side.app("placement_sale")).toBeUndefined();
    expect(side.app("placement_home")).toBeDefined();
    await door.removeAllFromShop();
    await sync();
    expect(side.metafields.size).toBe(0);
    expect(side.files.size).toBe(0);
    const written = await door.written();
    expect(written.length).toBeGreaterThan(60);
    expect(written.every((write) => write.removedAt !== null)).toBe(true);
    expect(written.map((write) => write.label)).toContain("app.metafields.clipshelf.storefront");
    expect(written.map((write) => write.label)).toContain("Product 12 · $app:clipshelf.videos");
  });

  it("follows the proxy path", async () => {
    const { ids, door, sync, side, setProxyPath } = await fullStage();
    await door.publish(ids[1]!);
    await sync();
    setProxyPath("/community/films");
    await sync();
    expect(side.app("storefront")).toMatchObject({ proxy: "/community/films" });
  });

  it("keeps our own poster when the shop cannot take it or its bytes are gone", async () => {
    const { addVideo, placeList, door, sync, side, library } = setStage();
    const [bad, gone] = [addVideo(1), addVideo(2)];
    library.get(gone)!.posterFile.key = "gone";
    const { create } = side.shopFiles;
    side.shopFiles.create = async (shop, files, signal) => {
      for (const file of files) side.shopFiles.failing.add(file.filename);
      return create(shop, files, signal);
    };
    const { id } = await placeList("Home", [bad, gone]);
    await door.publish(id);
    await sync();
    const { videos } = side.app("placement_home") as PlacementMetafield;
    expect(videos.map((video) => video.poster)).toEqual([
      `https://app.example/media/${bad}.jpg`,
      `https://app.example/media/${gone}.jpg`,
    ]);
    expect(side.files.size).toBe(0);
  });

  it("writes all again on a new installation, and takes the old for gone", async () => {
    const { ids, door, sync, side, info } = await fullStage();
    await door.publish(ids[1]!);
    await sync();
    for (const name of side.metafields.keys())
      if (name.includes("AppInstallation")) side.metafields.delete(name);
    info.answer.installationGid = "gid://shopify/AppInstallation/2";
    await sync();
    expect(side.app("placement_sale")).toBeDefined();
    expect(side.files.size).toBe(3);
  });

  it("forgets what an uninstalled shop lost, and says what stays", async () => {
    const { ids, door, sync, jobs, clock } = await fullStage();
    for (const id of ids) await door.publish(id);
    await sync();
    clock.advance(1000);
    await jobs.forgetShop({ shopId: SHOP.id, at: clock.now() });
    expect((await door.list()).every((card) => card.state === "draft")).toBe(true);
    const stays = (await door.written()).filter((write) => write.removedAt === null);
    expect(stays.every((write) => write.kind === "file" || write.label.startsWith("Product"))).toBe(
      true,
    );
    expect(stays.filter((write) => write.kind === "file")).toHaveLength(30);
  });

  it("leaves what was published after the shop came back", async () => {
    const { ids, door, jobs, clock } = await fullStage();
    const left = clock.now();
    clock.advance(1000);
    await door.publish(ids[0]!);
    await jobs.forgetShop({ shopId: SHOP.id, at: left });
    expect((await door.get(ids[0]!))?.state).toBe("live");
  });
});

describe("faults", () => {
  it("are shown, and cleared by the next success", async () => {
    const { ids, door, sync, side } = await fullStage();
    await door.publish(ids[1]!);
    const { set } = side.shopMetafields;
    side.shopMetafields.set = async () => {
      throw new ShopFault("shop-unavailable", "503");
    };
    await expect(sync()).rejects.toThrow("503");
    expect((await door.get(ids[1]!))?.sync).toMatchObject({
      kind: "failed",
      fault: "shop-unavailable",
      params: { detail: "503" },
    });
    side.shopMetafields.set = set;
    await sync();
    expect((await door.get(ids[1]!))?.sync).toEqual({ kind: "idle" });
  });

  it("are not tried again when the app has lost its access", async () => {
    const { ids, door, sync, info } = await fullStage();
    await door.publish(ids[1]!);
    info.read = async () => {
      throw new ShopFault("shop-access-lost", "no token");
    };
    await sync();
    expect((await door.get(ids[1]!))?.sync).toMatchObject({ fault: "shop-access-lost" });
  });

  it("of a product that was deleted lead to a look at the catalog", async () => {
    const { ids, door, sync, products, reconciled, jobs, side } = await fullStage();
    await door.publish(ids[1]!);
    products.delete("2");
    await expect(sync()).rejects.toThrow("product 2 does not exist");
    expect(reconciled.flat()).toContain("2");
    await jobs.refreshProducts({ shopId: SHOP.id, productIds: ["2"] });
    await sync();
    expect(side.app("products_sale")).not.toContain("gid://shopify/Product/2");
  });
});

describe("two at once", () => {
  it("leave the later document on the shop", async () => {
    const { ids, door, sync, side, kept } = await fullStage();
    const id = ids[1]!;
    await door.publish(id);
    const { set } = side.shopMetafields;
    let published = false;
    side.shopMetafields.set = async (shop, batch, signal) => {
      if (!published) {
        published = true;
        await door.publish(id);
        // The second sync finds the first at work and comes back later.
        await sync();
      }
      return set(shop, batch, signal);
    };
    await sync();
    expect(side.app("placement_sale")).toMatchObject({ rev: 2 });
    expect(kept.jobs.filter((job) => job.startAfter)).toHaveLength(1);
    expect(await kept.syncs.read(SHOP.id)).toMatchObject({ wanted: 2, served: 2 });
  });
});

describe("a worker that is killed", () => {
  /** Lets the first `steps` calls of the ports through; the next one is cut off, before or after its deed. */
  function cutAfter(stage: Stage, steps: number, deed: "done" | "not done") {
    let left = steps;
    const wrap = <T extends object>(port: T): T =>
      new Proxy(port, {
        get(target, name) {
          const verb: unknown = Reflect.get(target, name);
          if (typeof verb !== "function") return verb;
          return async (...input: unknown[]) => {
            if (left < 0) throw new Error("killed");
            if (left-- > 0) return verb.apply(target, input);
            if (deed === "done") await verb.apply(target, input);
            throw new Error("killed");
          };
        },
      });
    return stage.jobsWith({
      metafields: wrap(stage.side.shopMetafields),
      files: wrap(stage.side.shopFiles),
      manifest: wrap(stage.kept.manifest),
      syncs: wrap(stage.kept.syncs),
      info: wrap(stage.info),
    });
  }

  const snapshot = (stage: Stage) => ({
    metafields: [...stage.side.metafields].sort(),
    files: [...stage.side.files.keys()].sort(),
  });

  /** What happens to the shop; between the steps the worker runs and is killed. */
  const scenes: ((stage: Awaited<ReturnType<typeof fullStage>>) => Promise<unknown>)[] = [
    ({ door, ids }) => Promise.all(ids.map((id) => door.publish(id))),
    async ({ door, ids, lists }) => {
      lists.get("list-0")!.videoIds = [videoId(5), videoId(6)];
      await door.publish(ids[0]!);
    },
    ({ door, ids }) => door.remove(ids[2]!),
    ({ door }) => door.removeAllFromShop(),
  ];

  for (const deed of ["done", "not done"] as const)
    it(`at any step (its deed ${deed}) is followed by one that finishes`, async () => {
      const expected: ReturnType<typeof snapshot>[] = [];
      const whole = await fullStage();
      for (const scene of scenes) {
        await scene(whole);
        await whole.sync();
        expected.push(snapshot(whole));
      }
      let cuts = 0;
      for (let scene = 0; scene < scenes.length; scene++)
        for (let steps = 0; ; steps++) {
          const stage = await fullStage();
          for (const [at, play] of scenes.entries()) {
            if (at > scene) break;
            await play(stage);
            if (at < scene) await stage.sync();
          }
          const outcome = await cutAfter(stage, steps, deed)
            .syncShop({ shopId: SHOP.id }, never)
            .then(
              () => "finished",
              () => "killed",
            );
          await stage.sync();
          expect(withoutIds(snapshot(stage), stage)).toEqual(withoutIds(expected[scene]!, whole));
          // The manifest says what is there, no more and no less.
          const noted = (await stage.kept.manifest.present(SHOP.id)).map((entry) => entry.key);
          expect(noted.length).toBe(stage.side.metafields.size + stage.side.files.size);
          if (outcome === "finished") break;
          cuts++;
        }
      expect(cuts).toBeGreaterThan(40);
    });

  it("and followed by a change of mind leaves nothing behind", async () => {
    for (let steps = 0; ; steps++) {
      const stage = await fullStage();
      for (const id of stage.ids) await stage.door.publish(id);
      const outcome = await cutAfter(stage, steps, "done")
        .syncShop({ shopId: SHOP.id }, never)
        .then(
          () => "finished",
          () => "killed",
        );
      await stage.door.removeAllFromShop();
      await stage.sync();
      expect(snapshot(stage), `cut after ${steps}`).toEqual({ metafields: [], files: [] });
      if (outcome === "finished") break;
    }
  });

  /** Placement ids differ from stage to stage. */
  function withoutIds(shot: ReturnType<typeof snapshot>, stage: { ids?: string[] } | Stage) {
    let text = JSON.stringify(shot);
    for (const [at, id] of ((stage as { ids?: string[] }).ids ?? []).entries())
      text = text.replaceAll(id, `placement-${at}`);
    return JSON.parse(text) as unknown;
  }
});
