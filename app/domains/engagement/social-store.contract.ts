import { beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { type CommentDeed, FIRST_POLICY } from "./index.ts";
import type { NewComment, ShopperKey, SocialStore } from "./ports.ts";

export interface SocialStoreUnderTest {
  store: SocialStore;
  addVideo(shopId: string, videoId: string, title: string): Promise<void>;
}

const NOON = Date.parse("2026-11-22T12:00:00.250Z");
const ANN: ShopperKey = "customer:1001";
const BOB: ShopperKey = `guest:${newId()}`;

/** What every SocialStore does. */
export function socialStoreContract(setUp: () => Promise<SocialStoreUnderTest>): void {
  let store: SocialStore;
  let shop: string;
  let other: string;
  let video: string;
  let clock: ReturnType<typeof fixedClock>;
  beforeEach(async () => {
    const made = await setUp();
    store = made.store;
    [shop, other, video] = [newId(), newId(), newId()];
    clock = fixedClock(NOON);
    await made.addVideo(shop, video, "At the sea");
  });

  const deed = (name: CommentDeed["deed"], by: CommentDeed["by"] = "staff:7"): CommentDeed => ({
    deed: name,
    by,
    detail: null,
    at: clock.now(),
  });
  const write = (given: Partial<NewComment> = {}): NewComment => {
    clock.advance(1000);
    return {
      id: newId(clock),
      videoId: video,
      parentId: null,
      author: ANN,
      token: newId(),
      name: "Ann",
      text: "Lovely",
      status: "shown",
      reason: null,
      createdAt: clock.now(),
      deeds: [deed("posted", "shopper")],
      ...given,
    };
  };
  const post = async (given: Partial<NewComment> = {}) => {
    const posted = await store.post(shop, write(given));
    if (!posted) throw new Error("It was not posted.");
    return posted;
  };
  const report = (id: string, reporter: string, holdFrom = 2) => {
    clock.advance(1000);
    return store.report(shop, video, { id, reporter, reason: "spam", at: clock.now(), holdFrom });
  };
  const page = { under: null, after: null, limit: 10 };
  const shownTexts = async (under: string | null = null) =>
    (await store.thread(shop, video, { ...page, under })).comments.map(({ text }) => text);

  describe("SocialStore", () => {
    it("keeps a shop's policy apart from the next shop's", async () => {
      expect(await store.policy(shop)).toBeNull();
      await store.setPolicy(shop, FIRST_POLICY, NOON);
      await store.setPolicy(shop, { ...FIRST_POLICY, blockedWords: ["x'; --"] }, NOON);
      expect(await store.policy(shop)).toEqual({ ...FIRST_POLICY, blockedWords: ["x'; --"] });
      expect(await store.policy(other)).toBeNull();
    });

    it("counts people, however often and however many at once they like", async () => {
      await Promise.all(
        Array.from({ length: 8 }, () => store.setLike(shop, video, ANN, true, NOON)),
      );
      await store.setLike(shop, video, BOB, true, NOON);
      expect((await store.counts(shop, video)).likes).toBe(2);
      expect(await store.likedBy(shop, video, ["customer:9", BOB])).toBe(true);
      await store.setLike(shop, video, BOB, false, NOON);
      await store.setLike(shop, video, BOB, false, NOON);
      expect((await store.counts(shop, video)).likes).toBe(1);
      expect(await store.likedBy(shop, video, [BOB])).toBe(false);
      expect(await store.likedBy(shop, video, [])).toBe(false);
    });

    it("takes nothing for a video that the shop does not have", async () => {
      await store.setLike(other, video, ANN, true, NOON);
      await store.setLike(shop, newId(), ANN, true, NOON);
      expect(await store.counts(other, video)).toEqual({ likes: 0, comments: 0 });
      expect(await store.post(other, write())).toBeNull();
      expect(await store.post(shop, write({ videoId: newId() }))).toBeNull();
    });

    it("keeps a comment once, and tells nobody another's", async () => {
      const comment = write();
      const first = await store.post(shop, comment);
      const again = await store.post(shop, { ...comment, id: newId(), text: "Changed" });
      expect(first).toMatchObject({ text: "Lovely", createdAt: comment.createdAt });
      expect(again).toEqual(first);
      expect(await store.post(shop, { ...comment, id: newId(), author: BOB })).toBeNull();
      const token = newId();
      const racing = await Promise.all(
        [1, 2, 3].map(() => store.post(shop, { ...write({ text: "Race" }), token })),
      );
      expect(new Set(racing.map((one) => one?.id)).size).toBe(1);
      expect((await store.counts(shop, video)).comments).toBe(2);
    });

    it("pages through what is shown, newest first, and replies oldest first", async () => {
      const first = await post({ text: "1" });
      for (const text of ["2", "3", "4", "5"]) await post({ text });
      await post({ text: "held", status: "held", reason: "policy" });
      for (const text of ["a", "b", "c"]) await post({ text, parentId: first.id, author: BOB });
      const one = await store.thread(shop, video, { ...page, limit: 2 });
      const two = await store.thread(shop, video, { ...page, limit: 2, after: one.next });
      const three = await store.thread(shop, video, { ...page, limit: 2, after: two.next });
      const texts = [one, two, three].flatMap(({ comments }) => comments.map(({ text }) => text));
      expect(texts).toEqual(["5", "4", "3", "2", "1"]);
      expect(three).toMatchObject({ next: null, comments: [{ replies: 3 }] });
      const replies = await store.thread(shop, video, { under: first.id, after: null, limit: 2 });
      expect(replies.comments.map(({ text }) => text)).toEqual(["a", "b"]);
      const rest = await store.thread(shop, video, {
        ...{ under: first.id, after: replies.next, limit: 2 },
      });
      expect(rest.comments.map(({ text }) => text)).toEqual(["c"]);
      expect((await store.counts(shop, video)).comments).toBe(8);
    });

    it("takes replies to shown comments of the first level only", async () => {
      const top = await post();
      const reply = await post({ parentId: top.id });
      const held = await post({ status: "held" });
      for (const parentId of [reply.id, held.id, newId()])
        expect(await store.post(shop, write({ parentId }))).toBeNull();
    });

    it("takes the replies out of sight with what they answer, and out of the count", async () => {
      const top = await post({ text: "top" });
      await post({ text: "reply", parentId: top.id });
      expect(await store.decide(shop, [top.id], "hidden", deed("hidden"))).toBe(1);
      expect(await shownTexts()).toEqual([]);
      expect(await shownTexts(top.id)).toEqual([]);
      expect((await store.counts(shop, video)).comments).toBe(0);
      await store.decide(shop, [top.id], "shown", deed("approved"));
      expect(await shownTexts(top.id)).toEqual(["reply"]);
      expect((await store.counts(shop, video)).comments).toBe(2);
    });

    it("decides for its own shop only, and deletes for good", async () => {
      const [one, two] = [await post(), await post()];
      expect(await store.decide(other, [one.id], "hidden", deed("hidden"))).toBe(0);
      expect(await store.decide(shop, [one.id, two.id], "deleted", deed("deleted"))).toBe(2);
      expect(await store.decide(shop, [one.id], "shown", deed("approved"))).toBe(0);
      expect(await store.get(shop, one.id)).toMatchObject({
        status: "deleted",
        text: "",
        name: "",
      });
      expect(await store.get(other, one.id)).toBeNull();
    });

    it("knows one's own, and lets nobody else take it away", async () => {
      const held = await post({ status: "held", reason: "policy", text: "mine" });
      await post({ author: BOB });
      expect(await store.own(shop, video, [ANN, BOB], 1)).toHaveLength(1);
      expect((await store.own(shop, video, [ANN], 9)).map(({ text }) => text)).toEqual(["mine"]);
      expect(await store.countPosted(shop, [ANN], NOON)).toBe(1);
      const remove = (who: ShopperKey) =>
        store.removeOwn(shop, video, held.id, [who], deed("removed", "shopper"));
      expect(await remove(BOB)).toBe(false);
      expect(await remove(ANN)).toBe(true);
      expect(await remove(ANN)).toBe(false);
      expect(await store.own(shop, video, [ANN], 9)).toEqual([]);
      expect(await store.countPosted(shop, [ANN], NOON)).toBe(1);
    });

    it("holds what enough different people report, until the shop approves it", async () => {
      const { id } = await post();
      expect(await report(id, ANN)).toBe(true);
      expect(await report(id, ANN)).toBe(true);
      expect(await report(id, `nobody:${newId()}`)).toBe(true);
      expect((await store.get(shop, id))?.status).toBe("shown");
      expect(await report(id, BOB)).toBe(true);
      expect(await store.get(shop, id)).toMatchObject({ status: "held", reason: "reports" });
      expect(await report(id, "customer:5")).toBe(false);

      clock.advance(1000);
      await store.decide(shop, [id], "shown", deed("approved"));
      expect(await store.get(shop, id)).toMatchObject({ status: "shown", reason: null });
      expect(await report(id, "customer:6")).toBe(true);
      expect((await store.get(shop, id))?.status).toBe("shown");
      const { comments } = await store.queue(shop, { filter: "reported", after: null, limit: 5 });
      expect(comments).toMatchObject([{ id, reports: { spam: 1 } }]);
      expect(await store.report(other, video, { ...reportOf(id), holdFrom: 1 })).toBe(false);
    });
    const reportOf = (id: string) => ({ id, reporter: ANN, reason: "spam", at: clock.now() });

    it("shows the shop what waits, with its story", async () => {
      const top = await post({ text: "top", author: BOB });
      const reply = await post({
        text: "reply",
        parentId: top.id,
        status: "held",
        reason: "words",
      });
      await store.decide(shop, [top.id], "hidden", deed("hidden"));
      const held = await store.queue(shop, { filter: "held", after: null, limit: 5 });
      expect(held.counts).toEqual({ held: 1, reported: 0, shown: 0, hidden: 1 });
      expect(held.comments).toEqual([
        {
          id: reply.id,
          videoId: video,
          videoTitle: "At the sea",
          under: { id: top.id, name: "Ann", text: "top" },
          name: "Ann",
          text: "reply",
          by: "customer",
          status: "held",
          reason: "words",
          createdAt: reply.createdAt,
          reports: {},
          deeds: [{ deed: "posted", by: "shopper", detail: null, at: reply.createdAt }],
        },
      ]);
      const hidden = await store.queue(shop, { filter: "hidden", after: null, limit: 5 });
      expect(hidden.comments[0]?.deeds.map(({ deed, by }) => `${deed} ${by}`)).toEqual([
        "posted shopper",
        "hidden staff:7",
      ]);
      for (let count = 0; count < 3; count++) await post({ status: "held" });
      const first = await store.queue(shop, { filter: "held", after: null, limit: 3 });
      expect(first.next).not.toBeNull();
      const next = await store.queue(shop, { filter: "held", after: first.next, limit: 3 });
      expect(next).toMatchObject({ comments: [{ id: reply.id }], next: null });
      expect(
        (await store.queue(other, { filter: "held", after: null, limit: 3 })).comments,
      ).toEqual([]);
    });

    it("names all that is kept of a person, and forgets it", async () => {
      const mine = await post({ text: "mine" });
      const answer = await post({ text: "theirs", parentId: mine.id, author: BOB });
      const theirs = await post({ text: "theirs too", author: BOB });
      await store.setLike(shop, video, ANN, true, NOON);
      await store.setLike(shop, video, BOB, true, NOON);
      await report(theirs.id, ANN, 9);
      expect(await store.belongings(shop, ANN)).toEqual({
        likes: [{ videoId: video, at: NOON }],
        comments: [{ id: mine.id, videoId: video, name: "Ann", text: "mine", at: mine.createdAt }],
        reports: [{ commentId: theirs.id, reason: "spam", at: clock.now() }],
      });
      expect((await store.belongings(other, ANN)).likes).toEqual([]);

      await store.forget(other, ANN);
      expect((await store.belongings(shop, ANN)).likes).toHaveLength(1);
      await store.forget(shop, ANN);
      await store.forget(shop, ANN);
      expect(await store.belongings(shop, ANN)).toEqual({ likes: [], comments: [], reports: [] });
      expect(await store.get(shop, mine.id)).toMatchObject({ author: null, text: "", name: "" });
      expect(await store.counts(shop, video)).toEqual({ likes: 1, comments: 1 });
      expect(await store.get(shop, answer.id)).toMatchObject({ text: "theirs" });
    });
  });
}
