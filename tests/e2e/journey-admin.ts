import { makeClip } from "./clips.ts";
import type { Journey, Step } from "./journey.ts";

export const CLIP_TITLE = "Pouring tea at the window";
export const PRODUCT = "Tide Mug";
/** A code that the demo shop takes: 15 % off. */
export const CODE = "TEATIME15";
const PLAYLIST = "Morning table";
const PLACEMENT = "In motion";

/** A page of the app inside the admin frame. */
async function openPage({ merchant, stack }: Journey, path: string): Promise<void> {
  await merchant.goto(`${stack.shopUrl}/admin/apps/clipshelf/app${path}`);
}

/** What a merchant does, from the first page to the published placement. */
export const adminSteps: Step[] = [
  {
    name: "Merchant opens the app in the shop's admin",
    async run(journey) {
      await openPage(journey, "");
      await journey.app.getByRole("heading", { name: "Home", exact: true }).waitFor();
    },
  },
  {
    name: "Uploads a clip",
    async run(journey) {
      await openPage(journey, "/library");
      const clip = await makeClip(`${CLIP_TITLE}.mp4`);
      try {
        const sent = journey.merchant.waitForResponse(
          (response) => response.request().method() === "PATCH" && response.ok(),
        );
        await journey.app.locator('input[type="file"]').setInputFiles(clip.path);
        await journey.app.getByText(CLIP_TITLE).first().waitFor();
        await sent;
      } finally {
        await clip.remove();
      }
    },
  },
  {
    name: "Sees it become playable",
    async run(journey) {
      const card = journey.app.getByRole("listitem").filter({ hasText: CLIP_TITLE }).first();
      await card.getByText("No product tagged").waitFor({ timeout: 60_000 });
      await card.getByRole("link", { name: CLIP_TITLE }).first().click();
      await journey.app.locator("video[controls]").waitFor();
      await journey.app.locator("video[controls]").evaluate(async (video: HTMLVideoElement) => {
        video.muted = true;
        await video.play();
        for (let waited = 0; video.currentTime < 0.5 && waited < 8000; waited += 50)
          await new Promise((resolve) => setTimeout(resolve, 50));
        if (video.currentTime < 0.5) throw new Error(`The clip stands at ${video.currentTime} s`);
      });
    },
  },
  {
    name: "Tags a product in the resource picker and saves",
    async run(journey) {
      await journey.app.getByRole("button", { name: "Choose products" }).click();
      const picker = journey.merchant.getByRole("dialog");
      await picker.getByRole("searchbox").fill(PRODUCT);
      await picker.getByRole("checkbox", { name: PRODUCT }).first().check();
      await picker.getByRole("button", { name: "Select", exact: true }).click();
      await journey.app.getByText(PRODUCT).first().waitFor();
      await save(journey);
    },
  },
  {
    name: "Puts a coupon into the clip",
    async run(journey) {
      await journey.app.getByRole("button", { name: "Add", exact: true }).click();
      await journey.app.getByRole("menuitem", { name: /^Coupon / }).click();
      const dialog = journey.app.getByRole("dialog", { name: "Coupon", exact: true });
      await dialog.getByLabel("Shown from", { exact: true }).fill("0:00");
      await dialog.getByLabel("Text", { exact: true }).fill("15% off, today");
      await dialog.getByLabel("Discount code", { exact: true }).fill(CODE);
      await dialog.getByRole("button", { name: "Done", exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      // The keyboard goes on where the dialog was opened.
      await journey.app.locator("button:focus", { hasText: "Add" }).waitFor();
      await save(journey);
      // What the shop says of its own code.
      await journey.app.getByText("15% off entire order", { exact: true }).first().waitFor();
    },
  },
  {
    name: "Puts the clip in a playlist",
    async run(journey) {
      await openPage(journey, "/playlists");
      await journey.app.getByRole("button", { name: "Create playlist" }).first().click();
      await journey.app.getByLabel("Name").fill(PLAYLIST);
      await journey.app.getByRole("dialog").getByRole("button", { name: "Create" }).click();
      await journey.app.getByRole("button", { name: "Add clips" }).first().click();
      const dialog = journey.app.getByRole("dialog");
      await dialog.getByText(CLIP_TITLE).first().click();
      await dialog.getByRole("button", { name: "Add 1 clip" }).click();
      await save(journey);
    },
  },
  {
    name: "Makes a placement and publishes it",
    async run(journey) {
      await openPage(journey, "/placements/new");
      await journey.app.getByText("Carousel", { exact: true }).first().click();
      await journey.app.getByLabel("Title").fill(PLACEMENT);
      await journey.app
        .getByLabel("Playlist", { exact: true })
        .selectOption({ label: `${PLAYLIST} (1 clip)` });
      await journey.app.getByRole("button", { name: "Create" }).first().click();
      await journey.app.getByRole("button", { name: "Publish", exact: true }).first().click();
      await journey.app.getByText("Live", { exact: true }).first().waitFor();
      await journey.app
        .getByText(/written to your shop, last published/)
        .waitFor({ timeout: 60_000 });
      await journey.app.getByText("Writing to your shop").waitFor({ state: "hidden" });
      journey.notes.handle =
        (await journey.app.locator("code").first().textContent())?.trim() ?? "";
      const editor = journey.app.getByRole("link", { name: "Open the theme editor" }).first();
      journey.notes.editor = (await editor.getAttribute("href")) ?? "";
    },
  },
];

/** Presses Save in Shopify's bar and waits until it is gone. */
async function save({ merchant }: Journey): Promise<void> {
  const button = merchant.getByRole("button", { name: "Save", exact: true });
  await button.click();
  await button.waitFor({ state: "hidden" });
}
