import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { launchBrowser, openContext } from "../tests/setup/browser.ts";
import { ADMIN_PAGES, type PicturedPage, STOREFRONT_PAGES } from "./pictures/pages.ts";
import { ROOT } from "./processes.ts";
import { seedStack } from "./seed-stack.ts";
import { type Stack, startStack } from "./stack.ts";

/**
 * `npm run pictures [-- NAME …]`: fills a shop made for it, takes docs/pictures/pages anew (every page, or
 * those named) and writes docs/pages.md. Exits with 1 when a page could not be taken; the others are kept.
 */
const FOLDER = join(ROOT, "docs", "pictures", "pages");
const LANGUAGES = ["en", "zh-CN"] as const;
const DEVICES = ["desktop", "phone"] as const;
type Language = (typeof LANGUAGES)[number];
type Device = (typeof DEVICES)[number];

/** Bytes that a picture may have at most, so that a clone stays light. */
const MOST_BYTES = 60_000;
const WIDTH = { desktop: 960, phone: 390 } as const;

const wanted = new Set(process.argv.slice(2));
const chosen = (page: PicturedPage) => wanted.size === 0 || wanted.has(page.name);

const folder = mkdtempSync(join(tmpdir(), "clipshelf-pictures-"));
const stack = await startStack({ dataDir: folder, ports: "free", say: console.log });
const missed: string[] = [];
try {
  await seedStack(stack, console.log);
  mkdirSync(FOLDER, { recursive: true });
  const browser = await launchBrowser();
  for (const language of LANGUAGES)
    for (const device of DEVICES) missed.push(...(await takeAll(browser, stack, language, device)));
  await browser.close();
  writeFileSync(join(ROOT, "docs", "pages.md"), describe());
} finally {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (missed.length > 0) {
  console.error(`Not taken:\n${missed.join("\n")}`);
  process.exit(1);
}

async function takeAll(
  browser: Browser,
  { shopUrl }: Stack,
  language: Language,
  device: Device,
): Promise<string[]> {
  await fetch(`${shopUrl}/admin/settings/language`, {
    method: "POST",
    body: new URLSearchParams({ locale: language }),
    redirect: "manual",
  });
  const failed: string[] = [];
  const chinese = language === "zh-CN" ? "/zh-cn" : "";
  const all = [
    ...ADMIN_PAGES.map((page) => ({
      page,
      url: `${shopUrl}/admin/apps/clipshelf/app${page.path}`,
    })),
    ...STOREFRONT_PAGES.map((page) => ({ page, url: `${shopUrl}${chinese}${page.path}` })),
  ];
  for (const { page, url } of all) {
    if (!chosen(page)) continue;
    const tall = page.tall && device === "desktop";
    const context = await openContext(browser, {
      phone: device === "phone",
      ...(tall ? { viewport: { width: 1280, height: 1350 } } : {}),
    });
    const name = `${page.name}-${device}-${language}`;
    try {
      const tab = await context.newPage();
      tab.setDefaultTimeout(20_000);
      await take(tab, page, url, device, name);
      console.log(name);
    } catch (error) {
      failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      await context.close();
    }
  }
  return failed;
}

async function take(tab: Page, page: PicturedPage, url: string, device: Device, name: string) {
  await tab.goto(url);
  const admin = url.includes("/admin/");
  const inside = admin ? tab.frameLocator('iframe[name="app-iframe"]') : tab;
  const settle = async () => {
    if (admin) await inside.getByRole("heading", { level: 1 }).first().waitFor();
    // Pictures and what a page asks for once it stands; a clip that plays is never idle.
    await tab.waitForLoadState("networkidle", { timeout: 5_000 }).catch(() => undefined);
    await tab.waitForTimeout(600);
  };
  await settle();
  await page.prepare?.({ page: tab, inside });
  await settle();
  const png = sharp(await tab.screenshot()).resize({ width: WIDTH[device] });
  for (const quality of [80, 65, 50, 35, 20]) {
    const webp = await png.clone().webp({ quality, effort: 6 }).toBuffer();
    if (webp.length > MOST_BYTES && quality > 20) continue;
    writeFileSync(join(FOLDER, `${name}.webp`), webp);
    return;
  }
}

/** docs/pages.md. */
function describe(): string {
  const section = ({ name, title, about, route }: PicturedPage) => {
    const image = (device: Device, language: Language, width: string) =>
      `  <img src="pictures/pages/${name}-${device}-${language}.webp" width="${width}" alt="${title}, ${
        device === "desktop" ? "desktop" : "phone"
      }, ${language === "en" ? "English" : "Chinese"}">`;
    return `## ${title}

${about}${route ? ` \`app/routes/${route}\`` : ""}

<p>
${image("desktop", "en", "38%")}
${image("phone", "en", "11%")}
${image("desktop", "zh-CN", "38%")}
${image("phone", "zh-CN", "11%")}
</p>
`;
  };
  return `# Every page

Each page of the admin and of the demo storefront, in English and in Simplified Chinese, on a desktop and on a phone.
\`npm run pictures\` takes them anew from a demo shop and writes this file; \`scripts/pictures/pages.ts\` is the list.

# The admin

${ADMIN_PAGES.map(section).join("\n")}
# The storefront

${STOREFRONT_PAGES.map(section).join("\n")}`;
}
