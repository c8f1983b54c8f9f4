import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { TestShop } from "./shop.ts";
import { front, hurry, play, playing, storefront } from "./visit.ts";

const visit = storefront();
const segments = (shop: TestShop) =>
  shop.requests.filter((request) => /\/[av]\d?_\d+\.m4s$/.test(request));
/** The folder that the clip in front has its links under. */
const folderOf = (shop: TestShop) =>
  /media\/([^/]+)\/v\d_init/.exec(shop.requests.join("\n"))?.[1] ?? "";
const trouble = async (page: Page) => (await front(page)).trouble;

async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((away) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => away });
    Object.defineProperty(document, "visibilityState", {
      configurable: true,
      get: () => (away ? "hidden" : "visible"),
    });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
}

/** Neighbours are then left alone: what is asked for is of the clip in front. */
async function saveData(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Object.defineProperty(navigator, "connection", {
      value: { saveData: true, effectiveType: "4g" },
    });
  });
}

describe("a managed media source", () => {
  it("is used where there is no other, keeps to one screen, and is fed when it asks", async () => {
    const { page, shop } = await visit({
      prepare: async ({ context }) => {
        await saveData(context);
        await context.addInitScript(() => {
          const Usual = window.MediaSource;
          class Managed extends Usual {
            // Asks for media once it is open, not before.
            streaming = false;
            constructor() {
              super();
              Object.assign(window, { managed: this });
              this.addEventListener("sourceopen", () =>
                setTimeout(() => {
                  this.streaming = true;
                  this.dispatchEvent(new Event("startstreaming"));
                }, 50),
              );
            }
          }
          // It never opens on an element that could be handed to another screen.
          const { get, set } = Object.getOwnPropertyDescriptor(
            HTMLMediaElement.prototype,
            "src",
          ) as { get(): string; set(value: string): void };
          Object.defineProperty(HTMLMediaElement.prototype, "src", {
            get,
            set(this: HTMLMediaElement, value: string) {
              if (this.disableRemotePlayback || !value.startsWith("blob:")) set.call(this, value);
            },
          });
          Reflect.deleteProperty(window, "MediaSource");
          Object.assign(window, { ManagedMediaSource: Managed });
        });
      },
    });
    const stream = (on: boolean) =>
      page.evaluate((streaming) => {
        const { managed } = window as unknown as { managed: EventTarget };
        Object.assign(managed, { streaming });
        managed.dispatchEvent(new Event(streaming ? "startstreaming" : "endstreaming"));
      }, on);
    await play(page);
    await stream(false);
    await page.waitForTimeout(700);
    const held = segments(shop).length;
    await page.waitForTimeout(1200);
    expect(segments(shop).length).toBe(held);
    const remote = await page.evaluate(
      () =>
        document
          .querySelector("clipshelf-player")
          ?.shadowRoot?.querySelector<HTMLVideoElement>(".slide:not([inert]) video")
          ?.disableRemotePlayback,
    );
    expect(remote).toBe(true);
    await stream(true);
    await playing(page, 4.2);
  });
});

describe("codecs", () => {
  it("that the browser does not know are left out before anything is fetched", async () => {
    const { page, shop } = await visit({
      prepare: ({ shop: { clips } }) => {
        for (const clip of clips) {
          const { playback } = clip.media;
          const renditions = playback.renditions.map((rung, index) =>
            index === 1 ? { ...rung, codec: "avc9.640033" } : rung,
          );
          clip.media = { ...clip.media, playback: { ...playback, renditions } };
        }
      },
    });
    await play(page);
    expect((await front(page)).width).toBe(180);
    expect(shop.requests.join()).not.toContain("/v1_");
  });
});

describe("a lost network", () => {
  it("is waited for as long as the browser is offline, and resumed from", async () => {
    const { page, context, expectComplaint } = await visit({
      prepare: ({ context }) => hurry(context),
    });
    expectComplaint(/ERR_INTERNET_DISCONNECTED/);
    await play(page);
    await context.setOffline(true);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => trouble(page), { timeout: 8000 }).toMatch(/connection is lost/);
    // Longer than all tries of a network that only fails, which are hurried.
    await page.waitForTimeout(2500);
    expect(await front(page)).toMatchObject({ state: "stuck" });
    await context.setOffline(false);
    await playing(page, 5);
    expect(await trouble(page)).toBeNull();
  });

  it("is tried again by itself after giving up, once the browser is online", async () => {
    const { page, shop, expectComplaint } = await visit({
      prepare: ({ context }) => hurry(context),
    });
    expectComplaint(/503/);
    await play(page);
    shop.faults.media = 503;
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => trouble(page), { timeout: 40_000 }).toMatch(/did not load/);
    shop.faults.media = null;
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await playing(page, 5);
    expect(await trouble(page)).toBeNull();
  });
});

describe("an expired link", () => {
  it("is fetched anew once, and the clip goes on from where it was", async () => {
    const { page, shop, expectComplaint } = await visit();
    expectComplaint(/404/);
    await play(page);
    shop.faults.expired = folderOf(shop);
    shop.requests.length = 0;
    await page.keyboard.press("ArrowRight");
    await playing(page, 5);
    expect(shop.requests.filter((request) => request.includes("/apps/video/"))).toHaveLength(1);
    expect(await trouble(page)).toBeNull();
  });

  it("is asked for again while our server does not answer", async () => {
    const { page, shop, expectComplaint } = await visit();
    expectComplaint(/404|503/);
    await play(page);
    shop.faults.expired = folderOf(shop);
    shop.faults.serverDown = true;
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => trouble(page), { timeout: 10_000 }).toMatch(/connection is lost/);
    shop.faults.serverDown = false;
    await playing(page, 5);
    expect(await trouble(page)).toBeNull();
  });

  it("of a clip that is gone is said in words", async () => {
    const { page, shop, expectComplaint } = await visit();
    expectComplaint(/404/);
    await play(page);
    shop.faults.expired = folderOf(shop);
    for (const clip of shop.clips) clip.id = `${clip.id.slice(0, -1)}x`;
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => trouble(page), { timeout: 10_000 }).toMatch(/no longer available/);
    await page.getByRole("button", { name: "Try again" }).waitFor();
  });
});

describe("a decoder that fails", () => {
  it("in the middle goes on from there with the rung below", async () => {
    const { page, shop } = await visit();
    await play(page);
    expect((await front(page)).width).toBe(360);
    shop.faults.broken = "v1";
    await page.keyboard.press("ArrowRight");
    await playing(page, 5);
    expect((await front(page)).width).toBe(180);
    expect(await trouble(page)).toBeNull();
  });

  it("with every rung is said in words", async () => {
    const { page } = await visit({
      prepare: ({ shop: { clips, faults } }) => {
        faults.broken = "v0";
        for (const clip of clips) {
          const { playback } = clip.media;
          const renditions = playback.renditions.slice(0, 1);
          clip.media = { ...clip.media, playback: { ...playback, renditions } };
        }
      },
    });
    await page.locator("[data-open]").first().click();
    await expect.poll(() => trouble(page), { timeout: 15_000 }).toMatch(/cannot play/);
    await page.getByRole("button", { name: "Try again" }).waitFor();
  });
});

describe("a tab in the background", () => {
  it("fetches nothing, and goes on when it is seen again", async () => {
    const { page, shop } = await visit({
      prepare: ({ shop: { faults } }) => {
        faults.mediaSpeed = 90_000;
      },
    });
    await play(page);
    await setHidden(page, true);
    // What is on its way arrives.
    await page.waitForTimeout(2500);
    const before = segments(shop).length;
    await page.waitForTimeout(1200);
    expect(segments(shop).length).toBe(before);
    expect(before).toBeLessThan(6);
    await setHidden(page, false);
    await playing(page, 4.5);
  });
});

describe("neighbours", () => {
  /** Indices of the clips whose media was asked for, in order. Each answer of the shop numbers all four. */
  const asked = (shop: TestShop) => [
    ...new Set(
      shop.requests.flatMap((request) => {
        const number = /\.(\d+)\/v\d_init/.exec(request)?.[1];
        return number ? [(Number(number) - 1) % 4] : [];
      }),
    ),
  ];

  it("are prepared the way one swipes first, with one segment each", async () => {
    const { page, shop } = await visit();
    await play(page, 1);
    await expect.poll(() => asked(shop), { timeout: 5000 }).toEqual([1, 2, 0]);
    const waiting = shop.requests.filter((request) => /v\d_1\.m4s/.test(request));
    expect(waiting.length).toBeLessThanOrEqual(1);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => asked(shop), { timeout: 5000 }).toEqual([1, 2, 0, 3]);
    expect((await front(page)).videos).toBe(3);
  });

  it("are left alone for those who save data", async () => {
    const { page, shop } = await visit({
      prepare: ({ context }) => saveData(context),
    });
    await play(page, 1);
    await playing(page, 2.5);
    expect(asked(shop)).toEqual([1]);
  });
});

describe("what is learnt of the road", () => {
  const firstRung = (shop: TestShop) => /\/v(\d)_init/.exec(shop.requests.join("\n"))?.[1];

  for (const consent of [true, false])
    it(`${consent ? "is kept for the next page" : "is forgotten without consent"}`, async () => {
      const { page, shop } = await visit({
        consent,
        prepare: ({ shop: { faults } }) => {
          faults.mediaSpeed = 45_000;
        },
      });
      await play(page);
      expect(firstRung(shop)).toBe("1");
      await playing(page, 4.2);
      shop.requests.length = 0;
      await page.goto(`${shop.url}/products/linen-shirt`, { waitUntil: "load" });
      await play(page);
      expect(firstRung(shop)).toBe(consent ? "0" : "1");
      expect(await page.evaluate(() => sessionStorage.length)).toBe(consent ? 1 : 0);
    });
});
