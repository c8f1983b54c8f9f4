import pg from "pg";
import { describe, expect, it } from "vitest";
import { FIRST_POLICY } from "../domains/engagement/index.ts";
import { newId } from "../kernel/ids.ts";
import { DEFAULT_SHOP, OTHER_SHOP, outcome, stageAdmin } from "./admin/admin-room.fixture.ts";
import * as home from "./app._index.tsx";
import * as report from "./app.analytics._index.tsx";
import * as csv from "./app.analytics.csv.ts";
import * as comments from "./app.comments.tsx";
import * as placement from "./app.placements.$id.tsx";
import * as newPlacement from "./app.placements.new.tsx";
import * as playlists from "./app.playlists._index.tsx";
import * as playlist from "./app.playlists.$id.tsx";
import * as settings from "./app.settings.tsx";
import * as soldOut from "./app.sold-out._index.tsx";

const admin = stageAdmin();
const { args, addPlaylist, addPlacement, addVideo } = admin;

describe("playlists", () => {
  it("are made, filled, renamed and deleted", async () => {
    const id = await addPlaylist("Summer");
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
    const id = await addPlaylist("Shown");
    await addPlacement(id);
    expect(
      await outcome(playlist.action(args("/", { params: { id }, body: { deed: "delete" } }))),
    ).toMatchObject({ status: 409, body: { fault: { kind: "playlist-in-use" } } });
  });
});

describe("placements", () => {
  it("are not published while shoppers would see nothing", async () => {
    const id = await addPlacement(await addPlaylist("Empty"));
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
    const placementId = await addPlacement(null, "Seen");
    const client = new pg.Client({ connectionString: admin.database.url });
    await client.connect();
    await client.query("UPDATE placements SET live = true WHERE id = $1", [placementId]);
    await client.end();
    const steps = async () => (await home.loader(args("/app"))).steps;
    expect(await steps()).toMatchObject({ published: true, placed: false });

    const now = admin.wiring.clock.now();
    const batch = { v: 1, b: newId(), s: newId(), t: now, e: [["view", 0, placementId, ""]] };
    const shop = (await admin.wiring.shops.find(DEFAULT_SHOP))!;
    const body = Buffer.from(JSON.stringify(batch));
    expect(await admin.wiring.collect.collect(shop, body, { bot: false })).toMatchObject({
      kind: "accepted",
    });
    expect(await steps()).toMatchObject({ published: true, placed: true });
  });
});

describe("who waits for a product", () => {
  it("is shown by the first list that has somebody, and by the one that is asked for", async () => {
    const { id: shopId } = (await admin.wiring.shops.find(DEFAULT_SHOP))!;
    const shown = async (search = "") => {
      const { filter, people } = await soldOut.loader(args(`/app/sold-out${search}`));
      return `${filter} ${people.length}`;
    };
    expect(await shown()).toBe("back 0");
    const id = newId();
    await admin.database.prisma.restockRequest.create({
      data: {
        ...{ shopId, id, productId: "1", variantId: "2", email: "kim@example.com" },
        ...{ language: "en", consent: "May write", askedAt: new Date() },
      },
    });
    expect(await shown()).toBe("waiting 1");
    expect(await shown("?show=back")).toBe("back 0");
    const body = { deed: "told", ids: [id] };
    expect(await outcome(soldOut.action(args("/app/sold-out", { body })))).toMatchObject({
      status: 200,
    });
    expect(await shown()).toBe("told 1");
  });
});

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
    const shop = (await admin.wiring.shops.find(DEFAULT_SHOP))!;
    const videoId = newId();
    await admin.database.prisma.video.create({
      data: {
        ...{ shopId: shop.id, id: videoId, title: "Sea", status: "ready", tags: [] },
        ...{ sourceName: "a.mp4", sourceBytes: 1n, createdAt: new Date(), updatedAt: new Date() },
      },
    });
    const place = { shopId: shop.id, videoId };
    const who = { customerId: "42", guest: null, address: "" };
    const said = { token: newId(), name: "Ann", text: "Better than any RIVAL" };
    const posted = await admin.wiring.social.comment(place, who, said);
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
    expect(await admin.wiring.social.counts(place)).toMatchObject({ comments: 2 });
    await act({ deed: "hide", ids: [id] });
    expect(await admin.wiring.social.counts(place)).toMatchObject({ comments: 0 });
    expect(await act({ deed: "delete", ids: [id] })).toMatchObject({ status: 200 });
    expect(await act({ deed: "approve", ids: [id] })).toMatchObject({ status: 404 });
  });
});
