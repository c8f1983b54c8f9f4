import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { blobStoreContract } from "../../domains/media/blob-store.contract.ts";
import { systemClock } from "../../kernel/clock.ts";
import { createDiskBlobStore } from "./disk.ts";
import { createS3BlobStore } from "./s3.ts";
import { S3_KEYS, type S3StandIn, startS3 } from "./s3-stand-in.fixture.ts";

const folders: string[] = [];
const folder = async () => {
  const path = await mkdtemp(join(tmpdir(), "blobs-test-"));
  folders.push(path);
  return path;
};
afterAll(async () => {
  for (const path of folders) await rm(path, { recursive: true, force: true });
});

blobStoreContract("disk", async () =>
  createDiskBlobStore({ directory: await folder(), clock: systemClock }),
);

describe("the disk store", () => {
  it("leaves no draft and no empty folder behind", async () => {
    const directory = await folder();
    const store = createDiskBlobStore({ directory, clock: systemClock });
    await store.put("shop/a/b", Buffer.from("x"), { contentType: "text/plain" });
    const broken = async function* () {
      yield Buffer.from("half");
      throw new Error("gone");
    };
    await expect(store.put("shop/a/c", broken(), { contentType: "x" })).rejects.toThrow("gone");
    await store.remove("shop/a/b");
    expect(await readdir(join(directory, ".incoming"))).toEqual([]);
    expect(await readdir(directory)).toEqual([".incoming"]);
  });

  it("never reads a folder as a blob", async () => {
    const store = createDiskBlobStore({ directory: await folder(), clock: systemClock });
    await store.put("shop/a/b", Buffer.from("x"), { contentType: "text/plain" });
    expect(await store.head("shop/a")).toBeNull();
    expect(await store.get("shop/a")).toBeNull();
  });

  it("says that storage is full, where the folder cannot be written for lack of room", async () => {
    // /dev/full answers ENOSPC to every write, as a full disk does.
    const full = async function* () {
      await writeFile("/dev/full", "x");
      yield Buffer.from("never");
    };
    const store = createDiskBlobStore({ directory: await folder(), clock: systemClock });
    expect(await store.put("shop/a", full(), { contentType: "x" })).toEqual({
      ok: false,
      fault: { kind: "storage-full" },
    });
    expect(await store.head("shop/a")).toBeNull();
  });
});

describe("with a bucket", () => {
  let s3: S3StandIn;
  beforeAll(async () => {
    s3 = await startS3("clips", "eu-test-1");
  });
  afterAll(() => s3.close());
  beforeEach(() => s3.objects.clear());
  afterEach(() => expect(s3.openUploads.size).toBe(0));
  const options = () => ({
    endpoint: s3.endpoint,
    region: "eu-test-1",
    bucket: "clips",
    ...S3_KEYS,
    partBytes: 5 * 1024 * 1024,
  });

  blobStoreContract("s3", async () => createS3BlobStore(options()));

  it("tries again when the bucket is busy, and gives up in the end", async () => {
    const store = createS3BlobStore({ ...options(), retries: 2 });
    s3.failNext(503, 2);
    await store.put("shop/a", Buffer.from("x"), { contentType: "video/mp4" });
    expect(s3.objects.get("shop/a")?.type).toBe("video/mp4");
    s3.failNext(503, 3);
    await expect(store.head("shop/a")).rejects.toThrow("503");
  });

  it("says when the bucket is full", async () => {
    const store = createS3BlobStore({ ...options(), retries: 0 });
    s3.failNext(507, 1, "<Error><Code>XMinioStorageFull</Code></Error>");
    expect(await store.put("shop/a", Buffer.from("x"), { contentType: "x" })).toEqual({
      ok: false,
      fault: { kind: "storage-full" },
    });
  });

  it("is refused with another secret", async () => {
    const store = createS3BlobStore({ ...options(), secretAccessKey: "wrong" });
    await expect(store.put("shop/a", Buffer.from("x"), { contentType: "x" })).rejects.toThrow(
      "SignatureDoesNotMatch",
    );
  });
});
