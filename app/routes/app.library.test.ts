import pg from "pg";
import { describe, expect, it } from "vitest";
import { DEFAULT_SHOP, OTHER_SHOP, outcome, stageAdmin } from "./admin/admin-room.fixture.ts";
import * as library from "./app.library._index.tsx";
import * as clip from "./app.library.$id.tsx";
import * as counting from "./app.library.count.ts";
import * as suggestions from "./app.library.suggestions.tsx";
import * as uploads from "./app.library.uploads.ts";

const admin = stageAdmin();
const { args, addVideo } = admin;

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
    const job = { shopId: (await admin.wiring.shops.find(DEFAULT_SHOP))!.id, bulkId: edit!.id };
    await admin.wiring.jobs.library.bulkEdit(job, new AbortController().signal);
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
    await admin.wiring.jobs.library.bulkEdit(job, new AbortController().signal);
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
    const client = new pg.Client({ connectionString: admin.database.url });
    await client.connect();
    await client.query("UPDATE videos SET description = 'So soft #LinenCare' WHERE id = $1", [
      videoId,
    ]);
    await client.end();
    await admin.wiring.jobs.library.tend({}, new AbortController().signal);
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
