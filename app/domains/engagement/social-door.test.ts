import { beforeEach, describe, expect, it } from "vitest";
import type { NewSocialComment } from "../../contract/social.ts";
import { fixedClock } from "../../kernel/clock.ts";
import { isId, newId } from "../../kernel/ids.ts";
import { createModerationDoor, createSocialDoor } from "./index.server.ts";
import { FIRST_POLICY, type ModerationPolicy } from "./index.ts";
import { fakeSocialStore } from "./social-fakes.ts";
import type { Shopper } from "./social-tools.ts";

const shop = { id: newId(), domain: "one.myshopify.com" };
const place = { shopId: shop.id, videoId: newId() };

let store: ReturnType<typeof fakeSocialStore>;
let clock: ReturnType<typeof fixedClock>;
let door: ReturnType<typeof createSocialDoor>;
let moderation: ReturnType<typeof createModerationDoor>;
beforeEach(async () => {
  clock = fixedClock(Date.parse("2026-11-22T10:00:00Z"));
  store = fakeSocialStore();
  store.videos.set(`${place.shopId} ${place.videoId}`, "Sea");
  door = createSocialDoor({ store, clock, guestSecret: "s" });
  moderation = createModerationDoor({ store, clock, shopName: async () => "Morrow & Tide" }, shop);
});

let addresses = 0;
const customer = (id = "1001"): Shopper => ({ customerId: id, guest: null, address: address() });
const guest = (id = newId()): Shopper => ({ customerId: null, guest: id, address: address() });
const nobody = (): Shopper => ({ customerId: null, guest: null, address: address() });
const address = () => `10.0.0.${addresses++}`;
const said = (text: string, more: Partial<NewSocialComment> = {}): NewSocialComment => ({
  ...{ token: newId(), name: "Ann", text },
  ...more,
});
const set = (change: Partial<ModerationPolicy>) =>
  moderation.setPolicy({ ...FIRST_POLICY, ...change });
const shown = async () => {
  const answer = await door.thread(place, { under: null, after: null });
  if (answer.kind === "refused") throw new Error(answer.reason);
  return answer.value.comments;
};

describe("guests", () => {
  const admitted = async (who = nobody()) => {
    const answer = await door.admitGuest(place, who);
    if (answer.kind === "refused") throw new Error(answer.reason);
    return answer.value.guest;
  };

  it("go by a pass that we gave, in one shop", async () => {
    const pass = (await admitted()) ?? "";
    const id = door.guestOf(place.shopId, pass);
    expect(isId(id)).toBe(true);
    expect(door.guestOf(newId(), pass)).toBeNull();
    const other = createSocialDoor({ store, clock, guestSecret: "another" });
    expect(other.guestOf(place.shopId, pass)).toBeNull();
    const [, signature] = pass.split(".");
    for (const forged of [newId(), `${newId()}.${signature}`, `${id}.`, `${pass}.`, `${id}`, {}, 7])
      expect(door.guestOf(place.shopId, forged), String(forged)).toBeNull();
  });

  it("are few behind one address, and none where the shop wants none", async () => {
    const crowd = { ...nobody(), address: "203.0.113.9" };
    const outcomes = [];
    for (let count = 0; count < 1000; count++)
      outcomes.push((await door.admitGuest(place, crowd)).kind);
    expect(outcomes.filter((kind) => kind === "done")).toHaveLength(20);
    expect(await admitted()).not.toBeNull();
    expect(await admitted(customer())).toBeNull();
    await set({ guests: false });
    clock.advance(60_000);
    expect(await door.admitGuest(place, nobody())).toEqual(refusal("who"));
    await set({ likes: false, comments: "off" });
    clock.advance(60_000);
    expect(await door.admitGuest(place, nobody())).toEqual(refusal("closed"));
  });
});

describe("likes", () => {
  it("count people, and can be taken back", async () => {
    const ann = customer();
    expect(await door.like(place, ann, true)).toEqual(done({ liked: true, likes: 1 }));
    expect(await door.like(place, ann, true)).toEqual(done({ liked: true, likes: 1 }));
    expect(await door.like(place, guest(), true)).toEqual(done({ liked: true, likes: 2 }));
    expect(await door.mine(place, ann)).toMatchObject({ value: { liked: true, signedIn: true } });
    expect(await door.like(place, ann, false)).toEqual(done({ liked: false, likes: 1 }));
  });

  it("count a guest who signs in once", async () => {
    const id = newId();
    await door.like(place, guest(id), true);
    const signedIn = { ...customer(), guest: id };
    expect(await door.mine(place, signedIn)).toMatchObject({ value: { liked: true } });
    expect(await door.like(place, signedIn, true)).toEqual(done({ liked: true, likes: 1 }));
    expect(await door.like(place, signedIn, false)).toEqual(done({ liked: false, likes: 0 }));
  });

  it("need somebody, and a shop that wants them", async () => {
    expect(await door.like(place, nobody(), true)).toEqual(refusal("who"));
    expect(await door.mine(place, nobody())).toMatchObject({ value: { liked: false } });
    await set({ guests: false });
    clock.advance(60_000);
    expect(await door.like(place, guest(), true)).toEqual(refusal("who"));
    await set({ likes: false });
    clock.advance(60_000);
    expect(await door.like(place, customer(), true)).toEqual(refusal("closed"));
    expect(await door.counts(place)).toMatchObject({ likes: null });
  });

  it("are limited: a person, an address, not the next shop", async () => {
    const ann = customer();
    const answers = [];
    for (let count = 0; count < 30; count++) answers.push(await door.like(place, ann, true));
    const stopped = answers.filter(({ kind }) => kind === "refused");
    expect(stopped).toHaveLength(10);
    expect(stopped[0]).toMatchObject({ reason: "too-often", waitMs: 3000 });
    let refusals = 0;
    for (let count = 0; count < 80; count++) {
      const crowd = { ...guest(), address: "10.9.9.9" };
      if ((await door.like(place, crowd, true)).kind === "refused") refusals++;
    }
    expect(refusals).toBe(20);
    const elsewhere = { shopId: newId(), videoId: place.videoId };
    expect((await door.like(elsewhere, ann, true)).kind).toBe("done");
    clock.advance(3000);
    expect((await door.like(place, ann, true)).kind).toBe("done");
  });
});

describe("comments", () => {
  it("wait for the shop, unless it wants them at once", async () => {
    const ann = customer();
    expect(await door.comment(place, ann, said("Hello"))).toMatchObject({
      value: { comment: { text: "Hello", waiting: true } },
    });
    expect(await shown()).toEqual([]);
    expect(await door.mine(place, ann)).toMatchObject({
      value: { waiting: [{ text: "Hello", under: null }], own: [] },
    });
    expect(await door.counts(place)).toMatchObject({ comments: 0 });
    await set({ comments: "at-once" });
    clock.advance(60_000);
    await door.comment(place, ann, said("Again"));
    expect(await shown()).toMatchObject([{ text: "Again", name: "Ann", replies: 0 }]);
    await set({ comments: "off" });
    clock.advance(60_000);
    expect(await door.comment(place, ann, said("Late"))).toEqual(refusal("closed"));
    expect(await door.thread(place, { under: null, after: null })).toEqual(refusal("closed"));
  });

  it("with blocked words, links and numbers are held even then, or refused", async () => {
    await set({ comments: "at-once", blockedWords: ["rival"] });
    for (const text of ["what s.h.i.t", "buy at R1VAL", "see www.x.test", "call 138 0013 8000"]) {
      clock.advance(60_000);
      expect(await door.comment(place, customer(), said(text)), text).toMatchObject({
        value: { comment: { waiting: true } },
      });
    }
    const { comments } = await moderation.queue({ filter: "held", after: null });
    expect(comments.map(({ reason }) => reason)).toEqual(["link", "link", "words", "words"]);
    expect(comments[2]?.deeds[1]).toMatchObject({ by: "rules", detail: "words: rival" });
    await set({ comments: "at-once", blockedWords: ["rival"], blocked: "refuse" });
    clock.advance(60_000);
    expect(await door.comment(place, customer(), said("rival"))).toEqual(refusal("words"));
    expect(await door.comment(place, customer(), said("ok", { name: "傻 逼" }))).toEqual(
      refusal("words"),
    );
  });

  it("are refused when there is nothing in them, or too much", async () => {
    for (const text of ["", "   ", "\u200b\u202e", "\u0301"])
      expect(await door.comment(place, customer(), said(text)), text).toEqual(refusal("blank"));
    expect(await door.comment(place, customer(), said("x", { name: " " }))).toEqual(
      refusal("blank"),
    );
    expect(await door.comment(place, customer(), said("x".repeat(501)))).toEqual(
      refusal("too-long"),
    );
    expect((await door.comment(place, customer(), said("👩‍👩‍👧".repeat(500)))).kind).toBe("done");
  });

  it("are limited over all processes", async () => {
    const ann = customer();
    const outcomes = [];
    for (let count = 0; count < 12; count++) {
      // Another process knows nothing of this one's buckets.
      door = createSocialDoor({ store, clock, guestSecret: "s" });
      outcomes.push((await door.comment(place, ann, said(`Number ${count}`))).kind);
    }
    expect(outcomes.filter((kind) => kind === "refused")).toHaveLength(2);
  });

  it("are their author's to take back", async () => {
    const ann = customer();
    const posted = await door.comment(place, ann, said("Hello"));
    if (posted.kind === "refused") throw new Error(posted.reason);
    const { id } = posted.value.comment;
    expect(await door.remove(place, nobody(), id)).toEqual(refusal("who"));
    expect(await door.remove(place, guest(), id)).toEqual(refusal("gone"));
    expect(await door.remove({ ...place, videoId: newId() }, ann, id)).toEqual(refusal("gone"));
    expect(await door.remove(place, ann, id)).toEqual(done(null));
  });

  it("can be taken back by whoever has liked as often as one may", async () => {
    const ann = customer();
    const posted = await door.comment(place, ann, said("Hello"));
    if (posted.kind === "refused") throw new Error(posted.reason);
    let liked = await door.like(place, ann, true);
    for (let count = 0; liked.kind === "done" && count < 100; count++)
      liked = await door.like(place, ann, count % 2 === 0);
    expect(liked).toMatchObject({ reason: "too-often" });
    expect(await door.remove(place, ann, posted.value.comment.id)).toEqual(done(null));
    let removed = await door.remove(place, ann, newId());
    for (let count = 0; removed.kind === "refused" && count < 100; count++) {
      if (removed.reason === "too-often") break;
      removed = await door.remove(place, ann, newId());
    }
    expect(removed).toMatchObject({ reason: "too-often" });
  });
});

describe("moderation", () => {
  const one = async (text = "Where is it made?") => {
    const posted = await door.comment(place, customer(newNumber()), said(text));
    if (posted.kind === "refused") throw new Error(posted.reason);
    return posted.value.comment.id;
  };
  let last = 5000;
  const newNumber = () => String(last++);

  it("approves, hides, deletes, and remembers who did", async () => {
    const id = await one();
    expect(await moderation.decide([id], "approve", "77")).toEqual({
      ok: true,
      value: { changed: 1 },
    });
    expect(await shown()).toHaveLength(1);
    await moderation.decide([id], "hide", "78");
    expect(await shown()).toEqual([]);
    const { comments } = await moderation.queue({ filter: "hidden", after: null });
    expect(comments[0]?.deeds.map(({ deed, by }) => [deed, by])).toEqual([
      ["posted", "shopper"],
      ["held", "rules"],
      ["approved", "staff:77"],
      ["hidden", "staff:78"],
    ]);
    await moderation.decide([id], "delete", "77");
    expect(await moderation.decide([id], "approve", "77")).toMatchObject({
      ok: false,
      fault: { kind: "comment-not-found" },
    });
  });

  it("replies in the shop's name, once a token", async () => {
    const id = await one();
    const token = newId();
    expect(await moderation.reply(id, " In Porto. ", "7", token)).toEqual({ ok: true });
    expect(await moderation.reply(id, "In Porto.", "7", token)).toEqual({ ok: true });
    const replies = await door.thread(place, { under: id, after: null });
    expect(replies).toMatchObject({
      value: { comments: [{ name: "Morrow & Tide", text: "In Porto.", shop: true }] },
    });
    expect(await shown()).toMatchObject([{ id, replies: 1 }]);
    expect(await moderation.reply(id, " ", "7", newId())).toMatchObject({ ok: false });
    expect(await moderation.reply(newId(), "x", "7", newId())).toMatchObject({ ok: false });
  });

  it("holds what is reported often enough, but not by people without an id", async () => {
    const id = await one();
    await moderation.decide([id], "approve", "7");
    clock.advance(1000);
    for (let count = 0; count < 6; count++)
      expect(await door.report(place, nobody(), { id, why: "spam" })).toEqual(done(null));
    expect(await shown()).toHaveLength(1);
    for (let count = 0; count < 3; count++) await door.report(place, guest(), { id, why: "abuse" });
    expect(await shown()).toEqual([]);
    expect(await door.report(place, guest(), { id, why: "abuse" })).toEqual(refusal("gone"));
    const { counts, comments } = await moderation.queue({ filter: "reported", after: null });
    expect(counts).toMatchObject({ held: 1, reported: 1 });
    expect(comments[0]?.reports).toEqual({ spam: 6, abuse: 3 });
  });

  it("keeps a list of words in bounds", async () => {
    const words = Array.from({ length: 301 }, (_, index) => `w${index}`);
    expect(await set({ blockedWords: words })).toMatchObject({ ok: false });
    expect(await set({ blockedWords: ["x".repeat(51)] })).toMatchObject({ ok: false });
    expect(await set({ blockedWords: [" a ", "a", ""], reportsToHold: 0 })).toEqual({ ok: true });
    expect(await moderation.policy()).toMatchObject({ blockedWords: ["a"], reportsToHold: 1 });
  });

  it("forgets a customer, and names what it has of one", async () => {
    await door.comment(place, customer("42"), said("Mine"));
    await door.like(place, customer("42"), true);
    const payload = { customer: { id: 42 } };
    expect(await moderation.belongingsOf(payload)).toMatchObject({
      comments: [{ text: "Mine" }],
      likes: [{ videoId: place.videoId }],
    });
    for (const odd of [null, {}, { customer: { id: "42' or 1=1" } }])
      await moderation.redactCustomer(odd);
    expect((await moderation.belongingsOf(payload)).comments).toHaveLength(1);
    await moderation.redactCustomer(payload);
    expect(await moderation.belongingsOf(payload)).toEqual({
      likes: [],
      comments: [],
      reports: [],
    });
    expect(await door.counts(place)).toMatchObject({ likes: 0 });
  });
});

function done<T>(value: T) {
  return { kind: "done", value };
}

function refusal(reason: string) {
  return { kind: "refused", reason };
}
