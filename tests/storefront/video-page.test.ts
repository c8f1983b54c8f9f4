import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readExtensionFiles } from "../../app/adapters/theme-extension/extension-files.ts";
import type { FeedVideo } from "../../app/contract/feed.ts";
import {
  createVideoPagesDoor,
  type Publication,
} from "../../app/domains/placements/index.server.ts";
import { readTarget } from "../../app/hot/hot-door.ts";
import { createVideoPagesHotDoor } from "../../app/hot/video-pages/video-pages.ts";
import { startSandbox } from "../../sandbox/server.ts";
import { launchBrowser, openContext, watchConsole } from "../setup/browser.ts";
import {
  answerForApp,
  PRODUCTS,
  publishedClip,
  publishedState,
  QUAY,
  serveDoor,
} from "./published-shop.ts";
import { PLACEMENT, startShop } from "./shop.ts";
import { axe, play } from "./visit.ts";

const COUNT = 14;

/** The page of videos through the sandbox's app proxy, drawn within a theme, with our real door behind. */
describe("the page of videos", () => {
  let browser: Browser;
  let media: Awaited<ReturnType<typeof startShop>>;
  let app: Awaited<ReturnType<typeof serveDoor>>;
  let sandboxes: Record<"own" | "quay", Awaited<ReturnType<typeof startSandbox>>>;
  let context: BrowserContext;
  let complaints: string[];
  let expected: RegExp | null;

  beforeAll(async () => {
    browser = await launchBrowser();
    media = await startShop();
    const clips = Array.from({ length: COUNT }, (_, index) => publishedClip(index, media.url));
    clips[0]!.url = `${media.url}/media/3-a-sound.0/preview.mp4`;
    const published: Pick<Publication, "feed" | "source"> = {
      feed: {
        ...{ v: 1, id: PLACEMENT, handle: "summer", block: "page", rev: 1 },
        videos: clips.map(
          (clip): FeedVideo => ({
            ...{ id: clip.id, title: clip.t, width: clip.w, height: clip.h, duration: clip.d },
            ...{ hasAudio: true, poster: clip.poster, placeholder: clip.ph, preview: null },
            playback: { kind: "hls", hls: "" },
            products: PRODUCTS.filter(({ id }) => id === clip.p).map((product) => ({
              ...product,
              ...{ image: null, variantId: null, from: null, to: null, x: null, y: null },
            })),
          }),
        ),
      },
      source: {
        title: "Seen {{ here }} & there",
        videoIds: null,
        clips: clips.map((clip) => ({
          ...{ id: clip.id, uploadedAt: Date.parse(clip.up), contentUrl: clip.url, tags: clip.k },
          ...{ posterKey: "", posterType: "image/jpeg", productIds: [] },
        })),
      },
    };
    const answer = createVideoPagesHotDoor({
      pages: createVideoPagesDoor({
        store: {
          feed: async () => null,
          video: async () => null,
          page: async () => published,
        },
      }),
      files: readExtensionFiles(),
      verifyProxy: () => ({ shop: "s.test", customerId: null, pathPrefix: "/apps/clipshelf" }),
    });
    app = await serveDoor(async (request, response) =>
      answer(request, response, readTarget(request.url ?? "/")),
    );
    const start = async (themeDir?: string) => {
      const running = await startSandbox({
        ...{ port: 0, host: "127.0.0.1", worldPath: null, appUrl: app.url, apiVersion: "2026-10" },
        ...{ apiKey: "key", apiSecret: "secret", log: { info() {}, warn() {}, error() {} } },
        ...(themeDir ? { themeDir } : {}),
        seed(store) {
          const state = publishedState(clips);
          state.domain = "clipshelf-demo.myshopify.com";
          store.world.shops[state.domain] = state;
        },
      });
      // Another session's shop was installed by the seed itself: its proxy path stays.
      return running;
    };
    sandboxes = { own: await start(), quay: await start(QUAY) };
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([sandboxes.own.close(), sandboxes.quay.close()]);
    await media.close();
    await app.close();
  });
  beforeEach(() => {
    expected = null;
  });
  afterEach(async () => {
    await context.close();
    expect(complaints.filter((text) => !expected?.test(text))).toEqual([]);
  });

  async function open(
    path: string,
    options: Parameters<typeof openContext>[1] = {},
    theme: "own" | "quay" = "own",
  ): Promise<Page> {
    context = await openContext(browser, options);
    complaints = watchConsole(context);
    await answerForApp(context, media.url);
    const page = await context.newPage();
    await page.goto(sandboxes[theme].url + path, { waitUntil: "load" });
    return page;
  }
  const titles = (page: Page) =>
    page.locator(".clipshelf-title").evaluateAll((all) => all.map((one) => one.textContent));

  it.each([
    "own",
    "quay",
  ] as const)("is whole without script, within the theme (%s): clips, prices, filters, pages", async (theme) => {
    const page = await open("/apps/clipshelf/videos", { javaScriptEnabled: false }, theme);
    expect(await page.locator("h1").textContent()).toBe("Seen {{ here }} & there");
    expect(await page.title()).toContain("Seen {{ here }} & there");
    expect(await page.locator("header, .mast").count()).toBeGreaterThan(0);
    expect(await titles(page)).toHaveLength(12);
    expect(await page.locator("clipshelf-clip").first().textContent()).toMatch(/From\s*\$24\.00/);
    const canonical = page.locator('link[rel="canonical"]');
    expect(new URL((await canonical.getAttribute("href"))!).pathname).toBe(
      "/apps/clipshelf/videos",
    );
    await page.getByRole("link", { name: "Next page" }).click();
    expect(await titles(page)).toEqual(["Clip number 13", "Clip number 14"]);
    expect(await canonical.getAttribute("href")).toMatch(/videos\?page=2$/);
    expect(await page.getByText("Page 2 of 2").count()).toBe(1);
    expect(await page.locator('a[rel="prev"]').getAttribute("href")).toBe("/apps/clipshelf/videos");
    await page.getByRole("link", { name: "<slow>" }).click();
    expect(await titles(page)).toHaveLength(7);
    expect(await page.locator("[aria-current]").first().textContent()).toBeTruthy();
    expect(new URL(page.url()).searchParams.get("tag")).toBe("<slow>");
    expect(await page.locator('a[rel="next"]').count()).toBe(0);
  });

  it("tells search engines of every clip, by an address of its own", async () => {
    const page = await open("/apps/clipshelf/videos", { javaScriptEnabled: false });
    const texts = await page.locator('script[type="application/ld+json"]').allTextContents();
    const list = texts
      .map((text) => JSON.parse(text) as { "@type"?: string; itemListElement?: object[] })
      .find((one) => one["@type"] === "ItemList");
    expect(list?.itemListElement).toHaveLength(12);
    expect(list?.itemListElement?.[0]).toMatchObject({
      position: 1,
      item: {
        ...{ "@type": "VideoObject", name: "Tea at <six>", duration: "PT6S" },
        uploadDate: "2026-11-01T10:00:00Z",
        thumbnailUrl: [expect.stringContaining("/poster.jpg")],
        url: expect.stringMatching(/\/apps\/clipshelf\/videos\/01a+$/),
      },
    });
    await page.locator("clipshelf-clip a").first().click();
    expect(await page.locator("h1").textContent()).toBe("Tea at <six>");
  });

  it("gives each clip a page where it plays without script and sells", async () => {
    const page = await open("/apps/clipshelf/videos/01aaaaaaaaaaaaaaaaaaaaaa", {
      javaScriptEnabled: false,
    });
    const film = page.locator("video");
    expect(await film.getAttribute("src")).toMatch(/preview\.mp4$/);
    expect(await film.getAttribute("controls")).toBe("");
    const goods = page.locator(".clipshelf-page-goods a");
    expect(await goods.getAttribute("href")).toBe("/products/mug");
    expect(await goods.textContent()).toContain("$24.00");
    expect(await titles(page)).toHaveLength(4);
    const described = await page.locator('script[type="application/ld+json"]').allTextContents();
    expect(described.some((text) => /"@type": "VideoObject"/.test(text))).toBe(true);
  });

  it("speaks the shopper's language, leads to her market's pages and has its prices", async () => {
    const page = await open("/zh-cn/apps/clipshelf/videos", { javaScriptEnabled: false });
    await page.getByRole("link", { name: "下一页" }).waitFor();
    expect(await page.locator("clipshelf-clip").first().textContent()).toContain("¥172.80");
    expect(await page.locator("clipshelf-clip a").first().getAttribute("href")).toMatch(
      /^\/zh-cn\/apps\/clipshelf\/videos\/01a/,
    );
  });

  it("wakes up: opens the player on the clip, which sells", async () => {
    const page = await open("/apps/clipshelf/videos");
    await page.waitForFunction(() => customElements.get("clipshelf-placement"));
    await play(page, 0);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.locator("clipshelf-product .said").getByText("Added to your cart: 1.").waitFor();
    await expect.poll(() => page.locator("#cart-icon-bubble").textContent()).toMatch(/1/);
  });

  it("stays as it is when the words do not come", async () => {
    expected = /500|Failed to load/;
    context = await openContext(browser);
    complaints = watchConsole(context);
    await context.route(/words-en\.json/, (route) => route.fulfill({ status: 500, body: "" }));
    const page = await context.newPage();
    await page.goto(`${sandboxes.own.url}/apps/clipshelf/videos`, { waitUntil: "load" });
    expect(await titles(page)).toHaveLength(12);
    expect(await page.evaluate(() => customElements.get("clipshelf-placement"))).toBeUndefined();
  });

  it.each([
    ["own", 1280, "/apps/clipshelf/videos"],
    ["own", 320, "/apps/clipshelf/videos?page=2"],
    ["quay", 390, "/apps/clipshelf/videos"],
    ["own", 320, "/zh-cn/apps/clipshelf/videos/01aaaaaaaaaaaaaaaaaaaaaa"],
  ] as const)("is clean to axe and fits: %s, %i px, %s", async (theme, width, path) => {
    const page = await open(path, { viewport: { width, height: 800 } }, theme);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    const ours = (await axe(page)).filter((violation) => violation.includes("clipshelf"));
    expect(ours).toEqual([]);
  });

  it.each([
    "?page=3",
    "?page=x",
    "?tag=none",
    "/01zzz",
    "/a/b",
  ])("has no page %s, and says so within the theme", async (rest) => {
    expected = /404/;
    const page = await open("/");
    const answer = await page.goto(`${sandboxes.own.url}/apps/clipshelf/videos${rest}`);
    expect(answer?.status()).toBe(404);
    await page.getByRole("link", { name: "All videos" }).waitFor();
  });

  it("has a sitemap of every clip", async () => {
    const page = await open("/");
    const answer = await page.request.get(`${sandboxes.own.url}/apps/clipshelf/videos.xml`);
    const text = await answer.text();
    expect(answer.headers()["content-type"]).toContain("application/xml");
    expect(text.match(/<video:video>/g)).toHaveLength(COUNT);
    expect(text).toContain("<video:title>Tea at &lt;six&gt;</video:title>");
    expect(text).toMatch(/<loc>http:\/\/\S+\/apps\/clipshelf\/videos\/01a+<\/loc>/);
  });
});
