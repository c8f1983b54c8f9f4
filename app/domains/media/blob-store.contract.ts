import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { BlobStore } from "./ports.ts";

/** What every BlobStore must do. `open` gives an empty one. */
export function blobStoreContract(name: string, open: () => Promise<BlobStore>): void {
  describe(`${name} as a BlobStore`, () => {
    const plain = { contentType: "application/octet-stream" };

    it("gives back what was put, whole and in part", async () => {
      const store = await open();
      const bytes = randomBytes(100_000);
      const put = await store.put("shop/media/a.mp4", bytes, { ...plain, bytes: bytes.length });
      expect(put).toMatchObject({ ok: true, value: { bytes: bytes.length } });
      expect(await read(store, "shop/media/a.mp4")).toEqual(bytes);
      expect(await read(store, "shop/media/a.mp4", { start: 0, end: 0 })).toEqual(
        bytes.subarray(0, 1),
      );
      expect(await read(store, "shop/media/a.mp4", { start: 500, end: 99_999 })).toEqual(
        bytes.subarray(500),
      );
      const head = await store.head("shop/media/a.mp4");
      expect(head?.bytes).toBe(bytes.length);
      expect(head?.etag).toMatch(/^[^"]+$/);
      expect(head?.modifiedAt).toBeGreaterThan(1_600_000_000_000);
      expect((await store.get("shop/media/a.mp4", { start: 1, end: 2 }))?.bytes).toBe(bytes.length);
    });

    it("takes streams, also those larger than one piece, and nothing at all", async () => {
      const store = await open();
      const bytes = randomBytes(13 * 1024 * 1024 + 17);
      await store.put("shop/big", stream(bytes, 100_001), { ...plain, bytes: bytes.length });
      expect((await read(store, "shop/big"))?.equals(bytes)).toBe(true);
      const empty = await store.put("shop/empty", stream(Buffer.alloc(0)), plain);
      expect(empty).toMatchObject({ ok: true, value: { bytes: 0 } });
      expect((await store.head("shop/empty"))?.bytes).toBe(0);
    });

    it("replaces a blob, and says so by its etag", async () => {
      const store = await open();
      await store.put("shop/x", Buffer.from("first"), plain);
      const before = await store.head("shop/x");
      await store.put("shop/x", Buffer.from("other"), plain);
      expect(String(await read(store, "shop/x"))).toBe("other");
      expect((await store.head("shop/x"))?.etag).not.toBe(before?.etag);
    });

    it("knows what is not there", async () => {
      const store = await open();
      expect(await store.head("shop/none")).toBeNull();
      expect(await store.get("shop/none")).toBeNull();
      await store.remove("shop/none");
      await store.remove("shop/none/");
    });

    it("leaves nothing, and the old blob as it was, when the body breaks off", async () => {
      const store = await open();
      await store.put("shop/kept", Buffer.from("old"), plain);
      const broken = async function* () {
        yield randomBytes(7 * 1024 * 1024);
        throw new Error("The sender left");
      };
      await expect(store.put("shop/kept", broken(), plain)).rejects.toThrow("The sender left");
      await expect(store.put("shop/new", broken(), plain)).rejects.toThrow("The sender left");
      expect(String(await read(store, "shop/kept"))).toBe("old");
      expect(await store.head("shop/new")).toBeNull();
    });

    it("refuses more or fewer bytes than announced", async () => {
      const store = await open();
      for (const size of [9, 11, 20_000_000])
        await expect(
          store.put("shop/x", stream(Buffer.alloc(size)), { ...plain, bytes: 10 }),
        ).rejects.toThrow();
      expect(await store.head("shop/x")).toBeNull();
    });

    it("stops when told to", async () => {
      const store = await open();
      const stop = new AbortController();
      const body = async function* () {
        yield Buffer.from("some");
        stop.abort(new Error("Told to stop"));
        yield Buffer.from("more");
      };
      await expect(
        store.put("shop/x", body(), { ...plain, signal: stop.signal }),
      ).rejects.toThrow();
      expect(await store.head("shop/x")).toBeNull();
    });

    it("removes one, or all under a prefix, and no neighbour", async () => {
      const store = await open();
      const keys = ["shop/m/1/a", "shop/m/1/b/c", "shop/m/10/a", "shop/m/2", "other/m/1/a"];
      for (const key of keys) await store.put(key, Buffer.from(key), plain);
      await store.remove("shop/m/1/");
      await store.remove("shop/m/2");
      const left = await Promise.all(keys.map(async (key) => (await store.head(key)) && key));
      expect(left.filter(Boolean)).toEqual(["shop/m/10/a", "other/m/1/a"]);
      await store.remove("shop/");
      expect(await store.head("shop/m/10/a")).toBeNull();
      expect(await store.head("other/m/1/a")).not.toBeNull();
    });

    it.each([
      "../escape",
      "shop/../../etc/passwd",
      "/absolute",
      "shop//double",
      "shop/.hidden",
      "shop/a b",
      "shop/ü",
      "shop/\0",
      "",
    ])("refuses the key %j", async (key) => {
      const store = await open();
      const attempts = [
        () => store.put(key, Buffer.from("x"), plain),
        () => store.get(key),
        () => store.head(key),
        () => store.remove(key),
      ];
      for (const attempt of attempts)
        await expect((async () => attempt())()).rejects.toThrow("Not a blob key");
    });
  });
}

async function read(
  store: BlobStore,
  key: string,
  range?: { start: number; end: number },
): Promise<Buffer | null> {
  const blob = await store.get(key, range);
  if (!blob) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of blob.body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* stream(bytes: Buffer, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
