import chromium from "@sparticuz/chromium";
import { chromium as playwright } from "playwright-core";
import { compileScene } from "./compile-scene.ts";
import { LENS_GLSL, LIGHT_GLSL } from "./lens.glsl.ts";
import type { Scene } from "./scene.ts";
import { installStudio, type Studio, type TraceRequest, type View } from "./studio-page.ts";

declare global {
  interface Window {
    studio: Studio;
  }
}

/** A browser with a software renderer: pictures come out the same on every machine. */
export interface DrawingStudio {
  load(scene: Scene): Promise<void>;
  /** The scene's own camera unless the request says otherwise. */
  trace(
    request: Pick<TraceRequest, "width" | "height" | "samples"> & Partial<TraceRequest>,
  ): Promise<void>;
  shoot(size: [number, number], view?: View, type?: string, quality?: number): Promise<Buffer>;
  close(): Promise<void>;
}

export async function openStudio(): Promise<DrawingStudio> {
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    headless: true,
    args: [
      "--no-sandbox",
      "--use-gl=angle",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      "--ignore-gpu-blocklist",
      "--disable-gpu-watchdog",
      "--disable-background-networking",
      "--no-first-run",
    ],
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.evaluate(installStudio, { light: LIGHT_GLSL, lens: LENS_GLSL });
  let scene: Scene | null = null;
  return {
    async load(next) {
      scene = next;
      const { source, grids } = compileScene(next);
      const packed = grids.map((grid) => ({
        size: grid.size,
        data: Buffer.from(grid.distances.buffer).toString("base64"),
      }));
      const { camera, key, steam, flames, label } = next;
      await page.evaluate((loaded) => window.studio.load(loaded), {
        source,
        grids: packed,
        label: label ?? null,
        traits: {
          GOBO: key.gobo === "window" ? 1 : key.gobo === "leaves" ? 2 : 0,
          BLUR: camera.blur ? 1 : 0,
          STEAMS: steam?.length ?? 0,
          FLAMES: flames?.length ?? 0,
        },
      } as const);
    },
    async trace(request) {
      const { from, to, fov } = scene!.camera;
      await page.evaluate((one) => window.studio.trace(one), { from, to, fov, ...request });
    },
    async shoot(size, view = {}, type = "image/webp", quality = 0.8) {
      const { camera, key, flames, steam, exposure } = scene!;
      const text = await page.evaluate(
        async ({ about, size, view, type, quality }) => {
          window.studio.finish(about, size, view);
          return window.studio.picture(type, quality);
        },
        { about: { camera, key, flames, steam, exposure }, size, view, type, quality },
      );
      return Buffer.from(text, "base64");
    },
    close: () => browser.close(),
  };
}
