import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { newId } from "../../app/kernel/ids.ts";
import { VIDEOS } from "./shop.ts";
import { axe, picture, playing, storefront } from "./visit.ts";

const visit = storefront();
const LANGUAGES = ["en", "zh-CN", "zh-TW", "ja", "ko", "de", "fr", "es", "pt-BR", "pt-PT", "ar"];

interface Words {
  player: Record<string, string>;
  product: Record<string, string>;
  social: Record<string, string>;
}
const wordsOf = (language: string) =>
  JSON.parse(
    readFileSync(
      fileURLToPath(
        new URL(
          `../../extensions/shoppable-video/locales/${language === "en" ? "en.default" : language}.json`,
          import.meta.url,
        ),
      ),
      "utf8",
    ),
  ) as Words;

describe("the player in the shopper's language", () => {
  for (const language of LANGUAGES)
    it(`speaks ${language}, and every word has room on a phone of 320 px`, async () => {
      const { player, product, social } = wordsOf(language);
      const { page } = await visit({
        locale: language,
        phone: true,
        browser: { viewport: { width: 320, height: 640 } },
        prepare: async ({ shop }) => {
          for (const clip of shop.clips) clip.captions = { en: "Hello", [language]: "…" };
          for (const [status, author] of [
            ["shown", "customer:6"],
            ["held", "customer:5"],
          ] as const)
            await shop.social.store.post("shop", {
              ...{ id: newId(), videoId: VIDEOS[0], parentId: null, author },
              ...{ token: newId(), name: "Mei", text: "👋 2026", status, reason: null },
              ...{ createdAt: Date.now(), deeds: [] },
            });
          shop.customer = "5";
        },
      });
      const shot = (state: string) => picture(page, `player-${language}-${state}`);
      await page.locator("[data-open]").first().tap();
      await playing(page);
      await page.getByRole("button", { name: player.settings ?? "", exact: true }).tap();
      await page.getByText(player.caption_size ?? "", { exact: true }).waitFor();
      const cut = await overflowing(page, ".menu, .menu *");
      await shot("settings");
      expect(await axe(page, "dialog")).toEqual([]);
      await page.keyboard.press("Escape");
      await shot("playing");
      const sheet = page.locator("dialog.sheet");
      await page.locator("[data-social=comments]").tap();
      await sheet.getByRole("button", { name: social.report ?? "", exact: true }).waitFor();
      await sheet.getByText(social.waiting ?? "", { exact: true }).waitFor();
      cut.push(...(await overflowing(page, ".sheet *")));
      await shot("comments");
      await page.keyboard.press("Escape");
      await page.locator("[data-social=share]").tap();
      await sheet.getByRole("button", { name: social.copy ?? "", exact: true }).tap();
      await sheet.getByText(social.copied ?? "", { exact: true }).waitFor();
      cut.push(...(await overflowing(page, ".sheet *")));
      await shot("share");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: product.choose ?? "", exact: true }).tap();
      await page.getByRole("button", { name: product.add ?? "", exact: true }).waitFor();
      await shot("product");
      expect([...cut, ...(await overflowing(page, ".bar *, .details *"))]).toEqual([]);
      expect(await axe(page, "dialog")).toEqual([]);
      const shown = await page.evaluate(
        () => document.querySelector("clipshelf-player")?.shadowRoot?.textContent ?? "",
      );
      expect(shown).not.toMatch(/\[\w+\]|(player|product|cart|social)\.[a-z]/);
    });

  it("mirrors itself for Arabic: panel, controls, small player; the time stays from left to right", async () => {
    const { page } = await visit({ locale: "ar" });
    await page.locator("[data-open]").first().click();
    await playing(page);
    await page.locator("clipshelf-player .seek").waitFor();
    const left = (name: string) =>
      page.evaluate(
        (selector) =>
          document
            .querySelector("clipshelf-player")!
            .shadowRoot!.querySelector(selector)!
            .getBoundingClientRect().left,
        name,
      );
    expect(await left("clipshelf-product")).toBe(0);
    expect(await left(".close")).toBeGreaterThan(await left(".gear"));
    expect(await left(".steps")).toBeLessThan(await left(".frame"));
    expect(await left(".play")).toBeLessThan(await left(".cc, .progress"));
    await page.locator("clipshelf-player .minimise").click();
    expect(await left("dialog")).toBeLessThan(100);
  });
});

/** Texts that stick out of the window or are cut off by their own box. */
function overflowing(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((names) => {
    const root = document.querySelector("clipshelf-player")!.shadowRoot!;
    return [...root.querySelectorAll<HTMLElement>(names)]
      .filter((part) => part.checkVisibility() && part.textContent?.trim())
      .filter((part) => !part.closest(".unseen"))
      .filter((part) => {
        const box = part.getBoundingClientRect();
        const cut =
          part.scrollWidth > part.clientWidth + 1 &&
          getComputedStyle(part).overflowX !== "visible" &&
          getComputedStyle(part).textOverflow !== "ellipsis";
        return cut || box.left < -1 || box.right > innerWidth + 1;
      })
      .map(
        (part) => `${part.className || part.localName}: ${part.textContent?.trim().slice(0, 40)}`,
      );
  }, selector);
}
