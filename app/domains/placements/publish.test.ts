import { describe, expect, it } from "vitest";
import { fakePlacements } from "./fakes.ts";
import { handleFor } from "./handle.ts";
import { placementStoresContract } from "./placement-store.contract.ts";
import { NOON, SHOP, setStage, videoId } from "./stage.fixture.ts";

placementStoresContract(async () => {
  const kept = fakePlacements();
  return {
    ...kept,
    jobs: () => kept.jobs,
    async addShop(domain) {
      kept.domains.set(domain, domain);
      return { id: domain };
    },
  };
});

describe("handles", () => {
  it("are made of the title's Latin letters, else of the block", () => {
    expect(handleFor("Été à Lisbonne!", "carousel", 0)).toBe("ete-a-lisbonne");
    expect(handleFor("夏季新品", "floating", 0)).toBe("floating");
    expect(handleFor("夏季新品", "floating", 2)).toBe("floating-3");
    expect(handleFor("x".repeat(80), "carousel", 11)).toMatch(/^x{37}-12$/);
    expect(handleFor(`${"x".repeat(39)} y`, "carousel", 0)).toBe("x".repeat(39));
  });
});

describe("placements", () => {
  it("are refused with a reason", async () => {
    const { door, lists } = setStage();
    lists.set("list", { title: "L", videoIds: [], updatedAt: NOON });
    const make = (title: string, playlistId: string | null, block = "carousel" as const) =>
      door.create({ title, playlistId, block });
    expect(await make(" ", "list")).toMatchObject({ fault: { kind: "title-empty" } });
    expect(await make("x".repeat(256), "list")).toMatchObject({
      fault: { kind: "title-too-long" },
    });
    expect(await make("Home", null)).toMatchObject({ fault: { kind: "playlist-needed" } });
    expect(await make("Home", "other-shops")).toMatchObject({
      fault: { kind: "playlist-not-found" },
    });
    expect(await door.update("nobody", { title: "x" })).toMatchObject({
      fault: { kind: "placement-not-found" },
    });
    for (const verb of [door.publish, door.unpublish, door.remove])
      expect(await verb("nobody")).toMatchObject({ fault: { kind: "placement-not-found" } });
  });

  it("get different handles for the same title", async () => {
    const { placeList, door } = setStage();
    await placeList("Home", [videoId(1)]);
    await placeList("Home", [videoId(1)]);
    expect((await door.list()).map((card) => card.handle)).toEqual(["home", "home-2"]);
  });

  it("go from draft to live to changed and back", async () => {
    const { placeList, door, addVideo, clock, lists } = setStage();
    const { id, playlistId } = await placeList("Home", [addVideo(1)]);
    const state = async () => (await door.get(id))?.state;
    expect(await state()).toBe("draft");
    clock.advance(1);
    await door.publish(id);
    expect(await state()).toBe("live");
    await door.update(id, { title: "Front page" });
    expect(await state()).toBe("changed");
    clock.advance(1);
    await door.publish(id);
    expect(await state()).toBe("live");
    lists.set(playlistId, { ...lists.get(playlistId)!, updatedAt: clock.now() + 1 });
    expect(await state()).toBe("changed");
    await door.unpublish(id);
    expect(await state()).toBe("draft");
  });

  it("show products that can be bought first and leave out what has no page", async () => {
    const { placeList, door, addVideo, addProduct, kept } = setStage();
    addProduct("1", { available: false });
    addProduct("2", { status: "draft" });
    addProduct("3");
    addProduct("4", { status: "unlisted" });
    const { id } = await placeList("Home", [addVideo(1, ["1", "2", "3", "4", "999"])]);
    await door.publish(id);
    const feed = await kept.published.feed(SHOP.domain, "home");
    expect(feed?.videos[0]?.products.map((product) => product.id)).toEqual(["3", "4", "1"]);
  });

  it("keep a tag's variant only while the product has it", async () => {
    const { placeList, door, addVideo, addProduct, kept, library } = setStage();
    addProduct("1");
    const video = addVideo(1, ["1", "1"]);
    library.get(video)!.products[0]!.variantId = "11";
    library.get(video)!.products[1]!.variantId = "gone";
    const { id } = await placeList("Home", [video]);
    await door.publish(id);
    const feed = await kept.published.feed(SHOP.domain, "home");
    expect(feed?.videos[0]?.products.map((product) => product.variantId)).toEqual(["11", null]);
  });

  it("say why nothing can be published", async () => {
    const { placeList, door } = setStage();
    const empty = await placeList("Empty", []);
    const unready = await placeList("Unready", [videoId(7)]);
    expect(await door.publish(empty.id)).toMatchObject({ fault: { kind: "playlist-empty" } });
    expect(await door.publish(unready.id)).toMatchObject({ fault: { kind: "nothing-ready" } });
    expect((await door.list()).every((card) => card.state === "draft")).toBe(true);
  });

  it("published twice at once both succeed, and the later document stays", async () => {
    const { placeList, door, addVideo, kept } = setStage();
    const { id } = await placeList("Home", [addVideo(1)]);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => door.publish(id)));
    const revs = outcomes.map((outcome) => outcome.ok && outcome.value.rev);
    expect([...revs].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await kept.published.feed(SHOP.domain, "home")).toMatchObject({ rev: 6 });
  });

  it("reads the library again when another publishing came first", async () => {
    const { placeList, addVideo, kept, ports, library } = setStage();
    const { id } = await placeList("Home", [addVideo(1)]);
    const { publishPlacement } = await import("./publish-placement.server.ts");
    let interrupted = false;
    const outcome = await publishPlacement(
      {
        ...ports,
        media: {
          ...ports.media,
          async readyVideos(ids) {
            const videos = await ports.media.readyVideos(ids);
            if (!interrupted) {
              interrupted = true;
              library.get(videoId(1))!.title = "A new title";
              await publishPlacement(ports, SHOP.id, id);
            }
            return videos.map((video) => ({ ...video }));
          },
        },
      },
      SHOP.id,
      id,
    );
    expect(outcome).toEqual({ ok: true, value: { rev: 2 } });
    expect(await kept.published.feed(SHOP.domain, "home")).toMatchObject({
      rev: 2,
      videos: [{ title: "A new title" }],
    });
  });
});

describe("renewal", () => {
  it("republishes what shows a video that changed, became ready or went, and nothing else", async () => {
    const { placeList, door, addVideo, jobs, library, kept } = setStage();
    const [one, two] = [addVideo(1), addVideo(2)];
    const home = await placeList("Home", [one, videoId(3)]);
    const other = await placeList("Other", [two]);
    await door.publish(home.id);
    await door.publish(other.id);
    const rev = async (handle: string) => (await kept.published.feed(SHOP.domain, handle))?.rev;

    await jobs.refreshPlacements({ shopId: SHOP.id, videoIds: [one, two] });
    expect([await rev("home"), await rev("other")]).toEqual([1, 1]);

    library.get(one)!.title = "New";
    addVideo(3);
    await jobs.refreshPlacements({ shopId: SHOP.id, videoIds: [one, videoId(3)] });
    expect([await rev("home"), await rev("other")]).toEqual([2, 1]);
    const feed = await kept.published.feed(SHOP.domain, "home");
    expect(feed?.videos.map((video) => video.id)).toEqual([one, videoId(3)]);

    library.delete(one);
    library.delete(videoId(3));
    await jobs.refreshPlacements({ shopId: SHOP.id, videoIds: [one] });
    expect(await kept.published.feed(SHOP.domain, "home")).toMatchObject({ rev: 3, videos: [] });
  });

  it("does not publish an edit of the playlist or the title that waits", async () => {
    const { placeList, door, addVideo, jobs, library, lists, kept } = setStage();
    const [one, two] = [addVideo(1), addVideo(2)];
    const { id, playlistId } = await placeList("Home", [one]);
    await door.publish(id);
    await door.update(id, { title: "Draft" });
    lists.get(playlistId)!.videoIds = [two, one];
    library.get(one)!.title = "New";
    await jobs.refreshPlacements({ shopId: SHOP.id, videoIds: [one] });
    const [publication] = await kept.store.publications(SHOP.id);
    expect(publication).toMatchObject({
      feed: { rev: 2, videos: [{ id: one, title: "New" }] },
      source: { title: "Home", videoIds: [one] },
      placement: { changed: true },
    });
  });

  it("follows products: a deleted one leaves, a restored one returns", async () => {
    const { placeList, door, addVideo, addProduct, products, jobs, kept } = setStage();
    addProduct("1");
    addProduct("2");
    const { id } = await placeList("Home", [addVideo(1, ["1", "2"])]);
    await door.publish(id);
    const shown = async () =>
      (await kept.published.feed(SHOP.domain, "home"))?.videos[0]?.products.map(({ id }) => id);
    products.delete("1");
    await jobs.refreshProducts({ shopId: SHOP.id, productIds: ["1"] });
    expect(await shown()).toEqual(["2"]);
    addProduct("1");
    await jobs.refreshProducts({ shopId: SHOP.id, productIds: ["1"] });
    expect(await shown()).toEqual(["1", "2"]);
  });

  it("takes a newly tagged clip into a description placement", async () => {
    const { door, addVideo, addProduct, library, jobs, kept } = setStage();
    addProduct("1");
    addProduct("2");
    addVideo(1, ["1"]);
    const plain = addVideo(2);
    const made = await door.create({ title: "In text", block: "description", playlistId: null });
    await door.publish(made.ok ? made.value.id : "");
    library.get(plain)!.products = [
      { productId: "2", variantId: null, from: null, to: null, x: null, y: null },
    ];
    await jobs.refreshPlacements({ shopId: SHOP.id, videoIds: [plain] });
    const feed = await kept.published.feed(SHOP.domain, "in-text");
    expect(feed?.videos.map((video) => video.id).sort()).toEqual([videoId(1), videoId(2)]);
  });

  it("does nothing for a shop that left", async () => {
    const { jobs, kept } = setStage();
    await jobs.refreshPlacements({ shopId: "1".repeat(24), videoIds: [] });
    await jobs.syncShop({ shopId: "1".repeat(24) }, new AbortController().signal);
    expect(kept.jobs).toEqual([]);
  });
});
