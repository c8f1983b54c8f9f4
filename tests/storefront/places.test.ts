import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { TestShop } from "../../sandbox/storefront/testing/shop.ts";
import { launchBrowser, openContext, watchConsole } from "../setup/browser.ts";
import {
  answerForApp,
  appBlock,
  publishedClip,
  publishedState,
  QUAY,
  servePublished,
} from "./published-shop.ts";
import { startShop } from "./shop.ts";

const THEMES = {
  "the sandbox's theme": {
    options: {},
    file: "templates/product",
    section: "main-product",
    blocks: { name: { type: "title" }, text: { type: "description" } },
    pictures: ".product__slides",
  },
  "a theme never seen before": {
    options: { themeDir: QUAY },
    // What the editor writes over a mounted theme is kept by the folder's name.
    file: "quay:templates/product",
    section: "thing",
    blocks: { name: { type: "name" }, text: { type: "tale" } },
    pictures: ".thing-shots",
  },
};
const TEXT = [
  "<p>Thrown in one go, <b>fired</b> for nine days.</p>",
  "<h3>Care</h3>",
  "<p>Wash it by hand. It keeps tea warm &amp; hands warmer.</p>",
  "<ul><li>Holds 300 ml</li><li>Weighs 280 g</li></ul>",
];

/** Where in a page a block stands, found without knowing a class name of its theme. */
describe.each(Object.entries(THEMES))("in %s", (_, theme) => {
  let browser: Browser;
  let media: Awaited<ReturnType<typeof startShop>>;
  let shop: TestShop | null = null;
  let context: BrowserContext;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launchBrowser();
    media = await startShop();
  });
  afterAll(async () => {
    await browser.close();
    await media.close();
  });
  afterEach(async () => {
    await context.close();
    expect(complaints).toEqual([]);
    expect(shop?.problems() ?? []).toEqual([]);
    await shop?.close();
  });

  async function open(
    kind: "description" | "gallery",
    settings: Record<string, unknown>,
    {
      text = TEXT.join("\n"),
      scripts = true,
      above = false,
    }: { text?: string; scripts?: boolean; above?: boolean } = {},
  ): Promise<Page> {
    const state = publishedState([0].map((index) => publishedClip(index, media.url)));
    const mug = state.products[0]!;
    mug.descriptionHtml = text;
    const clips = appBlock(kind, settings);
    state.theme[theme.file] = {
      sections: {
        main: {
          type: theme.section,
          blocks: { ...theme.blocks, clips },
          block_order: above ? ["name", "clips", "text"] : ["name", "text", "clips"],
        },
      },
      order: ["main"],
    };
    shop = await servePublished(state, theme.options);
    context = await openContext(browser, { javaScriptEnabled: scripts });
    complaints = watchConsole(context);
    await answerForApp(context, media.url);
    // The theme's own letters come late and move its lines: here none come.
    await context.route("**/*.woff2", (route) => route.fulfill({ body: "" }));
    await context.addInitScript(() => {
      const shifts: string[] = [];
      Object.assign(window, { shifts });
      type Shift = PerformanceEntry & { sources: { node: Node | null }[] };
      new PerformanceObserver((list) => {
        for (const { sources } of list.getEntries() as Shift[])
          for (const { node } of sources) {
            // What stands before the block is the theme's own affair: its fonts come late.
            const block = document.querySelector("clipshelf-placement");
            const after = Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY;
            if (node && block && block.compareDocumentPosition(node) & after)
              shifts.push(`${node.nodeName} ${node.textContent?.slice(0, 30)}`);
          }
      }).observe({ type: "layout-shift", buffered: true });
    });
    const page = await context.newPage();
    await page.goto(`${shop.url}/products/mug`, { waitUntil: "load" });
    return page;
  }

  const block = (page: Page) => page.locator("clipshelf-placement");
  /** First words of what stands before and after the block. */
  const neighbours = async (page: Page) => {
    await outOfSight(page);
    return block(page).evaluate((element) => {
      const words = (one: Element | null) => one?.textContent?.trim().slice(0, 12) ?? null;
      return [words(element.previousElementSibling), words(element.nextElementSibling)];
    });
  };
  /**
   * A page that was painted before the script ran has its block moved once nobody sees it. Whoever looks
   * later is told later: the block's own watcher has heard by then.
   */
  async function outOfSight(page: Page): Promise<void> {
    await page.evaluate(async () => {
      document.body.style.paddingBottom = "3000px";
      scrollTo(0, document.body.scrollHeight);
      const main = document.querySelector("main, [role=main]")!;
      await new Promise<void>((heard) => {
        new IntersectionObserver((entries, observer) => {
          if (entries.some(({ isIntersecting }) => isIntersecting)) return;
          observer.disconnect();
          heard();
        }).observe(main);
      });
      // Drawn where nobody sees it, before it is scrolled back to.
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
      scrollTo(0, 0);
    });
  }
  const shifts = (page: Page) =>
    page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);

  it("stands where the block stands when nothing else is asked", async () => {
    const page = await open("description", {});
    const home = await block(page).evaluate((element) => element.parentElement?.className);
    expect(home).toContain("shopify-app-block");
  });

  it("takes the place of its marker, and of the paragraph that held nothing else", async () => {
    const text = [TEXT[0], "<p> [videos] </p>", ...TEXT.slice(1)].join("\n");
    const page = await open("description", { place: "text" }, { text });
    expect(await neighbours(page)).toEqual(["Thrown in on", "Care"]);
    expect(await page.innerText("body")).not.toContain("[videos]");
    expect(await shifts(page)).toEqual([]);
    await page.locator("[data-open]").first().click();
    await page.getByRole("button", { name: "Add to cart" }).waitFor();
  });

  it("stands after the paragraph with its marker in it, or after a list", async () => {
    const page = await open(
      "description",
      { place: "text", marker: "（看视频）" },
      { text: TEXT.join("").replace("Holds", "（看视频）Holds") },
    );
    expect((await neighbours(page))[0]).toContain("Holds 300 ml");
    expect(await page.innerText("body")).not.toContain("看视频");
  });

  it("finds a marker that nobody sees", async () => {
    const text = [...TEXT.slice(0, 3), "<!-- videos -->", TEXT[3]].join("");
    const page = await open("description", { place: "text" }, { text });
    expect(await neighbours(page)).toEqual(["Wash it by h", "Holds 300 ml"]);
  });

  it.each([
    [0, [null, "Thrown in on"]],
    [1, ["Thrown in on", "Care"]],
    [2, ["Wash it by h", "Holds 300 ml"]],
    [10, ["Holds 300 ml", null]],
  ])("without a marker stands after paragraph %i of the text", async (paragraph, expected) => {
    const page = await open("description", { place: "text", paragraph });
    expect((await neighbours(page)).map((words) => words?.slice(0, 12) ?? null)).toEqual(expected);
    expect(await shifts(page)).toEqual([]);
  });

  it("finds a text of one paragraph, and one without any", async () => {
    for (const text of [
      "<p>One pot, three dinners, no fuss.</p>",
      "One pot,<br>three dinners, no fuss.",
    ]) {
      const page = await open("description", { place: "text" }, { text });
      await outOfSight(page);
      const after = await block(page).evaluate(
        (element) => element.previousElementSibling?.textContent?.includes("no fuss") ?? false,
      );
      expect(after, text).toBe(true);
      await context.close();
      await shop?.close();
      shop = null;
    }
    context = await openContext(browser);
  });

  it("follows the element that the merchant's selector names", async () => {
    const page = await open("description", { place: "selector", selector: "h1" });
    expect((await neighbours(page))[0]).toBe("Mug");
    expect(await shifts(page)).toEqual([]);
  });

  it("stays, whole, where nothing is found, the selector is none, or what it means comes later", async () => {
    for (const [settings, options] of [
      [{ place: "selector", selector: "##" }, {}],
      [{ place: "selector", selector: ".nowhere" }, {}],
      [{ place: "text" }, { text: "" }],
      [{ place: "text" }, { above: true }],
    ] as const) {
      const page = await open("description", settings, options);
      await outOfSight(page);
      const home = await block(page).evaluate((element) => element.parentElement?.className);
      expect(home, JSON.stringify(settings)).toContain("shopify-app-block");
      expect(await shifts(page)).toEqual([]);
      await context.close();
      await shop?.close();
      shop = null;
    }
    context = await openContext(browser);
  });

  it("without script stands where the block stands, whole", async () => {
    const page = await open("description", { place: "text" }, { scripts: false });
    expect(await page.locator("clipshelf-clip [data-open]").getAttribute("href")).toBe(
      "/products/mug",
    );
    expect(await page.locator("template").count()).toBe(1);
  });

  it("keeps its own look amid the text's", async () => {
    const page = await open("description", { place: "text" });
    const row = await page.locator(".clipshelf-row").evaluate((list) => {
      const { listStyleType, paddingInlineStart } = getComputedStyle(list);
      const item = getComputedStyle(list.firstElementChild!);
      const picture = list.querySelector("img")!.getBoundingClientRect();
      const frame = list.querySelector(".clipshelf-poster")!.getBoundingClientRect();
      return {
        ...{
          listStyleType,
          paddingInlineStart,
          marker: getComputedStyle(list.firstElementChild!, "::before").content,
        },
        margin: item.marginBottom,
        fills: picture.width === frame.width && picture.height === frame.height,
      };
    });
    expect(row).toEqual({
      ...{ listStyleType: "none", paddingInlineStart: "4px", marker: "none", margin: "0px" },
      fills: true,
    });
  });

  it("joins the list of pictures that the merchant names, as its last item", async () => {
    const page = await open("gallery", { selector: theme.pictures });
    await outOfSight(page);
    const place = await block(page).evaluate((element) => [
      element.parentElement?.localName,
      element.parentElement?.nextElementSibling ?? null,
    ]);
    expect(place).toEqual(["li", null]);
    // The title's own letters may come late.
    expect((await shifts(page)).filter((one) => one !== "#text Mug")).toEqual([]);
    await page.locator("[data-open]").first().click();
    await page.locator("clipshelf-player").waitFor({ state: "attached" });
  });
});
