import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { launchBrowser, openContext, watchConsole } from "../setup/browser.ts";
import { type PageSetup, startShop, type TestShop } from "./shop.ts";

const SHOTS = fileURLToPath(new URL("../shots", import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export interface Visit {
  page: Page;
  context: BrowserContext;
  shop: TestShop;
  /** Console errors that the test expects: they are not held against it. */
  expectComplaint(pattern: RegExp): void;
}

export interface VisitSetup extends Partial<PageSetup> {
  phone?: boolean;
  browser?: BrowserContextOptions;
  /** Before the page is asked for. */
  prepare?: (visit: { shop: TestShop; context: BrowserContext }) => Promise<void> | void;
}

/**
 * One browser a file, one shop and context a test. What the console complains of fails the test.
 */
export function storefront() {
  let browser: Browser;
  const open: { shop: TestShop; context: BrowserContext; check: () => void }[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    const visits = open.splice(0);
    for (const { shop, context } of visits) {
      await context.close();
      await shop.close();
    }
    for (const { check } of visits) check();
  });

  return async function visit(setup: VisitSetup = {}): Promise<Visit> {
    const { phone = false, browser: options = {}, prepare, ...page } = setup;
    const shop = await startShop(page);
    const context = await openContext(browser, { phone, ...options });
    const complaints = watchConsole(context);
    const expected: RegExp[] = [];
    const check = () =>
      expect(complaints.filter((text) => !expected.some((one) => one.test(text)))).toEqual([]);
    open.push({ shop, context, check });
    await prepare?.({ shop, context });
    const tab = await context.newPage();
    await tab.goto(shop.url, { waitUntil: "load" });
    return { page: tab, context, shop, expectComplaint: (pattern) => expected.push(pattern) };
  };
}

/** A picture for human eyes in tests/shots, where `SHOTS=1` asks for them: each costs as much as the test's step. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS) await picture(page, name);
}

/** The same, at every run. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${SHOTS}/${name}.jpg`, type: "jpeg", quality: 70, scale: "css" });
}

/** Waits of our own code between its tries pass eight times as fast; media goes on in its own time. */
export async function hurry(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const usual = window.setTimeout;
    window.setTimeout = ((run: () => void, ms = 0, ...more: unknown[]) =>
      usual(run, ms < 400 ? ms : ms / 8, ...more)) as typeof window.setTimeout;
  });
}

/** Opens the clip at `index` and waits until its picture moves. */
export async function play(page: Page, index = 0): Promise<void> {
  await page.locator("[data-open]").nth(index).click();
  await playing(page);
}

/** The clip in front has shown moving pictures. */
export async function playing(page: Page, after = 0): Promise<void> {
  await page.waitForFunction(
    (time) => {
      const root = document.querySelector("clipshelf-player")?.shadowRoot;
      const video = root?.querySelector<HTMLVideoElement>(".slide:not([inert]) video");
      return (
        !!video &&
        video.videoWidth > 0 &&
        video.currentTime > time &&
        video.readyState > 2 &&
        !video.paused
      );
    },
    after || 0.2,
    { timeout: 15_000 },
  );
}

/** `data-state` of the clip in front, and what its video element knows. */
export function front(page: Page) {
  return page.evaluate(() => {
    const root = document.querySelector("clipshelf-player")?.shadowRoot;
    const slide = root?.querySelector<HTMLElement>(".slide:not([inert])");
    const video = slide?.querySelector("video");
    return {
      state: slide?.dataset.state ?? null,
      label: slide?.ariaLabel ?? null,
      trouble: slide?.querySelector<HTMLElement>(".trouble:not([hidden]) p")?.textContent ?? null,
      width: video?.videoWidth ?? 0,
      time: video?.currentTime ?? 0,
      muted: video?.muted ?? null,
      videos: root?.querySelectorAll("video").length ?? 0,
      active:
        root?.activeElement?.getAttribute("data-do") ?? root?.activeElement?.localName ?? null,
    };
  });
}

/**
 * Violations of WCAG 2.2 A and AA that axe finds, in words; `within` the player's own element of that
 * selector: axe does not know that a modal dialog makes all else inert, and need not look at it each time.
 */
export async function axe(page: Page, within?: string): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  return page.evaluate(async (part) => {
    const { axe: engine } = window as unknown as {
      axe: {
        run(
          root: Document | { fromShadowDom: string[] },
          options: object,
        ): Promise<{
          violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
        }>;
      };
    };
    const { violations } = await engine.run(
      part ? { fromShadowDom: ["clipshelf-player", part] } : document,
      {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
        resultTypes: ["violations"],
      },
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
  }, within);
}

/** All events that arrived, without their times. */
export function events(shop: TestShop): unknown[][] {
  return shop.batches.flatMap(({ e }) => e.map(([kind, , ...rest]) => [kind, ...rest]));
}

/** Leaves the page, which sends what is waiting. */
export async function leave({ page, shop }: Visit): Promise<void> {
  await page.goto("about:blank");
  await expect.poll(() => shop.batches.length, { timeout: 5000 }).toBeGreaterThan(0);
}
