import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { newId } from "../../app/kernel/ids.ts";
import { THEME_BLOCKS } from "./liquid.ts";
import { outOfReach, unnamed } from "./reach.ts";
import type { TestShop } from "./shop.ts";
import { VIDEOS } from "./shop.ts";
import { axe, playing, shoot, storefront } from "./visit.ts";

const visit = storefront();

/** A clip with hotspots, captions and a long talk under it. */
async function fill({ shop }: { shop: TestShop }): Promise<void> {
  const [clip] = shop.clips;
  if (!clip) throw new Error("No clip");
  clip.captions = { en: "It dries in an hour.", ar: "يجف خلال ساعة." };
  clip.productTags = [
    { handle: "linen-shirt", from: 0, to: 6000, x: 0.2, y: 0.3 },
    { handle: "clay-pot", from: 0, to: 6000, x: 0.6, y: 0.5 },
  ];
  for (const text of ["Where is it made?", "W".repeat(300), "سؤال عن المقاس"])
    await shop.social.store.post("shop", {
      ...{ id: newId(), videoId: VIDEOS[0], parentId: null, author: "customer:5" },
      ...{ token: newId(), name: "Maximiliane-Alexandra of the long name", text },
      ...{ status: "shown", reason: null, createdAt: Date.now(), deeds: [] },
    });
}

const windows: Record<string, { browser: BrowserContextOptions; locale?: string }> = {
  "a desktop": { browser: {} },
  "a phone of 320 px": { browser: { viewport: { width: 320, height: 640 } } },
  "a desktop at 200 %": { browser: { viewport: { width: 640, height: 450 } } },
  "a phone in Arabic, with less motion": {
    browser: { viewport: { width: 360, height: 740 }, reducedMotion: "reduce" },
    locale: "ar",
  },
  "forced colours": { browser: { forcedColors: "active" } },
  "a dark scheme, ultra-wide": {
    browser: { viewport: { width: 3440, height: 1440 }, colorScheme: "dark" },
  },
};

describe.each(Object.entries(windows))("on %s", (name, { browser, locale = "en" }) => {
  it("every state of the player is named, reachable and clean to axe", async () => {
    const opened = await visit({ theme: "unknown", locale, browser, prepare: fill });
    const { page, shop } = opened;
    opened.expectComplaint(/422|503/);
    const faults: Record<string, string[]> = {};
    // The page behind is inert, and looked at in the next test.
    const look = async (state: string, within = "dialog") => {
      await still(page);
      await shoot(page, `${name} - ${state}`);
      const found = [
        ...(await axe(page, within)),
        ...(await unnamed(page)),
        ...(await outOfReach(page)),
        ...(await focusLost(page)),
      ];
      if (found.length > 0) faults[state] = found;
    };
    const player = page.locator("clipshelf-player");
    const sheet = page.locator("dialog.sheet");
    await page.locator("[data-open]").first().click();
    await playing(page);
    await player.locator(".seek").waitFor();
    await player.locator("[data-social=like]").waitFor();
    await player.locator("[part~=hotspot]").first().waitFor();
    await look("playing");

    await player.locator(".gear").click();
    await look("settings");
    await page.keyboard.press("Escape");

    await player.locator("[data-social=comments]").click();
    await sheet.locator(".comment").nth(2).waitFor();
    await look("comments", "dialog.sheet");
    await sheet.locator("[data-say=report]").first().click();
    await look("reporting", "dialog.sheet");
    await sheet.locator("[data-say=reply]").first().click();
    await sheet.locator("form .sheet-button").click();
    await look("answering with nothing", "dialog.sheet");
    await page.keyboard.press("Escape");
    await player.locator("[data-social=share]").click();
    await sheet.waitFor();
    await look("sharing", "dialog.sheet");
    await page.keyboard.press("Escape");

    const choose = player.locator("[data-do=expand]:visible");
    if (await choose.count()) await choose.click();
    await player.locator("[part~=add]:visible").first().waitFor();
    await look("product");
    await player.locator("[part~=add]:visible").first().click();
    await player.locator("[part~=cart-link]:visible").first().waitFor();
    await look("added");
    await player.locator("[part~=cart-link]:visible").first().click();
    await player.locator("dialog[part~=cart]").waitFor();
    await look("our cart", "dialog[part~=cart]");
    await page.keyboard.press("Escape");
    const fold = player.locator("[data-do=collapse]:visible");
    if (await fold.count()) await fold.click();

    await player.locator(".minimise").click();
    await look("small");
    await player.locator(".enlarge").click();

    shop.faults.serverDown = true;
    shop.faults.media = 503;
    await page.keyboard.press("Escape");
    await player.waitFor({ state: "detached" });
    await page.reload();
    await page.locator("[data-open]").nth(1).click();
    await player.locator(".slide:not([inert]) .trouble:not([hidden])").waitFor();
    await look("not to be reached");
    expect(faults).toEqual({});
  }, 90_000);

  it("every block is named, reachable and clean to axe", async () => {
    const { page } = await visit({
      ...{ locale, browser, prepare: fill, pageType: "product" },
      blocks: THEME_BLOCKS.map((block) => ({ block })),
    });
    await page.waitForFunction(() => customElements.get("clipshelf-dock"));
    const faults = [...(await axe(page)), ...(await unnamed(page)), ...(await outOfReach(page))];
    await page.locator("clipshelf-dock summary").click();
    expect([...faults, ...(await axe(page)), ...(await outOfReach(page))]).toEqual([]);
  }, 60_000);
});

/** What grows or slides has come to rest: sizes are meant as they stay. A spinner turns for ever. */
function still(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const root = document.querySelector("clipshelf-player")?.shadowRoot;
    const moving = root?.getAnimations() ?? [];
    const ends = (one: Animation) => one.effect?.getComputedTiming().endTime !== Infinity;
    return Promise.all(moving.filter(ends).map((one) => one.finished.catch(() => {})));
  });
}

/** The keyboard must never stand on nothing while the player lies over the page. */
function focusLost(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const active = document.querySelector("clipshelf-player")?.shadowRoot?.activeElement;
    return active?.checkVisibility() ? [] : [`Focus is on ${active?.localName ?? "nothing"}`];
  });
}
