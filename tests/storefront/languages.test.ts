import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { axe, playing, storefront } from "./visit.ts";

const visit = storefront();
const LANGUAGES = ["zh-CN", "zh-TW", "ja", "ko", "de", "fr", "es", "pt-BR", "pt-PT", "ar"];

interface Words {
  player: Record<string, string>;
  product: Record<string, string>;
}
const wordsOf = (language: string) =>
  JSON.parse(
    readFileSync(
      fileURLToPath(
        new URL(`../../extensions/shoppable-video/locales/${language}.json`, import.meta.url),
      ),
      "utf8",
    ),
  ) as Words;

describe("the player in the shopper's language", () => {
  for (const language of LANGUAGES)
    it(`speaks ${language}, and every word has room on a phone of 320 px`, async () => {
      const { player, product } = wordsOf(language);
      const { page } = await visit({
        locale: language,
        phone: true,
        browser: { viewport: { width: 320, height: 640 } },
        prepare: ({ shop }) => {
          for (const clip of shop.clips) clip.captions = { en: "Hello", [language]: "…" };
        },
      });
      await page.locator("[data-open]").first().tap();
      await playing(page);
      await page.getByRole("button", { name: player.settings ?? "", exact: true }).tap();
      await page.getByText(player.caption_size ?? "", { exact: true }).waitFor();
      const menu = await overflowing(page, ".menu, .menu *");
      expect(await axe(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: product.choose ?? "", exact: true }).tap();
      await page.getByRole("button", { name: product.add ?? "", exact: true }).waitFor();
      expect([...menu, ...(await overflowing(page, ".bar *, .details *"))]).toEqual([]);
      expect(await axe(page)).toEqual([]);
      const shown = await page.evaluate(
        () => document.querySelector("clipshelf-player")?.shadowRoot?.textContent ?? "",
      );
      expect(shown).not.toMatch(/\[\w+\]|(player|product|cart)\.[a-z]/);
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
    expect(await left(".close")).toBeGreaterThan(await left(".more"));
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
