import { expect, it } from "vitest";
import type { Moment } from "../media/index.ts";
import { SHOP, setStage, videoId } from "./stage.fixture.ts";

const branch = (...videos: string[]): Moment => ({
  ...{ kind: "branch", id: "7", at: 1000, question: "What next?" },
  choices: [
    { text: "Again", video: null, at: 0 },
    ...videos.map((video) => ({ text: video, video, at: null })),
  ],
});
const onlyBranch = (...videos: string[]): Moment => ({
  ...{ kind: "branch", id: "7", at: 1000, question: "What next?" },
  choices: videos.map((video) => ({ text: video, video, at: null })),
});

async function published(stage: ReturnType<typeof setStage>) {
  const [publication] = await stage.kept.store.publications(SHOP.id);
  return publication!;
}

it("leaves moments out of documents that have none", async () => {
  const stage = setStage();
  const { id } = await stage.placeList("Home", [stage.addVideo(1)]);
  await stage.door.publish(id);
  const { feed, source } = await published(stage);
  expect(feed.videos[0]).not.toHaveProperty("moments");
  expect(Object.keys(source)).toEqual(["title", "videoIds", "clips"]);
});

it("serves the clips that branches lead to, and those that theirs lead to, beside the list", async () => {
  const stage = setStage();
  const [two, three, four] = [2, 3, 4].map(videoId);
  const first = stage.addVideo(1, [], { moments: [branch(two!)] });
  stage.addVideo(2, ["9"], { moments: [branch(three!, first)] });
  stage.addVideo(3, [], { moments: [branch(four!)] });
  stage.addProduct("9");
  const { id } = await stage.placeList("Home", [first]);
  await stage.door.publish(id);
  const { feed, source } = await published(stage);
  expect(feed.videos.map((video) => video.id)).toEqual([first]);
  expect(source.linked?.map((video) => video.id)).toEqual([two, three]);
  expect(source.linked?.[0]?.products).toMatchObject([{ id: "9" }]);
  // The fourth is not there: its choice is left out, and the rest of the question stays.
  expect(source.linked?.[1]?.moments).toMatchObject([{ choices: [{ text: "Again", at: 0 }] }]);
  expect(await stage.kept.published.video(SHOP.domain, two!)).toMatchObject({ id: two });

  // Once it is, the document follows by itself.
  stage.addVideo(4);
  await stage.jobs.refreshPlacements({ shopId: SHOP.id, videoIds: [four!] });
  const now = await published(stage);
  expect(now.feed.rev).toBe(2);
  expect(now.source.linked?.map((video) => video.id)).toEqual([two, three, four]);
});

it("drops a choice whose clip is deleted, and the question with its last one", async () => {
  const stage = setStage();
  const [two, three] = [2, 3].map((n) => stage.addVideo(n));
  const first = stage.addVideo(1, [], { moments: [onlyBranch(two!, three!)] });
  const { id } = await stage.placeList("Home", [first]);
  await stage.door.publish(id);
  for (const [gone, left] of [
    [two!, [{ text: three }]],
    [three!, undefined],
  ] as const) {
    stage.library.delete(gone);
    await stage.jobs.refreshPlacements({ shopId: SHOP.id, videoIds: [gone] });
    const { feed } = await published(stage);
    expect((feed.videos[0]?.moments?.[0] as { choices?: unknown } | undefined)?.choices).toEqual(
      left?.map(({ text }) => ({ text, video: text })),
    );
  }
});

it("shows a code while the shop takes it, and links while they lead somewhere", async () => {
  const stage = setStage();
  const times = { from: 0, to: null };
  const call = (id: string, link: object) =>
    ({ kind: "call", id, ...times, text: "Go", link }) as Moment;
  const moments: Moment[] = [
    { kind: "coupon", id: "1", ...times, text: "Off", code: "Tea15" },
    call("2", { to: "product", id: "9" }),
    call("3", { to: "collection", handle: "tea" }),
    call("4", { to: "page", handle: "about" }),
    call("5", { to: "url", url: "https://example.com/" }),
  ];
  const first = stage.addVideo(1, [], { moments });
  stage.addProduct("9");
  const code = { code: "TEA15", title: "", summary: "", startsAt: 5, endsAt: 9 } as const;
  stage.addCode({ ...code, status: "scheduled" });
  const { id } = await stage.placeList("Home", [first]);
  await stage.door.publish(id);
  const shown = async () => (await published(stage)).feed.videos[0]?.moments ?? [];
  expect(await shown()).toEqual([
    { kind: "coupon", id: "1", ...times, text: "Off", code: "Tea15", starts: 5, ends: 9 },
    { kind: "call", id: "2", ...times, text: "Go", url: "/products/product-9" },
    { kind: "call", id: "3", ...times, text: "Go", url: "/collections/tea" },
    { kind: "call", id: "4", ...times, text: "Go", url: "/pages/about" },
    { kind: "call", id: "5", ...times, text: "Go", url: "https://example.com/" },
  ]);

  stage.addCode({ ...code, status: "active" });
  await stage.jobs.refreshDiscounts({ shopId: SHOP.id, codes: ["tea15"] });
  expect((await shown())[0]).toEqual({ ...moments[0], ends: 9 });
  stage.addCode({ ...code, status: "expired" });
  await stage.jobs.refreshDiscounts({ shopId: SHOP.id, codes: ["tea15"] });
  stage.addProduct("9", { status: "draft" });
  await stage.jobs.refreshProducts({ shopId: SHOP.id, productIds: ["9"] });
  expect((await shown()).map((moment) => moment.id)).toEqual(["3", "4", "5"]);
  // A code that no clip shows makes nothing anew.
  const { rev } = (await published(stage)).feed;
  await stage.jobs.refreshDiscounts({ shopId: SHOP.id, codes: ["other"] });
  expect((await published(stage)).feed.rev).toBe(rev);
});
