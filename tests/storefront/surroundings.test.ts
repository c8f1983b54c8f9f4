import { describe, expect, it } from "vitest";
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

describe("a strict content security policy", () => {
  it("is kept: no eval, no inline script or style attribute of the player's own", async () => {
    const { page } = await visit({
      prepare: async ({ context, shop }) => {
        await context.route(`${shop.url}/`, async (route) => {
          const answer = await route.fetch();
          const body = (await answer.text()).replaceAll("<script>", '<script nonce="page">');
          await route.fulfill({
            response: answer,
            body,
            headers: {
              ...answer.headers(),
              // The blocks' own style stands in the page, as the theme's does.
              "content-security-policy":
                "default-src 'none'; script-src 'self' 'nonce-page'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types clipshelf",
            },
          });
        });
      },
    });
    await page.locator("[data-open]").first().click();
    await playing(page);
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("radio", { name: "2×" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.locator("clipshelf-player .said .good").waitFor();
  });
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
