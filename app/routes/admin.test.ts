import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningSandbox, startSandbox } from "../../sandbox/server.ts";
import { signSessionToken } from "../../sandbox/sign-in/session-token.ts";
import { DEFAULT_SHOP, openShop } from "../../sandbox/world/shops.ts";
import { cloneDatabase, type TestDatabase } from "../../tests/setup/database.ts";
import { readConfig } from "../config.server.ts";
import { FIRST_POLICY } from "../domains/engagement/index.ts";
import { newId } from "../kernel/ids.ts";
import { createWiring, type Wiring } from "../wiring.server.ts";
import * as home from "./app._index.tsx";
import * as report from "./app.analytics._index.tsx";
import * as csv from "./app.analytics.csv.ts";
import * as ledger from "./app.analytics.ledger.ts";
import * as comments from "./app.comments.tsx";
import * as library from "./app.library._index.tsx";
import * as clip from "./app.library.$id.tsx";
import * as counting from "./app.library.count.ts";
import * as facets from "./app.library.facets.ts";
import * as products from "./app.library.products.ts";
import * as status from "./app.library.status.ts";
import * as suggestions from "./app.library.suggestions.tsx";
import * as uploads from "./app.library.uploads.ts";
import * as placements from "./app.placements._index.tsx";
import * as placement from "./app.placements.$id.tsx";
import * as newPlacement from "./app.placements.new.tsx";
import * as playlists from "./app.playlists._index.tsx";
import * as playlist from "./app.playlists.$id.tsx";
import * as settings from "./app.settings.tsx";
import * as layout from "./app.tsx";

const OTHER_SHOP = "other-shop.myshopify.com";
const APP = "https://clipshelf.example";
const keys = { apiKey: "test-key", apiSecret: "test-secret" };

let database: TestDatabase;
let running: RunningSandbox;
let folder: string;
let wiring: Wiring;

beforeAll(async () => {
  database = await cloneDatabase();
  folder = await mkdtemp(join(tmpdir(), "clipshelf-routes-"));
  running = await startSandbox({
    ...{ port: 0, host: "127.0.0.1", worldPath: null, appUrl: APP, apiVersion: "2026-10", ...keys },
    seed: (store) => void openShop(store, OTHER_SHOP),
    log: { warn: () => {}, error: () => {} } as never,
  });
  wiring = createWiring(
    readConfig({
      NODE_ENV: "test",
      LOG_LEVEL: "silent",
      DATABASE_URL: database.url,
      SHOPIFY_APP_URL: APP,
      SHOPIFY_API_KEY: keys.apiKey,
      SHOPIFY_API_SECRET: keys.apiSecret,
      SANDBOX_URL: running.url,
      BLOB_DIR: join(folder, "blobs"),
    }),
    { process: "web" },
  );
  await wiring.start();
});
afterAll(async () => {
  await wiring?.close();
  await running?.close();
  await rm(folder, { recursive: true, force: true });
});

interface Asked {
  shop?: string;
  token?: string | null;
  params?: Record<string, string>;
  body?: unknown;
  raw?: string;
}

function args(path: string, { shop = DEFAULT_SHOP, token, params = {}, body, raw }: Asked = {}) {
  const bearer = token === undefined ? signSessionToken(keys, shop) : token;
  const request = new Request(`${APP}${path}`, {
    method: body === undefined && raw === undefined ? "GET" : "POST",
    headers: {
      "User-Agent": "Mozilla/5.0 (X11; Linux x64) Chrome/150.0",
      ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}),
      "Content-Type": "application/json",
    },
    body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  return { request, params, context: { wiring } } as LoaderFunctionArgs & ActionFunctionArgs;
}

/** Status and body of what an action answered or threw, whichever way it did. */
async function outcome(work: Promise<unknown>): Promise<{ status: number; body: unknown }> {
  const answer = await work.catch((thrown: unknown) => thrown);
  if (answer instanceof Response) {
    const text = await answer.text();
    const isJson = answer.headers.get("Content-Type")?.includes("json");
    return { status: answer.status, body: isJson ? JSON.parse(text) : text };
  }
  if (answer instanceof Error) throw answer;
  const { data, init } = answer as { data: unknown; init?: { status?: number } };
  return data === undefined
    ? { status: 200, body: answer }
    : { status: init?.status ?? 200, body: data };
}

const create = async (title: string, shop = DEFAULT_SHOP) => {
  const answer = await playlists
    .action(args("/app/playlists", { shop, body: { deed: "create", title } }))
    .catch((thrown: unknown) => thrown);
  return (answer as Response).headers.get("Location")!.split("/").pop()!;
};

describe("signing in", () => {
  const loaders = [
    layout,
    home,
    library,
    counting,
    facets,
    suggestions,
    status,
    products,
    clip,
    playlists,
    playlist,
    placements,
    newPlacement,
    placement,
    report,
    ledger,
    csv,
    settings,
  ];
  const actions = [
    library,
    suggestions,
    uploads,
    clip,
    playlists,
    playlist,
    newPlacement,
    placement,
    settings,
  ];

  it("is asked by every loader and every action of the admin", async () => {
    const forged = signSessionToken({ ...keys, apiSecret: "guessed" }, DEFAULT_SHOP);
    for (const { loader } of loaders) {
      const answer = await outcome(
        loader(args("/app", { token: forged, params: { id: newId() } })),
      );
      expect(answer.status).toBe(401);
    }
    for (const { action } of actions) {
      const body = { deed: "delete" };
      const asked = args("/app", { token: forged, params: { id: newId() }, body });
      expect((await outcome(action(asked))).status).toBe(401);
    }
  });

  it("tells the layout language, time zone and where App Bridge is", async () => {
    const found = await layout.loader(args("/app?locale=zh-Hans-CN"));
    expect(found).toMatchObject({
      locale: "zh-CN",
      timeZone: "America/New_York",
      apiKey: "test-key",
      appBridgeUrl: `${running.url}/app-bridge.js`,
    });
    expect((await layout.loader(args("/app?locale=fr"))).locale).toBe("en");
  });
});

describe("the library", () => {
  it("hands out a ticket, refuses what is no video, and says both in an upload's words", async () => {
    const begin = (file: object) =>
      outcome(
        uploads.action(
          args("/app/library/uploads", { body: { step: "begin", modified: 0, ...file } }),
        ),
      );
    const begun = await begin({ name: "tea.mp4", bytes: 1_000, contentType: "video/mp4" });
    expect(begun).toMatchObject({
      status: 200,
      body: { ok: true, start: { protocol: "tus", received: 0 } },
    });
    expect(await begin({ name: "tea.pdf", bytes: 1_000, contentType: "application/pdf" })).toEqual({
      status: 415,
      body: { ok: false, fault: { kind: "upload-not-video", params: { name: "tea.pdf" } } },
    });
    expect(await begin({ name: "big.mp4", bytes: 6e9, contentType: "video/mp4" })).toMatchObject({
      status: 413,
      body: { fault: { kind: "upload-too-large" } },
    });
    expect(await begin({ name: "e.mp4", bytes: 0, contentType: "video/mp4" })).toMatchObject({
      status: 422,
    });
    expect(await begin({ name: "e.mp4", bytes: "many", contentType: "" })).toMatchObject({
      status: 400,
      body: { fault: { kind: "request-invalid" } },
    });
  });

  it("does not finish an upload whose bytes never came", async () => {
    const begun = await outcome(
      uploads.action(
        args("/", {
          body: { step: "begin", name: "a.mp4", bytes: 9, contentType: "video/mp4", modified: 0 },
        }),
      ),
    );
    const id = (begun.body as { start: { videoId: string } }).start.videoId;
    const finish = () => outcome(uploads.action(args("/", { body: { step: "finish", id } })));
    expect(await finish()).toMatchObject({
      status: 409,
      body: { fault: { kind: "upload-incomplete" } },
    });
    const cancel = () => outcome(uploads.action(args("/", { body: { step: "cancel", id } })));
    expect((await cancel()).status).toBe(200);
    expect(await finish()).toMatchObject({
      status: 404,
      body: { fault: { kind: "video-not-found" } },
    });
  });

  it("refuses bodies that no page of ours sends", async () => {
    for (const raw of ["", "{", "null", '{"deed":"delete"}', '{"deed":"bulk","ids":[]}'])
      expect(await outcome(library.action(args("/app/library", { raw }))), raw).toMatchObject({
        status: 400,
        body: { ok: false, fault: { kind: "request-invalid" } },
      });
  });
});

describe("order in the library", () => {
  const act = (body: object, shop = DEFAULT_SHOP) =>
    outcome(library.action(args("/app/library", { shop, body })));
  const look = (search = "", shop = DEFAULT_SHOP) =>
    library.loader(args(`/app/library?${search}`, { shop }));

  it("keeps categories, views and bulk edits to their own shop", async () => {
    const videoId = await addVideo();
    expect(await act({ deed: "category-add", name: "Bowls", parentId: null })).toMatchObject({
      status: 200,
    });
    const again = { deed: "category-add", name: "bowls", parentId: null };
    expect(await act(again)).toMatchObject({
      status: 422,
      body: { fault: { kind: "category-name-taken" } },
    });
    const categoryId = (await look()).categories[0]?.id ?? "";
    expect((await look("", OTHER_SHOP)).categories).toEqual([]);
    const rename = { deed: "category-change", id: categoryId, name: "Taken" };
    expect(await act(rename, OTHER_SHOP)).toMatchObject({ status: 404 });
    expect(await act({ deed: "category-remove", id: categoryId }, OTHER_SHOP)).toMatchObject({
      status: 404,
    });

    await act({ deed: "view-keep", name: "To tag", search: "lacks=tag" });
    const view = (await look()).views[0];
    expect(view).toMatchObject({ name: "To tag", search: "lacks=tag" });
    await act({ deed: "view-remove", id: view?.id }, OTHER_SHOP);
    expect((await look()).views).toHaveLength(1);
    expect((await look("", OTHER_SHOP)).views).toEqual([]);

    const into = { kind: "put-in-category", categoryId };
    expect(await act({ deed: "bulk", change: into, ids: [videoId] })).toMatchObject({
      status: 200,
    });
    const edit = (await look()).edits[0];
    expect(edit).toMatchObject({ state: "running", total: 1, done: 0 });
    for (const deed of ["bulk-cancel", "bulk-undo"])
      expect((await act({ deed, id: edit?.id }, OTHER_SHOP)).status).toBeGreaterThan(403);
    expect((await look("", OTHER_SHOP)).edits).toEqual([]);
    const job = { shopId: (await wiring.shops.find(DEFAULT_SHOP))!.id, bulkId: edit!.id };
    await wiring.jobs.library.bulkEdit(job, new AbortController().signal);
    expect((await look(`category=${categoryId}`)).page.videos).toMatchObject([{ id: videoId }]);
    expect((await look(`category=${categoryId}`, OTHER_SHOP)).page.total).toBe(0);
    const count = async (shop = DEFAULT_SHOP) =>
      (await counting.loader(args(`/app/library/count?category=${categoryId}`, { shop }))).json();
    expect(await count()).toEqual({ total: 1 });
    expect(await count(OTHER_SHOP)).toEqual({ total: 0 });
    const nothing = { kind: "edit-text", field: "title", edit: { how: "before", text: " " } };
    expect(await act({ deed: "bulk", change: nothing, ids: [videoId] })).toMatchObject({
      body: { fault: { kind: "text-missing" } },
    });
    expect(await act({ deed: "bulk-undo", id: edit?.id })).toMatchObject({ status: 200 });
    await wiring.jobs.library.bulkEdit(job, new AbortController().signal);
    expect((await look(`category=${categoryId}`)).page.total).toBe(0);
  });

  it("says which filter to take away when nothing is found", async () => {
    await addVideo();
    const none = await look("status=queued&lacks=description&shape=square");
    expect(none.page.total).toBe(0);
    expect(none.ways).toEqual([]);
    const { ways } = await look("status=queued&lacks=description");
    expect(ways).toMatchObject([{ name: "status" }]);
  });

  it("offers suggestions to their own shop alone", async () => {
    const videoId = await addVideo();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query("UPDATE videos SET description = 'So soft #LinenCare' WHERE id = $1", [
      videoId,
    ]);
    await client.end();
    await wiring.jobs.library.tend({}, new AbortController().signal);
    const queue = async (shop = DEFAULT_SHOP) =>
      (await suggestions.loader(args("/app/library/suggestions", { shop }))).queue;
    const clips = (await queue()).clips.filter(({ video }) => video.id === videoId);
    expect(clips[0]?.suggestions).toMatchObject([
      { kind: "tag", value: "LinenCare", reason: { place: "hashtag", words: "#LinenCare" } },
    ]);
    expect((await queue(OTHER_SHOP)).clips).toEqual([]);
    const keys = [{ videoId, kind: "tag", value: "LinenCare" }];
    const decide = (deed: string, shop = DEFAULT_SHOP) =>
      outcome(suggestions.action(args("/", { shop, body: { deed, keys } })));
    await decide("refuse", OTHER_SHOP);
    await decide("accept", OTHER_SHOP);
    expect((await queue()).total).toBeGreaterThan(0);
    expect(await decide("accept")).toMatchObject({ status: 200 });
    const { video } = await clip.loader(args("/", { params: { id: videoId } }));
    expect(video.tags).toEqual(["LinenCare"]);
  });
});

describe("playlists", () => {
  it("are made, filled, renamed and deleted", async () => {
    const id = await create("Summer");
    const videoId = await addVideo();
    const body = { deed: "save", title: "  Late   summer ", videoIds: [videoId] };
    const save = () => outcome(playlist.action(args("/", { params: { id }, body })));
    expect(await save()).toEqual({ status: 200, body: { ok: true, deed: "save" } });
    expect(await save()).toEqual({ status: 200, body: { ok: true, deed: "save" } });
    const found = await playlist.loader(args("/", { params: { id } }));
    expect(found.playlist).toMatchObject({ title: "Late summer", videos: [{ id: videoId }] });
    const remove = () =>
      outcome(playlist.action(args("/", { params: { id }, body: { deed: "delete" } })));
    expect((await remove()).status).toBe(200);
    expect(await remove()).toMatchObject({
      status: 404,
      body: { fault: { kind: "playlist-not-found" } },
    });
  });

  it("say what is wrong with a name", async () => {
    expect(
      await outcome(playlists.action(args("/", { body: { deed: "create", title: " " } }))),
    ).toEqual({
      status: 422,
      body: { ok: false, deed: "create", fault: { kind: "title-empty" } },
    });
  });

  it("stay while a placement shows them", async () => {
    const id = await create("Shown");
    await makePlacement(id);
    expect(
      await outcome(playlist.action(args("/", { params: { id }, body: { deed: "delete" } }))),
    ).toMatchObject({ status: 409, body: { fault: { kind: "playlist-in-use" } } });
  });
});

describe("placements", () => {
  it("are not published while shoppers would see nothing", async () => {
    const id = await makePlacement(await create("Empty"));
    const publish = await outcome(
      placement.action(args("/", { params: { id }, body: { deed: "publish" } })),
    );
    expect(publish).toMatchObject({ status: 409, body: { fault: { kind: "playlist-empty" } } });
    const { placement: card } = await placement.loader(args("/", { params: { id } }));
    expect(card).toMatchObject({ state: "draft", sync: { kind: "idle" } });
  });

  it("need a playlist unless they follow the page's product", async () => {
    const make = (block: string) =>
      outcome(
        newPlacement.action(
          args("/", { body: { deed: "create", title: "X", block, playlistId: null } }),
        ),
      );
    expect(await make("carousel")).toMatchObject({
      status: 422,
      body: { fault: { kind: "playlist-needed" } },
    });
    expect((await make("description")).status).toBe(302);
    expect((await make("banner")).status).toBe(400);
  });
});

describe("reports", () => {
  it("are whole days, with a table for a spreadsheet in the merchant's language", async () => {
    const found = await report.loader(args("/app/analytics?days=7"));
    expect(found.report.days).toHaveLength(7);
    expect(found.report.totals.revenue).toEqual({ amount: 0, currency: "USD" });
    const answer = await csv.loader(args("/app/analytics/csv?days=7&locale=zh-CN"));
    expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect(await answer.text()).toContain("播放次数");
  });

  it("begin on the home page with what is to be done", async () => {
    const found = await home.loader(args("/app", { shop: OTHER_SHOP }));
    expect(found.steps).toEqual({
      clips: false,
      tagged: false,
      published: false,
      placed: false,
      tagNext: null,
      placeNext: null,
    });
  });

  it("tick the last step when a storefront has shown a placement, not when it is published", async () => {
    const created = await newPlacement
      .action(
        args("/", {
          body: { deed: "create", title: "Seen", block: "description", playlistId: null },
        }),
      )
      .catch((thrown: unknown) => thrown);
    const placementId = (created as Response).headers.get("Location")!.split("/").pop()!;
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query("UPDATE placements SET live = true WHERE id = $1", [placementId]);
    await client.end();
    const steps = async () => (await home.loader(args("/app"))).steps;
    expect(await steps()).toMatchObject({ published: true, placed: false });

    const now = wiring.clock.now();
    const batch = { v: 1, b: newId(), s: newId(), t: now, e: [["view", 0, placementId, ""]] };
    const shop = (await wiring.shops.find(DEFAULT_SHOP))!;
    const body = Buffer.from(JSON.stringify(batch));
    expect(await wiring.collect.collect(shop, body, { bot: false })).toMatchObject({
      kind: "accepted",
    });
    expect(await steps()).toMatchObject({ published: true, placed: true });
  });
});

describe("another shop", () => {
  it("finds nothing behind this shop's ids, and changes nothing", async () => {
    const videoId = await addVideo();
    const playlistId = await create("Ours");
    const placementId = await makePlacement(playlistId);
    const theirs = (body?: unknown, id = videoId) =>
      args("/", { shop: OTHER_SHOP, params: { id }, body });
    const save = {
      deed: "save",
      title: "Taken",
      description: "",
      tags: [],
      products: [],
      videoIds: [],
      playlistId: null,
    };

    for (const work of [
      () => clip.loader(theirs()),
      () => playlist.loader(theirs(undefined, playlistId)),
      () => placement.loader(theirs(undefined, placementId)),
      () => clip.action(theirs(save)),
      () => clip.action(theirs({ deed: "retry" })),
      () => playlist.action(theirs(save, playlistId)),
      () => playlist.action(theirs({ deed: "delete" }, playlistId)),
      () => placement.action(theirs(save, placementId)),
      () => placement.action(theirs({ deed: "publish" }, placementId)),
      () => placement.action(theirs({ deed: "unpublish" }, placementId)),
      () => placement.action(theirs({ deed: "delete" }, placementId)),
      () => uploads.action(theirs({ step: "finish", id: videoId })),
      () => uploads.action(theirs({ step: "cancel", id: videoId })),
      () =>
        newPlacement.action(theirs({ deed: "create", title: "X", block: "carousel", playlistId })),
    ])
      expect((await outcome(work())).status).toBe(404);

    const cards = await status.loader(args(`/?ids=${videoId}`, { shop: OTHER_SHOP }));
    expect(await cards.json()).toEqual({ cards: [] });
    const kept = await outcome(
      playlist.action(theirs({ ...save, videoIds: [videoId] }, await create("Theirs", OTHER_SHOP))),
    );
    expect(kept).toMatchObject({ status: 404, body: { fault: { kind: "video-not-found" } } });
    const gone = { deed: "bulk", change: { kind: "delete" }, ids: [videoId] };
    expect(await outcome(library.action(theirs(gone)))).toMatchObject({
      status: 422,
      body: { fault: { kind: "nothing-chosen" } },
    });
    await outcome(clip.action(theirs({ deed: "delete" })));

    const { video } = await clip.loader(args("/", { params: { id: videoId } }));
    expect(video.title).toBe("A clip");
    const still = await playlist.loader(args("/", { params: { id: playlistId } }));
    expect(still.playlist.title).toBe("Ours");
    const placed = await placement.loader(args("/", { params: { id: placementId } }));
    expect(placed.placement).toMatchObject({ title: "On the home page", playlistId });
  });

  it("answers ids that are no ids like ids that are unknown", async () => {
    for (const id of ["x", "../../etc", "'; drop table videos; --", "0".repeat(24)]) {
      for (const work of [
        () => clip.loader(args("/", { params: { id } })),
        () => playlist.loader(args("/", { params: { id } })),
        () => placement.loader(args("/", { params: { id } })),
        () => clip.action(args("/", { params: { id }, body: { deed: "retry" } })),
        () => playlist.action(args("/", { params: { id }, body: { deed: "delete" } })),
        () => placement.action(args("/", { params: { id }, body: { deed: "publish" } })),
      ])
        expect((await outcome(work())).status, id).toBe(404);
    }
  });
});

async function makePlacement(playlistId: string): Promise<string> {
  const body = { deed: "create", title: "On the home page", block: "carousel", playlistId };
  const answer = (await newPlacement.action(args("/", { body }))) as Response;
  return answer.headers.get("Location")!.split("/").pop()!;
}

async function addVideo(): Promise<string> {
  const { shop } = await wiring.shopify.admin(args("/").request);
  const id = newId();
  const now = new Date();
  await database.prisma.video.create({
    data: {
      ...{ shopId: shop.id, id, title: "A clip", tags: [], status: "failed" },
      ...{ sourceName: "clip.mp4", sourceBytes: 1_000, createdAt: now, updatedAt: now },
    },
  });
  return id;
}

describe("comments", () => {
  const policy = { ...FIRST_POLICY, comments: "at-once", blockedWords: ["rival"] };
  const savePolicy = (change: object = {}, shop = DEFAULT_SHOP) =>
    outcome(
      settings.action(
        args("/app/settings", { shop, body: { deed: "policy", policy: { ...policy, ...change } } }),
      ),
    );

  it("are kept by the shop's own policy", async () => {
    expect(await savePolicy()).toMatchObject({ status: 200, body: { ok: true } });
    const of = async (shop: string) =>
      (await outcome(settings.loader(args("/app/settings", { shop })))).body;
    expect(await of(DEFAULT_SHOP)).toMatchObject({ policy });
    expect(await of(OTHER_SHOP)).toMatchObject({ policy: FIRST_POLICY });
    expect(await savePolicy({ blockedWords: ["x".repeat(60)] })).toMatchObject({ status: 422 });
    expect(await savePolicy({ comments: "maybe" })).toMatchObject({ status: 400 });
  });

  it("are decided, answered and explained, in their own shop only", async () => {
    await savePolicy();
    const shop = (await wiring.shops.find(DEFAULT_SHOP))!;
    const videoId = newId();
    await database.prisma.video.create({
      data: {
        ...{ shopId: shop.id, id: videoId, title: "Sea", status: "ready", tags: [] },
        ...{ sourceName: "a.mp4", sourceBytes: 1n, createdAt: new Date(), updatedAt: new Date() },
      },
    });
    const place = { shopId: shop.id, videoId };
    const who = { customerId: "42", guest: null, address: "" };
    const said = { token: newId(), name: "Ann", text: "Better than any RIVAL" };
    const posted = await wiring.social.comment(place, who, said);
    if (posted.kind === "refused") throw new Error(posted.reason);
    const { id } = posted.value.comment;

    const look = async (show: string, of = DEFAULT_SHOP) =>
      (await outcome(comments.loader(args(`/app/comments?show=${show}`, { shop: of })))).body;
    const act = (body: object, of = DEFAULT_SHOP) =>
      outcome(comments.action(args("/app/comments", { shop: of, body })));
    expect(await look("held")).toMatchObject({ comments: [{ id, reason: "words" }] });
    expect(await look("held", OTHER_SHOP)).toMatchObject({ comments: [] });
    expect(await act({ deed: "approve", ids: [id] }, OTHER_SHOP)).toMatchObject({ status: 404 });
    expect(await act({ deed: "explode", ids: [id] })).toMatchObject({ status: 400 });
    const reply = { deed: "reply", id, text: "Thank you.", token: newId() };
    expect(await act(reply)).toMatchObject({ status: 200 });
    expect(await act({ ...reply, text: " " })).toMatchObject({ status: 422 });
    expect(await look("shown")).toMatchObject({
      comments: [
        { by: "shop", text: "Thank you." },
        { id, deeds: [{}, {}, { deed: "approved" }] },
      ],
    });
    expect(await wiring.social.counts(place)).toMatchObject({ comments: 2 });
    await act({ deed: "hide", ids: [id] });
    expect(await wiring.social.counts(place)).toMatchObject({ comments: 0 });
    expect(await act({ deed: "delete", ids: [id] })).toMatchObject({ status: 200 });
    expect(await act({ deed: "approve", ids: [id] })).toMatchObject({ status: 404 });
  });
});
