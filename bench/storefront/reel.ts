import { statSync } from "node:fs";
import { basename, join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { makeClip } from "../../tests/storefront/media.ts";
import { startShop, type TestShop, VIDEOS } from "../../tests/storefront/shop.ts";
import { bundle } from "./bundle.ts";

/** Seconds of a clip in the reel: longer than anybody stays below. */
export const CLIP_SECONDS = 16;

/** A shop with one block of so many clips, of 16 seconds each, with sound. */
export async function startReelShop(clips: number): Promise<TestShop> {
  const shop = await startShop();
  const media = await makeClip("a", true, CLIP_SECONDS);
  const [first] = shop.clips;
  if (!first) throw new Error("The shop has no clips");
  shop.clips = Array.from({ length: clips }, (_, index) => ({
    ...first,
    id: VIDEOS[index] ?? `01${String(index).padStart(22, "0")}`,
    title: `Clip ${index + 1}`,
    media,
    product: "clay-pot",
  }));
  shop.page.blocks = [{ block: "carousel", settings: { limit: clips } }];
  // One variant, and enough of it for every round.
  for (const { handle, variants } of shop.products)
    if (handle === "clay-pot") for (const variant of variants) variant.stock = 1000;
  return shop;
}

/** One way to swipe through the same clips. */
export interface Swiper {
  name: string;
  /** Brings the page to where the first clip plays. */
  open(page: Page, shop: TestShop): Promise<void>;
  /** Goes on to the next clip, or back. */
  step(page: Page, step: 1 | -1): Promise<void>;
}

export const OURS: Swiper = {
  name: "ours",
  async open(page, shop) {
    await page.goto(shop.url, { waitUntil: "load" });
    await page.locator("[data-open]").first().click();
  },
  step: byKey,
};

function byKey(page: Page, step: 1 | -1): Promise<void> {
  return page.keyboard.press(step > 0 ? "ArrowDown" : "ArrowUp");
}

/**
 * The same column of clips with hls.js as its makers document it: attached when a clip comes to the
 * front, destroyed when it goes. `ahead`: the next clip is attached as well, as many feeds do it.
 */
export function hlsReel(name: string, ahead: boolean): Swiper {
  return {
    name,
    async open(page, shop) {
      // Any page of the shop: nothing of its own is on it.
      await page.goto(`${shop.url}/products/empty`);
      await page.addScriptTag({ content: await bundle(PLAIN), type: "module" });
      await page.waitForFunction(() => "openReel" in window);
      await page.evaluate(
        (two) => (window as unknown as { openReel(two: boolean): Promise<void> }).openReel(two),
        ahead,
      );
    },
    step: byKey,
  };
}

const PLAIN = `
import Hls from "hls.js/light";
window.openReel = async (two) => {
  const { videos } = await (await fetch("/apps/feed/summer")).json();
  document.body.innerHTML = '<div class="reel">' + videos.map(() =>
    '<section class="slide"><video muted playsinline loop></video></section>').join("") + "</div>";
  const style = new CSSStyleSheet();
  style.replaceSync("body{margin:0}.reel{height:100vh;overflow-y:scroll;scroll-snap-type:y mandatory}.slide{height:100vh;scroll-snap-align:start;scroll-snap-stop:always}video{width:100%;height:100%}");
  document.adoptedStyleSheets = [style];
  const slides = [...document.querySelectorAll(".slide")];
  const players = new Map();
  const attach = (index) => {
    if (players.has(index) || !videos[index]) return;
    const hls = new Hls();
    hls.loadSource(videos[index].playback.hls);
    hls.attachMedia(slides[index].firstChild);
    players.set(index, hls);
  };
  let at = -1;
  const activate = (index) => {
    if (index === at) return;
    at = index;
    for (const [other, hls] of players)
      if (other !== index && !(two && other === index + 1)) { hls.destroy(); players.delete(other); }
    for (const slide of slides) slide.firstChild.pause();
    attach(index);
    slides[index].firstChild.play().catch(() => {});
    if (two) attach(index + 1);
  };
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) activate(slides.indexOf(target));
  }, { root: document.querySelector(".reel"), threshold: 0.6 });
  for (const slide of slides) watcher.observe(slide);
  addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    slides[at + by]?.scrollIntoView({ behavior: "smooth" });
  });
};`;

/** What is in front, and when its first moving frame came. Milliseconds of the page's clock. */
export interface Arrival {
  index: number;
  front: number;
  frame: number;
}

/**
 * Notes, for whatever reel the page opens, when a slide fills most of it and when its video then
 * presents its next frame. Call before the page is asked for.
 */
export async function watchArrivals(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const arrivals: Arrival[] = [];
    Object.assign(window, { arrivals });
    const root = () => document.querySelector("clipshelf-player")?.shadowRoot ?? document;
    const begin = () => {
      const slides = [...root().querySelectorAll(".slide")];
      if (slides.length === 0) return void requestAnimationFrame(begin);
      let last = -1;
      const came = (slide: Element, index: number) => {
        const front = performance.now();
        const wait = () => {
          if (last !== index) return;
          const video = slide.querySelector("video");
          if (!video) return void requestAnimationFrame(wait);
          video.requestVideoFrameCallback((_now, { presentationTime }) => {
            arrivals.push({ index, front, frame: presentationTime });
          });
        };
        wait();
      };
      const watcher = new IntersectionObserver(
        (entries) => {
          for (const { target, isIntersecting } of entries) {
            const index = slides.indexOf(target);
            if (!isIntersecting || index === last) continue;
            last = index;
            came(target, index);
          }
        },
        { root: slides[0]?.parentElement ?? null, threshold: 0.6 },
      );
      for (const slide of slides) watcher.observe(slide);
    };
    addEventListener("DOMContentLoaded", begin);
  });
}

/** Waits until the clip at `index` has shown a moving frame. */
export async function arrived(page: Page, index: number): Promise<Arrival> {
  const found = await page.waitForFunction(
    (wanted) =>
      (window as unknown as { arrivals: Arrival[] }).arrivals.findLast(
        (each) => each.index === wanted,
      ),
    index,
    { timeout: 30_000 },
  );
  return (await found.jsonValue()) as Arrival;
}

/** Position of the clip in front, in seconds. */
export function position(page: Page, index: number): Promise<number> {
  return page.evaluate((at) => {
    const root = document.querySelector("clipshelf-player")?.shadowRoot ?? document;
    return root.querySelectorAll(".slide")[at]?.querySelector("video")?.currentTime ?? 0;
  }, index);
}

/**
 * Media bytes that were asked for, and how many of them belong to moments that were seen. `watched`:
 * seconds from its beginning, by clip. Init segments count as seen with the clip.
 */
export function mediaBytes(
  shop: TestShop,
  requests: readonly string[],
  watched: ReadonlyMap<number, number>,
): { fetched: number; seen: number } {
  let fetched = 0;
  let seen = 0;
  for (const request of requests) {
    const [, folder = "", file = ""] =
      /\/media\/(.+)\/([^/]+\.m4s|[^/]+_init\.mp4)$/.exec(request) ?? [];
    if (!file) continue;
    const clip = clipOf(shop, folder);
    const media = shop.clips[clip]?.media;
    if (!media) continue;
    const bytes = statSync(join(media.folder, basename(file))).size;
    const until = watched.get(clip) ?? 0;
    fetched += bytes;
    seen += bytes * shareSeen(media.playback, file, until);
  }
  return { fetched, seen };
}

function shareSeen(
  { renditions, audio }: TestShop["clips"][number]["media"]["playback"],
  file: string,
  until: number,
): number {
  if (file.includes("_init")) return until > 0 ? 1 : 0;
  const track = [...renditions, ...(audio ? [audio] : [])].find(({ segments }) =>
    segments.some(([name]) => name === file),
  );
  let start = 0;
  for (const [name, seconds] of track?.segments ?? []) {
    if (name === file) return Math.max(0, Math.min(1, (until - start) / seconds));
    start += seconds;
  }
  throw new Error(`No track holds ${file}`);
}

/** The shop numbers the links that it gives out, one for each clip of a feed. */
function clipOf(shop: TestShop, folder: string): number {
  const number = Number(folder.split(".").at(-1));
  return (number - 1) % shop.clips.length;
}
