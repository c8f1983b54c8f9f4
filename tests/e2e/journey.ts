import type { Browser, BrowserContext, FrameLocator, Page } from "playwright-core";
import type { Stack } from "../../scripts/stack.ts";
import { launchBrowser, openContext, watchConsole } from "../setup/browser.ts";
import { adminSteps } from "./journey-admin.ts";
import { shopperSteps } from "./journey-shopper.ts";

/** What the steps of the journey share. */
export interface Journey {
  stack: Pick<Stack, "shopUrl" | "appUrl">;
  /** The merchant's browser, and the app inside the admin frame. */
  merchant: Page;
  app: FrameLocator;
  /** A shopper's phone. */
  shopper: Page;
  /** What steps leave for later ones. */
  notes: Record<string, string>;
}

export interface Step {
  name: string;
  run(journey: Journey): Promise<void>;
}

export interface StepResult {
  name: string;
  milliseconds: number;
  error?: string;
}

/**
 * The main job, by hand: upload, tag, coupon, publish, theme editor, watch, take the coupon, choose a
 * variant, cart, checkout, report, refund, report. Stops at the first step that fails. A complaint in a
 * console fails the step during which it came. `shots` is a folder for a picture of every step.
 */
export async function runSteps(
  stack: Journey["stack"],
  options: { say?: (line: string) => void; shots?: string } = {},
): Promise<StepResult[]> {
  const browser = await launchBrowser();
  const results: StepResult[] = [];
  try {
    const { journey, complaints } = await begin(browser, stack);
    for (const step of [...adminSteps, ...shopperSteps]) {
      const result = await runStep(step, journey, complaints);
      results.push(result);
      options.say?.(row(result));
      if (options.shots) await picture(journey, options.shots, results.length, step.name);
      if (result.error) break;
    }
  } finally {
    await browser.close();
  }
  return results;
}

/** For `npm run demo -- --check`: prints the table and says whether all went well. */
export async function runJourney(
  stack: Journey["stack"],
  say: (line: string) => void,
  shots?: string,
): Promise<boolean> {
  say("\nThe main journey in headless Chromium:\n");
  const results = await runSteps(stack, { say, ...(shots ? { shots } : {}) });
  const failed = results.find((result) => result.error);
  const total = results.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  if (failed) say(`\n“${failed.name}” failed:\n${failed.error}`);
  say(`\n${failed ? "Not all" : "All"} ${results.length} steps in ${(total / 1000).toFixed(1)} s`);
  return !failed;
}

async function begin(browser: Browser, stack: Journey["stack"]) {
  const complaints: string[] = [];
  const open = async (phone: boolean): Promise<[BrowserContext, Page]> => {
    const context = await openContext(browser, { phone });
    const said = watchConsole(context);
    watched.push(said);
    return [context, await context.newPage()];
  };
  const watched: string[][] = [];
  const [, merchant] = await open(false);
  const [, shopper] = await open(true);
  for (const page of [merchant, shopper]) page.setDefaultTimeout(20_000);
  const journey: Journey = {
    stack,
    merchant,
    app: merchant.frameLocator('iframe[name="app-iframe"]'),
    shopper,
    notes: {},
  };
  return {
    journey,
    complaints: () => watched.flatMap((said) => said.splice(0)).concat(complaints),
  };
}

async function runStep(
  step: Step,
  journey: Journey,
  complaints: () => string[],
): Promise<StepResult> {
  const started = performance.now();
  const result: StepResult = { name: step.name, milliseconds: 0 };
  try {
    await step.run(journey);
    const said = complaints();
    if (said.length) result.error = `The console says:\n${said.join("\n")}`;
  } catch (error) {
    result.error = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const said = complaints();
    if (said.length) result.error += `\nThe console says:\n${said.join("\n")}`;
  }
  result.milliseconds = performance.now() - started;
  return result;
}

function row({ name, milliseconds, error }: StepResult): string {
  const seconds = `${(milliseconds / 1000).toFixed(2)} s`.padStart(9);
  return `  ${error ? "✗" : "✓"} ${name.padEnd(64)} ${seconds}`;
}

async function picture(journey: Journey, folder: string, number: number, name: string) {
  const file = `${String(number).padStart(2, "0")}-${name.replace(/[^a-z0-9]+/gi, "-").slice(0, 40)}`;
  await journey.merchant.screenshot({ path: `${folder}/${file}-merchant.png` });
  await journey.shopper.screenshot({ path: `${folder}/${file}-shopper.png` });
}
