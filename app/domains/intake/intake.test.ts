import { createHash } from "node:crypto";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { newId } from "../../kernel/ids.ts";
import { ok } from "../../kernel/result.ts";
import { fakeVideoEngine } from "../media/fakes.ts";
import { ShopFault } from "../shop/index.server.ts";
import { MAX_LIST_ROWS, UPLOAD_KEPT_MS } from "./index.ts";
import { type IntakeRoom, openIntakeRoom } from "./intake-room.fixture.ts";
import { readLink } from "./link.ts";
import { type ClipSource, FetchStopped, type SourceItem } from "./ports.ts";
import { readList } from "./read-list.ts";
import { receiveBytes } from "./receive-part.server.ts";
import { notVideo } from "./sniff.ts";

let database: TestDatabase;
let room: IntakeRoom;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterEach(() => room?.close());

const open = async (given: Omit<Parameters<typeof openIntakeRoom>[0], "prisma"> = {}) => {
  room = await openIntakeRoom({ prisma: database.prisma, ...given });
  return room;
};
const file = (more: object = {}) => ({
  ...{ name: "Tea bowl.mp4", bytes: 5, contentType: "video/mp4", modified: 7 },
  ...more,
});
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Announces a file and sends it whole, as the door would take it. */
async function upload(text: string, more: object = {}) {
  const begun = await room.intake.beginUpload("1", file({ bytes: text.length, ...more }));
  if (!begun.ok || begun.value.step !== "send") throw new Error(JSON.stringify(begun));
  const { videoId } = begun.value;
  await send(videoId, text);
  await room.work();
  return videoId;
}
const send = (videoId: string, text: string, bytes = text.length, offset = 0) =>
  receiveBytes(
    room.ports,
    { shopId: room.shop.id, of: "clip", id: videoId, bytes },
    offset,
    (async function* () {
      yield Buffer.from(text);
    })(),
  );
const order = (id = newId(), tags: string[] = []) => ({ id, staff: "1", tags });
const titles = async () =>
  (await room.media.list({ sort: "title", limit: 100 })).videos.map(({ title }) => title);
const only = async () => {
  const [batch, ...more] = await room.intake.imports();
  expect(more).toEqual([]);
  return batch!;
};
const csv = (...lines: string[]) => Buffer.from(lines.join("\r\n"));

describe("a file that is announced", () => {
  it.each([
    [{ bytes: 0 }, "upload-empty"],
    [{ bytes: 100_000_001 }, "upload-too-large"],
    [{ contentType: "image/png" }, "upload-not-video"],
    [{ name: "letter.pdf", contentType: "" }, "upload-not-video"],
    [{ duration: 11 * 60_000 }, "video-too-long"],
  ])("with %j is refused before a byte is sent: %s", async (more, kind) => {
    await open();
    expect(await room.intake.beginUpload("1", file(more))).toMatchObject({ fault: { kind } });
    expect(await titles()).toEqual([]);
  });

  it("is refused when the plan's library is full", async () => {
    await open({ limits: { clips: 1 } });
    await upload("video");
    expect(await room.intake.beginUpload("1", file({ modified: 8 }))).toEqual({
      ok: false,
      fault: { kind: "too-many-clips", params: { limit: 1 } },
    });
  });

  it("is the same upload when it is announced again by the same person, and by nobody else", async () => {
    await open();
    const ids: string[] = [];
    for (const [staff, more] of [
      ["1", {}],
      ["1", {}],
      ["2", {}],
      ["1", { modified: 8 }],
    ] as const) {
      const begun = await room.intake.beginUpload(staff, file(more));
      if (begun.ok && begun.value.step === "send") ids.push(begun.value.videoId);
    }
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
    const both = await Promise.all([1, 2].map(() => room.intake.beginUpload("3", file())));
    const same = both.map((each) => each.ok && each.value.step === "send" && each.value.videoId);
    expect(same[0]).toBe(same[1]);
    expect(await titles()).toHaveLength(4);
  });

  it("goes on after a closed window, where its last byte was", async () => {
    await open();
    const begun = await room.intake.beginUpload("1", file({ tags: ["summer"] }));
    if (!begun.ok || begun.value.step !== "send") throw new Error("refused");
    await send(begun.value.videoId, "vid", 5);
    expect(await room.intake.unfinished("1")).toMatchObject([
      { name: "Tea bowl.mp4", bytes: 5, received: 3, mine: true },
    ]);
    expect(await room.intake.unfinished("2")).toMatchObject([{ mine: false }]);
    expect(await room.openShop().intake.unfinished("1")).toEqual([]);
    expect(await room.intake.beginUpload("1", file())).toMatchObject({ value: { received: 3 } });
    await send(begun.value.videoId, "eo", 5, 3);
    await room.work();
    expect(await room.media.get(begun.value.videoId)).toMatchObject({
      status: "ready",
      tags: ["summer"],
    });
    expect(await room.intake.unfinished("1")).toEqual([]);
  });

  it("is noticed when it is here already, and only when every byte is the same", async () => {
    await open();
    const id = await upload("video", { name: "First.mp4" });
    const again = file({ name: "Copy.mp4", modified: 9 });
    expect(await room.intake.beginUpload("1", again)).toEqual(ok({ step: "digest" }));
    expect(await room.intake.beginUpload("1", { ...again, sha256: sha256("video") })).toEqual(
      ok({ step: "here", clip: { id, title: "First" } }),
    );
    expect(await room.intake.beginUpload("1", { ...again, sha256: sha256("other") })).toMatchObject(
      { value: { step: "send" } },
    );
    expect(await room.intake.beginUpload("2", { ...again, anyway: true })).toMatchObject({
      value: { step: "send" },
    });
    // Another shop's clip is none of theirs.
    expect(await room.openShop().intake.beginUpload("1", again)).toMatchObject({
      value: { step: "send" },
    });
  });

  it("goes to the engine, when that takes files itself, and is known again by what the browser counted", async () => {
    let there = false;
    await open({
      engine: (blobs) => ({
        ...fakeVideoEngine(blobs),
        directUpload: {
          open: async () => ok({ url: "https://mux.example/u", headers: {}, engineRef: newId() }),
          arrived: async () => there,
          send: async () => {},
        },
      }),
    });
    const given = file({ sha256: sha256("video") });
    expect(await room.intake.beginUpload("1", file())).toEqual(ok({ step: "digest" }));
    const begun = await room.intake.beginUpload("1", given);
    expect(begun).toMatchObject({ value: { protocol: "session", url: "https://mux.example/u" } });
    const id = begun.ok && begun.value.step === "send" ? begun.value.videoId : "";
    expect(await room.intake.finishUpload(id)).toMatchObject({ ok: false });
    there = true;
    for (let times = 0; times < 2; times++)
      expect(await room.intake.finishUpload(id)).toEqual({ ok: true });
    expect(await room.intake.beginUpload("1", { ...given, modified: 9 })).toMatchObject({
      value: { step: "here", clip: { id } },
    });
  });
});

describe("what was left", () => {
  it("is cleared when nobody goes on for a week, and put together when it is whole", async () => {
    await open();
    const left = await room.intake.beginUpload("1", file());
    const whole = await room.intake.beginUpload("1", file({ modified: 8 }));
    if (!left.ok || left.value.step !== "send" || !whole.ok || whole.value.step !== "send")
      throw new Error("refused");
    await send(left.value.videoId, "vid", 5);
    await send(whole.value.videoId, "video");
    room.jobs.length = 0;
    room.clock.advance(16 * 60_000);
    await room.intakeJobs.sweep();
    await room.work();
    expect((await room.media.get(whole.value.videoId))?.status).toBe("ready");
    expect((await room.media.get(left.value.videoId))?.status).toBe("uploading");
    room.clock.advance(UPLOAD_KEPT_MS);
    await room.intakeJobs.sweep();
    await room.work();
    expect(await room.media.get(left.value.videoId)).toBeNull();
    expect(await room.intake.unfinished("1")).toEqual([]);
  });
});

describe("links", () => {
  const url = "https://files.example/tea.mp4";

  it("become clips, once, however often they are asked for", async () => {
    await open({ files: { [url]: "video of tea" } });
    const first = order(undefined, ["tea"]);
    for (let times = 0; times < 2; times++)
      expect(await room.intake.importLinks(first, [url, ` ${url} `])).toEqual({ ok: true });
    expect(room.jobs).toHaveLength(1);
    await room.work();
    const done = await only();
    expect(done).toMatchObject({ kind: "link", state: "done", counts: { done: 1, failed: 0 } });
    const { videos } = await room.media.list({ sort: "newest", limit: 9 });
    expect(videos).toMatchObject([{ title: "tea", status: "ready", tags: ["tea"] }]);
    // The job runs once more, as after a worker's death; and the link is pasted another day.
    await room.intakeJobs.runImport(
      { shopId: room.shop.id, importId: first.id },
      new AbortController().signal,
    );
    await room.intake.importLinks(order(), [url]);
    await room.work();
    expect(await titles()).toEqual(["tea"]);
    expect(room.fetched).toHaveLength(1);
    expect((await room.intake.imports())[0]).toMatchObject({ counts: { here: 1, done: 0 } });
  });

  it("that bring a file which is here already make no second clip", async () => {
    await open({ files: { [url]: "video" } });
    const id = await upload("video");
    await room.intake.importLinks(order(), [url]);
    await room.work();
    expect((await only()).counts).toMatchObject({ here: 1 });
    expect(await titles()).toHaveLength(1);
    expect((await room.media.get(id))?.status).toBe("ready");
  });

  it("say what is wrong with them, and are fetched again when asked", async () => {
    const files: Record<string, string> = {
      "https://files.example/page": "<!doctype html><title>Sign in",
      "https://files.example/zip": "PK\u0003\u0004.....",
    };
    await open({ files });
    await room.intake.importLinks(order(), [...Object.keys(files), url]);
    await room.work();
    const { items, id, state } = await only();
    expect(state).toBe("done");
    expect(items.map(({ fault }) => fault?.kind)).toEqual([
      "link-needs-sign-in",
      "link-not-video",
      "link-not-found",
    ]);
    expect(await titles()).toEqual([]);
    files[url] = "video of tea";
    expect(await room.intake.retryImport(id)).toEqual({ ok: true });
    await room.work();
    expect((await only()).counts).toMatchObject({ done: 1, failed: 2 });
  });

  it("are fetched under the same id when the worker dies in the middle", async () => {
    let tries = 0;
    await open({
      files: {
        [url]: async () => {
          tries += 1;
          if (tries === 1) throw new Error("the worker died");
          return "video of tea";
        },
      },
    });
    await room.intake.importLinks(order(), [url]);
    const [job] = room.jobs.splice(0);
    const run = () =>
      room.intakeJobs.runImport(job!.payload as never, new AbortController().signal);
    await expect(run()).rejects.toThrow("died");
    await run();
    expect((await only()).state).toBe("running");
    room.clock.advance(61_000);
    await run();
    await room.work();
    expect(await titles()).toEqual(["tea"]);
  });

  it("stop in the middle when they are cancelled, and leave nothing", async () => {
    await open({
      files: {
        [url]: async () => {
          const body = async function* () {
            for (let times = 0; times < 50; times++) {
              if (times === 3) await room.intake.cancelImport((await only()).id);
              room.clock.advance(500);
              yield Buffer.from("video".repeat(200));
            }
          };
          return ok({ name: "", contentType: "", bytes: null, body: body() });
        },
      },
    });
    await room.intake.importLinks(order(), [url]);
    await room.work();
    expect(await only()).toMatchObject({ state: "cancelled", counts: { cancelled: 1 } });
    expect(await titles()).toEqual([]);
  });

  it("that break off, or find no room, leave nothing", async () => {
    let full = false;
    await open({
      full: () => full,
      files: {
        [url]: async () => {
          const body = async function* () {
            yield Buffer.from("video");
            throw new FetchStopped({ kind: "link-cut-short" });
          };
          return ok({ name: "", contentType: "", bytes: 9, body: body() });
        },
        [`${url}?2`]: async () => {
          full = true;
          return "video two";
        },
      },
    });
    await room.intake.importLinks(order(), [url]);
    await room.work();
    await room.intake.importLinks(order(), [`${url}?2`]);
    await room.work();
    const faults = (await room.intake.imports()).flatMap(({ items }) =>
      items.map(({ fault }) => fault?.kind),
    );
    expect(faults.sort()).toEqual(["link-cut-short", "storage-full"]);
    expect(await titles()).toEqual([]);
  });

  it("are undone: what they brought goes, what was here stays", async () => {
    await open({ files: { [url]: "video one", [`${url}?2`]: "video" } });
    const mine = await upload("video");
    await room.intake.importLinks(order(), [url, `${url}?2`]);
    await room.work();
    const { id } = await only();
    expect(await room.openShop().intake.undoImport(id)).toMatchObject({ ok: false });
    expect(await room.intake.undoImport(id)).toEqual(ok({ removed: 1 }));
    expect(await room.intake.undoImport(id)).toEqual(ok({ removed: 0 }));
    expect(await only()).toMatchObject({ state: "undone", counts: { undone: 1, here: 1 } });
    expect(await room.intake.retryImport(id)).toMatchObject({ ok: false });
    expect((await room.media.list({ sort: "newest", limit: 9 })).videos[0]?.id).toBe(mine);
    // Asked for again, it comes again.
    await room.intake.importLinks(order(), [url]);
    await room.work();
    expect(await titles()).toHaveLength(2);
  });

  it("are refused all together when one of them is none", async () => {
    await open();
    for (const [links, kind] of [
      [[], "links-missing"],
      [[" "], "links-missing"],
      [[url, "tea"], "link-invalid"],
      [["http://files.example/tea.mp4"], "link-not-https"],
      [["https://drive.google.com/drive/folders/abcdefghijkl"], "link-is-folder"],
      [Array.from({ length: 51 }, (_, index) => `${url}?${index}`), "too-many-links"],
    ] as const)
      expect(await room.intake.importLinks(order(), [...links])).toMatchObject({ fault: { kind } });
    expect(await room.intake.imports()).toEqual([]);
  });

  it.each([
    [
      "https://drive.google.com/file/d/1aBcD_efGhIjK-lmn/view?usp=sharing",
      "https://drive.usercontent.google.com/download?id=1aBcD_efGhIjK-lmn&export=download&confirm=t",
      "drive:1aBcD_efGhIjK-lmn",
    ],
    [
      "https://drive.google.com/open?id=1aBcD_efGhIjK-lmn&resourcekey=0-x",
      "https://drive.usercontent.google.com/download?id=1aBcD_efGhIjK-lmn&export=download&confirm=t&resourcekey=0-x",
      "drive:1aBcD_efGhIjK-lmn",
    ],
    [
      "https://www.dropbox.com/scl/fi/abc/Tea%20bowl.mp4?rlkey=k&st=s&dl=0",
      "https://www.dropbox.com/scl/fi/abc/Tea%20bowl.mp4?rlkey=k&st=s&dl=1",
      "dropbox:/scl/fi/abc/Tea%20bowl.mp4?rlkey=k",
    ],
    [
      "https://b.s3.eu-central-1.amazonaws.com/a.mp4?X-Amz-Date=1&X-Amz-Signature=2&v=3#t=4",
      "https://b.s3.eu-central-1.amazonaws.com/a.mp4?X-Amz-Date=1&X-Amz-Signature=2&v=3",
      "link:https://b.s3.eu-central-1.amazonaws.com/a.mp4?v=3",
    ],
  ])("reads %s", (given, at, ref) => {
    const read = readLink(given);
    expect(read.ok && [read.value.url, read.value.ref]).toEqual([at, ref]);
  });
});

describe("a list", () => {
  const url = "https://files.example";
  const good = csv(
    "Link,Title,description,TAGS,Products,Source,Price",
    `${url}/a.mp4,Tea,"Poured, slowly","tea; summer, tea",p-1,https://example.com/1,9`,
    `${url}/b.mp4,,,,,,`,
    "",
    `${url}/a.mp4,Again,,,,,`,
    `tea.mp4,${"x".repeat(256)},,${"y".repeat(65)},p-1;p-77,nonsense,`,
    ",No link,,,,,",
  );

  it("is shown row by row before anything is added, with all that is wrong with a row", async () => {
    await open();
    const planned = await room.intake.planList(good);
    if (!planned.ok) throw new Error(planned.fault.kind);
    const { rows, ...sums } = planned.value;
    expect(sums).toEqual({ ready: 2, here: 0, faulty: 3, ignored: ["Price"] });
    expect(rows.map(({ line, name, tags, products }) => [line, name, tags, products])).toEqual([
      [2, "Tea", ["tea", "summer"], 1],
      [3, "b.mp4", [], 0],
      [5, "Again", [], 0],
      [6, "x".repeat(256), ["y".repeat(65)], 1],
      [7, "No link", [], 0],
    ]);
    expect(
      rows.map(({ faults }) => faults.map(({ column, fault }) => [column, fault.kind])),
    ).toEqual([
      [],
      [],
      [["link", "row-repeated"]],
      [
        ["link", "link-invalid"],
        ["title", "title-too-long"],
        ["tags", "tag-too-long"],
        ["products", "row-product-unknown"],
        ["page", "row-page-invalid"],
      ],
      [["link", "row-link-missing"]],
    ]);
    expect(await room.intake.imports()).toEqual([]);
    expect(await titles()).toEqual([]);
  });

  it("brings its sound rows in with their words and products, and nothing twice", async () => {
    await open({ files: { [`${url}/a.mp4`]: "video a", [`${url}/b.mp4`]: "video b" } });
    const same = order();
    for (let times = 0; times < 2; times++)
      await room.intake.importList(same, { name: "spring.csv", file: good });
    await room.work();
    expect(await only()).toMatchObject({ label: "spring.csv", counts: { done: 2 } });
    const { videos } = await room.media.list({ sort: "title", limit: 9 });
    expect(videos.map(({ title }) => title)).toEqual(["b", "Tea"]);
    expect(await room.media.get(videos[1]!.id)).toMatchObject({
      description: "Poured, slowly",
      tags: ["tea", "summer"],
      products: [{ product: { id: "1" } }],
    });
    const again = await room.intake.planList(good);
    expect(again.ok && again.value).toMatchObject({ ready: 0, here: 2, faulty: 3 });
  });

  it.each([
    ["semicolons", Buffer.from("title;link\nTea;https://a.example/1.mp4")],
    ["tabs", Buffer.from("link\ttitle\nhttps://a.example/1.mp4\tTea")],
    ["a byte order mark", Buffer.from("\ufefflink,title\nhttps://a.example/1.mp4,Tea")],
    ["UTF-16", Buffer.from("\ufefflink,title\nhttps://a.example/1.mp4,Tea", "utf16le")],
  ])("may have %s", (_what, bytes) => {
    const read = readList(bytes);
    expect(read.ok && read.value.lines[0]?.cells).toMatchObject({
      link: "https://a.example/1.mp4",
      title: "Tea",
    });
  });

  it("may be Chinese, as Excel saves it", () => {
    // 链接,标题 / https://a.example/1.mp4,茶 in GB 18030
    const bytes = Buffer.concat([
      Buffer.from([0xc1, 0xb4, 0xbd, 0xd3, 0x2c, 0xb1, 0xea, 0xcc, 0xe2, 0x0a]),
      Buffer.from("https://a.example/1.mp4,"),
      Buffer.from([0xb2, 0xe8]),
    ]);
    const read = readList(bytes);
    expect(read.ok && read.value.lines[0]?.cells).toMatchObject({ title: "茶" });
  });

  it.each([
    ["", "list-empty"],
    ["link,title", "list-empty"],
    ["name,price\nTea,9", "list-no-link-column"],
    ['link\n"https://a.example/1.mp4', "list-unreadable"],
    [`link\n${"https://a.example\n".repeat(MAX_LIST_ROWS + 1)}`, "list-too-long"],
    [`link\n${"x".repeat(5_000_000)}`, "list-too-large"],
  ])("that cannot be read says why (%#)", (text, kind) => {
    expect(readList(Buffer.from(text))).toMatchObject({ fault: { kind } });
  });

  it("without a sound row begins nothing", async () => {
    await open();
    const list = { name: "x.csv", file: csv("link", "tea") };
    expect(await room.intake.importList(order(), list)).toMatchObject({
      fault: { kind: "list-nothing-sound" },
    });
  });
});

describe("a source with a listing of its own", () => {
  const item = (n: number): SourceItem => ({
    ref: `shopify:gid://shopify/Video/${n}`,
    url: null,
    name: `${n}.mp4`,
    title: `Clip ${n}`,
    productIds: ["1"],
  });
  const shopify = (pages: SourceItem[][]): ClipSource & { asked: unknown[] } => {
    const asked: unknown[] = [];
    return {
      kind: "shopify",
      asked,
      async list(_shop, from) {
        asked.push(from);
        const at = Number(from ?? 0);
        return { items: pages[at] ?? [], next: at + 1 < pages.length ? at + 1 : null };
      },
      locate: async (_shop, { name }) => ok({ url: `https://cdn.example/${name}` }),
    };
  };

  it("is looked through to its end, and brings in only what is new", async () => {
    const pages = [
      [item(1), item(2)],
      [item(2), item(3)],
    ];
    const source = shopify(pages);
    const files = Object.fromEntries(
      [1, 2, 3, 4].map((n) => [`https://cdn.example/${n}.mp4`, `video ${n}`]),
    );
    await open({ sources: [source], files });
    await room.intake.importShopify(order());
    expect((await only()).state).toBe("listing");
    await room.work();
    expect((await only()).counts).toMatchObject({ done: 3, here: 0 });
    expect(source.asked).toEqual([null, 1]);
    pages[0]?.push(item(4));
    await room.intake.importShopify(order());
    await room.work();
    expect((await room.intake.imports())[0]?.counts).toMatchObject({ done: 1, here: 3 });
    expect(await titles()).toEqual(["Clip 1", "Clip 2", "Clip 3", "Clip 4"]);
    expect(room.fetched).toHaveLength(4);
  });

  it("goes on where it was when it could not be reached, and says when it is refused", async () => {
    const source = shopify([[item(1)], [item(2)]]);
    const list = source.list!;
    let trouble: Error | null = null;
    await open({
      sources: [
        {
          ...source,
          list: (shop, from, signal) => {
            if (trouble && from === 1) throw trouble;
            return list(shop, from, signal);
          },
        },
      ],
      files: { "https://cdn.example/1.mp4": "video 1" },
    });
    trouble = new ShopFault("shop-unavailable", "503");
    await room.intake.importShopify(order());
    await expect(room.work()).rejects.toThrow("503");
    trouble = new ShopFault("shop-refused", "ACCESS_DENIED");
    const { id } = await only();
    await room.intakeJobs.runImport(
      { shopId: room.shop.id, importId: id },
      AbortSignal.timeout(9e3),
    );
    expect(source.asked).toEqual([null]);
    expect(await only()).toMatchObject({
      state: "done",
      counts: { done: 1 },
      fault: { kind: "shop-refused", params: { detail: "ACCESS_DENIED" } },
    });
  });
});

describe("the first bytes of a file", () => {
  it.each([
    ["<!DOCTYPE html><html>", "page"],
    ["\ufeff  <html lang=en>", "page"],
    ["#EXTM3U\n#EXTINF", "document"],
    ['{"error": "no"}', "document"],
    ["%PDF-1.7", "document"],
    ["GIF89a", "picture"],
    ["PK\u0003\u0004", "archive"],
    ["\u0000\u0000\u0000\u0018ftypheic", "picture"],
    ["\u0000\u0000\u0000\u0018ftypmp42", null],
    ["\u001aE\u00df\u00a3", null],
    ["RIFF....AVI ", null],
    ["video", null],
  ])("%j: %s", (text, what) => {
    expect(notVideo(Buffer.from(text, text.startsWith("\ufeff") ? "utf8" : "latin1"))).toBe(what);
  });
});
