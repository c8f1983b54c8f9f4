import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { FeedMoment } from "../../app/contract/feed.ts";
import { VIDEOS } from "./shop.ts";
import { axe, events, front, leave, play, playing, storefront, type VisitSetup } from "./visit.ts";

const visit = storefront();
const LINKED = VIDEOS[3];
const HOUR = 3_600_000;

const call: FeedMoment = {
  ...{ kind: "call", id: "11", from: 0, to: null, text: "See the shirt", url: "/products/x" },
};
const coupon: FeedMoment = {
  ...{ kind: "coupon", id: "12", from: 0, to: null, text: "15% off tea", code: "TEA15" },
};
const chapters: FeedMoment[] = [
  { kind: "chapter", id: "21", at: 0, title: "Hang it up" },
  { kind: "chapter", id: "22", at: 3000, title: "Let it dry" },
];
const branch: FeedMoment = {
  ...{ kind: "branch", id: "31", at: 700, question: "What would you like to see next?" },
  choices: [
    { text: "The sea", video: LINKED },
    { text: "From the middle", at: 3000 },
    { text: "A clip that is gone", video: "01zzzzzzzzzzzzzzzzzzzzzz" },
  ],
};
const quiz: FeedMoment = {
  ...{ kind: "quiz", id: "41", at: 700, question: "How long does linen take to dry?" },
  choices: [
    { text: "A day", right: false, answer: "That would be wool." },
    { text: "An hour", right: true, answer: "In a breeze, an hour." },
  ],
};
const countdown = (until: number, over: string | null = null): FeedMoment => ({
  ...{ kind: "countdown", id: "51", from: 0, to: null, text: "The kiln opens in", until, over },
});

/** Moments of the first clip. The last one is shown by no block: only a branch leads there. */
const withMoments = (moments: FeedMoment[], more: VisitSetup = {}) =>
  visit({
    ...more,
    prepare: async (opened) => {
      opened.shop.clips[0]!.moments = moments;
      opened.shop.clips[3]!.linked = true;
      await more.prepare?.(opened);
    },
  });
const sheet = (page: Page) => page.locator("clipshelf-player dialog.sheet");
const bar = (page: Page, kind: string) => page.locator(`clipshelf-player .moment.${kind}`);
const closed = (page: Page) => sheet(page).waitFor({ state: "detached" });
const moved = (page: Page, time: number) =>
  expect.poll(async () => (await front(page)).time, { timeout: 8000 }).toBeGreaterThan(time);
const said = (page: Page) =>
  page.locator("clipshelf-player dialog > [role=status]").first().textContent();
const counted = (kind: string, all: unknown[][]) =>
  all.filter(([name]) => name === kind).map(([, , video, value, id]) => [video, value, id]);

describe("a clip without moments", () => {
  it("asks for nothing of theirs, and one with them not before its picture moves", async () => {
    const { page, shop } = await visit();
    await play(page);
    await page.locator("clipshelf-player .seek").waitFor();
    expect(shop.requests.filter((one) => one.includes("moments"))).toEqual([]);

    const other = await withMoments([call]);
    const before: string[] = [];
    other.page.on("request", (request) => before.push(request.url()));
    await play(other.page);
    await bar(other.page, "call").waitFor();
    const at = (name: string) => before.findIndex((url) => url.includes(name));
    expect(at("clipshelf-moments.js")).toBeGreaterThan(at("clipshelf-tools.js"));
  });
});

describe("chapters", () => {
  it("are marked, named as they play, and gone to by hand and keyboard", async () => {
    const opened = await withMoments(chapters);
    const { page, shop } = opened;
    await play(page);
    const button = page.getByRole("button", { name: "Chapters: Hang it up" });
    await button.waitFor();
    expect(await page.locator("clipshelf-player .marks i").count()).toBe(1);
    expect(
      await page
        .getByRole("slider", { name: "Position in the video" })
        .getAttribute("aria-valuetext"),
    ).toMatch(/ of 0:06, Hang it up$/);
    await button.focus();
    await page.keyboard.press("Enter");
    await sheet(page).getByRole("button", { name: "0:03 Let it dry" }).waitFor();
    expect(await axe(page)).toEqual([]);
    // The chapter that plays has the focus; the next one is one stop away.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await closed(page);
    await moved(page, 2.9);
    await page.getByRole("button", { name: "Chapters: Let it dry" }).waitFor();
    await leave(opened);
    expect(counted("moment", events(shop))).toEqual([[VIDEOS[0], 2, "22"]]);
  });
});

describe("a call to action", () => {
  it("leads on within the shop, in its time, and is counted once", async () => {
    const opened = await withMoments([{ ...call, to: 2000 } as FeedMoment]);
    const { page, shop } = opened;
    await play(page);
    const link = bar(page, "call").getByRole("link", { name: "See the shirt" });
    expect(await link.getAttribute("href")).toBe("/products/x");
    expect(await link.getAttribute("target")).toBeNull();
    expect(await axe(page)).toEqual([]);
    // Whoever stands on it keeps it past its time.
    await link.focus();
    await moved(page, 2.5);
    expect(await link.isVisible()).toBe(true);
    await page.keyboard.press("Tab");
    await bar(page, "call").waitFor({ state: "detached" });
    // It is there again when the clip starts over.
    await page.keyboard.press("ArrowRight");
    await bar(page, "call").getByRole("link").click();
    await page.waitForURL(/products\/x$/);
    await expect.poll(() => shop.batches.length).toBeGreaterThan(0);
    expect(counted("moment", events(shop))).toEqual([
      [VIDEOS[0], 1, "11"],
      [VIDEOS[0], 2, "11"],
    ]);
  });

  it("opens other addresses beside the page, with nothing that hands it over", async () => {
    const { page } = await withMoments([{ ...call, url: "https://example.com/a" } as FeedMoment]);
    await play(page);
    const link = bar(page, "call").getByRole("link");
    expect(await link.getAttribute("target")).toBe("_blank");
    expect(await link.getAttribute("rel")).toBe("noopener");
  });

  it("shows texts as they are written", async () => {
    const text = '<img src=x onerror="alert(1)"> & مرحبا';
    const { page } = await withMoments([{ ...call, text } as FeedMoment], { phone: true });
    await play(page);
    await bar(page, "call").getByText(text).waitFor();
    const { width } = await page.evaluate(() => ({ width: document.documentElement.scrollWidth }));
    expect(width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  });
});

describe("a countdown", () => {
  it("counts to its instant in the shopper's own time, without talking all the while", async () => {
    const until = Date.now() + 26 * HOUR - 300_000;
    const { page } = await withMoments([countdown(until)], {
      browser: { timezoneId: "Asia/Tokyo" },
    });
    await play(page);
    const timer = bar(page, "countdown").getByRole("timer");
    expect(await timer.textContent()).toMatch(/^1d 01:5[45]:\d\d$/);
    expect(await timer.getAttribute("aria-label")).toMatch(
      /^1 day, 1 hour, 5[45] minutes(, \d+ seconds?)?$/,
    );
    const there = new Intl.DateTimeFormat("en", {
      ...{ month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
      timeZone: "Asia/Tokyo",
    }).format(until);
    expect(await bar(page, "countdown").locator("time").textContent()).toBe(there);
    expect(await said(page)).toBe("The kiln opens in");
    const before = await timer.textContent();
    await expect.poll(() => timer.textContent()).not.toBe(before);
    expect(await said(page)).toBe("The kiln opens in");
    expect(await axe(page)).toEqual([]);
  });

  it("says that it is over, or goes, and never starts again", async () => {
    const { page, shop } = await withMoments([countdown(Date.now() + 4000, "The kiln is open")]);
    await play(page);
    await bar(page, "countdown").getByText("The kiln is open").waitFor();
    expect(await said(page)).toBe("The kiln is open");
    await page.goto(shop.url);
    await play(page);
    await bar(page, "countdown").getByText("The kiln is open").waitFor();
    expect(await bar(page, "countdown").getByRole("timer").isVisible()).toBe(false);
    shop.clips[0]!.moments = [countdown(Date.now() - 1)];
    await page.goto(shop.url);
    await play(page);
    await moved(page, 1);
    expect(await bar(page, "countdown").count()).toBe(0);
  });
});

describe("a coupon", () => {
  it("is put in the cart at a tap, beside codes that are there, and says what happened", async () => {
    const opened = await withMoments([coupon]);
    const { page, shop } = opened;
    shop.cartCodes = ["OTHER"];
    shop.cart.set("1013", { quantity: 1, properties: {} });
    await play(page);
    const apply = bar(page, "coupon").getByRole("button", { name: "Apply" });
    await apply.waitFor();
    expect(await axe(page)).toEqual([]);
    await apply.dblclick();
    await bar(page, "coupon").getByText("TEA15 is applied to your cart.").waitFor();
    expect(shop.cartCodes).toEqual(["TEA15", "OTHER"]);
    expect(shop.requests.filter((one) => one.includes("cart/update"))).toHaveLength(1);
    expect(await said(page)).toBe("TEA15 is applied to your cart.");
    expect(await axe(page)).toEqual([]);
    await leave(opened);
    expect(counted("moment", events(shop))).toEqual([
      [VIDEOS[0], 1, "12"],
      [VIDEOS[0], 2, "12"],
      [VIDEOS[0], 3, "12"],
    ]);
  });

  it("is kept for later where there is nothing to take it off", async () => {
    const opened = await withMoments([coupon]);
    const { page, shop } = opened;
    await play(page);
    await bar(page, "coupon").getByRole("button", { name: "Apply" }).click();
    await bar(page, "coupon").getByText("It does not count for what is in it yet.").waitFor();
    await leave(opened);
    expect(counted("moment", events(shop)).at(-1)).toEqual([VIDEOS[0], 4, "12"]);
  });

  it("is copied instead when the cart does not answer, and can be tried again", async () => {
    const { page, shop, expectComplaint } = await withMoments([coupon], {
      browser: { permissions: ["clipboard-read", "clipboard-write"] },
    });
    expectComplaint(/ERR_EMPTY_RESPONSE/);
    shop.faults.cart = "drops";
    await play(page);
    await bar(page, "coupon").getByRole("button", { name: "Apply" }).click();
    await bar(page, "coupon").getByText("The cart did not answer.").waitFor();
    await bar(page, "coupon").getByText("Copied: TEA15").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("TEA15");
    shop.faults.cart = "works";
    await bar(page, "coupon").getByRole("button", { name: "Apply" }).click();
    await bar(page, "coupon").getByText("TEA15 is in your cart.").waitFor();
  });

  it("is there while the shop takes the code, and can be copied", async () => {
    const over = { ...coupon, id: "13", ends: Date.now() - 1 } as FeedMoment;
    const soon = { ...coupon, id: "14", starts: Date.now() + HOUR } as FeedMoment;
    const { page } = await withMoments([over, soon, coupon], {
      browser: { permissions: ["clipboard-read", "clipboard-write"] },
    });
    await play(page);
    await bar(page, "coupon").first().waitFor();
    expect(await bar(page, "coupon").count()).toBe(1);
    await page.getByRole("button", { name: "Copy the code TEA15" }).click();
    await bar(page, "coupon").getByText("Copied: TEA15").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("TEA15");
  });
});

describe("a branch point", () => {
  it("holds the clip, keeps the focus, and leads to a clip that no block shows", async () => {
    const opened = await withMoments([branch]);
    const { page, shop } = opened;
    await play(page);
    await sheet(page).getByRole("heading", { name: "What would you like to see next?" }).waitFor();
    const held = (await front(page)).time;
    expect(await axe(page)).toEqual([]);
    const focused = () =>
      page.evaluate(() => {
        const { activeElement } = document.querySelector("clipshelf-player")!.shadowRoot!;
        return activeElement?.textContent?.trim() || activeElement?.ariaLabel;
      });
    expect(await focused()).toBe("The sea");
    const stops: (string | null | undefined)[] = [];
    for (let step = 0; step < 4; step++) {
      await page.keyboard.press("Tab");
      stops.push(await focused());
    }
    expect(stops.slice(0, 3)).toEqual(["From the middle", "A clip that is gone", "Keep watching"]);
    expect((await front(page)).time).toBe(held);
    // Keys of the player do nothing beneath.
    await page.keyboard.press("ArrowDown");
    expect((await front(page)).label).toBe("Linen shirt on the line");

    await sheet(page).getByRole("button", { name: "The sea" }).click();
    await expect.poll(async () => (await front(page)).label).toBe("Just the sea");
    // Two seconds are a play of its own.
    await playing(page, 2.3);
    // One swipe back leads to where it came from.
    await page.keyboard.press("ArrowUp");
    await expect.poll(async () => (await front(page)).label).toBe("Linen shirt on the line");
    await leave(opened);
    const moments = counted("moment", events(shop));
    expect(moments.slice(0, 2)).toEqual([
      [VIDEOS[0], 1, "31"],
      [VIDEOS[0], 10, "31"],
    ]);
    expect(events(shop).some(([kind, , video]) => kind === "play" && video === LINKED)).toBe(true);
  });

  it("leads to another time, or on when it is closed", async () => {
    const { page } = await withMoments([branch]);
    await play(page);
    await sheet(page).getByRole("button", { name: "From the middle" }).click();
    await closed(page);
    await playing(page, 2.9);
    await page.keyboard.press("Escape");
    await page.locator("clipshelf-player").waitFor({ state: "detached" });
    // Opened anew it asks again; Escape leaves the question and not the player.
    await page.keyboard.press("Home");
    await play(page);
    await page.evaluate(() => {
      const root = document.querySelector("clipshelf-player")!.shadowRoot!;
      const video = root.querySelector<HTMLVideoElement>(".slide:not([inert]) video")!;
      video.currentTime = 0;
    });
    await sheet(page).getByRole("heading").waitFor();
    await page.keyboard.press("Escape");
    await closed(page);
    expect(await page.locator("clipshelf-player").count()).toBe(1);
    await playing(page, 1);
  });

  it("says so when the clip has gone, and the others can still be chosen", async () => {
    const { page, expectComplaint } = await withMoments([branch], { phone: true });
    expectComplaint(/404/);
    await play(page);
    await sheet(page).getByRole("button", { name: "A clip that is gone" }).tap();
    await sheet(page).getByText("This video is no longer available.").waitFor();
    expect(await axe(page)).toEqual([]);
    await sheet(page).getByRole("button", { name: "Keep watching" }).tap();
    await playing(page, 1);
  });

  it("waits until another sheet is closed", async () => {
    const { page } = await withMoments([{ ...branch, at: 4500 } as FeedMoment]);
    await play(page);
    await page.locator("[data-social=share]").click();
    await sheet(page).waitFor();
    await page.evaluate(() => {
      const root = document.querySelector("clipshelf-player")!.shadowRoot!;
      root.querySelector<HTMLVideoElement>(".slide:not([inert]) video")!.currentTime = 4;
    });
    await expect.poll(async () => (await front(page)).state, { timeout: 8000 }).toBe("paused");
    expect(await sheet(page).count()).toBe(1);
    await page.keyboard.press("Escape");
    await sheet(page).getByRole("heading", { name: "What would you like" }).waitFor();
  });
});

describe("a quiz", () => {
  it("says what is right and why, lets one try again, and goes on", async () => {
    const opened = await withMoments([quiz]);
    const { page, shop } = opened;
    await play(page);
    await sheet(page).getByRole("button", { name: "A day" }).click();
    await sheet(page).getByText("Not quite. That would be wool.").waitFor();
    await sheet(page).getByRole("button", { name: "An hour" }).click();
    await sheet(page).getByText("Right. In a breeze, an hour.").waitFor();
    expect(await axe(page)).toEqual([]);
    expect(
      await page.evaluate(
        () => document.querySelector("clipshelf-player")!.shadowRoot!.activeElement?.textContent,
      ),
    ).toBe("Keep watching");
    await page.keyboard.press("Enter");
    await playing(page, 1);
    await leave(opened);
    expect(counted("moment", events(shop))).toEqual([
      [VIDEOS[0], 1, "41"],
      [VIDEOS[0], 10, "41"],
      [VIDEOS[0], 11, "41"],
    ]);
  });
});

describe("moments in other surroundings", () => {
  it("are read from right to left, with the clock from left to right", async () => {
    const { page } = await withMoments(
      [countdown(Date.now() + 26 * HOUR - 30_000), coupon, ...chapters],
      {
        locale: "ar",
        phone: true,
      },
    );
    await play(page);
    await bar(page, "coupon").getByRole("button", { name: "استخدام" }).waitFor();
    expect(await bar(page, "countdown").getByRole("timer").textContent()).toMatch(/01:59|٠١:٥٩/);
    expect(await axe(page)).toEqual([]);
  });

  it("stand still where less motion is asked for", async () => {
    const { page } = await withMoments([call], { browser: { reducedMotion: "reduce" } });
    await play(page);
    const name = await bar(page, "call").evaluate((one) => getComputedStyle(one).animationName);
    expect(name).toBe("none");
  });

  it("change nothing of a page without scripts", async () => {
    const { page } = await withMoments([call, branch], { browser: { javaScriptEnabled: false } });
    expect(await page.locator("clipshelf-clip").count()).toBe(3);
    expect(await page.content()).not.toContain("See the shirt");
  });
});
