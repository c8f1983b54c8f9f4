import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../scripts/stack.ts";
import { launchBrowser, openContext, watchConsole } from "../setup/browser.ts";
import { makeClip } from "./clips.ts";

let folder: string;
let stack: Stack;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clipshelf-edit-"));
  stack = await startStack({ dataDir: join(folder, "data"), ports: "free" });
  browser = await launchBrowser();
  const context = await openContext(browser);
  complaints = watchConsole(context);
  page = await context.newPage();
  page.setDefaultTimeout(40_000);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const app = () => page.frameLocator('iframe[name="app-iframe"]');
const button = (name: string) => app().getByRole("button", { name, exact: true });
const tab = (name: string) => button(name).click();

describe("cutting a clip", () => {
  it("trims, reframes and titles it, publishes it in the old one's place, and goes back", async () => {
    await page.goto(`${stack.shopUrl}/admin/apps/clipshelf/app/library`);
    const clip = await makeClip("Pouring tea.mp4", { seconds: 5 });
    await app().locator('input[type="file"]').setInputFiles(clip.path);
    const tile = app().getByRole("listitem").filter({ hasText: "Pouring tea" });
    await tile.getByText("No product tagged").waitFor({ timeout: 90_000 });
    await clip.remove();
    await app().getByRole("link", { name: "Pouring tea" }).click();
    await app().getByText("360 × 640", { exact: true }).waitFor();
    await app().getByRole("link", { name: "Edit clip" }).or(button("Edit clip")).first().click();
    await button("Split here").waitFor({ timeout: 90_000 });

    // By the number, by the keyboard, and by the mouse; then one step back and on again.
    const to = app().getByRole("textbox", { name: "To", exact: true });
    await to.fill("0:04");
    await to.press("Enter");
    const end = app().getByRole("slider", { name: "End of part 1" });
    expect(await end.getAttribute("aria-valuenow")).toBe("4000");
    await end.press("ArrowLeft");
    expect(await end.getAttribute("aria-valuenow")).toBe("3967");
    // Changes of one handle close together are one step.
    await page.waitForTimeout(1_000);
    const box = (await end.boundingBox())!;
    await page.mouse.move(box.x + 5, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x - 120, box.y + 20, { steps: 4 });
    await page.mouse.up();
    const dragged = Number(await end.getAttribute("aria-valuenow"));
    expect(dragged).toBeLessThan(3_500);
    await button("Undo").click();
    expect(await end.getAttribute("aria-valuenow")).toBe("3967");
    await button("Redo").click();
    expect(await end.getAttribute("aria-valuenow")).toBe(String(dragged));
    await to.fill("0:02");
    await to.press("Enter");

    await tab("Picture");
    await app().getByLabel("Shape").selectOption("1:1");
    await app().getByRole("combobox", { name: "Look", exact: true }).selectOption("warm");
    await tab("Subtitles");
    await app()
      .locator('input[data-kind="captions"]')
      .setInputFiles({
        name: "tea.srt",
        mimeType: "text/plain",
        buffer: Buffer.from("1\n00:00:00,500 --> 00:00:01,500\nThe water must not boil\n"),
      });
    await app().getByRole("textbox", { name: "Line 1" }).waitFor();
    const lineEnd = app().getByRole("slider", { name: "End of line 1", exact: true });
    await lineEnd.press("Shift+ArrowRight");
    expect(await lineEnd.getAttribute("aria-valuenow")).toBe("2500");
    const gripped = (await lineEnd.boundingBox())!;
    await page.mouse.move(gripped.x + 6, gripped.y + 20);
    await page.mouse.down();
    await page.mouse.move(gripped.x + 6 - 50, gripped.y + 20, { steps: 3 });
    await page.mouse.up();
    const shorter = Number(await lineEnd.getAttribute("aria-valuenow"));
    expect(shorter).toBeGreaterThan(500);
    expect(shorter).toBeLessThan(2_000);
    await button("Save subtitles").click();
    const burnIn = app().getByLabel("Draw into the picture");
    await burnIn.locator("option[value=en]").waitFor({ state: "attached" });

    await tab("Text and stickers");
    await button("Add text").click();
    await app().getByRole("textbox", { name: "Text", exact: true }).fill("新茶上市 New tea");
    await button("Render and publish").click();
    await app().getByRole("heading", { level: 3, name: "Version 1" }).waitFor();
    await app().getByText("Shoppers see this").first().waitFor({ timeout: 90_000 });
    await button("Show this to shoppers").waitFor({ timeout: 90_000 });

    await app()
      .getByRole("link", { name: "Pouring tea" })
      .or(button("Pouring tea"))
      .first()
      .click();
    await app().getByText("360 × 360", { exact: true }).waitFor();
    await app().getByText("0:02", { exact: true }).waitFor();

    await app().getByRole("link", { name: "Edit clip" }).or(button("Edit clip")).first().click();
    await tab("Versions");
    await button("Show this to shoppers").click();
    await button("Show this to shoppers").waitFor();
    await app()
      .getByRole("link", { name: "Pouring tea" })
      .or(button("Pouring tea"))
      .first()
      .click();
    await app().getByText("360 × 640", { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });
});
