import { describe, expect, it } from "vitest";
import { signSessionToken } from "../../sandbox/sign-in/session-token.ts";
import { newId } from "../kernel/ids.ts";
import { DEFAULT_SHOP, keys, OTHER_SHOP, outcome, stageAdmin } from "./admin/admin-room.fixture.ts";
import * as home from "./app._index.tsx";
import * as report from "./app.analytics._index.tsx";
import * as csv from "./app.analytics.csv.ts";
import * as ledger from "./app.analytics.ledger.ts";
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

const admin = stageAdmin();
const { args, addPlaylist, addPlacement, addVideo } = admin;

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
      appBridgeUrl: `${admin.sandboxUrl}/app-bridge.js`,
    });
    expect((await layout.loader(args("/app?locale=fr"))).locale).toBe("en");
  });
});

describe("another shop", () => {
  it("finds nothing behind this shop's ids, and changes nothing", async () => {
    const videoId = await addVideo();
    const playlistId = await addPlaylist("Ours");
    const placementId = await addPlacement(playlistId);
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
      playlist.action(
        theirs({ ...save, videoIds: [videoId] }, await addPlaylist("Theirs", OTHER_SHOP)),
      ),
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
