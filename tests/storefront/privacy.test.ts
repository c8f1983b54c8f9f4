import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { EventBatch } from "../../app/contract/events.ts";
import { THEME_BLOCKS } from "./liquid.ts";
import { events, play, playing, storefront, type Visit } from "./visit.ts";

const visit = storefront();
const everyBlock = {
  blocks: THEME_BLOCKS.map((block) => ({ block })),
  pageType: "product",
};

interface Heard {
  /** Addresses of other origins than the shop's own. */
  strangers: string[];
  /** What was sent to our proxy. */
  bodies: string[];
}

/** Listens to all that leaves the browser from now on. */
function listen(context: BrowserContext, origin: () => string): Heard {
  const heard: Heard = { strangers: [], bodies: [] };
  context.on("request", (request) => {
    const { origin: to, protocol } = new URL(request.url());
    if (protocol !== "blob:" && protocol !== "data:" && to !== origin())
      heard.strangers.push(request.url());
    const body = request.postData();
    if (request.url().includes("/apps/") && body) heard.bodies.push(body);
  });
  return heard;
}

/** Everything a page can leave in a browser. */
async function kept(page: Page, context: BrowserContext): Promise<string[]> {
  const inPage = await page.evaluate(async () => [
    ...Object.keys(localStorage).map((key) => `local ${key}`),
    ...Object.keys(sessionStorage).map((key) => `session ${key}`),
    ...(await indexedDB.databases()).map(({ name }) => `database ${name}`),
    ...("caches" in window ? await caches.keys() : []).map((key) => `cache ${key}`),
    ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => `worker ${scope}`),
    ...(window.name ? [`window.name ${window.name}`] : []),
    ...(document.cookie ? [`cookie ${document.cookie}`] : []),
  ]);
  return [...inPage, ...(await context.cookies()).map(({ name }) => `cookie ${name}`)];
}

/** Does what a shopper can do, as far as each thing is there. */
async function useAll({ page }: Visit): Promise<void> {
  page.setDefaultTimeout(8000);
  const open = page.locator("clipshelf-placement [data-open]:visible");
  await open.first().click();
  await playing(page);
  await page.locator("clipshelf-player .seek").waitFor();
  for (const key of ["m", "c", "m"]) await page.keyboard.press(key);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("radio", { name: "1.25×" }).check();
  await page.keyboard.press("Escape");
  await page.locator("[data-social=like]").click();
  await page.waitForTimeout(200);
  const sheet = page.locator("dialog.sheet");
  if (await sheet.isVisible()) await page.keyboard.press("Escape");
  await page.locator("[data-social=comments]").click();
  await sheet.getByLabel("Your name").fill("Ann");
  await sheet.getByLabel("Your comment").fill("Lovely");
  await sheet.getByRole("button", { name: "Post" }).click();
  await sheet.locator(".sheet-said:not(:empty)").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("[data-social=share]").click();
  await sheet.getByRole("button", { name: "Copy link" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.locator("clipshelf-player [part~=cart-link]:visible").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.waitForTimeout(300);
  await page.getByRole("button", { name: "Keep playing in the corner" }).click();
  await page.getByRole("button", { name: "Move to another corner" }).last().click();
  await page.keyboard.press("Escape");
  await page.locator("clipshelf-player").waitFor({ state: "detached" });
  await page.locator("clipshelf-dock summary").click();
}

const sent = (batches: EventBatch[]) => batches.map(({ u, s }) => ({ viewer: u, session: s }));

describe.each([
  ["refused", false],
  ["never asked for, because the shop has no way to ask", null],
])("where consent is %s", (_, consent) => {
  it("nothing is stored, no id is sent, and two pages cannot be told to be one person's", async () => {
    const opened = await visit({ ...everyBlock, consent });
    const { page, context, shop } = opened;
    opened.expectComplaint(/403/);
    const heard = listen(context, () => shop.url);
    await page.reload();
    await useAll(opened);
    expect(await kept(page, context)).toEqual([]);
    await page.goto(shop.url);
    await play(page);
    expect(await kept(page, context)).toEqual([]);
    await page.goto("about:blank");
    await expect.poll(() => events(shop).filter(([kind]) => kind === "open").length).toBe(2);

    const pages = sent(shop.batches);
    expect(pages.every(({ viewer }) => viewer === undefined)).toBe(true);
    expect(new Set(pages.map(({ session }) => session)).size).toBe(2);
    expect(heard.bodies.filter((body) => body.includes("guest"))).toEqual([]);
    expect(shop.requests.filter((line) => line.endsWith("/guest"))).toEqual([]);
    expect(heard.strangers.filter((url) => url !== "about:blank")).toEqual([]);
  });
});

it("with consent one id each is kept, and both go when consent is taken back", async () => {
  const opened = await visit(everyBlock);
  const { page, context, shop } = opened;
  const heard = listen(context, () => shop.url);
  await page.reload();
  await useAll(opened);
  await page.goto(shop.url);
  const before = await kept(page, context);
  expect(before).toContain("local clipshelf:viewer");
  expect(before).toContain("local clipshelf:guest");
  expect(before.filter((one) => !/^(local|session) clipshelf:/.test(one))).toEqual([]);
  const viewers = new Set(sent(shop.batches).map(({ viewer }) => viewer));
  expect(viewers.size).toBe(1);
  const ids = await page.evaluate(() => [
    localStorage.getItem("clipshelf:viewer"),
    localStorage.getItem("clipshelf:guest")?.split(".")[0],
  ]);
  expect(new Set(ids).size).toBe(2);
  expect(heard.strangers).toEqual([]);

  opened.expectComplaint(/403/);
  shop.page.consent = false;
  shop.batches.length = 0;
  await page.goto(shop.url);
  await useAll(opened);
  await page.goto("about:blank");
  await expect.poll(() => shop.batches.length).toBeGreaterThan(0);
  await page.goto(shop.url);
  const after = await kept(page, context);
  expect(after.filter((one) => /viewer|guest/.test(one))).toEqual([]);
  expect(sent(shop.batches).every(({ viewer }) => viewer === undefined)).toBe(true);
});
