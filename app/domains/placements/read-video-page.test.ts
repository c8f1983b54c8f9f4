import { expect, it } from "vitest";
import type { Publication } from "./ports.ts";
import { CLIPS_PER_PAGE, createVideoPagesDoor } from "./read-video-page.server.ts";
import { videoId } from "./stage.fixture.ts";

const COUNT = CLIPS_PER_PAGE + 2;

function door(found: boolean) {
  const ids = Array.from({ length: COUNT }, (_, at) => videoId(at));
  const page = {
    feed: { id: "p", handle: "all", videos: ids.map((id) => ({ id })) },
    source: {
      title: "All",
      clips: ids.map((id, at) => ({
        id,
        uploadedAt: at,
        tags: at === 0 ? ["new", "tea"] : ["tea"],
      })),
    },
  } as unknown as Publication;
  const none = async () => null;
  return createVideoPagesDoor({
    store: { feed: none, video: none, page: async () => (found ? page : null) },
  });
}

it("has as many pages as it takes, and no more", async () => {
  const first = await door(true).list("s", { page: 1, tag: null });
  expect(first).toMatchObject({ page: 1, pages: 2, tags: ["tea", "new"], title: "All" });
  expect(first?.clips).toHaveLength(CLIPS_PER_PAGE);
  expect((await door(true).list("s", { page: 2, tag: null }))?.clips).toHaveLength(2);
  for (const page of [0, 3, 1.5, Number.NaN])
    expect(await door(true).list("s", { page, tag: null }), String(page)).toBeNull();
});

it("keeps to a tag that is there", async () => {
  const list = await door(true).list("s", { page: 1, tag: "new" });
  expect(list).toMatchObject({ pages: 1, tag: "new" });
  expect(list?.clips.map(({ video }) => video.id)).toEqual([videoId(0)]);
  expect(await door(true).list("s", { page: 1, tag: "old" })).toBeNull();
});

it("leads from a clip to those that follow it, round to the first", async () => {
  const alone = await door(true).alone("s", videoId(COUNT - 1));
  expect(alone?.more.map(({ video }) => video.id)).toEqual([0, 1, 2, 3].map(videoId));
  expect(await door(true).alone("s", videoId(99))).toBeNull();
  expect(await door(true).alone("s", "nothing")).toBeNull();
});

it("is nowhere while no page is live", async () => {
  expect(await door(false).list("s", { page: 1, tag: null })).toBeNull();
  expect(await door(false).all("s")).toBeNull();
});
