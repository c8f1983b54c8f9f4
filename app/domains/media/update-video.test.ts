import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "../../kernel/ids.ts";
import { openRoom, type Room, shop, upload, work } from "./media-room.fixture.ts";

let room: Room;
beforeEach(() => {
  room = openRoom();
});

describe("changing", () => {
  it("keeps words in order and tells who reads or shows them", async () => {
    const id = await upload(room);
    expect(await room.media.update(id, { tags: [" Summer ", "summer", "", "Linen"] })).toEqual({
      ok: true,
    });
    const told = { name: "media.video-changed", payload: { shopId: shop.id, videoIds: [id] } };
    // Reviews read tags, though shoppers do not.
    expect(room.store.jobs).toMatchObject([told]);
    expect(await room.media.update(id, { language: "en" })).toEqual({ ok: true });
    expect(room.store.jobs).toMatchObject([told]);
    expect(await room.media.update(id, { title: "  New  " })).toEqual({ ok: true });
    expect(room.store.jobs).toMatchObject([told, told]);
    expect(await room.media.get(id)).toMatchObject({ title: "New", tags: ["Summer", "Linen"] });
  });

  it.each([
    [{ title: " " }, "title-empty"],
    [{ title: "x".repeat(256) }, "title-too-long"],
    [{ description: "x".repeat(5001) }, "description-too-long"],
    [{ tags: ["x".repeat(65)] }, "tag-too-long"],
    [{ tags: Array.from({ length: 51 }, (_, i) => `t${i}`) }, "too-many-tags"],
  ])("refuses %j with %s", async (change, kind) => {
    const id = await upload(room);
    expect(await room.media.update(id, change)).toMatchObject({ ok: false, fault: { kind } });
    expect(await room.media.update(newId(), { title: "x" })).toMatchObject({
      fault: { kind: "video-not-found" },
    });
  });

  it("tags products of the catalog, with range and place", async () => {
    const id = await upload(room);
    await room.media.finishUpload(id);
    await work(room);
    const tags = [
      { productId: "2", variantId: "21", from: 0, to: 12_000, x: 0, y: 1 },
      { productId: "1" },
    ];
    expect(await room.media.update(id, { products: tags })).toEqual({ ok: true });
    expect(room.store.jobs.map(({ name }) => name)).toEqual(["media.video-changed"]);
    const detail = await room.media.get(id);
    expect(detail?.productCount).toBe(2);
    expect(detail?.products.map((tag) => [tag.product.id, tag.variantId, tag.to])).toEqual([
      ["2", "21", 12_000],
      ["1", null, null],
    ]);
    await room.media.withhold([id], "review", false);
    expect(await room.media.readyVideosByProduct()).toEqual(
      new Map([
        ["2", [id]],
        ["1", [id]],
      ]),
    );
  });

  it.each([
    [[{ productId: "9" }], "product-not-found"],
    [[{ productId: "1", variantId: "21" }], "product-not-found"],
    [[{ productId: "1", from: 5, to: 5 }], "range-invalid"],
    [[{ productId: "1", from: -1 }], "range-invalid"],
    [[{ productId: "1", from: 12_000 }], "range-invalid"],
    [[{ productId: "1", to: 12_001 }], "range-invalid"],
    [[{ productId: "1", from: 0.5 }], "range-invalid"],
    [[{ productId: "1", x: 1.01, y: 0 }], "range-invalid"],
    [[{ productId: "1", x: 0.5 }], "range-invalid"],
    [[{ productId: "1", x: Number.NaN, y: 0 }], "range-invalid"],
    [Array.from({ length: 21 }, () => ({ productId: "1" })), "too-many-products"],
  ])("refuses the tags %j with %s", async (tags, kind) => {
    const id = await upload(room);
    await room.media.finishUpload(id);
    await work(room);
    expect(await room.media.update(id, { products: tags })).toMatchObject({
      ok: false,
      fault: { kind },
    });
    expect((await room.media.get(id))?.products).toEqual([]);
  });
});

describe("saving a clip", () => {
  it("changes words and products together, told to placements once", async () => {
    const id = await upload(room);
    const change = { title: "Both", tags: ["a"], products: [{ productId: "1" }] };
    expect(await room.media.update(id, change)).toEqual({ ok: true });
    expect(room.store.jobs.map(({ name }) => name)).toEqual(["media.video-changed"]);
    expect(await room.media.get(id)).toMatchObject({ title: "Both", tags: ["a"], productCount: 1 });
  });

  it.each([
    [{ title: "Half", products: [{ productId: "1" }, { productId: "9" }] }, { at: 1 }],
    [{ title: "Half", products: [{ productId: "1", from: 9, to: 1 }] }, { at: 0 }],
    [{ title: "x".repeat(256), products: [{ productId: "1" }] }, { limit: 255 }],
  ])("changes nothing when part of it is refused: %j", async (change, params) => {
    const id = await upload(room);
    const before = await room.media.get(id);
    expect(await room.media.update(id, change)).toMatchObject({ ok: false, fault: { params } });
    expect(await room.media.get(id)).toEqual(before);
    expect(room.store.jobs).toEqual([]);
  });
});
