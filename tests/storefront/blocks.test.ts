import { describe, expect, it } from "vitest";
import { axe, storefront } from "./visit.ts";

const visit = storefront();
const all = [{ block: "carousel" }, { block: "description" }, { block: "floating" }] as const;

describe("blocks without script", () => {
  it("show poster, title, product, price and links, and the sold-out word", async () => {
    const { page } = await visit({
      blocks: [{ block: "carousel", settings: { heading: "As seen at sea" } }],
      browser: { javaScriptEnabled: false },
    });
    expect(await page.locator("h2").textContent()).toBe("As seen at sea");
    const cards = page.locator("clipshelf-clip");
    expect(await cards.count()).toBe(4);
    expect(await cards.nth(0).textContent()).toMatch(/Linen shirt on the line\s*Linen Shirt/);
    expect(await cards.nth(0).locator(".clipshelf-price").textContent()).toMatch(
      /From \$69\.00.*\$89\.00/s,
    );
    expect(await cards.nth(2).textContent()).toMatch(/\$18\.00\s*Sold out/);
    expect(await cards.nth(0).getByRole("link").first().getAttribute("href")).toBe(
      "/products/linen-shirt",
    );
    expect(await cards.nth(3).locator(".clipshelf-price").count()).toBe(0);
    const poster = cards.nth(0).locator("img");
    expect(await poster.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
      0,
    );
    expect(await poster.getAttribute("srcset")).toMatch(/&width=180\s+180w/);
  });

  it("leave the page whole when our server is down, and move nothing", async () => {
    const { page, shop, expectComplaint } = await visit({
      blocks: [...all],
      prepare: ({ shop: { faults } }) => {
        faults.serverDown = true;
      },
    });
    expectComplaint(/503/);
    await page.waitForTimeout(1200);
    expect(shop.requests.some((request) => request.includes("/apps/feed/"))).toBe(true);
    expect(await page.locator("clipshelf-clip").first().textContent()).toContain("$69.00");
  });
});

describe("blocks", () => {
  it("load one small script, and nothing else of ours before they come near", async () => {
    const { page, shop } = await visit({
      prepare: async ({ context }) => {
        await context.addInitScript(() => {
          addEventListener("DOMContentLoaded", () => {
            document.getElementById("main")!.style.paddingTop = "4000px";
          });
        });
      },
    });
    await page.waitForTimeout(1000);
    const ours = shop.requests.filter((request) => /assets|apps|preview|m4s|\.js$/.test(request));
    expect(ours).toEqual(["GET /assets/clipshelf.js"]);
    await page.locator("clipshelf-placement").scrollIntoViewIfNeeded();
    await expect.poll(() => shop.requests).toContain("GET /apps/feed/summer");
  });

  it("shift no layout while they wake up", async () => {
    const { page } = await visit({
      blocks: [...all],
      prepare: async ({ context }) => {
        await context.addInitScript(() => {
          const shifts: number[] = [];
          Object.assign(window, { shifts });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries())
              shifts.push((entry as unknown as { value: number }).value);
          }).observe({ type: "layout-shift", buffered: true });
        });
      },
    });
    await page.waitForTimeout(1500);
    expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual(
      [],
    );
  });

  it("move without sound while in view, stand still on request", async () => {
    const { page } = await visit();
    const moving = () => page.locator("video.clipshelf-preview--moving").count();
    await expect.poll(moving).toBe(4);
    expect(
      await page.$$eval("video.clipshelf-preview", (all) =>
        (all as HTMLVideoElement[]).every(({ muted, playsInline }) => muted && playsInline),
      ),
    ).toBe(true);
    await page.getByRole("button", { name: "Pause moving previews" }).click();
    await expect.poll(() => page.locator("video").count()).toBe(0);
  });

  it("move once the page has all it waits for", async () => {
    const { page, context } = await visit();
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await context.route("**/slow.svg", async (route) => {
      await arrived;
      await route.fulfill({
        contentType: "image/svg+xml",
        body: "<svg xmlns='http://www.w3.org/2000/svg'/>",
      });
    });
    await context.addInitScript(() =>
      addEventListener("DOMContentLoaded", () => {
        document.body.append(Object.assign(new Image(), { src: "/slow.svg" }));
      }),
    );
    await page.reload({ waitUntil: "commit" });
    await page.locator("[data-open][role=button]").first().waitFor();
    await page.waitForTimeout(300);
    expect(await page.locator("video").count()).toBe(0);
    arrive();
    await expect.poll(() => page.locator("video.clipshelf-preview--moving").count()).toBe(4);
  });

  it("never move for a shopper who asks for less motion", async () => {
    const { page, shop } = await visit({ browser: { reducedMotion: "reduce" } });
    await page.waitForTimeout(800);
    expect(await page.locator("video").count()).toBe(0);
    expect(shop.requests.filter((request) => request.endsWith("preview.mp4"))).toEqual([]);
    expect(await page.getByRole("button", { name: "Pause moving previews" }).isHidden()).toBe(true);
  });

  it("leave the poster where the browser refuses to play", async () => {
    const { page } = await visit({
      prepare: async ({ context }) => {
        await context.addInitScript(() => {
          HTMLMediaElement.prototype.play = () =>
            Promise.reject(new DOMException("refused", "NotAllowedError"));
        });
      },
    });
    await page.waitForTimeout(800);
    expect(await page.locator("video").count()).toBe(0);
    expect(await page.locator("clipshelf-clip img").first().isVisible()).toBe(true);
  });

  it("stand beside each other, and beside a theme script that throws", async () => {
    const { page, expectComplaint } = await visit({
      blocks: [{ block: "carousel" }, { block: "carousel" }, { block: "floating" }],
      script:
        "setTimeout(() => { throw new Error('theme') }); document.addEventListener('click', () => { throw new Error('theme') }, true);",
    });
    expectComplaint(/Error: theme/);
    await page.locator("clipshelf-placement").nth(1).locator("[data-open]").first().click();
    await page.locator("clipshelf-player").waitFor({ state: "attached" });
    expect(await page.locator("clipshelf-player").count()).toBe(1);
  });

  it("scroll by their arrow buttons and say where the row ends", async () => {
    const { page } = await visit({ blocks: [{ block: "carousel", settings: { columns: 2 } }] });
    const back = page.getByRole("button", { name: "Previous videos" });
    const on = page.getByRole("button", { name: "More videos" });
    expect(await back.getAttribute("aria-disabled")).toBe("true");
    await on.click();
    await expect.poll(() => back.getAttribute("aria-disabled")).toBe("false");
    await on.click();
    await expect.poll(() => on.getAttribute("aria-disabled")).toBe("true");
  });

  it("are clean to axe on a computer, a phone and in Chinese", async () => {
    for (const setup of [{}, { phone: true }, { locale: "zh-CN" as const }]) {
      const { page } = await visit({
        blocks: [
          { block: "carousel", settings: { heading: "Clips" } },
          { block: "description" },
          { block: "floating" },
        ],
        pageType: "product",
        ...setup,
      });
      await page.waitForFunction(() => customElements.get("clipshelf-placement"));
      expect(await axe(page)).toEqual([]);
    }
  });

  it("speak Chinese", async () => {
    const { page } = await visit({ locale: "zh-CN" });
    const cards = page.locator("clipshelf-clip");
    expect(await cards.nth(0).textContent()).toContain("$69.00 起");
    expect(await cards.nth(2).textContent()).toContain("售罄");
    expect(await page.locator("[data-open]").first().getAttribute("aria-label")).toContain(
      "播放视频",
    );
  });

  it("show a product's own clips on its page", async () => {
    const { page } = await visit({ blocks: [{ block: "description" }], pageType: "product" });
    const block = page.locator("clipshelf-placement");
    expect(await block.locator("clipshelf-clip").count()).toBe(2);
    expect(await block.getAttribute("data-handle")).toBe("");
  });

  it("describe every clip to search engines", async () => {
    const { page } = await visit();
    const text = await page.locator('script[type="application/ld+json"]').textContent();
    const described = JSON.parse(text ?? "") as Record<string, string>[];
    expect(described).toHaveLength(4);
    expect(described[0]).toMatchObject({
      "@type": "VideoObject",
      name: "Linen shirt on the line",
      duration: "PT6S",
      uploadDate: "2026-11-01T10:00:00Z",
    });
  });
});

describe("nothing published", () => {
  const empty = [{ block: "carousel" as const, settings: { placement: "winter" } }];

  it("is quiet on the storefront", async () => {
    const { page, shop } = await visit({ blocks: empty });
    expect(await page.locator("[class^=clipshelf]").count()).toBe(0);
    expect(shop.requests.filter((request) => request.includes("assets"))).toEqual([]);
  });

  it("is explained in the theme editor", async () => {
    const { page } = await visit({ blocks: empty, designMode: true });
    expect(await page.locator(".clipshelf-note").textContent()).toContain(
      "No published placement has this handle",
    );
  });
});

describe("in the theme editor", () => {
  it("wakes up when a section is drawn anew, and lets go of the one before", async () => {
    const { page } = await visit({ designMode: true });
    await page.locator("[data-open]").first().click();
    await page.locator("clipshelf-player").waitFor({ state: "attached" });
    await page.evaluate(() => {
      const section = document.querySelector("#shopify-block-0")!;
      const html = section.innerHTML;
      section.innerHTML = "";
      document.dispatchEvent(new CustomEvent("shopify:section:load"));
      section.innerHTML = html;
    });
    await expect.poll(() => page.locator("clipshelf-player").count()).toBe(0);
    await page.locator("[data-open]").first().click();
    await page.locator("clipshelf-player").waitFor({ state: "attached" });
  });

  it("brings the chosen block into view and unfolds it", async () => {
    const { page } = await visit({ designMode: true, blocks: [{ block: "floating" }] });
    await page.locator("summary").click();
    await page.evaluate(() =>
      document
        .querySelector("#shopify-block-0")!
        .dispatchEvent(new CustomEvent("shopify:block:select", { bubbles: true })),
    );
    expect(
      await page.locator("details").evaluate((details: HTMLDetailsElement) => details.open),
    ).toBe(true);
  });

  it("counts nothing that a merchant does", async () => {
    const { page, shop } = await visit({ designMode: true });
    await page.waitForTimeout(1300);
    await page.goto("about:blank");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(shop.batches).toEqual([]);
  });
});
