import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../sandbox/fixtures/running-sandbox.ts";
import { DEFAULT_SHOP } from "../../sandbox/world/shops.ts";
import { launchBrowser, openContext, watchConsole } from "../setup/browser.ts";

/** The admin frame and the stand-in of App Bridge, with a page in the app's place that uses them. */
let sandbox: TestSandbox;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let app: Frame;
let complaints: string[];
const phone = { value: false };

beforeAll(async () => {
  sandbox = await startTestSandbox();
  sandbox.app.answer = (request, response) => {
    const { pathname } = new URL(request.url, "http://app");
    if (pathname.startsWith("/api/")) {
      const stale = pathname === "/api/stale" && apiCalls() === 1;
      response.writeHead(stale ? 401 : 200, {
        "Content-Type": "application/json",
        ...(stale && { "X-Shopify-Retry-Invalid-Session-Request": "1" }),
      });
      response.end(JSON.stringify({ authorization: request.headers.authorization ?? null }));
      return;
    }
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
    response.end(appPage(pathname));
  };
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});

const apiCalls = () => sandbox.app.requests.filter((one) => one.url.startsWith("/api/")).length;

const appPage = (path: string) => `<!doctype html><html lang="en"><head><title>App</title>
<link rel="icon" href="data:,"></head><body>
<script data-api-key="test-api-key" src="${sandbox.url}/app-bridge.js"></script>
<ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/library">Library</a>
<a href="/app/reports">Reports</a></ui-nav-menu>
<ui-title-bar title="Clips"><button variant="primary" id="upload">Upload</button></ui-title-bar>
<h1>${path}</h1>
<form data-save-bar><label>Title <input name="title" value="a"></label></form>
<a id="editor" target="_top" href="https://${DEFAULT_SHOP}/admin/themes/current/editor?context=apps">Editor</a>
<ui-modal id="sure"><p>Really?</p><ui-title-bar title="Delete clip">
<button variant="primary" tone="critical" id="delete">Delete</button></ui-title-bar></ui-modal>
</body></html>`;

const open = async (path = "/admin/apps/clipshelf/app/library") => {
  await page.goto(`${sandbox.url}${path}`);
  await page.frameLocator('iframe[name="app-iframe"]').locator("h1").waitFor();
  const found = page.frames().find((one) => one.url().startsWith(sandbox.app.url));
  if (!found) throw new Error("The app is not in the frame");
  app = found;
};

beforeEach(async () => {
  sandbox.app.requests = [];
  context = await openContext(browser, phone.value ? { phone: true } : {});
  complaints = watchConsole(context);
  page = await context.newPage();
  await open();
});
afterEach(async () => {
  await context.close();
});

describe("the frame", () => {
  it("loads the app as Shopify does, signed", async () => {
    const [request] = sandbox.app.requests;
    const query = new URL(request?.url ?? "", "http://app").searchParams;
    expect([...query.keys()].sort()).toEqual([
      "embedded",
      "hmac",
      "host",
      "id_token",
      "locale",
      "session",
      "shop",
      "timestamp",
    ]);
    expect(Buffer.from(query.get("host") ?? "", "base64").toString()).toBe(
      "admin.shopify.com/store/clipshelf-demo",
    );
    expect(sandbox.shopify.utils.sanitizeHost(query.get("host") ?? "")).toBeTruthy();
    expect(await sandbox.shopify.utils.validateHmac(Object.fromEntries(query))).toBe(true);
    await sandbox.shopify.session.decodeSessionToken(query.get("id_token") ?? "");
  });

  it("shows the app's menu and title, and presses its buttons", async () => {
    const menu = page.locator("[data-app-nav] a");
    await expect.poll(() => menu.allInnerTexts()).toEqual(["Library", "Reports"]);
    expect(await menu.first().getAttribute("aria-current")).toBe("page");
    expect(await page.locator("[data-title]").textContent()).toBe("Clips");
    await app.evaluate(() => {
      document.querySelector("#upload")?.addEventListener("click", () => {
        document.body.dataset.pressed = "yes";
      });
    });
    await page.getByRole("button", { name: "Upload" }).click();
    await app.locator('body[data-pressed="yes"]').waitFor();
    expect(complaints).toEqual([]);
  });

  it("keeps its address in step with the app's", async () => {
    await app.evaluate(() => history.pushState(null, "", "/app/library/7?tab=tags&id_token=x"));
    await expect.poll(() => page.url()).toContain("/admin/apps/clipshelf/app/library/7?tab=tags");
    expect(page.url()).not.toContain("id_token");
    await page.locator("[data-app-nav] a", { hasText: "Reports" }).click();
    await app.locator("h1", { hasText: "/app/reports" }).waitFor();
    await expect.poll(() => page.url()).toContain("/admin/apps/clipshelf/app/reports");
    await page.reload();
    await page
      .frameLocator('iframe[name="app-iframe"]')
      .locator("h1", { hasText: "/app/reports" })
      .waitFor();
  });

  it("gives the app's router its navigation, when it has one", async () => {
    await app.evaluate(() => {
      addEventListener("shopify:navigate", (event) => {
        document.body.dataset.went = (event.target as Element).getAttribute("href") ?? "";
      });
    });
    await page.locator("[data-app-nav] a", { hasText: "Reports" }).click();
    await app.locator('body[data-went="/app/reports"]').waitFor();
    expect(await app.locator("h1").textContent()).toBe("/app/library");
  });

  it("follows deep links of the shop to the theme editor", async () => {
    const [request] = await Promise.all([
      page.waitForRequest((one) => one.isNavigationRequest() && one.url().includes("/editor")),
      app.locator("#editor").click(),
    ]);
    const url = new URL(request.url());
    expect(url.origin).toBe(sandbox.url);
    expect(url.pathname).toBe("/admin/themes/current/editor");
    expect(url.searchParams.get("context")).toBe("apps");
  });

  it("passes the eyes of axe", async () => {
    const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    for (const path of ["products", "orders", "settings"]) {
      await page.goto(`${sandbox.url}/admin/${path}`);
      await page.evaluate(axe);
      const faults = await page.evaluate(async () => {
        const { violations } = await (
          window as unknown as {
            axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
          }
        ).axe.run();
        return violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`);
      });
      expect(faults, path).toEqual([]);
    }
  });
});

describe("App Bridge", () => {
  it("puts a session token on the app's own requests only, and retries a stale one", async () => {
    const read = (path: string) =>
      app.evaluate(
        async (address) =>
          (await (await fetch(address)).json()) as { authorization: string | null },
        path,
      );
    const { authorization } = await read("/api/own");
    const token = (authorization ?? "").replace("Bearer ", "");
    await sandbox.shopify.session.decodeSessionToken(token);
    sandbox.app.requests = [];
    expect((await read("/api/stale")).authorization).toMatch(/^Bearer /);
    expect(apiCalls()).toBe(2);
    const elsewhere = await app.evaluate(async (address) => {
      const seen: string[] = [];
      const request = new Request(address, { mode: "no-cors" });
      seen.push(request.headers.get("Authorization") ?? "none");
      await fetch(request);
      return seen;
    }, `${sandbox.url}/sandbox/health`);
    expect(elsewhere).toEqual(["none"]);
  });

  it("answers only the frame, and the frame only the app", async () => {
    await page.evaluate(() => {
      const seen: unknown[] = [];
      Object.assign(window, { seen });
      addEventListener("message", (event) => seen.push(event.data));
      // A message of the page itself is not the app's.
      postMessage({ mark: "sandbox-app-bridge", kind: "call", id: 9, name: "idToken" }, "*");
    });
    await page.waitForTimeout(200);
    const answers = await page.evaluate(() =>
      (window as unknown as { seen: { kind: string }[] }).seen.filter(
        (one) => one.kind === "answer",
      ),
    );
    expect(answers).toEqual([]);
  });

  it("knows the shop, the language and the person", async () => {
    const known = await app.evaluate(async () => ({
      shop: shopify.config.shop,
      locale: shopify.config.locale,
      apiKey: shopify.config.apiKey,
      embedded: shopify.environment.embedded,
      name: (await shopify.user()).name,
      granted: (await shopify.scopes.query()).granted,
    }));
    expect(known).toEqual({
      shop: DEFAULT_SHOP,
      locale: "en",
      apiKey: "test-api-key",
      embedded: true,
      name: "Mei Lin",
      granted: ["read_discounts", "read_orders", "write_files", "write_products"],
    });
  });

  it("says so when a part of it is missing here", async () => {
    const message = await app.evaluate(() => {
      try {
        return String(shopify.scanner);
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(message).toBe("The sandbox's App Bridge has no shopify.scanner");
  });

  it("shows toasts", async () => {
    await app.evaluate(() => {
      shopify.toast.show("Clip saved", {
        action: "Undo",
        onAction: () => (document.title = "undone"),
      });
    });
    await page.locator("[data-toasts]", { hasText: "Clip saved" }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => app.evaluate(() => document.title)).toBe("undone");
  });

  it("shows the save bar while a form differs, saves, discards, and guards the way out", async () => {
    const bar = page.locator("[data-save-bar]");
    const input = app.locator("input");
    expect(await bar.isVisible()).toBe(false);
    await input.fill("b");
    await bar.waitFor();
    await input.fill("a");
    await bar.waitFor({ state: "hidden" });

    await input.fill("b");
    await page.getByRole("button", { name: "Discard" }).click();
    await bar.waitFor({ state: "hidden" });
    expect(await input.inputValue()).toBe("a");

    await app.evaluate(() =>
      document.querySelector("form")?.addEventListener("submit", (event) => {
        event.preventDefault();
        document.title = "sent";
      }),
    );
    await input.fill("c");
    await page.getByRole("link", { name: "Orders" }).click();
    await page.getByRole("button", { name: "Stay" }).click();
    expect(page.url()).toContain("/admin/apps/");
    await page.getByRole("button", { name: "Save" }).click();
    await bar.waitFor({ state: "hidden" });
    expect(await app.evaluate(() => document.title)).toBe("sent");

    await input.fill("d");
    await page.getByRole("link", { name: "Orders" }).click();
    await page.getByRole("button", { name: "Leave page" }).click();
    await page.waitForURL(/\/admin\/orders/);
  });

  it("opens modals with their title and buttons", async () => {
    await app.evaluate(() => {
      document.querySelector("#delete")?.addEventListener("click", () => {
        document.title = "deleted";
        void shopify.modal.hide("sure");
      });
      void shopify.modal.show("sure");
    });
    const dialog = app.getByRole("dialog", { name: "Delete clip" });
    await dialog.getByText("Really?").waitFor();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(await app.evaluate(() => document.title)).toBe("deleted");
  });
});

describe("the resource picker", () => {
  const pick = (options: Record<string, unknown>) =>
    app.evaluate(async (given) => {
      const chosen = await shopify.resourcePicker({ type: "product", ...given });
      return (
        chosen?.selection.map((one) => ({
          id: one.id,
          variants: one.variants.map((variant) => variant.id),
        })) ?? null
      );
    }, options);
  const dialog = () => page.getByRole("dialog", { name: /products/i });

  it("works by keyboard alone", async () => {
    const answer = pick({ multiple: true });
    await dialog().waitFor();
    await page.keyboard.type("shirt");
    await expect.poll(() => dialog().locator(".picker-list > li").count()).toBe(1);
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    expect(await dialog().getByRole("status").textContent()).toContain("1");
    await page.keyboard.press("Enter");
    expect(await answer).toEqual([
      { id: "gid://shopify/Product/501", variants: ["gid://shopify/ProductVariant/601"] },
    ]);
  });

  it("starts with what was chosen before, and can take it back", async () => {
    const selectionIds = [{ id: "gid://shopify/Product/502" }];
    const answer = pick({ multiple: true, selectionIds });
    const box = dialog().getByRole("checkbox", { name: /Tide Mug/ });
    await box.waitFor();
    expect(await box.isChecked()).toBe(true);
    await box.uncheck();
    await dialog().getByRole("button", { name: "Add" }).click();
    expect(await answer).toEqual([]);
  });

  it("takes one when one is asked for, and leaves archived products out when asked", async () => {
    const answer = pick({ multiple: false, filter: { archived: false, variants: false } });
    await dialog().waitFor();
    expect(await dialog().getByText("Old Lamp").count()).toBe(0);
    await dialog()
      .getByRole("checkbox", { name: /Linen Shirt/ })
      .check();
    await dialog()
      .getByRole("checkbox", { name: /Tide Mug/ })
      .check();
    expect(
      await dialog()
        .getByRole("checkbox", { name: /Linen Shirt/ })
        .isChecked(),
    ).toBe(false);
    await dialog().getByRole("button", { name: "Add" }).click();
    expect((await answer)?.map((one) => one.id)).toEqual(["gid://shopify/Product/502"]);
  });

  it("answers undefined when it is closed", async () => {
    const answer = pick({});
    await dialog().waitFor();
    await page.keyboard.press("Escape");
    expect(await answer).toBeNull();
  });
});

describe("on a phone", () => {
  beforeAll(() => {
    phone.value = true;
  });
  afterAll(() => {
    phone.value = false;
  });

  it("keeps the menu behind a button and nothing wider than the screen", async () => {
    const menu = page.locator("nav.side");
    expect(await menu.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Menu" }).click();
    await menu.getByRole("link", { name: "Reports" }).click();
    await app.locator("h1", { hasText: "/app/reports" }).waitFor();
    expect(await menu.isVisible()).toBe(false);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
});

it("speaks the staff member's language", async () => {
  await page.goto(`${sandbox.url}/admin/settings`);
  await page.getByLabel("Your language").selectOption("zh-CN");
  await page.getByRole("button", { name: "Save" }).first().click();
  await page.getByText("已保存。").waitFor();
  await open();
  expect(await app.evaluate(() => shopify.config.locale)).toBe("zh-CN");
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
  sandbox.store.shop(DEFAULT_SHOP).staffLocale = "en";
});
