import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { FIRST_POLICY } from "../../app/domains/engagement/index.ts";
import { newId } from "../../app/kernel/ids.ts";
import { VIDEOS } from "./shop.ts";
import { axe, events, leave, play, storefront, type Visit } from "./visit.ts";

const visit = storefront();

const button = (page: Page, name: string) => page.locator(`[data-social=${name}]`);
const sheet = (page: Page) => page.locator("dialog.sheet");

/** Opens the player and waits until likes have been counted. */
async function begin(opened: Visit): Promise<void> {
  await play(opened.page);
  await button(opened.page, "like").waitFor();
}

async function write(page: Page, text: string, name = "Ann"): Promise<void> {
  await sheet(page).getByLabel("Your name").fill(name);
  await sheet(page).getByLabel("Your comment").fill(text);
  await sheet(page).getByRole("button", { name: "Post" }).click();
}

describe("likes", () => {
  it("count people, are said, and can be taken back", async () => {
    const opened = await visit({
      prepare: ({ shop }) => shop.social.store.setLike("shop", VIDEOS[0], "customer:5", true, 0),
    });
    const { page, shop } = opened;
    await begin(opened);
    const like = button(page, "like");
    expect(await like.getAttribute("aria-label")).toBe("Like. Likes: 1");
    await like.dblclick();
    await expect.poll(() => like.getAttribute("aria-label")).toBe("Like. Likes: 2");
    expect(await like.getAttribute("aria-pressed")).toBe("true");
    expect((await shop.social.store.counts("shop", VIDEOS[0])).likes).toBe(2);
    await like.click();
    await expect.poll(() => like.getAttribute("aria-label")).toBe("Like. Likes: 1");
    await leave(opened);
    expect(events(shop).filter(([kind]) => kind === "like")).toHaveLength(1);
  });

  it("are remembered with consent, and nothing is stored without", async () => {
    const opened = await visit({ consent: false });
    const { page, shop } = opened;
    opened.expectComplaint(/403/);
    await begin(opened);
    await button(page, "like").click();
    await sheet(page).getByText("allow cookies").waitFor();
    expect(await sheet(page).getByRole("link").getAttribute("href")).toBe("/account/login");
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate(() => Object.keys(localStorage))).not.toContain("clipshelf:guest");
    expect(shop.requests.filter((line) => line.endsWith("/guest"))).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await button(page, "like").getAttribute("aria-pressed")).toBe("false");
    // Signed in, no id of ours is needed.
    shop.customer = "77";
    await button(page, "like").click();
    await expect.poll(() => button(page, "like").getAttribute("aria-pressed")).toBe("true");
    expect(await shop.social.store.likedBy("shop", VIDEOS[0], ["customer:77"])).toBe(true);
  });

  it("are one person's, by a pass that the app gave, on every page", async () => {
    const { page, shop, ...opened } = await visit();
    await begin({ page, shop, ...opened });
    const asked = () => shop.requests.filter((line) => line.endsWith("/guest")).length;
    expect(asked()).toBe(0);
    await button(page, "like").click();
    await expect.poll(() => button(page, "like").getAttribute("aria-label")).toMatch("Likes: 1");
    const pass = () => page.evaluate(() => localStorage.getItem("clipshelf:guest"));
    expect(await pass()).toMatch(/^\w{24}\.[\w-]{22}$/);
    await page.goto(shop.url);
    await play(page);
    await button(page, "like").waitFor();
    expect(await button(page, "like").getAttribute("aria-pressed")).toBe("true");
    expect(asked()).toBe(1);
    // A pass that is none any more is replaced; whoever makes one up is counted under the new one.
    opened.expectComplaint(/403/);
    await page.evaluate(() => localStorage.setItem("clipshelf:guest", "made.up"));
    await page.goto(shop.url);
    await play(page);
    await button(page, "like").waitFor();
    expect(await button(page, "like").getAttribute("aria-pressed")).toBe("false");
    await button(page, "like").click();
    await expect.poll(() => button(page, "like").getAttribute("aria-label")).toMatch("Likes: 2");
    expect(await pass()).not.toBe("made.up");
  });

  it("give way when the shop cannot be reached, and say so", async () => {
    const opened = await visit();
    const { page, shop } = opened;
    opened.expectComplaint(/503/);
    await begin(opened);
    shop.faults.serverDown = true;
    await button(page, "like").click();
    await sheet(page).getByText("could not be reached").waitFor();
    await page.keyboard.press("Escape");
    expect(await button(page, "like").getAttribute("aria-label")).toBe("Like. Likes: 0");
  });
});

describe("comments", () => {
  it("are read, written, answered, reported and taken back", async () => {
    const opened = await visit({
      prepare: async ({ shop }) => {
        await shop.social.store.post("shop", {
          ...{ id: newId(), videoId: VIDEOS[0], parentId: null, author: "customer:5" },
          ...{ token: newId(), name: "<b>Mo</b>", text: "<img src=x onerror=alert(1)>" },
          ...{ status: "shown", reason: null, createdAt: Date.now(), deeds: [] },
        });
      },
    });
    const { page, shop } = opened;
    await begin(opened);
    expect(await button(page, "comments").getAttribute("aria-label")).toBe("Comments: 1");
    await button(page, "comments").click();
    await sheet(page).getByText("<img src=x onerror=alert(1)>").waitFor();
    expect(await axe(page)).toEqual([]);

    await write(page, "مرحبا 👋");
    await sheet(page).getByText("Your comment is posted.").waitFor();
    await sheet(page).getByRole("button", { name: "Reply" }).nth(1).click();
    await sheet(page).getByText("Reply to <b>Mo</b>").waitFor();
    await write(page, "An answer");
    await sheet(page).locator(".comment .comment").getByText("An answer").waitFor();
    expect((await shop.social.store.counts("shop", VIDEOS[0])).comments).toBe(3);

    await sheet(page).getByRole("button", { name: "Report" }).click();
    await sheet(page).getByRole("button", { name: "Spam or advertising" }).click();
    await sheet(page).getByText("The shop will look").waitFor();
    await sheet(page).getByRole("button", { name: "Delete" }).first().click();
    await sheet(page).getByText("مرحبا").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await sheet(page).waitFor({ state: "detached" });
    await expect
      .poll(() => button(page, "comments").getAttribute("aria-label"), { timeout: 15_000 })
      .toMatch(/Comments: [123]/);
    expect(await page.locator("clipshelf-player").count()).toBe(1);
  });

  it("are left by the back button, which closes the player only the next time", async () => {
    const { page, shop, ...opened } = await visit({ phone: true });
    await begin({ page, shop, ...opened });
    await button(page, "comments").tap();
    await sheet(page).waitFor();
    await page.goBack();
    await sheet(page).waitFor({ state: "detached" });
    expect(await page.locator("clipshelf-player").count()).toBe(1);
    await page.getByRole("button", { name: "Choose options" }).tap();
    const folded = page.locator("clipshelf-product:not([data-expanded])");
    await folded.waitFor({ state: "detached" });
    await page.waitForFunction(() => history.state?.clipshelf?.[1] === 1);
    await page.goBack();
    await folded.waitFor();
    // Closed by hand it takes its own entry back, and no more than that.
    await button(page, "share").tap();
    await page.keyboard.press("Escape");
    await sheet(page).waitFor({ state: "detached" });
    await page.waitForFunction(() => history.state?.clipshelf?.[1] === 0);
    expect(await page.locator("clipshelf-player").count()).toBe(1);
    await page.goBack();
    await page.locator("clipshelf-player").waitFor({ state: "detached" });
    expect(page.url()).toBe(`${shop.url}/`);
    expect(await page.evaluate(() => history.state)).toBeNull();
  });

  it("stand beside the clip on a wide screen", async () => {
    const opened = await visit();
    const { page } = opened;
    await begin(opened);
    await button(page, "comments").click();
    const box = (await sheet(page).boundingBox())!;
    expect([box.x, box.y, box.width, box.height]).toEqual([880, 0, 400, 900]);
    const frame = (await page.locator(".slide:not([inert]) .frame").boundingBox())!;
    expect(frame.x + frame.width).toBeLessThanOrEqual(880);
  });

  it("wait for review where the shop reads first, and say why they are refused", async () => {
    const opened = await visit({
      phone: true,
      prepare: async ({ shop }) => {
        const policy = { ...FIRST_POLICY, blocked: "refuse", blockedWords: ["rival"] } as const;
        await shop.social.store.setPolicy("shop", { ...policy, blockedWords: ["rival"] }, 0);
      },
    });
    const { page } = opened;
    opened.expectComplaint(/422/);
    await begin(opened);
    await button(page, "comments").click();
    await sheet(page).getByText("No comments yet").waitFor();
    await write(page, "Buy at r.i.v.a.l");
    await sheet(page).getByText("words that the shop does not allow").waitFor();
    expect(await sheet(page).getByLabel("Your comment").inputValue()).toBe("Buy at r.i.v.a.l");
    await write(page, "Lovely");
    await sheet(page).getByText("Waiting for review").waitFor();
    expect(await axe(page)).toEqual([]);
    const { width } = await page.evaluate(() => ({ width: document.documentElement.scrollWidth }));
    expect(width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  });

  it("keep what was written when the shop is away, and post it once", async () => {
    const opened = await visit();
    const { page, shop } = opened;
    opened.expectComplaint(/503/);
    await begin(opened);
    shop.faults.serverDown = true;
    await button(page, "comments").click();
    await sheet(page).getByRole("button", { name: "Try again" }).waitFor();
    await write(page, "Still here");
    await sheet(page).getByText("could not be reached").last().waitFor();
    shop.faults.serverDown = false;
    await sheet(page).getByRole("button", { name: "Try again" }).click();
    await sheet(page).getByRole("button", { name: "Post" }).click();
    await sheet(page).getByText("Your comment is posted.").waitFor();
    expect((await shop.social.store.counts("shop", VIDEOS[0])).comments).toBe(1);
  });
});

describe("sharing", () => {
  it("copies a link that opens the clip, and draws it as a code", async () => {
    const opened = await visit({ browser: { permissions: ["clipboard-read", "clipboard-write"] } });
    const { page, shop } = opened;
    await begin(opened);
    await button(page, "share").click();
    await sheet(page).getByRole("button", { name: "Copy link" }).click();
    await sheet(page).getByText("Link copied").waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${shop.url}/?clip=${VIDEOS[0]}`);
    expect(await sheet(page).locator("svg[shape-rendering] path").count()).toBe(2);
    expect(await axe(page)).toEqual([]);
    await page.goto(link);
    await page.locator("clipshelf-player").waitFor({ state: "attached" });
    await leave(opened);
    expect(events(shop).filter(([kind]) => kind === "share")).toHaveLength(1);
  });

  it("keeps keys and focus inside, in both directions of script", async () => {
    const opened = await visit({ locale: "ar" });
    const { page } = opened;
    await begin(opened);
    await button(page, "share").focus();
    await page.keyboard.press("Enter");
    await sheet(page).waitFor();
    for (let step = 0; step < 6; step++) {
      await page.keyboard.press("Tab");
      const inside = await page.evaluate(() => {
        const active = document.querySelector("clipshelf-player")?.shadowRoot?.activeElement;
        return !active || active.closest("dialog.sheet") !== null;
      });
      expect(inside).toBe(true);
    }
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    await sheet(page).waitFor({ state: "detached" });
    const focused = await page.evaluate(() =>
      document
        .querySelector("clipshelf-player")
        ?.shadowRoot?.activeElement?.getAttribute("data-social"),
    );
    expect(focused).toBe("share");
    // The likes stand at the end of the line, which is on the left here.
    const mirrored = await page.evaluate(() => {
      const root = document.querySelector("clipshelf-player")?.shadowRoot;
      const box = (selector: string) => root?.querySelector(selector)?.getBoundingClientRect();
      const [likes, stage] = [box(".social"), box(".stage")];
      if (!likes || !stage) return null;
      return likes.left >= stage.left && likes.right < stage.left + stage.width / 2;
    });
    expect(mirrored).toBe(true);
  });
});
