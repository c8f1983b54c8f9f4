import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Frame, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../scripts/stack.ts";
import { launchBrowser, openContext, watchConsole } from "../setup/browser.ts";
import { makeClip } from "./clips.ts";

const LONG =
  "A very long title that nobody would write but somebody pastes, with Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen and 一个很长很长的中文标题用来看看会不会撑破页面 in it";

let folder: string;
let stack: Stack;
let browser: Browser;
let axe: string;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clipshelf-admin-"));
  axe = await readFile(join(import.meta.dirname, "../../node_modules/axe-core/axe.min.js"), "utf8");
  stack = await startStack({ dataDir: join(folder, "data"), ports: "free" });
  browser = await launchBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const openPage = async (phone = false) => {
  const context = await openContext(browser, { phone });
  complaints = watchConsole(context);
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
};
const app = () => page.frameLocator('iframe[name="app-iframe"]');
const visit = async (path: string, title: string | RegExp) => {
  await page.goto(`${stack.shopUrl}/admin/apps/clipshelf/app${path}`);
  await app().getByRole("heading", { level: 1, name: title }).waitFor();
};
const titleField = () => app().getByRole("textbox", { name: "Title", exact: true });
const speak = (locale: string) =>
  fetch(`${stack.shopUrl}/admin/settings/language`, {
    method: "POST",
    body: new URLSearchParams({ locale }),
    redirect: "manual",
  });

describe("the admin in its frame", () => {
  beforeEach(() => openPage());
  afterEach(async () => {
    const said = complaints.splice(0);
    await page.context().close();
    expect(said).toEqual([]);
  });

  it("takes several files at once, says what is no video, and shows the clips become ready", async () => {
    await visit("/library", "Library");
    await app().getByText("Your clips live here").waitFor();
    const clips = [await makeClip("Glaze and 釉.mp4"), await makeClip("Kiln opening.mp4")];
    const notes = join(folder, "notes.txt");
    await writeFile(notes, "Not a film.");
    await app()
      .locator('input[type="file"]')
      .setInputFiles([...clips.map((clip) => clip.path), notes]);
    await app().getByText("This is not a video file.").waitFor();
    for (const title of ["Glaze and 釉", "Kiln opening"]) {
      const tile = app().getByRole("listitem").filter({ hasText: title });
      await tile.getByText("No product tagged").waitFor({ timeout: 90_000 });
    }
    await app().getByRole("button", { name: "Dismiss" }).click();
    await app().getByText("This is not a video file.").waitFor({ state: "hidden" });
    for (const clip of clips) await clip.remove();
    expectOnly(415);
  });

  it("keeps what is typed until it is saved, and asks before it is lost", async () => {
    await visit("/library", "Library");
    await app().getByRole("link", { name: "Kiln opening" }).click();
    await app().getByRole("heading", { level: 1, name: "Kiln opening" }).waitFor();
    // The space at its end is not kept, and must not hold the bar open.
    await titleField().fill(`${LONG} `);
    await app().getByLabel("Tags").fill("summer");
    await app().getByLabel("Tags").press("Enter");
    const save = page.getByRole("button", { name: "Save", exact: true });
    await save.waitFor();
    await app()
      .getByRole("button", { name: "Library" })
      .or(app().getByRole("link", { name: "Library" }))
      .first()
      .click();
    await page.getByRole("dialog").waitFor();
    await page.getByRole("dialog").getByRole("button").first().click();
    await save.click();
    await save.waitFor({ state: "hidden" });
    await app().getByRole("heading", { level: 1, name: LONG }).waitFor();
    expect(await titleField().inputValue()).toBe(LONG);
    await page.reload();
    await app().getByRole("heading", { level: 1, name: LONG }).waitFor();
    expect(await titleField().inputValue()).toBe(LONG);
  });

  it("says why a title cannot be, and keeps what was typed", async () => {
    await visit("/library", "Library");
    await app().getByRole("link", { name: "Glaze and 釉" }).click();
    await titleField().fill("   ");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await app().getByText("Give it a name. Everything else was kept.").waitFor();
    expect(await titleField().inputValue()).toBe("   ");
    await page.getByRole("button", { name: "Discard" }).click();
    expectOnly(422);
  });

  it("sets when a product shows and where its hotspot lies, by keys and by pointer", async () => {
    await visit("/library", "Library");
    await app().getByRole("link", { name: "Glaze and 釉" }).click();
    await app().getByRole("button", { name: "Choose products" }).click();
    const picker = page.getByRole("dialog");
    await picker.getByRole("searchbox").fill("Tide Mug");
    await picker.getByRole("checkbox", { name: "Tide Mug" }).first().check();
    await picker.getByRole("button", { name: "Select", exact: true }).click();
    const from = app().getByRole("slider", { name: "Shown from: Tide Mug" });
    for (let step = 0; step < 5; step++) await from.press("ArrowRight");
    const fields = app().getByLabel("Shown from", { exact: true });
    expect(await fields.inputValue()).toBe("0:00.5");
    // The bar between the handles moves both.
    await app().getByLabel("Shown to", { exact: true }).fill("0:01.5");
    const bar = (await app().locator(".cs-timeline__bar").boundingBox())!;
    await page.mouse.move(bar.x + bar.width / 2, bar.y + bar.height / 2);
    await page.mouse.down();
    await page.mouse.move(bar.x + bar.width * 1.5, bar.y + bar.height / 2, { steps: 4 });
    await page.mouse.up();
    expect(await fields.inputValue()).toBe("0:01.5");
    expect(await app().getByLabel("Shown to", { exact: true }).inputValue()).toBe("0:02.5");

    await app().getByRole("button", { name: "Add hotspot: Tide Mug" }).click();
    const spot = app().getByRole("button", { name: /^Hotspot 1, Tide Mug/ });
    await expect.poll(() => spot.getAttribute("aria-label")).toContain("50% from the left");
    expect(await spot.evaluate((mark) => mark === document.activeElement)).toBe(true);
    const picture = (await app().locator(".cs-hotspots > div").boundingBox())!;
    await page.mouse.click(picture.x + picture.width * 0.25, picture.y + picture.height * 0.4);
    expect(await spot.getAttribute("aria-label")).toContain("25% from the left, 40% from the top");
    await spot.press("ArrowRight");
    await spot.press("Shift+ArrowDown");
    expect(await spot.getAttribute("aria-label")).toContain("26% from the left, 45% from the top");
    expect(await violations(appFrame())).toEqual([]);

    const save = page.getByRole("button", { name: "Save", exact: true });
    await save.click();
    await save.waitFor({ state: "hidden" });
    await page.reload();
    await spot.waitFor();
    expect(await spot.getAttribute("aria-label")).toContain("26% from the left, 45% from the top");
    expect(await fields.inputValue()).toBe("0:01.5");
    await app().getByRole("button", { name: "Remove hotspot: Tide Mug" }).click();
    await spot.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Discard" }).click();
    await spot.waitFor();
    // Nothing is tagged afterwards, as before: a placement below must have nothing to show.
    await app().getByRole("button", { name: "Remove “Tide Mug”" }).click();
    await save.click();
    await save.waitFor({ state: "hidden" });
  });

  it("keeps what was typed when it cannot be saved for want of a network", async () => {
    await visit("/library", "Library");
    await app().getByRole("link", { name: "Glaze and 釉" }).click();
    await titleField().fill("Glaze, offline");
    const save = page.getByRole("button", { name: "Save", exact: true });
    await page.context().setOffline(true);
    await save.click();
    await app().getByText("You are offline, so nothing was done.").waitFor();
    expect(await titleField().inputValue()).toBe("Glaze, offline");
    await page.context().setOffline(false);
    await titleField().fill("Glaze and 釉");
    await save.waitFor({ state: "hidden" });
    const said = complaints.splice(0);
    // Remix asks ahead for the routes of links it sees, and complains itself when it cannot.
    const offline = /ERR_INTERNET_DISCONNECTED|Failed to fetch manifest patches/;
    expect(said.filter((one) => !offline.test(one))).toEqual([]);
  });

  it("says why an upload was refused, and sends it when tried again", async () => {
    await visit("/library", "Library");
    const full = { status: 507, body: JSON.stringify({ fault: { kind: "storage-full" } }) };
    await page.route("**/upload/**", (route) => route.fulfill(full));
    const clip = await makeClip("Second firing.mp4");
    await app().locator('input[type="file"]').setInputFiles(clip.path);
    await app().getByText("There is no room left to store the clip.").waitFor();
    await page.unroute("**/upload/**");
    await app().getByRole("button", { name: "Try again" }).click();
    const tile = app().getByRole("listitem").filter({ hasText: "Second firing" });
    await tile.getByText("No product tagged").waitFor({ timeout: 90_000 });
    await tile.getByRole("link", { name: "Second firing" }).first().click();
    await app().getByRole("heading", { level: 1, name: "Second firing" }).waitFor();
    await page.getByRole("heading", { name: "Second firing", exact: true }).waitFor();
    await app().getByRole("button", { name: "Delete" }).first().click();
    await app().getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await app().getByRole("heading", { level: 1, name: "Library" }).waitFor();
    await clip.remove();
    expectOnly(507);
  });

  it("finds clips by word and status, and remembers both in the address", async () => {
    await visit("/library", "Library");
    await app().getByLabel("Search titles, tags, captions, comments, products").fill("summer");
    await app().getByRole("link", { name: "Glaze and 釉" }).waitFor({ state: "detached" });
    await app().getByText("1 clip", { exact: true }).waitFor();
    expect(appFrame().url()).toContain("q=summer");
    await app()
      .getByLabel("Search titles, tags, captions, comments, products")
      .fill("nothing like it");
    await app().getByText("No clip matches").waitFor();
  });

  it("keeps a search as a view, changes all it shows, and takes that back", async () => {
    await visit("/library?q=kiln", "Library");
    const search = () => app().getByLabel("Search titles, tags, captions, comments, products");
    await search().fill("kilm");
    await app().getByText("Shown is what says “kiln”.").waitFor();
    await search().fill("glaze");
    await app().getByRole("link", { name: "Glaze and 釉" }).waitFor();
    await app().getByRole("button", { name: "Save view" }).click();
    await app().getByLabel("Name of the view").fill("Glazes");
    await app().getByLabel("Name of the view").press("Enter");
    await app().getByRole("tab", { name: "Glazes" }).waitFor();
    await app().getByRole("tab", { name: "All clips" }).click();
    await app().getByRole("link", { name: LONG }).waitFor();

    await app().getByRole("button", { name: "Manage" }).click();
    await app().getByLabel("New category").fill("Ceramics");
    await app().getByRole("button", { name: "Add category" }).click();
    await app().getByRole("button", { name: "Rename or move “Ceramics”" }).waitFor();
    await app().getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await app().getByRole("dialog").waitFor({ state: "detached" });

    // The page by its keys: from clip to clip, one selected, none, the list of keys, all of them.
    const first = app().locator("[data-clip] a").first();
    await first.focus();
    const start = await first.getAttribute("href");
    const focused = () => app().locator("[data-clip] a:focus").getAttribute("href");
    await page.keyboard.press("ArrowRight");
    await expect.poll(focused).not.toBe(start);
    await page.keyboard.press("x");
    await app().getByText("1 clip selected").waitFor();
    await page.keyboard.press("Escape");
    await app().getByText("1 clip selected").waitFor({ state: "detached" });
    await page.keyboard.press("ArrowLeft");
    await expect.poll(focused).toBe(start);
    await page.keyboard.press("?");
    await app().getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await app().getByRole("dialog").waitFor({ state: "detached" });
    await first.focus();
    await page.keyboard.press("a");
    await app().getByText("2 clips selected").waitFor();
    await app().getByRole("button", { name: "Edit", exact: true }).click();
    await app().getByRole("button", { name: "Put into a category", exact: true }).click();
    await app().getByRole("dialog").getByText("Ceramics").click();
    await app().getByRole("button", { name: "Change 2 clips" }).click();
    await app().getByText("2 of 2 clips changed.").waitFor({ timeout: 60_000 });
    await app()
      .getByRole("button", { name: /^Ceramics/ })
      .click();
    await expect.poll(() => appFrame().url()).toContain("category=");
    await app().getByText("2 clips", { exact: true }).waitFor();
    await app().getByRole("button", { name: "Undo" }).click();
    await app().getByText("No clip matches").waitFor({ timeout: 60_000 });
    await app().getByRole("button", { name: "Show all clips" }).click();
    await app().getByRole("link", { name: LONG }).waitFor();
  });

  it("orders a playlist by its buttons and tells where a clip went", async () => {
    await visit("/playlists", "Playlists");
    await app().getByRole("button", { name: "Create playlist" }).first().click();
    await app().getByLabel("Name").fill("From the kiln");
    await app().getByLabel("Name").press("Enter");
    await app().getByRole("heading", { level: 1, name: "From the kiln" }).waitFor();
    await app().getByRole("button", { name: "Add clips" }).first().click();
    const dialog = app().getByRole("dialog");
    await dialog.getByText("Glaze and 釉").click();
    await dialog.getByText(LONG).click();
    await dialog.getByRole("button", { name: "Add 2 clips" }).click();
    await dialog.waitFor({ state: "hidden" });
    await app().getByRole("button", { name: "Move “Glaze and 釉” down" }).press("Enter");
    await app().getByText("“Glaze and 釉” is now 2 of 2.").waitFor();
    const focused = app().locator(":focus");
    expect(await focused.getAttribute("aria-label")).toBe("Move “Glaze and 釉” up");
    const save = page.getByRole("button", { name: "Save", exact: true });
    await save.click();
    await save.waitFor({ state: "hidden" });
    await page.reload();
    await app().getByRole("heading", { level: 1, name: "From the kiln" }).waitFor();
    const titles = await app().locator("ol.cs-rows > li").allInnerTexts();
    expect(titles[0]).toContain("A very long title");
    expect(titles[1]).toContain("Glaze and 釉");
  });

  it("refuses to publish what nobody would see, and shows a clip that is not there as gone", async () => {
    await visit("/placements/new", "Create placement");
    await app().getByText("In the description", { exact: true }).click();
    await app().getByRole("button", { name: "Create" }).click();
    await app().getByRole("heading", { level: 1, name: "In the description" }).waitFor();
    await app().getByRole("button", { name: "Publish", exact: true }).click();
    await app().getByText("Not published").waitFor();
    await visit(`/library/${"0".repeat(24)}`, "This is not here any more");
    expectOnly(404, 409);
  });

  it("deletes several clips after asking", async () => {
    await visit("/library?view=list", "Library");
    await app().getByRole("table").getByRole("checkbox").first().check();
    await app().getByRole("button", { name: "Delete" }).first().click();
    const dialog = app().getByRole("dialog");
    await dialog.getByText("Delete 2 clips?").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await app().getByRole("link", { name: "Glaze and 釉" }).waitFor();
  });

  it("makes a clip of a product's pictures: seen before, made, and tagged", async () => {
    await visit("/library/add?way=pictures", "Add clips");
    await app().getByRole("button", { name: "Choose a product", exact: true }).click();
    const picker = page.getByRole("dialog");
    await picker.getByRole("searchbox").fill("Tide Mug");
    await picker.getByRole("checkbox", { name: "Tide Mug" }).first().check();
    await picker.getByRole("button", { name: "Select", exact: true }).click();
    const stage = app().locator('.cs-film[aria-busy="false"]');
    await stage.waitFor();
    await app().getByText("Bold", { exact: true }).click();
    await app().getByLabel("Call to action", { exact: true }).fill("Pour one");
    await stage.waitFor();
    expect(await app().getByRole("radio", { name: /^Bold/ }).isChecked()).toBe(true);
    // One picture is the shortest film.
    for (const number of [3, 2])
      await app()
        .getByRole("button", { name: `Picture ${number}` })
        .click();
    const make = app().getByRole("button", { name: "Make the clip", exact: true });
    await make.click();
    const made = app().getByRole("listitem").filter({ hasText: "Tide Mug" });
    await made.waitFor();
    expect(await violations(appFrame())).toEqual([]);
    await made.getByText("Made", { exact: true }).waitFor({ timeout: 120_000 });
    // The same order again is told of the clip that is there.
    await make.click();
    await app().getByText("There is a clip of this product in this style").waitFor();
    await made.getByRole("link", { name: "Tide Mug", exact: true }).click();
    await app().getByRole("heading", { level: 1, name: "Tide Mug", exact: true }).waitFor();
    await app().getByRole("button", { name: "Remove “Tide Mug”", exact: true }).waitFor();
    expectOnly(409);
  }, 180_000);
});

const SCREENS: [path: string, english: string, chinese: string][] = [
  ["", "Home", "首页"],
  ["/library", "Library", "视频库"],
  ["/library?view=list", "Library", "视频库"],
  ["/library/suggestions", "Suggestions", "建议"],
  ["/library/add", "Add clips", "添加视频"],
  ["/playlists", "Playlists", "播放列表"],
  ["/placements", "Placements", "投放位置"],
  ["/placements/new", "Create placement", "创建投放位置"],
  ["/sold-out", "Sold out", "售罄产品"],
  ["/analytics", "Analytics", "数据分析"],
  ["/settings", "Settings", "设置"],
];

describe.each([
  ["en", "desktop"],
  ["en", "phone"],
  ["zh-CN", "desktop"],
  ["zh-CN", "phone"],
])("screens in %s on a %s", (locale, device) => {
  it("fit, can be used by everybody, and complain of nothing", { timeout: 300_000 }, async () => {
    await speak(locale);
    await openPage(device === "phone");
    for (const [path, english, chinese] of SCREENS) {
      await visit(path, locale === "en" ? english : chinese);
      const frame = appFrame();
      expect(await frame.evaluate(() => document.documentElement.lang)).toBe(locale);
      const wide = await frame.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
      expect(await violations(frame), path).toEqual([]);
    }
    const said = complaints.splice(0);
    await page.context().close();
    await speak("en");
    expect(said).toEqual([]);
  });
});

/** A refusal has its own status, which the browser's console repeats. Nothing else may be said there. */
function expectOnly(...statuses: number[]): void {
  const said = complaints.splice(0);
  expect(said.filter((one) => !statuses.some((status) => one.includes(`${status} (`)))).toEqual([]);
}

function appFrame(): Frame {
  const frame = page.frame({ name: "app-iframe" });
  if (!frame) throw new Error("The app is not in its frame");
  return frame;
}

async function violations(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe);
  return frame.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const found = await axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    });
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`,
    );
  });
}
