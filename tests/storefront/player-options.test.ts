import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { axe, front, play, playing, storefront } from "./visit.ts";

const visit = storefront();
const closed = (page: Page) => page.locator("clipshelf-player").waitFor({ state: "detached" });
/** As the block's settings write it. */
const set = (page: Page, data: Record<string, string>) =>
  page.evaluate((values) => {
    Object.assign(document.querySelector<HTMLElement>("clipshelf-placement")!.dataset, values);
  }, data);
const toEnd = (page: Page) =>
  page.evaluate(() => {
    const video = document
      .querySelector("clipshelf-player")!
      .shadowRoot!.querySelector<HTMLVideoElement>(".slide:not([inert]) video")!;
    video.currentTime = video.duration - 0.3;
  });
const rate = (page: Page) =>
  page.evaluate(
    () =>
      document
        .querySelector("clipshelf-player")!
        .shadowRoot!.querySelector<HTMLVideoElement>(".slide:not([inert]) video")!.playbackRate,
  );
const captions = (page: Page) => page.locator("clipshelf-player .captions span");

describe("what a block's settings ask of the player", () => {
  it("starts over, goes on, or stops at a clip's end", async () => {
    const { page } = await visit();
    await play(page);
    await toEnd(page);
    await expect.poll(async () => (await front(page)).time, { timeout: 8000 }).toBeLessThan(2);
    await playing(page);
    await page.keyboard.press("Escape");
    await closed(page);

    await set(page, { end: "next" });
    await play(page, 1);
    await toEnd(page);
    await expect
      .poll(async () => (await front(page)).label, { timeout: 8000 })
      .toBe("Sold out before noon");
    await page.keyboard.press("Escape");
    await closed(page);

    await set(page, { end: "stop" });
    await play(page, 2);
    await toEnd(page);
    await expect.poll(async () => (await front(page)).state, { timeout: 8000 }).toBe("paused");
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await playing(page);
  });

  it("waits for the shopper where it may not start by itself", async () => {
    const { page } = await visit();
    await set(page, { autoplay: "off" });
    await page.locator("[data-open]").first().click();
    await expect.poll(async () => (await front(page)).state).toBe("paused");
    expect(await axe(page)).toEqual([]);
    await page.locator("clipshelf-reel").click();
    await playing(page);
    // Once begun, the next one follows by itself.
    await page.keyboard.press("ArrowDown");
    await expect.poll(async () => (await front(page)).label).toBe("One pot, three dinners");
    await playing(page);
  });

  it("remembers sound and speed for the visit, on the next page too, unless the block says no", async () => {
    const { page, shop } = await visit();
    await play(page);
    await page.locator("clipshelf-player .seek").waitFor();
    await page.keyboard.press("M");
    expect((await front(page)).muted).toBe(false);
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("radio", { name: "1.5×" }).check();
    expect(await rate(page)).toBe(1.5);
    await page.keyboard.press("Escape");
    expect(await page.locator("clipshelf-player").count()).toBe(1);
    await page.keyboard.press("ArrowDown");
    await expect.poll(async () => (await front(page)).label).toBe("One pot, three dinners");
    await playing(page);
    expect(await rate(page)).toBe(1.5);
    await page.goto(shop.url);
    await play(page);
    await expect.poll(async () => (await front(page)).muted).toBe(false);
    expect(await rate(page)).toBe(1.5);
    await page.keyboard.press("Escape");
    await closed(page);
    await set(page, { sound: "off" });
    await play(page);
    await page.locator("clipshelf-player .seek").waitFor();
    expect((await front(page)).muted).toBe(true);
  });

  it("stores nothing without consent", async () => {
    const { page } = await visit({ consent: false });
    await play(page);
    await page.locator("clipshelf-player .seek").waitFor();
    await page.keyboard.press("m");
    expect(await page.evaluate(() => sessionStorage.length + localStorage.length)).toBe(0);
  });

  it("goes on without sound where the browser refuses sound", async () => {
    const { page } = await visit();
    await page.evaluate(() => {
      const native = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function () {
        return this.muted
          ? native.call(this)
          : Promise.reject(new DOMException("refused", "NotAllowedError"));
      };
    });
    await play(page);
    await page.keyboard.press("m");
    await expect
      .poll(() => page.getByRole("button", { name: "Sound" }).getAttribute("aria-pressed"))
      .toBe("false");
    await playing(page, (await front(page)).time);
  });
});

describe("full screen", () => {
  it("is the page's own where there is one, and ends with the player", async () => {
    const { page } = await visit();
    await play(page);
    await page.locator("clipshelf-player .seek").waitFor();
    await page.keyboard.press("f");
    await expect
      .poll(() => page.evaluate(() => document.fullscreenElement?.localName))
      .toBe("clipshelf-player");
    await page.keyboard.press("f");
    await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull();
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Full screen" }).click();
    await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
    await page.getByRole("button", { name: "Close" }).click();
    await closed(page);
    expect(await page.evaluate(() => document.fullscreenElement)).toBeNull();
  });

  it("is the video's own on an iPhone, which has no other", async () => {
    const { page } = await visit({
      phone: true,
      script: `
        Object.defineProperty(document, "fullscreenEnabled", { value: undefined });
        window.entered = [];
        HTMLVideoElement.prototype.webkitEnterFullscreen = function () {
          window.entered.push(this.closest(".slide").ariaLabel);
        };`,
    });
    await page.locator("[data-open]").first().tap();
    await playing(page);
    await page.getByRole("button", { name: "Settings" }).tap();
    await page.getByRole("button", { name: "Full screen" }).tap();
    const entered = () => page.evaluate(() => (window as unknown as { entered: string[] }).entered);
    await expect.poll(entered).toEqual(["Linen shirt on the line"]);
    expect(await page.locator("clipshelf-player .menu").isVisible()).toBe(false);
  });
});

describe("captions", () => {
  const spoken = { en: "It dries in an hour.", de: "Es trocknet in einer Stunde." };

  it("show while there is no sound, and leave with it", async () => {
    const { page } = await visit({
      prepare: ({ shop }) => {
        Object.assign(shop.clips[0]!, { captions: spoken });
      },
    });
    await play(page);
    await captions(page).getByText(spoken.en).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press("m");
    await captions(page).waitFor({ state: "detached" });
    await page.keyboard.press("c");
    await captions(page).getByText(spoken.en).waitFor();
    // A clip without captions shows none, and no button for them.
    await page.keyboard.press("ArrowDown");
    await expect.poll(async () => (await front(page)).label).toBe("One pot, three dinners");
    await captions(page).waitFor({ state: "detached" });
    expect(await page.locator("clipshelf-player .cc").isVisible()).toBe(false);
  });

  it("are chosen by language and size, which the next clip keeps", async () => {
    const { page } = await visit({
      prepare: ({ shop }) => {
        for (const clip of shop.clips) clip.captions = spoken;
      },
    });
    await play(page);
    await captions(page).getByText(spoken.en).waitFor();
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("radio", { name: "Deutsch" }).check();
    await captions(page).getByText(spoken.de).waitFor();
    await page.getByRole("radio", { name: "200%" }).check();
    const size = await captions(page).evaluate((line) => getComputedStyle(line).fontSize);
    expect(size).toBe("34px");
    await page.getByRole("radio", { name: "High" }).check();
    const look = await captions(page).evaluate((line) => {
      const { color, backgroundColor } = getComputedStyle(line);
      return [color, backgroundColor];
    });
    expect(look).toEqual(["rgb(255, 233, 74)", "rgb(0, 0, 0)"]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowDown");
    await expect.poll(async () => (await front(page)).label).toBe("One pot, three dinners");
    await captions(page).getByText(spoken.de).waitFor();
  });

  it("stay away where the block turns them off, and do no harm where their file does not come", async () => {
    const { page, expectComplaint } = await visit({
      prepare: async ({ shop, context }) => {
        for (const clip of shop.clips) clip.captions = spoken;
        await context.route(/\.vtt$/, (route) => route.abort());
      },
    });
    expectComplaint(/ERR_FAILED/);
    await set(page, { captions: "off" });
    await play(page);
    await page.locator("clipshelf-player .cc").waitFor();
    expect(await captions(page).count()).toBe(0);
    await page.keyboard.press("c");
    await playing(page, (await front(page)).time);
    expect(await captions(page).count()).toBe(0);
  });
});
