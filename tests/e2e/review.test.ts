import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readConfig } from "../../app/config.server.ts";
import type { Feed } from "../../app/contract/feed.ts";
import { isShowable } from "../../app/domains/media/index.ts";
import type { ShopDoors } from "../../app/wiring/shop-doors.server.ts";
import { createWiring, type Wiring } from "../../app/wiring.server.ts";
import { openApp } from "../../scripts/seed-stack.ts";
import { type Stack, startStack } from "../../scripts/stack.ts";
import { launchBrowser, openContext, watchConsole } from "../setup/browser.ts";
import { makeClip } from "./clips.ts";
import { insist } from "./kill-round.ts";

const CLAIM = "Cures eczema";
let folder: string;
let stack: Stack;
let wiring: Wiring;
let doors: ShopDoors;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clipshelf-review-"));
  stack = await startStack({
    dataDir: join(folder, "data"),
    ports: "free",
    environment: { LOG_LEVEL: "warn" },
  });
  await openApp(stack);
  // The hand of a member of staff who brings clips in.
  wiring = createWiring(readConfig({ ...stack.environment, LOG_LEVEL: "silent" }), {
    process: "web",
  });
  await wiring.start();
  const shop = await wiring.shops.find(stack.shopDomain);
  if (!shop) throw new Error("The app is not installed");
  doors = wiring.forShop(shop);
  browser = await launchBrowser();
  const context = await openContext(browser);
  complaints = watchConsole(context);
  page = await context.newPage();
  page.setDefaultTimeout(40_000);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await wiring?.close();
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

async function bringIn(title: string): Promise<string> {
  const clip = await makeClip(`${title}.mp4`, { seconds: 3, size: "180x320" });
  const bytes = readFileSync(clip.path);
  await clip.remove();
  const file = { name: `${title}.mp4`, bytes: bytes.length, contentType: "video/mp4", modified: 0 };
  const begun = await doors.intake.beginUpload("1", { ...file, anyway: true });
  if (!begun.ok || begun.value.step !== "send") throw new Error(`${title} cannot be sent`);
  const sent = await fetch(begun.value.url, {
    method: "PATCH",
    headers: {
      "Tus-Resumable": "1.0.0",
      "Upload-Offset": "0",
      "Content-Type": "application/offset+octet-stream",
    },
    body: bytes,
  });
  expect(sent.status).toBe(204);
  return begun.value.videoId;
}

it("holds a clip that claims too much until somebody decides, and takes a refused one off at once", async () => {
  const [fine, claims] = [await bringIn("A blue mug"), await bringIn(CLAIM)];
  await insist("a checked clip and one that waits", async () => {
    const [card] = await doors.media.cards([fine]);
    return card && isShowable(card) && (await doors.reviews.waiting()) === 1;
  });
  const list = await doors.playlists.create("All");
  if (!list.ok) throw new Error(list.fault.kind);
  await doors.playlists.setVideos(list.value.id, [fine, claims]);
  const placed = { title: "Home", block: "carousel", playlistId: list.value.id } as const;
  const placement = await doors.placements.create(placed);
  if (!placement.ok) throw new Error(placement.fault.kind);
  expect(await doors.placements.publish(placement.value.id)).toMatchObject({ ok: true });
  const { handle } = (await doors.placements.get(placement.value.id))!;
  const served = (ids: string[]) =>
    insist(`a feed of ${ids.length}`, async () => {
      const answer = await fetch(`${stack.shopUrl}/apps/clipshelf/feed/${handle}`);
      const { videos } = (await answer.json()) as Feed;
      return JSON.stringify(videos.map(({ id }) => id)) === JSON.stringify(ids);
    });
  await served([fine]);

  const app = page.frameLocator('iframe[name="app-iframe"]');
  await page.goto(`${stack.shopUrl}/admin/apps/clipshelf/app`);
  await app.getByRole("link", { name: /1 clip waits for review/ }).click();
  await app.getByRole("heading", { level: 1, name: "Review" }).waitFor();
  await app.getByText("Only medicines may claim").waitFor();
  expect(await app.locator("mark").first().textContent()).toBe(CLAIM);
  await app.getByRole("button", { name: new RegExp(CLAIM) }).press("a");
  await app.getByText("Nothing waits for you").waitFor();
  await served([fine, claims]);

  await app.getByRole("tab", { name: /^Approved/ }).click();
  await app.getByRole("button", { name: new RegExp(CLAIM) }).click();
  await app.getByText("Only medicines may claim").waitFor();
  await app.getByRole("button", { name: new RegExp(CLAIM) }).press("r");
  const dialog = app.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("Say that it is a cream, and no more.");
  await dialog.getByRole("button", { name: "Refuse", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await served([fine]);
  await app.getByRole("tab", { name: "Refused (1)" }).click();
  await app.getByText("Reason: Say that it is a cream, and no more.").waitFor();
  const { deeds } = await doors.reviews.ofClip(claims);
  expect(deeds.map(({ deed, by }) => `${deed} ${by.replace(/\d+$/, "N")}`)).toEqual([
    "refused staff:N",
    "approved staff:N",
    "held policy",
  ]);
  expect(complaints).toEqual([]);
}, 240_000);
