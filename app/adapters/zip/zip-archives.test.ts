import { describe, expect, it } from "vitest";
import { makeZip, type ZipFile } from "../../domains/intake/archives/make-zip.fixture.ts";
import type { ArchiveBytes } from "../../domains/intake/index.server.ts";
import { createZipArchives } from "./zip-archives.ts";

const zip = createZipArchives();
const { signal } = new AbortController();

/** In pieces of an odd size, as a store would hand them out. */
const inMemory = (bytes: Buffer, piece = 1_000): ArchiveBytes => ({
  bytes: bytes.length,
  async *read(start, end) {
    for (let at = start; at < end; at += piece) yield bytes.subarray(at, Math.min(end, at + piece));
  },
});
const list = (bytes: Buffer) => zip.list(inMemory(bytes), signal);
async function read(bytes: Buffer, path: string): Promise<string> {
  const listed = await list(bytes);
  const entry = listed.ok ? listed.value.find((each) => each.path === path) : null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of await zip.open(inMemory(bytes), entry!, signal)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
const clip = (more: Partial<ZipFile> = {}): ZipFile => ({
  ...{ path: "Kiln/茶 bowl.mp4", body: "video ".repeat(2_000) },
  ...more,
});

describe("a zip archive", () => {
  it("is read file by file, packed or not, with a comment behind it", async () => {
    const folder = { path: "Kiln/", body: "" };
    const link = { path: "link.mp4", body: "Kiln", claims: { attributes: 0o120777 * 2 ** 16 } };
    const files = [folder, clip(), clip({ path: "b.mp4", deflate: true }), link];
    const bytes = makeZip(files, { comment: Buffer.from("made by a test") });
    const listed = await list(bytes);
    expect(listed).toMatchObject({
      value: [
        { path: "Kiln/茶 bowl.mp4", bytes: 12_000, packed: 12_000, method: 0, encrypted: false },
        { path: "b.mp4", bytes: 12_000, method: 8 },
      ],
    });
    expect(await read(bytes, "Kiln/茶 bowl.mp4")).toBe(clip().body);
    expect(await read(bytes, "b.mp4")).toBe(clip().body);
  });

  it("of ten thousand files takes few requests to look through", async () => {
    const files = Array.from({ length: 10_000 }, (_, index) =>
      clip({ path: `${index}.mp4`, body: "v" }),
    );
    const archive = inMemory(makeZip(files), 1_000_000);
    let requests = 0;
    const counting = {
      ...archive,
      read: (start: number, end: number) => {
        requests++;
        return archive.read(start, end);
      },
    };
    const listed = await zip.list(counting, signal);
    expect(listed.ok && listed.value.length).toBe(10_000);
    expect(requests).toBeLessThan(10);
  });

  const whole = makeZip([clip(), clip({ path: "b.mp4", deflate: true })]);
  it.each<[string, string, Buffer]>([
    [
      "archive-not-zip",
      "is none",
      Buffer.from("no archive at all, but long enough to be looked at"),
    ],
    ["archive-not-zip", "is empty", Buffer.from("x")],
    ["archive-cut-short", "has lost its end", whole.subarray(0, 5_000)],
    ["archive-split", "is the last of several pieces", makeZip([clip()], { disk: 2 })],
    [
      "archive-split",
      "is the first of several pieces",
      Buffer.concat([Buffer.from("PK\x07\x08", "latin1"), whole.subarray(0, 5_000)]),
    ],
    ["archive-unsafe", "leads out of its folder", makeZip([clip({ path: "../../etc/passwd" })])],
    ["archive-unsafe", "leads to a fixed place", makeZip([clip({ path: "/etc/passwd" })])],
    ["archive-unsafe", "leads to a drive", makeZip([clip({ path: "C:/x.mp4" })])],
    [
      "archive-bomb",
      "holds more than it can",
      makeZip([clip({ deflate: true, body: "x", claims: { bytes: 4_000_000_000 } })]),
    ],
    [
      "archive-bomb",
      "holds the same bytes many times",
      makeZip([
        clip(),
        ...[1, 2].map((each) => clip({ path: `${each}.mp4`, shared: true, claims: { at: 0 } })),
      ]),
    ],
    ["archive-damaged", "has a broken directory", broken(whole)],
  ])("is refused as %s when it %s", async (kind, _what, bytes) => {
    expect(await list(bytes)).toMatchObject({ ok: false, fault: { kind } });
  });

  it("says which of its files have a password", async () => {
    const listed = await list(makeZip([clip({ encrypted: true }), clip({ path: "b.mp4" })]));
    expect(listed).toMatchObject({ value: [{ encrypted: true }, { encrypted: false }] });
  });

  it.each<[string, ZipFile]>([
    ["other bytes than it says", clip({ claims: { crc: 1 } })],
    ["more bytes than it says", clip({ deflate: true, claims: { bytes: 11_000 } })],
    ["fewer bytes than it says", clip({ deflate: true, claims: { bytes: 13_000 } })],
    ["packing that cannot be undone", clip({ method: 8 })],
    ["a beginning that is none", clip({ claims: { at: 40 } })],
    ["a beginning beyond its end", clip({ claims: { at: 4_000_000 } })],
  ])("stops at a file with %s", async (_what, file) => {
    const bytes = makeZip([clip({ path: "first.mp4" }), file]);
    await expect(read(bytes, file.path)).rejects.toMatchObject({
      fault: { kind: "archive-file-damaged" },
    });
  });

  it("does not blame the archive when its bytes cannot be had", async () => {
    const gone = {
      bytes: 1_000,
      // biome-ignore lint/correctness/useYield: it fails before it could.
      async *read(): AsyncGenerator<Uint8Array> {
        throw new Error("no such part");
      },
    };
    await expect(zip.list(gone, signal)).rejects.toThrow("no such part");
  });
});

function broken(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.write("XX", copy.lastIndexOf("PK\x01\x02", undefined, "latin1"), "latin1");
  copy.write("XX", copy.indexOf("PK\x01\x02", 0, "latin1"), "latin1");
  return copy;
}
