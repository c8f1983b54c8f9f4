import type { BrowserContext } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { Clip, TestShop } from "./shop.ts";
import { front, playing, storefront } from "./visit.ts";

const visit = storefront();

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15";
const ANDROID =
  "Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36";
/** As the apps' own browsers name themselves. */
const APPS = {
  "Instagram on an iPhone": `${IPHONE} (KHTML, like Gecko) Mobile/22G86 Instagram 390.0.0.28.85 (iPhone16,1; iOS 18_6; en_US; en; scale=3.00; 1179x2556; 770000000)`,
  "Instagram on Android": `${ANDROID} Instagram 390.0.0.43.81 Android (35/15; 420dpi; 1080x2424; Google/google; Pixel 9; tokay; tokay; en_US; 770000000)`,
  "Facebook on an iPhone": `${IPHONE} (KHTML, like Gecko) Mobile/22G86 [FBAN/FBIOS;FBAV/520.0.0.38.101;FBBV/756351453;FBDV/iPhone16,1;FBMD/iPhone;FBSN/iOS;FBSV/18.6;FBSS/3;FBCR/;FBID/phone;FBLC/en_US;FBOP/80]`,
  "Facebook on Android": `${ANDROID} [FB_IAB/FB4A;FBAV/520.0.0.44.99;IABMV/1;]`,
  "TikTok on an iPhone": `${IPHONE} (KHTML, like Gecko) Mobile/22G86 musical_ly_40.5.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/US isDarkMode/0 WKWebView/1`,
  "TikTok on Android": `${ANDROID} trill_400503 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/musical_ly app_version/40.5.3 ByteLocale/en`,
  "WeChat on an iPhone": `${IPHONE} (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.61(0x18003d2f) NetType/WIFI Language/zh_CN`,
  "WeChat on Android": `${ANDROID} XWEB/1380085 MMWEBSDK/20250503 MicroMessenger/8.0.61.2880(0x28003D34) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64`,
};

/** What such browsers may lack or refuse: storage, idle callbacks, full screen, a start by itself. */
const POORER = `
for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
delete window.requestIdleCallback;
Object.defineProperty(document, "fullscreenEnabled", { value: false });
Object.defineProperty(document, "pictureInPictureEnabled", { value: false });
const native = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  return window.touched ? native.call(this) : Promise.reject(new DOMException("low power", "NotAllowedError"));
};`;

describe("the browsers inside other apps", () => {
  for (const [name, userAgent] of Object.entries(APPS))
    it(`shows poster and play button in ${name} where the start is refused, and plays on a tap`, async () => {
      const { page } = await visit({ phone: true, browser: { userAgent }, script: POORER });
      await page.locator("[data-open]").first().tap();
      await expect.poll(async () => (await front(page)).state).toBe("paused");
      const poster = page.locator("clipshelf-player .slide:not([inert]) .poster");
      expect(await poster.isVisible()).toBe(true);
      await page.evaluate(() => Object.assign(window, { touched: true }));
      await page.locator("clipshelf-reel").tap();
      await playing(page);
      await page.getByRole("button", { name: "Settings" }).tap();
      expect(await page.getByText("Full screen").count()).toBe(0);
      expect(await page.getByText("Picture in picture").count()).toBe(0);
    });
});

/** The blocks' own style stands in the page, as the theme's does; all else is asked for by name. */
const POLICY = [
  "default-src 'none'; script-src 'self' 'nonce-page'; style-src 'unsafe-inline'; img-src 'self' data:",
  "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'",
  "require-trusted-types-for 'script'; trusted-types clipshelf theme",
].join("; ");

/** What the policy refuses is an error in the console, which fails the test. */
async function strict({ context, shop }: { context: BrowserContext; shop: TestShop }) {
  await context.route(`${shop.url}/`, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(/<script(?=>| type="module">)/g, "$& nonce=page");
    const headers = { ...answer.headers(), "content-security-policy": POLICY };
    await route.fulfill({ response: answer, body, headers });
  });
}

describe("a strict content security policy", () => {
  it("is kept by every sheet, menu and form of the player: no eval, no script, no plain markup", async () => {
    const { page, shop } = await visit({
      theme: "unknown",
      soldOut: "notify",
      prepare: async (opened) => {
        const [first, second] = opened.shop.clips;
        Object.assign(first!, {
          captions: { en: "It dries in an hour.", de: "Es trocknet in einer Stunde." },
          productTags: [
            { handle: "linen-shirt", from: 0, to: 6000, x: 0.2, y: 0.3 },
            { handle: "clay-pot", from: 0, to: 6000, x: 0.6, y: 0.5 },
          ],
          moments: [
            { kind: "chapter", id: "21", at: 0, title: "Hang it up" },
            { kind: "chapter", id: "22", at: 3000, title: "Let it dry" },
            { kind: "call", id: "11", from: 0, to: null, text: "See it", url: "/products/x" },
            { kind: "coupon", id: "12", from: 0, to: null, text: "15% off", code: "TEA15" },
            {
              ...{ kind: "countdown", id: "51", from: 0, to: null, text: "Opens in" },
              ...{ until: Date.now() + 3_600_000, over: null },
            },
          ],
        } satisfies Partial<Clip>);
        second!.moments = [
          {
            ...{ kind: "quiz", id: "41", at: 700, question: "How long does it take?" },
            choices: [
              { text: "A day", right: false, answer: "That would be wool." },
              { text: "An hour", right: true, answer: "In a breeze." },
            ],
          },
        ];
        await strict(opened);
      },
    });
    const player = page.locator("clipshelf-player");
    const sheet = player.locator("dialog.sheet");
    const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
    const away = async () => {
      await page.keyboard.press("Escape");
      await sheet.waitFor({ state: "detached" });
    };
    await page.locator("[data-open]").first().click();
    await playing(page);
    await player.locator(".moment.coupon").getByRole("button").first().click();
    await player.locator(".moment.countdown").waitFor();
    await button("Settings").click();
    await page.getByRole("radio", { name: "2×" }).check();
    await page.keyboard.press("Escape");
    await button(/^Chapters/).click();
    await sheet.getByText("Let it dry").waitFor();
    await away();
    await player.locator("[data-social=like]").click();
    await player.locator("[data-social=comments]").click();
    await sheet.getByRole("textbox", { name: "Name" }).fill("Mei");
    await sheet.locator("textarea").fill("Where is it made?");
    await sheet.locator("form .sheet-button").click();
    await sheet.locator(".comment").getByText("Where is it made?").waitFor();
    await away();
    await player.locator("[data-social=share]").click();
    await sheet.locator(".share-code svg").waitFor();
    await away();
    await button("See product: Clay Pot").click();
    await button("Save").click();
    await button("Add to cart").click();
    await player.locator(".said").getByRole("link", { name: "View cart" }).click();
    const cart = page.getByRole("dialog", { name: "Your cart" });
    await cart.getByRole("link", { name: "Clay Pot" }).waitFor();
    await page.keyboard.press("Escape");
    await cart.waitFor({ state: "detached" });
    await player.locator(".minimise").click();
    await player.locator(".enlarge").click();

    await page.keyboard.press("ArrowDown");
    await sheet.getByRole("button", { name: "A day" }).click();
    await sheet.getByText("That would be wool.").waitFor();
    await sheet.getByRole("button", { name: "An hour" }).click();
    await sheet.getByText("In a breeze.").waitFor();
    await away();
    await page.keyboard.press("ArrowDown");
    await button("Tell me when it is back").click();
    const form = page.getByRole("dialog", { name: "Tell me when it is back" });
    await form.getByRole("button", { name: "Tell me", exact: true }).click();
    await form.getByText("Check the address.").waitFor();
    expect(shop.requests.some((request) => request.includes("clipshelf-notify"))).toBe(true);
  });

  for (const theme of ["dawn-drawer", "dawn-notification", "dawn-page", "actions"] as const)
    it(`is kept where the theme's cart is told: ${theme}`, async () => {
      const { page } = await visit({ theme, prepare: strict });
      await page.locator("[data-open]").first().click();
      await playing(page);
      await page.getByRole("button", { name: "Add to cart" }).click();
      await page.locator("clipshelf-player .said .good").waitFor();
      const shown = {
        "dawn-drawer": () => page.locator("#in-cart-drawer").textContent(),
        "dawn-notification": () => page.locator("#in-cart-notification").textContent(),
        "dawn-page": () => page.locator("#cart-icon-bubble").textContent(),
        actions: () => page.evaluate(() => `${Reflect.get(window, "actionCalls").length}`),
      }[theme];
      await expect.poll(shown).toMatch(/1/);
    });
});

it("a strict page of videos gets its words as data", async () => {
  const { page, shop, context } = await visit();
  await context.route(`${shop.url}/videos`, (route) =>
    route.fulfill({
      contentType: "text/html",
      headers: { "content-security-policy": POLICY },
      body: `<!doctype html><title>Videos</title><clipshelf-placement data-words="/words.json"></clipshelf-placement><script type="module" src="/assets/clipshelf-page.js"></script>`,
    }),
  );
  await context.route("**/words.json", (route) => route.fulfill({ json: { retry: "Again" } }));
  await page.goto(`${shop.url}/videos`);
  await page.waitForFunction(() => customElements.get("clipshelf-placement"));
  const words = page.locator("clipshelf-placement > script[data-words]");
  expect(await words.textContent()).toContain("Again");
});

describe("a theme whose scripts throw", () => {
  it("does not keep clips from playing and products from selling", async () => {
    const { page, expectComplaint } = await visit({
      script: `
        document.addEventListener("click", () => { throw new Error("theme: click"); }, true);
        document.addEventListener("keydown", () => { theme.missing(); });
        addEventListener("popstate", () => { throw new Error("theme: popstate"); });
        history.pushState = () => { throw new Error("theme: pushState"); };
        document.addEventListener("DOMContentLoaded", () => Promise.reject(new Error("theme: promise")));
        for (const name of ["cart:refresh", "cart:updated", "cart:change"])
          document.documentElement.addEventListener(name, () => { throw new Error("theme: cart"); });
        throw new Error("theme: at once");`,
    });
    expectComplaint(/theme/);
    await page.locator("[data-open]").first().click();
    await playing(page);
    await page.keyboard.press("ArrowDown");
    await expect.poll(async () => (await front(page)).label).toBe("One pot, three dinners");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.locator("clipshelf-player .said .good").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("clipshelf-player").waitFor({ state: "detached" });
  });
});
