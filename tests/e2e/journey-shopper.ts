import type { Journey, Step } from "./journey.ts";
import { CLIP_TITLE, CODE, PRODUCT } from "./journey-admin.ts";

const VARIANT = "Ink";

/** From the theme editor to the refund, as shopper and merchant in turn. */
export const shopperSteps: Step[] = [
  {
    name: "Merchant adds the block in the theme editor",
    async run({ merchant, notes, stack }) {
      await merchant.goto(new URL(notes.editor ?? "", stack.shopUrl).href);
      const preview = merchant.frameLocator("iframe").first();
      // The preview takes settings once its page stands.
      await preview.locator("clipshelf-placement, footer").first().waitFor();
      await merchant.waitForTimeout(1500);
      const handle = merchant.getByLabel("Placement handle");
      await handle.fill(notes.handle ?? "");
      await handle.press("Tab");
      await preview
        .locator("clipshelf-placement")
        .filter({ hasText: CLIP_TITLE })
        .first()
        .waitFor();
      await merchant.getByRole("button", { name: "Save", exact: true }).click();
      await merchant.getByText("Saved").first().waitFor();
    },
  },
  {
    name: "Shopper sees clip, product and price on the storefront",
    async run({ shopper, stack }) {
      const clip = shopper.locator("clipshelf-clip").filter({ hasText: CLIP_TITLE }).first();
      // Posters and metafields are written in the background: the page shows the clip when they are.
      for (let tries = 0; tries < 30; tries++) {
        await shopper.goto(`${stack.shopUrl}/`);
        if (await clip.count()) break;
        await shopper.waitForTimeout(1000);
      }
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
    name: "Taps the coupon in the clip",
    async run({ shopper }) {
      const coupon = shopper.getByRole("group", { name: "15% off, today", exact: true });
      await coupon.getByRole("button", { name: "Apply", exact: true }).tap();
      await coupon.getByText(`${CODE} is in your cart.`).waitFor();
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
    name: "Opens the theme's cart, which the coupon takes its share off",
    async run({ shopper, stack }) {
      await shopper.getByRole("link", { name: "View cart", exact: true }).first().tap();
      await shopper.locator("clipshelf-player").waitFor({ state: "detached" });
      await shopper.locator("cart-drawer .totals--discount").getByText(CODE).waitFor();
      if (shopper.url() !== `${stack.shopUrl}/`) throw new Error(shopper.url());
    },
  },
  {
    name: "Goes to the checkout, sees the discount and pays",
    async run({ shopper, notes }) {
      await shopper
        .locator("cart-drawer")
        .getByRole("button", { name: "Check out", exact: true })
        .tap();
      await shopper.waitForURL(/\/checkout/);
      await shopper.getByText(PRODUCT).first().waitFor();
      await shopper.locator(`[data-discount="${CODE}"]`).waitFor();
      notes.total = (await shopper.locator("[data-total]").getAttribute("data-total")) ?? "";
      await shopper.getByRole("button", { name: /Pay/ }).click();
      await shopper.waitForURL(/thank-you\/\d+/);
      notes.order = /thank-you\/(\d+)/.exec(shopper.url())?.[1] ?? "";
    },
  },
  {
    name: "Merchant reads in the report that this clip sold it, for what was paid",
    async run(journey) {
      await reportUntil(
        journey,
        ({ plays, adds, orders, revenue }) =>
          Number(plays) >= 1 &&
          adds === "1" &&
          orders === "1" &&
          revenue === `$${journey.notes.total}`,
      );
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
      await reportUntil(journey, ({ plays, revenue }) => Number(plays) >= 1 && revenue === "$0.00");
    },
  },
];

/** The clip's line of the report, cell by cell. */
interface Line {
  plays: string;
  adds: string;
  orders: string;
  revenue: string;
}

/** Opens Analytics again and again until the clip's line says what it should; webhooks take a moment. */
async function reportUntil(journey: Journey, holds: (line: Line) => boolean): Promise<void> {
  let last: Line | null = null;
  for (const deadline = Date.now() + 45_000; Date.now() < deadline; ) {
    last = await readLine(journey);
    if (last && holds(last)) return;
    await journey.merchant.waitForTimeout(1000);
  }
  throw new Error(`The report kept saying: ${JSON.stringify(last)}`);
}

async function readLine({ merchant, app, stack }: Journey): Promise<Line | null> {
  await merchant.goto(`${stack.shopUrl}/admin/apps/clipshelf/app/analytics`);
  await app.getByRole("heading", { name: "Analytics" }).first().waitFor();
  const row = app.getByRole("row").filter({ hasText: CLIP_TITLE }).first();
  if (!(await row.count())) return null;
  const cells = await row.getByRole("cell").allTextContents();
  const [revenue = "", orders = "", adds = "", plays = ""] = cells.map((text) => text.trim());
  return { plays, adds, orders, revenue };
}
