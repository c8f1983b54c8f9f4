import { describe, expect, it } from "vitest";
import { axe, front, play, playing, storefront } from "./visit.ts";

const visit = storefront();

describe("the player", () => {
  it("opens on the clip that was tapped, without sound, and gives the focus back", async () => {
    const { page } = await visit();
    await play(page, 1);
    expect(await front(page)).toMatchObject({
      label: "One pot, three dinners",
      muted: true,
      state: "playing",
    });
    expect((await front(page)).active).toBe("close");
    await page.keyboard.press("Escape");
    await page.locator("clipshelf-player").waitFor({ state: "detached" });
    const focused = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    expect(focused).toBe("Play video: One pot, three dinners");
  });

  it("closes on the back button and leaves the page where it was", async () => {
    const { page, shop } = await visit();
    const scrolled = await page.evaluate(() => {
      document.body.style.paddingBottom = "3000px";
      scrollTo(0, 120);
      return scrollY;
    });
    await play(page);
    await page.goBack();
    await page.locator("clipshelf-player").waitFor({ state: "detached" });
    expect(page.url()).toBe(`${shop.url}/`);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  });

  it("takes its history entry back when it is closed by hand", async () => {
    const { page } = await visit();
    const before = await page.evaluate(() => history.state);
    await play(page);
    expect(await page.evaluate(() => history.state)).toMatchObject({
      clipshelf: expect.anything(),
    });
    await page.getByRole("button", { name: "Close" }).click();
    await page.locator("clipshelf-player").waitFor({ state: "detached" });
    await expect.poll(() => page.evaluate(() => history.state)).toEqual(before);
    // And again: nothing of the first time is left over.
    await play(page, 1);
    expect(await page.locator("clipshelf-player").count()).toBe(1);
  });

  it("is walked by keyboard: open, next, seek, sound, pause, product, close", async () => {
    const { page } = await visit();
    await page.locator("[data-open]").first().focus();
    await page.keyboard.press("Space");
    await playing(page);
    await page.keyboard.press("ArrowDown");
    await expect.poll(async () => (await front(page)).label).toBe("One pot, three dinners");
    await playing(page);
    await page.keyboard.press("ArrowUp");
    await expect.poll(async () => (await front(page)).label).toBe("Linen shirt on the line");
    await playing(page);
    await page.keyboard.press("m");
    expect((await front(page)).muted).toBe(false);
    await page.keyboard.press("k");
    await expect.poll(async () => (await front(page)).state).toBe("paused");
    const reached = new Set<string | null>();
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press("Tab");
      reached.add((await front(page)).active);
      expect(await page.evaluate(() => document.activeElement?.localName)).toMatch(
        /^(clipshelf-player|body)$/,
      );
    }
    for (const control of ["sound", "on", "add", "less", "more", "close"])
      expect([...reached]).toContain(control);
    await page.keyboard.press("Escape");
    await page.locator("clipshelf-player").waitFor({ state: "detached" });
  });

  it("makes the page behind inert", async () => {
    const { page } = await visit();
    await play(page);
    await page.evaluate(() => document.querySelector<HTMLElement>("[data-open]")?.focus());
    expect(await page.evaluate(() => document.activeElement?.localName)).not.toBe("a");
  });

  it("has the next clip ready, and never more than three video elements", async () => {
    const { page } = await visit();
    await play(page);
    await expect
      .poll(() =>
        page.evaluate(() => {
          const slides = document
            .querySelector("clipshelf-player")!
            .shadowRoot!.querySelectorAll(".slide");
          return slides[1]?.querySelector("video")?.readyState ?? 0;
        }),
      )
      .toBeGreaterThanOrEqual(2);
    for (const label of ["One pot, three dinners", "Sold out before noon", "Just the sea"]) {
      await page.keyboard.press("ArrowDown");
      await expect.poll(async () => (await front(page)).label).toBe(label);
      await playing(page);
      expect((await front(page)).videos).toBeLessThanOrEqual(3);
    }
  });

  it("swipes on a phone, and shows the product as a sheet that Escape folds first", async () => {
    const { page } = await visit({ phone: true });
    await page.locator("[data-open]").first().tap();
    await playing(page);
    await page.getByRole("button", { name: "Choose options" }).tap();
    const fold = page.getByRole("button", { name: "Back to the video" });
    await fold.waitFor();
    expect((await front(page)).active).toBe("collapse");
    await page.keyboard.press("Escape");
    await fold.waitFor({ state: "hidden" });
    expect(await page.locator("clipshelf-player").count()).toBe(1);
    await page.evaluate(() => {
      const reel = document
        .querySelector("clipshelf-player")!
        .shadowRoot!.querySelector("clipshelf-reel")!;
      reel.scrollBy({ top: reel.clientHeight });
    });
    await expect.poll(async () => (await front(page)).label).toBe("One pot, three dinners");
    await playing(page);
  });

  it("has targets of 44 px and stays inside a window 320 px wide", async () => {
    const { page } = await visit({
      phone: true,
      browser: { viewport: { width: 320, height: 640 } },
    });
    await page.locator("[data-open]").first().tap();
    await playing(page);
    await page.getByRole("button", { name: "Choose options" }).tap();
    const small = await page.evaluate(() => {
      const root = document.querySelector("clipshelf-player")!.shadowRoot!;
      const controls = [...root.querySelectorAll<HTMLElement>("button, .value, a.link")];
      return controls
        .map((control) => ({
          text: control.textContent || control.ariaLabel,
          box: control.getBoundingClientRect(),
        }))
        .filter(
          ({ box }) =>
            box.width > 0 && (box.height < 44 || box.right > innerWidth + 1 || box.left < -1),
        )
        .map(({ text, box }) => `${text} ${box.width}×${box.height}`);
    });
    expect(small).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      320,
    );
  });

  it("reads from right to left where the shop does", async () => {
    const { page } = await visit({ locale: "ar" });
    await play(page);
    const [close, panel] = await page.evaluate(() => {
      const root = document.querySelector("clipshelf-player")!.shadowRoot!;
      return [".close", "clipshelf-product"].map(
        (name) => root.querySelector(name)!.getBoundingClientRect().left,
      );
    });
    expect(panel).toBe(0);
    expect(close).toBeGreaterThan(600);
  });

  it("keeps still for a shopper who asks for less motion", async () => {
    const { page } = await visit({ browser: { reducedMotion: "reduce" } });
    await page.locator("[data-open]").first().click();
    await playing(page);
    const running = await page.evaluate(
      () => document.querySelector("clipshelf-player")!.shadowRoot!.getAnimations().length,
    );
    expect(running).toBe(0);
  });

  it("shows a play button where the browser refuses to start", async () => {
    const { page } = await visit();
    await page.evaluate(() => {
      const native = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function () {
        return Reflect.get(window, "allow")
          ? native.call(this)
          : Promise.reject(new DOMException("refused", "NotAllowedError"));
      };
    });
    await page.locator("[data-open]").first().click();
    await expect.poll(async () => (await front(page)).state).toBe("paused");
    await page.evaluate(() => Object.assign(window, { allow: true }));
    await page.locator("clipshelf-reel").click();
    await playing(page);
  });

  it("is clean to axe: playing, sheet open, sold out, in Chinese", async () => {
    const desktop = await visit();
    await play(desktop.page);
    await desktop.page.getByRole("button", { name: "Add to cart" }).waitFor();
    expect(await axe(desktop.page)).toEqual([]);
    await desktop.page.keyboard.press("Escape");
    await desktop.page.locator("clipshelf-player").waitFor({ state: "detached" });
    await play(desktop.page, 2);
    await desktop.page.getByRole("button", { name: "Sold out", exact: true }).waitFor();
    expect(await axe(desktop.page)).toEqual([]);
    const phone = await visit({ phone: true, locale: "zh-CN" });
    await phone.page.locator("[data-open]").first().tap();
    await playing(phone.page);
    await phone.page.getByRole("button", { name: "选择规格" }).tap();
    await phone.page.getByRole("button", { name: "加入购物车" }).waitFor();
    expect(await axe(phone.page)).toEqual([]);
  });

  it("leads to the product's page when its own file does not come", async () => {
    const { page, shop, expectComplaint } = await visit({
      prepare: async ({ context }) => {
        await context.route(/clipshelf-player\.js/, (route) => route.abort());
      },
    });
    expectComplaint(/ERR_FAILED/);
    await page.locator("[data-open]").nth(1).click();
    await page.waitForURL(`${shop.url}/products/clay-pot`);
  });
});
