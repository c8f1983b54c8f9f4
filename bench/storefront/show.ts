import type { Browser } from "playwright-core";
import { openContext } from "../../tests/setup/browser.ts";
import { throttle } from "./road.ts";
import type { Stage } from "./stage.ts";

/** What any page costs this browser besides the road, milliseconds, with a processor four times as slow. */
export interface BrowserShare {
  /** From the start of a navigation to its request, and from the answer to the end of an empty document. */
  begin: number;
  /** From media that the page holds in memory, its source open, to the first frame on screen. */
  show: number;
}

export async function browserShare(browser: Browser, stage: Stage): Promise<BrowserShare> {
  const context = await openContext(browser, { viewport: { width: 390, height: 844 } });
  try {
    const page = await context.newPage();
    await throttle(page, "memory");
    await page.goto(stage.url(""));
    const begin = await page.evaluate(() => {
      const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      return entry ? entry.requestStart + entry.domInteractive - entry.responseStart : Number.NaN;
    });
    return { begin, show: await page.evaluate(showFromMemory, stage.media) };
  } finally {
    await context.close();
  }
}

/** Runs in the page. */
async function showFromMemory({ mime, urls }: { mime: string; urls: string[] }): Promise<number> {
  const files = await Promise.all(
    urls.map(async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer())),
  );
  const video = document.createElement("video");
  Object.assign(video, { muted: true, playsInline: true, autoplay: true });
  document.body.append(video);
  const source = new MediaSource();
  const opened = new Promise((resolve) => {
    source.onsourceopen = resolve;
  });
  video.src = URL.createObjectURL(source);
  await opened;
  const buffer = source.addSourceBuffer(mime);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const frame = new Promise<number>((resolve) => {
    video.requestVideoFrameCallback((_now, { presentationTime }) => resolve(presentationTime));
  });
  const began = performance.now();
  for (const file of files) {
    buffer.appendBuffer(file);
    await new Promise((resolve) => {
      buffer.onupdateend = resolve;
    });
  }
  return (await frame) - began;
}
