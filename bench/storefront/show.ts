import type { Browser } from "playwright-core";
import { openContext } from "../../tests/setup/browser.ts";
import { throttle } from "./road.ts";
import type { Stage } from "./stage.ts";

/**
 * Milliseconds from media that the page holds in memory, its source open, to the first frame on screen,
 * with a processor four times as slow: the part of a floor that is not the road's.
 */
export async function showMs(browser: Browser, stage: Stage): Promise<number> {
  const context = await openContext(browser, { viewport: { width: 390, height: 844 } });
  try {
    const page = await context.newPage();
    await page.goto(stage.url(""));
    await throttle(page, "memory");
    return await page.evaluate(showFromMemory, stage.media);
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
