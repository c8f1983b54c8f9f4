import { expect, it } from "vitest";
import { createModerationDoor, createSocialDoor } from "../app/domains/engagement/index.server.ts";
import { fakeSocialStore } from "../app/domains/engagement/social-fakes.ts";
import { newId } from "../app/kernel/ids.ts";
import { demoClips } from "../sandbox/demo/clips.ts";
import { seedSocial } from "./seed-social.ts";
import { travellingClock } from "./travelling-clock.ts";

const DAY_MS = 86_400_000;
const shop = { id: newId(), domain: "demo.myshopify.com" };

it("tells the demo's likes and comments once, each at its time", async () => {
  const clock = travellingClock();
  const store = fakeSocialStore();
  const videos = new Map(demoClips.map((clip) => [clip.file.replace(".mp4", ""), newId()]));
  for (const id of videos.values()) store.videos.set(`${shop.id} ${id}`, "Clip");
  const social = createSocialDoor({ store, clock, guestSecret: "s" });
  const moderation = createModerationDoor({ store, clock, shopName: async () => "Shop" }, shop);
  const seed = () => seedSocial({ social, moderation }, clock, shop, { videos, say: () => {} });
  await seed();
  const state = async () => {
    const { comments, counts } = await moderation.queue({ filter: "shown", after: null });
    const places = [...videos.values()].map((videoId) => ({ shopId: shop.id, videoId }));
    const likes = await Promise.all(places.map((place) => social.counts(place)));
    return { comments, counts, likes: likes.map((one) => one.likes ?? 0) };
  };
  const told = await state();
  expect(told.counts).toMatchObject({ held: 2, reported: 1, hidden: 1 });
  expect(told.likes.every((likes) => likes >= 10)).toBe(true);
  const times = told.comments.map(({ createdAt }) => createdAt);
  expect(Math.min(...times)).toBeLessThan(Date.now() - 15 * DAY_MS);
  expect(Math.max(...times)).toBeLessThanOrEqual(Date.now());
  const texts = told.comments.map(({ text }) => text).join();
  expect(texts).toMatch(/\p{Script=Han}/u);
  expect(told.comments.filter(({ by }) => by === "shop").length).toBeGreaterThan(5);
  await seed();
  expect(await state()).toEqual(told);
});
