import { describe, expect, it } from "vitest";
import { ok } from "../../kernel/result.ts";
import { ShopFault } from "../shop/index.server.ts";
import { type IntakeRoom, order, stageIntake } from "./intake-room.fixture.ts";
import { readLink } from "./link.ts";
import { type ClipSource, FetchStopped, type SourceItem } from "./ports.ts";

let room: IntakeRoom;
const open = stageIntake((opened) => {
  room = opened;
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
    const done = await room.onlyImport();
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
    expect(await room.titles()).toEqual(["tea"]);
    expect(room.fetched).toHaveLength(1);
    expect((await room.intake.imports())[0]).toMatchObject({ counts: { here: 1, done: 0 } });
  });

  it("that bring a file which is here already make no second clip", async () => {
    await open({ files: { [url]: "video" } });
    const id = await room.upload("video");
    await room.intake.importLinks(order(), [url]);
    await room.work();
    expect((await room.onlyImport()).counts).toMatchObject({ here: 1 });
    expect(await room.titles()).toHaveLength(1);
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
    const { items, id, state } = await room.onlyImport();
    expect(state).toBe("done");
    expect(items.map(({ fault }) => fault?.kind)).toEqual([
      "link-needs-sign-in",
      "link-not-video",
      "link-not-found",
    ]);
    expect(await room.titles()).toEqual([]);
    files[url] = "video of tea";
    expect(await room.intake.retryImport(id)).toEqual({ ok: true });
    await room.work();
    expect((await room.onlyImport()).counts).toMatchObject({ done: 1, failed: 2 });
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
    expect((await room.onlyImport()).state).toBe("running");
    room.clock.advance(61_000);
    await run();
    await room.work();
    expect(await room.titles()).toEqual(["tea"]);
  });

  it("stop in the middle when they are cancelled, and leave nothing", async () => {
    await open({
      files: {
        [url]: async () => {
          const body = async function* () {
            for (let times = 0; times < 50; times++) {
              if (times === 3) await room.intake.cancelImport((await room.onlyImport()).id);
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
    expect(await room.onlyImport()).toMatchObject({ state: "cancelled", counts: { cancelled: 1 } });
    expect(await room.titles()).toEqual([]);
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
    expect(await room.titles()).toEqual([]);
  });

  it("are undone: what they brought goes, what was here stays", async () => {
    await open({ files: { [url]: "video one", [`${url}?2`]: "video" } });
    const mine = await room.upload("video");
    await room.intake.importLinks(order(), [url, `${url}?2`]);
    await room.work();
    const { id } = await room.onlyImport();
    expect(await room.openShop().intake.undoImport(id)).toMatchObject({ ok: false });
    expect(await room.intake.undoImport(id)).toEqual(ok({ removed: 1 }));
    expect(await room.intake.undoImport(id)).toEqual(ok({ removed: 0 }));
    expect(await room.onlyImport()).toMatchObject({
      state: "undone",
      counts: { undone: 1, here: 1 },
    });
    expect(await room.intake.retryImport(id)).toMatchObject({ ok: false });
    expect((await room.media.list({ sort: "newest", limit: 9 })).videos[0]?.id).toBe(mine);
    // Asked for again, it comes again.
    await room.intake.importLinks(order(), [url]);
    await room.work();
    expect(await room.titles()).toHaveLength(2);
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
    expect((await room.onlyImport()).state).toBe("listing");
    await room.work();
    expect((await room.onlyImport()).counts).toMatchObject({ done: 3, here: 0 });
    expect(source.asked).toEqual([null, 1]);
    pages[0]?.push(item(4));
    await room.intake.importShopify(order());
    await room.work();
    expect((await room.intake.imports())[0]?.counts).toMatchObject({ done: 1, here: 3 });
    expect(await room.titles()).toEqual(["Clip 1", "Clip 2", "Clip 3", "Clip 4"]);
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
    const { id } = await room.onlyImport();
    await room.intakeJobs.runImport(
      { shopId: room.shop.id, importId: id },
      AbortSignal.timeout(9e3),
    );
    expect(source.asked).toEqual([null]);
    expect(await room.onlyImport()).toMatchObject({
      state: "done",
      counts: { done: 1 },
      fault: { kind: "shop-refused", params: { detail: "ACCESS_DENIED" } },
    });
  });
});
