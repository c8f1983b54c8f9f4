import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "../../kernel/ids.ts";
import { fakeAsset } from "./fakes.ts";
import { file, NOW, openRoom, type Room, shop, upload, work } from "./media-room.fixture.ts";
import type { VideoEngine } from "./ports.ts";

let room: Room;
beforeEach(() => {
  room = openRoom();
});

describe("the engine's webhook", () => {
  it("is unknown to engines that send none", async () => {
    expect(await room.jobs.engineWebhook("{}", new Headers())).toEqual({
      ok: false,
      fault: { kind: "webhook-unknown" },
    });
  });

  it("queues the video that it speaks of, even before the browser says that it is done", async () => {
    const engine: VideoEngine = {
      ...room.engine,
      directUpload: {
        open: async () => ({
          ok: true,
          value: { url: "https://mux.example/u", headers: {}, engineRef: "upload:1" },
        }),
        arrived: async () => false,
        send: async () => {},
      },
      readWebhook: async (body) =>
        body === "forged"
          ? { ok: false, fault: { kind: "signature-invalid" } }
          : { ok: true, value: { references: ["asset:unknown", "upload:1"], about: "asset" } },
    };
    const direct = openRoom({ engine });
    const id = newId();
    const place = { kind: "engine", url: "https://mux.example/u" };
    expect(await direct.media.expectClip({ id, ...file })).toMatchObject({ value: place });
    expect(await direct.media.finishUpload(id)).toMatchObject({ ok: false });
    expect(await direct.jobs.engineWebhook("forged", new Headers())).toMatchObject({ ok: false });
    expect(direct.store.jobs).toEqual([]);
    for (let times = 0; times < 2; times++)
      expect(await direct.jobs.engineWebhook("{}", new Headers())).toEqual({ ok: true });
    expect(direct.store.jobs).toHaveLength(2);
    expect((await direct.media.get(id))?.status).toBe("queued");
  });

  it("has captions looked for again when they are what it speaks of", async () => {
    const engine: VideoEngine = {
      ...room.engine,
      writesCaptions: true,
      readWebhook: async () => ({
        ok: true,
        value: { references: ["asset:1"], about: "captions" },
      }),
    };
    const mux = openRoom({ engine, blobs: room.blobs });
    const id = await upload(mux);
    await mux.media.finishUpload(id);
    // A clip that is whole is one whose captions are waited for.
    expect(await work(mux)).toContain("media.await-captions");
    const { attempt } = (await mux.store.find(shop.id, id))!;
    const asset = { ...fakeAsset(`${shop.id}/media/${id}/1/`, true), engineRef: "asset:1" };
    await mux.store.publish(shop.id, id, attempt, engine.name, asset, NOW, []);
    for (let times = 0; times < 2; times++) await mux.jobs.engineWebhook("{}", new Headers());
    const job = { name: "media.make-captions", payload: { shopId: shop.id, videoId: id } };
    expect(mux.store.jobs).toMatchObject([job, job]);
  });
});
