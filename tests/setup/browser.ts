import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium as playwright,
} from "playwright-core";

/** Shopify's library answers 410 to robots, and a headless user agent counts as one. */
export const DESKTOP_AGENT =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";
export const PHONE_AGENT =
  "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36";

/** Chromium from npm, or the one CHROME_PATH names. Close it when done. `more`: further switches. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const given = process.env.CHROME_PATH;
  if (given && !existsSync(given)) throw new Error(`CHROME_PATH is not a file: ${given}`);
  return playwright.launch({
    executablePath: given ?? (await chromium.executablePath()),
    headless: true,
    args: [
      // Beacons sent while a page goes away do not carry the context's own user agent.
      `--user-agent=${DESKTOP_AGENT}`,
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--disable-dev-shm-usage",
      "--headless=new",
      "--font-render-hinting=none",
      ...more,
    ],
  });
}

/** A fresh profile with an ordinary user agent. */
export function openContext(
  browser: Browser,
  options: BrowserContextOptions & { phone?: boolean } = {},
): Promise<BrowserContext> {
  const { phone, ...rest } = options;
  return browser.newContext({
    userAgent: phone ? PHONE_AGENT : DESKTOP_AGENT,
    viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 900 },
    ...(phone ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
    ...rest,
  });
}

/** Collects what a page complains of; a test expects it to stay empty. */
export function watchConsole(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error")
      complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complaints.push(String(error.error())));
  return complaints;
}
