import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeZip } from "../../app/domains/intake/archives/make-zip.fixture.ts";
import { openApp } from "../../scripts/seed-stack.ts";
import { type Stack, startStack } from "../../scripts/stack.ts";
import { launchBrowser, openContext, watchConsole } from "../setup/browser.ts";
import { makeClip } from "./clips.ts";

let folder: string;
let stack: Stack;
let browser: Browser;
let page: Page;
let axe: string;
let complaints: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clipshelf-add-"));
  axe = await readFile(join(import.meta.dirname, "../../node_modules/axe-core/axe.min.js"), "utf8");
  stack = await startStack({ dataDir: join(folder, "data"), ports: "free" });
  await openApp(stack);
  browser = await launchBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const app = () => page.frameLocator('iframe[name="app-iframe"]');
const visit = async (path = "/library/add", title = "Add clips") => {
  await page.goto(`${stack.shopUrl}/admin/apps/clipshelf/app${path}`);
  await app().getByRole("heading", { level: 1, name: title }).waitFor();
};
const chosen = () => app().locator('input[type="file"]').first();
const line = (name: string) => app().getByRole("listitem").filter({ hasText: name });

beforeEach(async () => {
  const context = await openContext(browser);
  complaints = watchConsole(context);
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
});
afterEach(() => page.context().close());

async function query(sql: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: stack.databaseUrl });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}
/** A file of this size that ffmpeg reads: a clip, and bytes that every reader of MP4 skips. */
async function largeClip(name: string, bytes: number) {
  const clip = await makeClip(name, { seconds: 2, size: "180x320" });
  const film = await readFile(clip.path);
  const free = Buffer.alloc(bytes - film.length);
  free.writeUInt32BE(free.length, 0);
  free.write("free", 4, "latin1");
  await writeFile(clip.path, Buffer.concat([film, free]));
  return clip;
}
/** About this many bytes a second leave the browser. */
async function slowDown(bytes: number, offline = false) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", {
    offline,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytes,
  });
}

describe("adding files", () => {
  it("goes on where it was after the web process is killed, and notices the same file", async () => {
    const clip = await largeClip("Long firing.mp4", 60_000_000);
    await visit();
    await slowDown(8_000_000);
    await chosen().setInputFiles(clip.path);
    await line("Long firing.mp4")
      .getByText(/^(1[0-9]|2[0-9])(\.\d)? MB of/)
      .waitFor();
    await stack.web.stop("SIGKILL");
    await stack.restart("web");
    await line("Long firing.mp4").getByText("Sent, preparing").waitFor({ timeout: 90_000 });
    await visit("/library", "Library");
    await line("Long firing").getByText("No product tagged").waitFor({ timeout: 60_000 });

    await visit();
    await chosen().setInputFiles(clip.path);
    await line("Long firing.mp4").getByText("Already here:").waitFor();
    await line("Long firing.mp4").getByRole("link", { name: "Long firing" }).waitFor();
    await app().getByRole("button", { name: "Clear finished" }).click();
    await app().getByText("Nothing is on its way.").waitFor();
    await clip.remove();
  });

  it("pauses, goes on after a closed window, and takes a lost network in its stride", async () => {
    const clip = await largeClip("Slow glaze.mp4", 50_000_000);
    await visit();
    await slowDown(6_000_000);
    await chosen().setInputFiles(clip.path);
    await line("Slow glaze.mp4")
      .getByText(/^(9|1[0-9])(\.\d)? MB of/)
      .waitFor();
    await app().getByRole("button", { name: "Pause the upload of" }).click();
    await line("Slow glaze.mp4")
      .getByText(/^Paused at/)
      .waitFor();
    await page.close({ runBeforeUnload: false });

    page = await page.context().newPage();
    page.setDefaultTimeout(30_000);
    await visit();
    const left = line("Slow glaze.mp4").getByText(/are here/);
    expect(Number.parseFloat((await left.textContent()) ?? "")).toBeGreaterThan(5);
    await slowDown(8_000_000);
    await chosen().setInputFiles(clip.path);
    await line("Slow glaze.mp4")
      .getByText(/^(2[0-9]|3[0-9])(\.\d)? MB of/)
      .waitFor();
    await slowDown(8_000_000, true);
    await line("Slow glaze.mp4").getByText("You are offline.").waitFor();
    await slowDown(8_000_000);
    await line("Slow glaze.mp4").getByText("Sent, preparing").waitFor({ timeout: 60_000 });
    await clip.remove();
  });

  it("is done once by two windows with the same file", async () => {
    const clip = await largeClip("Twice.mp4", 30_000_000);
    const other = await page.context().newPage();
    const first = page;
    await visit();
    await slowDown(4_000_000);
    await chosen().setInputFiles(clip.path);
    await line("Twice.mp4").getByText(/MB of/).waitFor();
    page = other;
    await visit();
    await chosen().setInputFiles(clip.path);
    await line("Twice.mp4").getByText("Being sent in another window").waitFor();
    await line("Twice.mp4").getByText("Sent, preparing").waitFor({ timeout: 60_000 });
    page = first;
    await line("Twice.mp4").getByText("Sent, preparing").waitFor();
    await visit("/library?q=Twice", "Library");
    await app().getByText("1 clip", { exact: true }).waitFor();
    await clip.remove();
  });
});

describe("adding from elsewhere", () => {
  it("says what is wrong with links, shows a list before it adds it, and takes an import back", async () => {
    await visit();
    await app().getByRole("tab", { name: "Links" }).click();
    await app().getByLabel("Links, one a line").fill("http://example.com/tea.mp4");
    await app().getByRole("button", { name: "Fetch" }).click();
    await app().getByText("The link must begin with https://").waitFor();
    await app().getByLabel("Links, one a line").fill("https://10.0.0.1/tea.mp4");
    await app().getByRole("button", { name: "Fetch" }).click();
    await app().getByText("“10.0.0.1” is not on the public internet").waitFor();

    await app().getByRole("tab", { name: "List (CSV)" }).click();
    await app()
      .getByLabel("Choose a CSV file")
      .setInputFiles({
        name: "spring.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(
          "link,title,products\r\nhttps://127.0.0.1/a.mp4,Tea,\r\nhttps://127.0.0.1/b.mp4,Bowl,no-such-product\r\n",
        ),
      });
    await app().getByText("1 clip can be added").waitFor();
    await app().getByText("No product has the handle or SKU “no-such-product”.").waitFor();
    await app().getByRole("button", { name: "Add 1 clip" }).click();
    await app().getByText("List “spring.csv”").waitFor();
    await line("List “spring.csv”").first().getByText("1 failed").waitFor();
    expect(complaints.filter((one) => !/422/.test(one))).toEqual([]);
  });

  it("connects an account, brings its posts in, and gives one of them its file", async () => {
    await visit();
    await app().getByRole("tab", { name: "Accounts" }).click();
    await app().getByRole("button", { name: "Connect TikTok" }).click();
    await page.getByRole("heading", { name: "Clipshelf wants to read morrowandtide" }).waitFor();
    await page.getByRole("button", { name: "Allow" }).click();
    await app().getByRole("heading", { level: 4, name: "morrowandtide" }).waitFor();
    await app().getByRole("heading", { level: 2, name: "4 clips wait for their files" }).waitFor();
    await app().getByText("TikTok, morrowandtide").waitFor();

    const clip = await makeClip("Lamp.mp4", { seconds: 2, size: "180x320" });
    await line("Low Tide Lamp")
      .or(line("The first pour"))
      .first()
      .getByRole("link")
      .first()
      .click();
    await app().getByText("This clip waits for its file").waitFor();
    await app().getByRole("heading", { level: 2, name: "On TikTok" }).waitFor();
    await app().getByLabel("Add the file").setInputFiles(clip.path);
    await app().getByText("This clip waits for its file").waitFor({ state: "detached" });
    await visit();
    await app().getByRole("heading", { level: 2, name: "3 clips wait for their files" }).waitFor();

    // The others get theirs from TikTok's own export, after it was said what would be.
    const [waits] = await query(
      "SELECT post_id FROM clip_posts JOIN videos ON id = video_id WHERE status = 'wanted'",
    );
    const archive = join(folder, "TikTok_Data.zip");
    const film = await readFile(clip.path);
    await writeFile(
      archive,
      makeZip([
        {
          path: "user_data_tiktok.json",
          body: JSON.stringify({ Post: { Posts: { VideoList: [] } } }),
        },
        {
          path: `Posts/${waits!.post_id}.mp4`,
          body: Buffer.concat([film, Buffer.from("\0\0\0\x08free")]),
        },
      ]),
    );
    await app().getByRole("button", { name: "Add all files at once" }).click();
    await chosen().setInputFiles(archive);
    await line("TikTok_Data.zip").getByText("1 clip that waits gets its file.").waitFor();
    await line("TikTok_Data.zip").getByRole("button", { name: "Bring in 1 clip" }).click();
    await app().getByRole("heading", { level: 2, name: "2 clips wait for their files" }).waitFor();
    await line("Data export").getByText("1 waiting clip got its file").waitFor();
    await clip.remove();
    expect(complaints).toEqual([]);
  });

  it("asks once what folders mean, and puts clips into the categories they become", async () => {
    const clip = await makeClip("Bowl.mp4", { seconds: 2, size: "180x320" });
    const shelf = join(folder, "Kiln");
    await mkdir(join(shelf, "Bowls"), { recursive: true });
    await copyFile(clip.path, join(shelf, "Bowls", "Blue bowl.mp4"));
    await visit();
    const opened = page.waitForEvent("filechooser");
    await app().getByRole("button", { name: "Choose a folder" }).click();
    await (await opened).setFiles(shelf);
    const question = app().getByRole("dialog", { name: "Add 1 file from folders" });
    await question.getByText("Kiln › Bowls").waitFor();
    await question.getByText("New", { exact: true }).waitFor();
    await question.getByRole("button", { name: "Add 1 file", exact: true }).click();
    await line("Blue bowl.mp4").getByText("Sent, preparing").waitFor();
    await line("Blue bowl").first().waitFor();
    const rows = await query(`SELECT c.name FROM video_categories v
      JOIN categories c ON c.shop_id = v.shop_id AND c.id = v.category_id
      JOIN videos o ON o.shop_id = v.shop_id AND o.id = v.video_id WHERE o.title = 'Blue bowl'`);
    expect(rows).toEqual([{ name: "Bowls" }]);
    await clip.remove();
    expect(complaints).toEqual([]);
  });

  it("can be used by anybody", async () => {
    await visit();
    for (const way of ["Files", "Links", "Accounts", "Data export", "List (CSV)", "Shopify"]) {
      await app().getByRole("tab", { name: way }).click();
      const frame = page.frame("app-iframe")!;
      await frame.evaluate(axe);
      const violations = await frame.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: {
            run(
              on: unknown,
              options: object,
            ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
          };
        };
        const found = await axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
        });
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      expect(violations).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });
});
