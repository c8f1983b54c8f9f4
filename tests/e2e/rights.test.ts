import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../app/config.server.ts";
import type { Feed } from "../../app/contract/feed.ts";
import { addDays, dayAt } from "../../app/kernel/days.ts";
import type { ShopDoors } from "../../app/wiring/shop-doors.server.ts";
import { createWiring, type Wiring } from "../../app/wiring.server.ts";
import { openApp } from "../../scripts/seed-stack.ts";
import { type Stack, startStack } from "../../scripts/stack.ts";
import { launchBrowser, openContext, watchConsole } from "../setup/browser.ts";
import { makeClip } from "./clips.ts";

const TITLE = "Pouring tea";

let folder: string;
let stack: Stack;
let wiring: Wiring;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clipshelf-rights-"));
  stack = await startStack({ dataDir: join(folder, "data"), ports: "free" });
  await openApp(stack);
  const config = readConfig({ ...stack.environment, LOG_LEVEL: "error", DATABASE_POOL: "2" });
  wiring = createWiring(config, { process: "web" });
  await wiring.start();
  browser = await launchBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await wiring?.close();
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

/** A ready clip, shown by a live placement of this handle. */
async function publishClip(doors: ShopDoors): Promise<{ clip: string; handle: string }> {
  const made = await makeClip(`${TITLE}.mp4`, { seconds: 4 });
  const bytes = await readFile(made.path);
  await made.remove();
  const file = { name: `${TITLE}.mp4`, bytes: bytes.length, contentType: "video/mp4", modified: 0 };
  const begun = value(await doors.intake.beginUpload("test", { ...file, anyway: true }));
  if (begun.step !== "send") throw new Error("The clip cannot be sent");
  const sent = await fetch(begun.url, {
    method: "PATCH",
    headers: {
      "Tus-Resumable": "1.0.0",
      "Upload-Offset": "0",
      "Content-Type": "application/offset+octet-stream",
    },
    body: bytes,
  });
  expect(sent.ok).toBe(true);
  const clip = begun.videoId;
  // Ready, and looked through by the automatic review.
  await expect
    .poll(() => doors.media.get(clip), { timeout: 90_000 })
    .toMatchObject({ status: "ready", withheld: [] });
  const { id } = value(await doors.playlists.create("Tea"));
  value(await doors.playlists.setVideos(id, [clip]));
  const placed = value(
    await doors.placements.create({ title: "Tea", block: "carousel", playlistId: id }),
  );
  value(await doors.placements.publish(placed.id));
  return { clip, handle: (await doors.placements.get(placed.id))!.handle };
}

describe("rights of a clip", () => {
  it("are asked for, granted by the creator, and end by themselves", async () => {
    const shop = (await wiring.shops.find(stack.shopDomain))!;
    const doors = wiring.forShop(shop);
    const { clip, handle } = await publishClip(doors);
    const shown = async () => {
      const feed = await fetch(`${stack.shopUrl}/apps/clipshelf/feed/${handle}`);
      return ((await feed.json()) as Feed).videos.length;
    };
    await expect.poll(shown, { timeout: 30_000 }).toBe(1);

    const context = await openContext(browser);
    const complaints = watchConsole(context);
    const page = await context.newPage();
    page.setDefaultTimeout(40_000);
    const app = page.frameLocator('iframe[name="app-iframe"]');
    const button = (name: string) => app.getByRole("button", { name, exact: true });
    const visit = async () => {
      await page.goto(`${stack.shopUrl}/admin/apps/clipshelf/app/library/${clip}`);
      await app.getByRole("heading", { level: 1, name: TITLE }).waitFor();
    };
    await visit();
    await button("Ask for permission").click();
    const dialog = app.getByRole("dialog");
    await dialog.getByLabel("Creator", { exact: true }).fill("Mei Lin");
    await dialog.getByRole("checkbox", { name: "Social media", exact: true }).check();
    await dialog.getByRole("button", { name: "Make the text", exact: true }).click();
    await button("Show text").click();
    const text = await app.getByLabel("Text to send", { exact: true }).inputValue();
    expect(text).toContain("Hi Mei Lin,");
    expect(text).toContain(`“${TITLE}”`);
    const [link] = /http:\/\/\S+\/rights\/\S+/.exec(text)!;

    await answerAsCreator(browser, link);

    await visit();
    await app.getByText("I allow", { exact: false }).waitFor();
    const status = app.getByLabel("Permission", { exact: true });
    expect(await status.inputValue()).toBe("granted");
    expect(await app.getByLabel("Creator", { exact: true }).inputValue()).toBe("梅 Lin");
    expect(await shown()).toBe(1);

    const { timeZone } = await doors.shop.profile();
    const yesterday = addDays(dayAt(Date.now(), timeZone), -1);
    await app.getByLabel("Last day", { exact: true }).fill(yesterday);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await app.getByText("The rights ended on", { exact: false }).waitFor();
    await expect.poll(shown, { timeout: 30_000 }).toBe(0);
    expect((await doors.media.list({ sort: "newest", limit: 5, withheld: ["rights"] })).total).toBe(
      1,
    );
    expect(complaints).toEqual([]);
    await context.close();
  });
});

/** On a phone, in Chinese, without JavaScript; then anybody who looks at the link again. */
async function answerAsCreator(browser: Browser, link: string): Promise<void> {
  const context = await openContext(browser, {
    phone: true,
    locale: "zh-CN",
    javaScriptEnabled: false,
  });
  const creator = await context.newPage();
  await creator.goto(link);
  await creator.getByLabel("您的姓名", { exact: true }).waitFor();
  await creator.getByRole("link", { name: "English", exact: true }).click();
  await creator.getByLabel("Your name", { exact: true }).fill("梅 Lin");
  await creator.getByRole("checkbox").check();
  await creator.getByRole("button", { name: "Allow it", exact: true }).click();
  await creator.getByRole("heading", { name: "You allowed it", exact: true }).waitFor();
  await context.close();

  const other = await openContext(browser, { phone: true });
  const said = watchConsole(other);
  const page = await other.newPage();
  await page.goto(link);
  await page.getByRole("heading", { name: "You allowed it", exact: true }).waitFor();
  expect(await page.getByRole("button").count()).toBe(0);
  expect(await axeFaults(page)).toEqual([]);
  expect(said).toEqual([]);
  await other.close();
}

async function axeFaults(page: Page): Promise<string[]> {
  const axe = await readFile(
    join(import.meta.dirname, "../../node_modules/axe-core/axe.min.js"),
    "utf8",
  );
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run(): Promise<{ violations: object[] }> } })
      .axe;
    return (await run.run()).violations.map((fault) => JSON.stringify(fault));
  });
}

function value<T>(result: { ok: true; value: T } | { ok: false; fault: { kind: string } }): T {
  if (!result.ok) throw new Error(result.fault.kind);
  return result.value;
}
