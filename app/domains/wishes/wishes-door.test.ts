import { beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { ProductCard } from "../catalog/index.ts";
import { fakeWishStore } from "./fakes.ts";
import { createWaitingDoor, createWishesDoor, createWishesJobs } from "./index.server.ts";
import { TOLD_KEPT_DAYS } from "./index.ts";

const shop = { id: newId(), domain: "one.myshopify.com" };
const price = { amount: 4500, currency: "USD" };

let clock: ReturnType<typeof fixedClock>;
let catalog: ProductCard[];
let door: ReturnType<typeof createWishesDoor>;
let waiting: ReturnType<typeof createWaitingDoor>;
let jobs: ReturnType<typeof createWishesJobs>;
beforeEach(() => {
  clock = fixedClock(Date.parse("2026-11-22T10:00:00Z"));
  catalog = [
    {
      ...{ id: "1", handle: "mug", title: "Harbor Mug", image: null, status: "active" },
      ...{ priceFrom: price, priceTo: price, available: false },
      variants: ["11", "12"].map((id) => ({ id, title: `No. ${id}`, price, available: false })),
    },
  ];
  const ports = {
    store: fakeWishStore(),
    products: async (shopId: string, ids: string[]) =>
      shopId === shop.id ? catalog.filter(({ id }) => ids.includes(id)) : [],
    clock,
  };
  door = createWishesDoor(ports);
  waiting = createWaitingDoor(ports, shop);
  jobs = createWishesJobs(ports);
});

let networks = 0;
const somebody = (customerId: string | null = null) => ({
  customerId,
  address: `10.0.0.${networks++}`,
});
const wish = (given = {}) => ({
  ...{ product: "1", variant: "11", email: "Ann@Example.com ", language: "en" },
  consent: "Write to me when it is back.",
  ...given,
});
const people = async (filter: "back" | "waiting" | "told") =>
  (await waiting.page({ filter, after: null })).people;
const restock = (variantId: string, available: boolean) => {
  for (const variant of catalog[0]!.variants)
    if (variant.id === variantId) variant.available = available;
  return jobs.markBack({ shopId: shop.id, productIds: ["1"] });
};

describe("asking to be told", () => {
  it("is kept once, with its consent, under the address in small letters", async () => {
    for (let times = 0; times < 2; times++)
      expect(await door.notify(shop.id, somebody("77"), wish())).toEqual({
        ...{ kind: "done", value: null },
      });
    expect(await people("waiting")).toMatchObject([
      {
        ...{ email: "ann@example.com", product: "Harbor Mug", variant: "No. 11" },
        consent: "Write to me when it is back.",
      },
    ]);
  });

  it.each([
    ["email", { email: "ann@example" }],
    ["email", { email: "a b@example.com" }],
    ["email", { email: `${"a".repeat(250)}@example.com` }],
    ["email", { email: "ann@example.com\r\nBcc: all@example.com" }],
    ["consent", { consent: " " }],
    ["gone", { product: "9" }],
    ["gone", { variant: "99" }],
  ])("is refused for its %s", async (reason, given) => {
    const answer = await door.notify(shop.id, somebody(), wish(given));
    expect(answer).toEqual({ kind: "refused", reason });
    expect(await people("waiting")).toEqual([]);
  });

  it("knows no other shop's products", async () => {
    expect(await door.notify(newId(), somebody(), wish())).toMatchObject({ reason: "gone" });
  });

  it("is limited for a network, and for an address that somebody puts everywhere", async () => {
    const one = somebody();
    const answers = [];
    for (let count = 0; count < 10; count++)
      answers.push(await door.notify(shop.id, one, wish({ email: `a${count}@example.com` })));
    expect(answers.at(-1)).toMatchObject({ reason: "too-often" });
    catalog[0]!.variants = Array.from({ length: 30 }, (_, at) => ({
      ...{ id: String(100 + at), title: "", price, available: false },
    }));
    const last = [];
    for (const { id } of catalog[0]!.variants)
      last.push(await door.notify(shop.id, somebody(), wish({ variant: id })));
    expect(last.filter(({ kind }) => kind === "done")).toHaveLength(20);
    expect(last.at(-1)).toMatchObject({ reason: "too-often" });
  });
});

describe("a product that comes back", () => {
  it("marks who waits for that variant, until the shop has written to them", async () => {
    await door.notify(shop.id, somebody(), wish());
    await door.notify(shop.id, somebody(), wish({ variant: "12" }));
    await restock("11", true);
    const [ann] = await people("back");
    expect(ann).toMatchObject({ variantId: "11", backAt: clock.now() });
    expect(await people("waiting")).toHaveLength(1);
    await restock("11", false);
    expect(await people("back")).toEqual([]);
    await restock("11", true);
    expect(await waiting.setTold([ann!.id])).toBe(1);
    await restock("11", false);
    expect(await people("told")).toHaveLength(1);
  });

  it("is found by the sweep where no webhook told of it, which forgets old addresses too", async () => {
    await door.notify(shop.id, somebody(), wish());
    for (const variant of catalog[0]!.variants) variant.available = true;
    await jobs.sweep();
    const [ann] = await people("back");
    await waiting.setTold([ann!.id]);
    clock.advance(TOLD_KEPT_DAYS * 86_400_000 + 1);
    await jobs.sweep();
    expect(await people("told")).toEqual([]);
  });

  it("is not back while it is not on sale", async () => {
    await door.notify(shop.id, somebody(), wish());
    catalog[0]!.status = "draft";
    await restock("11", true);
    expect(await people("back")).toEqual([]);
  });
});

describe("a person", () => {
  it("is forgotten and shown by customer and by address", async () => {
    await door.notify(shop.id, somebody("77"), wish());
    await door.notify(shop.id, somebody(), wish({ variant: "12" }));
    await door.list(shop.id, somebody("77"), { save: [{ handle: "mug", title: "Mug" }], drop: [] });
    const payload = { customer: { id: 77, email: "ANN@example.com" } };
    const kept = await waiting.belongingsOf(payload);
    expect([kept.requests.length, kept.saved.length]).toEqual([2, 1]);
    await waiting.redactCustomer({ customer: {} });
    expect(await people("waiting")).toHaveLength(2);
    await waiting.redactCustomer(payload);
    expect(await waiting.belongingsOf(payload)).toEqual({ requests: [], saved: [] });
  });
});

describe("saved products", () => {
  it("are kept for whoever is signed in, and for nobody else", async () => {
    const save = [{ handle: "mug", title: "Mug" }];
    const answer = await door.list(shop.id, somebody("77"), { save, drop: [] });
    expect(answer).toEqual({ kind: "done", value: { signedIn: true, items: save } });
    const guest = await door.list(shop.id, somebody(), { save, drop: [] });
    expect(guest).toEqual({ kind: "done", value: { signedIn: false, items: [] } });
    const gone = await door.list(shop.id, somebody("77"), { save: [], drop: ["mug"] });
    expect(gone).toEqual({ kind: "done", value: { signedIn: true, items: [] } });
  });
});
