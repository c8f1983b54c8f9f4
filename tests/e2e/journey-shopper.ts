import type { Page } from "playwright-core";
import type { Journey, Step } from "./journey.ts";
import { CLIP_TITLE, PRODUCT } from "./journey-admin.ts";

const VARIANT = "Ink";

/** From the theme editor to the refund, as shopper and merchant in turn. */
export const shopperSteps: Step[] = [
  {
    name: "Merchant adds the block in the theme editor",
    async run({ merchant, notes, stack }) {
      await merchant.goto(new URL(notes.editor ?? "", stack.shopUrl).href);
      const preview = merchant.frameLocator("iframe").first();
      await preview.locator("clipshelf-placement").first().waitFor();
      await merchant.getByRole("button", { name: "Save", exact: true }).click();
      await merchant.getByText("Saved").first().waitFor();
    },
  },
  {
    name: "Shopper sees clip, product and price on the storefront",
    async run({ shopper, stack }) {
      await shopper.goto(`${stack.shopUrl}/`);
      const clip = shopper.locator("clipshelf-clip").filter({ hasText: CLIP_TITLE }).first();
      await clip.scrollIntoViewIfNeeded();
      await clip.getByText(PRODUCT).first().waitFor();
      await clip.getByText("$").first().waitFor();
    },
  },
  {
    name: "Taps it and watches",
    async run({ shopper }) {
      const clip = shopper.locator("clipshelf-clip").filter({ hasText: CLIP_TITLE }).first();
      await clip.locator("[data-open]").tap();
      await shopper.waitForFunction(() => {
        const root = document.querySelector("clipshelf-player")?.shadowRoot;
        const video = root?.querySelector<HTMLVideoElement>(".slide:not([inert]) video");
        return !!video && video.videoWidth > 0 && video.currentTime > 2.5;
      });
    },
  },
  {
    name: "Chooses a variant and puts two in the cart",
    async run({ shopper }) {
      await shopper.getByRole("button", { name: "Choose options" }).first().tap();
      await shopper.getByRole("radio", { name: VARIANT }).first().check({ force: true });
      await shopper.getByRole("button", { name: "One more" }).first().tap();
      await shopper.getByRole("button", { name: "Add to cart" }).first().tap();
      await shopper.getByText("Added to your cart: 2.").first().waitFor();
    },
  },
  {
    name: "Closes the player and is back on the page",
    async run({ shopper, stack }) {
      await shopper.keyboard.press("Escape");
      await shopper.locator("clipshelf-player").waitFor({ state: "hidden" });
      if (!shopper.url().startsWith(`${stack.shopUrl}/`)) throw new Error(shopper.url());
    },
  },
  {
    name: "Goes to the checkout and pays",
    async run({ shopper, stack, notes }) {
      await shopper.goto(`${stack.shopUrl}/checkout`);
      await shopper.getByText(PRODUCT).first().waitFor();
      await shopper.getByRole("button", { name: /Pay/ }).click();
      await shopper.waitForURL(/thank-you\/\d+/);
      notes.order = /thank-you\/(\d+)/.exec(shopper.url())?.[1] ?? "";
    },
  },
  {
    name: "Merchant reads in the report that this clip sold it",
    async run(journey) {
      const sold = await reportUntil(journey, (row) => /\$[1-9]/.test(row));
      if (!/\$/.test(sold)) throw new Error(`The report says: ${sold}`);
      journey.notes.sold = sold;
    },
  },
  {
    name: "Refunds the order",
    async run({ merchant, stack, notes }) {
      await merchant.goto(`${stack.shopUrl}/admin/orders/${notes.order}`);
      await merchant.getByRole("button", { name: "Refund everything" }).click();
      await merchant.getByText("Refunded").first().waitFor();
    },
  },
  {
    name: "Sees it taken back in the report",
    async run(journey) {
      await reportUntil(journey, (row) => /\$0\.00/.test(row));
    },
  },
];

/** Opens Analytics again and again until the clip's row says what it should; webhooks take a moment. */
async function reportUntil(journey: Journey, holds: (row: string) => boolean): Promise<string> {
  let last = "";
  for (const deadline = Date.now() + 45_000; Date.now() < deadline; ) {
    last = await readRow(journey);
    if (holds(last)) return last;
    await journey.merchant.waitForTimeout(1000);
  }
  throw new Error(`The report kept saying: ${last}`);
}

async function readRow({ merchant, app, stack }: Journey): Promise<string> {
  await openReport(merchant, stack.shopUrl);
  const row = app.getByRole("row").filter({ hasText: CLIP_TITLE }).first();
  await app.getByRole("heading", { name: "Analytics" }).first().waitFor();
  return (await row.count()) ? ((await row.textContent()) ?? "") : "";
}

async function openReport(merchant: Page, shopUrl: string): Promise<void> {
  await merchant.goto(`${shopUrl}/admin/apps/clipshelf/app/analytics`);
}
