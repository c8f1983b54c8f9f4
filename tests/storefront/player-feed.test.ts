import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { VIDEOS } from "./shop.ts";
import { axe, front, play, playing, storefront } from "./visit.ts";

const visit = storefront();
const closed = (page: Page) => page.locator("clipshelf-player").waitFor({ state: "detached" });
const tools = (page: Page) => page.locator("clipshelf-player .seek").waitFor();

describe("the way into the player and out of it", () => {
  it("opens the clip that a link names, by ?clip= and by #clip=, and only once", async () => {
    const { page, shop } = await visit();
    await page.goto(`${shop.url}/?clip=${VIDEOS[1]}`);
    await playing(page);
    expect(await front(page)).toMatchObject({ label: "One pot, three dinners", muted: true });
    await page.goBack();
    await closed(page);
    expect(page.url()).toContain(`?clip=${VIDEOS[1]}`);
    await page.evaluate((id) => {
      location.hash = `clip=${id}`;
    }, VIDEOS[3]);
    await playing(page);
    expect((await front(page)).label).toBe("Just the sea");
    await page.keyboard.press("Escape");
    await closed(page);
    await page.evaluate(() => document.querySelector("clipshelf-placement")?.remove());
    expect(await page.locator("clipshelf-player").count()).toBe(0);
  });

  it("takes no notice of a link to a clip that is not here", async () => {
    const { page, shop } = await visit();
    await page.goto(`${shop.url}/?clip=nothing"]`);
    await page.locator("[data-open][role=button]").first().waitFor();
    expect(await page.locator("clipshelf-player").count()).toBe(0);
  });

  it("goes on where the same clip was left, and starts any other one at its beginning", async () => {
    const { page } = await visit();
    await play(page);
    await playing(page, 2);
    const left = (await front(page)).time;
    await page.keyboard.press("Escape");
    await closed(page);
    await page.locator("[data-open]").first().click();
    await playing(page, 0.1);
    expect((await front(page)).time).toBeGreaterThanOrEqual(left - 0.2);
    await page.keyboard.press("Escape");
    await closed(page);
    await page.locator("[data-open]").nth(2).click();
    await playing(page, 0.05);
    expect((await front(page)).time).toBeLessThan(1.5);
  });

  it("grows out of the poster in less than a quarter of a second", async () => {
    const { page } = await visit();
    const box = await page.locator("[data-open]").nth(1).boundingBox();
    await page.evaluate(() => {
      const native = Element.prototype.animate;
      Element.prototype.animate = function (frames, options) {
        const list = (Reflect.get(window, "grown") as object[] | undefined) ?? [];
        // Its size now: the panel beside it comes later and takes some of it.
        const wide = this.getBoundingClientRect().width;
        const seen = { frames, options, part: this.className, wide };
        Object.assign(window, { grown: [...list, seen] });
        return native.call(this, frames, options);
      };
    });
    await play(page, 1);
    const grown = await page.evaluate(
      () =>
        Reflect.get(window, "grown") as {
          part: string;
          wide: number;
          frames: { transform?: string }[];
          options: { duration: number };
        }[],
    );
    for (const { options } of grown) expect(options.duration).toBeLessThan(250);
    const stage = grown.find(({ part }) => part === "stage");
    const [, scale = "0"] = /scale\(([\d.]+)/.exec(stage?.frames[0]?.transform ?? "") ?? [];
    expect(Number(scale) * (stage?.wide ?? 0)).toBeCloseTo(box?.width ?? 0, 0);
  });

  it("is swiped by wheel, also over the controls", async () => {
    const { page } = await visit();
    await play(page);
    await tools(page);
    const reel = await page.locator("clipshelf-reel").boundingBox();
    await page.mouse.move((reel?.x ?? 0) + (reel?.width ?? 0) / 2, 300);
    await page.mouse.wheel(0, 700);
    await expect.poll(async () => (await front(page)).label).toBe("One pot, three dinners");
    await playing(page);
    await page.locator("clipshelf-player .close").hover();
    await page.mouse.wheel(0, 700);
    await expect.poll(async () => (await front(page)).label).toBe("Sold out before noon");
  });

  it("keeps the focus inside in both directions", async () => {
    const { page } = await visit();
    await play(page);
    await tools(page);
    for (let step = 0; step < 24; step++) {
      await page.keyboard.press("Shift+Tab");
      expect(await page.evaluate(() => document.activeElement?.localName)).toMatch(
        /^(clipshelf-player|body)$/,
      );
    }
  });
});

describe("the small player", () => {
  it("plays on in the corner, leaves the page free, grows again, and closes by Escape", async () => {
    const { page, shop } = await visit();
    await play(page, 1);
    await tools(page);
    await page.getByRole("button", { name: "Keep playing in the corner" }).click();
    const before = (await front(page)).time;
    await playing(page, before);
    expect((await front(page)).label).toBe("One pot, three dinners");
    expect(await page.evaluate(() => history.state)).toBe(null);
    const box = await page.locator("clipshelf-player dialog").boundingBox();
    expect(box?.width).toBeLessThanOrEqual(220);
    expect(await axe(page)).toEqual([]);
    // The page takes clicks and the focus again.
    await page.evaluate(() => document.querySelector<HTMLElement>("[data-open]")?.focus());
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe("a");
    await page.getByRole("button", { name: "Back to the large player" }).click();
    expect(await page.evaluate(() => history.state)).toMatchObject({
      clipshelf: expect.anything(),
    });
    expect((await front(page)).label).toBe("One pot, three dinners");
    await playing(page, (await front(page)).time);
    await page.getByRole("button", { name: "Keep playing in the corner" }).click();
    await page.keyboard.press("Escape");
    await closed(page);
    expect(page.url()).toBe(`${shop.url}/`);
  });

  it("is dragged to a corner, or moved there by a button, and stands there the next time", async () => {
    const { page } = await visit();
    await play(page, 1);
    await tools(page);
    const minimise = page.getByRole("button", { name: "Keep playing in the corner" });
    await minimise.click();
    const at = async () => (await page.locator("clipshelf-player dialog").boundingBox())!;
    const before = await at();
    expect(before.x + before.width).toBe(1280 - 16);
    await page.mouse.move(before.x + 60, before.y + 150);
    await page.mouse.down();
    await page.mouse.move(700, 400, { steps: 4 });
    await page.mouse.move(200, 160, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await at()).x).toBe(16);
    expect((await at()).y).toBe(16);
    expect(await page.locator("clipshelf-player").getAttribute("data-small")).toBe("");
    const move = page.getByRole("button", { name: "Move to another corner" });
    await move.press("Enter");
    await expect.poll(async () => (await at()).x).toBeGreaterThan(1000);
    expect((await at()).y).toBe(16);
    expect(await axe(page)).toEqual([]);
    await page.getByRole("button", { name: "Back to the large player" }).click();
    expect((await at()).width).toBe(1280);
    await page.keyboard.press("Escape");
    await closed(page);
    await play(page);
    await tools(page);
    expect(await move.isVisible()).toBe(false);
    await minimise.click();
    expect((await at()).y).toBe(16);
  });

  it("gives way to the large player of another clip", async () => {
    const { page } = await visit();
    await play(page, 1);
    await tools(page);
    await page.getByRole("button", { name: "Keep playing in the corner" }).click();
    await page.locator("[data-open]").first().click();
    await expect.poll(async () => (await front(page)).label).toBe("Linen shirt on the line");
    await playing(page);
    expect(await page.locator("clipshelf-player").count()).toBe(1);
  });
});

describe("windows of every kind", () => {
  const windows = {
    "a small phone": { width: 320, height: 568 },
    "a phone lying down": { width: 740, height: 360 },
    "a desktop at 200 %": { width: 640, height: 450 },
    "a desktop at 400 %": { width: 320, height: 256 },
    "an ultra-wide screen": { width: 3440, height: 1440 },
  };
  for (const [name, viewport] of Object.entries(windows))
    it(`shows clip, controls and product whole on ${name}`, async () => {
      const { page } = await visit({ browser: { viewport } });
      await page.locator("[data-open]").first().click();
      await playing(page);
      await tools(page);
      const outside = await page.evaluate(() => {
        const root = document.querySelector("clipshelf-player")!.shadowRoot!;
        const parts = [...root.querySelectorAll<HTMLElement>(".icon, .progress, .primary")];
        return parts
          .filter((part) => part.checkVisibility())
          .map((part) => ({ name: part.className, box: part.getBoundingClientRect() }))
          .filter(
            ({ box }) =>
              box.left < 0 ||
              box.top < 0 ||
              box.right > innerWidth + 0.5 ||
              box.bottom > innerHeight + 0.5,
          )
          .filter(({ name }) => !name.includes("fold"))
          .map(({ name, box }) => `${name} ${JSON.stringify(box)}`);
      });
      if (viewport.width < 900) expect(outside).toEqual([]);
      await page.getByRole("button", { name: "Settings" }).click();
      const menu = await page.locator("clipshelf-player .menu").boundingBox();
      expect(menu?.y).toBeGreaterThanOrEqual(0);
      expect((menu?.y ?? 0) + (menu?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
      expect(await axe(page)).toEqual([]);
    });

  it("stays usable in forced colours", async () => {
    const { page } = await visit({ browser: { forcedColors: "active" } });
    await play(page);
    await tools(page);
    await page.getByRole("button", { name: "Settings" }).click();
    const borders = await page.evaluate(() => {
      const root = document.querySelector("clipshelf-player")!.shadowRoot!;
      return [...root.querySelectorAll<HTMLElement>(".icon, .menu, .choice span")]
        .filter((part) => part.checkVisibility())
        .map((part) => [part.className || part.localName, getComputedStyle(part).borderTopWidth]);
    });
    expect(borders.filter(([, width]) => width === "0px")).toEqual([]);
    expect(await axe(page)).toEqual([]);
  });
});

describe("what a screen reader is told", () => {
  it("names the dialog, each control and their states in the accessibility tree", async () => {
    const { page, context } = await visit();
    await play(page);
    await tools(page);
    await page.getByRole("button", { name: "Add to cart" }).waitFor();
    const session = await context.newCDPSession(page);
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    const named = nodes
      .filter(({ ignored }) => !ignored)
      .map((node) => ({
        role: String(node.role?.value),
        name: String(node.name?.value ?? ""),
        states: Object.fromEntries(
          (node.properties ?? []).map(({ name, value }) => [name, value.value]),
        ),
      }));
    const controls = named.filter(({ role }) =>
      ["button", "slider", "link", "radio", "textbox"].includes(role),
    );
    expect(controls.filter(({ name }) => name.trim() === "")).toEqual([]);
    const find = (role: string, name: string) =>
      named.find((node) => node.role === role && node.name === name);
    expect(find("dialog", "Videos")?.states).toMatchObject({ modal: true });
    expect(find("button", "Sound")?.states).toMatchObject({ pressed: "false" });
    expect(find("button", "Settings")?.states).toMatchObject({ expanded: false });
    expect(find("button", "Previous video")?.states).toMatchObject({ disabled: true });
    expect(find("button", "Pause")).toBeDefined();
    expect(find("slider", "Position in the video")).toBeDefined();
    expect(await page.locator("clipshelf-player .progress").getAttribute("aria-valuetext")).toMatch(
      /^0:0\d of 0:06$/,
    );
    for (const name of ["Close", "Next video", "Keep playing in the corner"])
      expect(find("button", name), name).toBeDefined();
    // Of the clips, only the one in front is there.
    expect(
      named.filter(({ role }) => role === "Video" || role === "video").length,
    ).toBeLessThanOrEqual(1);
  });
});
