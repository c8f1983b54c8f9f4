import type { FrameLocator, Page } from "playwright-core";

/** What a page may do before its picture is taken. */
export interface Stand {
  page: Page;
  /** The app inside the admin's frame; on the storefront the page itself. */
  inside: FrameLocator | Page;
}

/** One page of docs/pages.md. */
export interface PicturedPage {
  /** Name of its pictures in docs/pictures/pages. */
  name: string;
  title: string;
  /** A sentence or two for docs/pages.md. */
  about: string;
  /** The route that draws it; null for the storefront and what Shopify draws. */
  route: string | null;
  /** Address below the admin's app or below the storefront. A page of one thing is reached through its list. */
  path: string;
  prepare?: (stand: Stand) => Promise<void>;
  /** Much stands below the first screen: the desktop's picture is half as high again. */
  tall?: true;
}

/** From a list to the page of its first entry, or to a page below that. */
const openFirst =
  (folder: string, below = "") =>
  async ({ page, inside }: Stand): Promise<void> => {
    const entries = inside.locator(`a[href*="/app/${folder}/"]`);
    await entries.first().waitFor();
    const links = await entries.evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
    const entry = links.find((link) => /\/[0-9a-z]{24}$/.test(link));
    if (!entry) throw new Error(`Nothing to open under ${folder}`);
    await page.goto(new URL(`/admin/apps/clipshelf${entry}${below}`, page.url()).href);
  };

/** A list in which the demo's fullest clip comes first: with products, moments, captions and rights. */
const CLIP = "/library?q=A+slow+morning";

/** The pages of the admin, in the order of its menu. */
export const ADMIN_PAGES: readonly PicturedPage[] = [
  {
    name: "home",
    title: "Home",
    about: "What the videos earned, what needs a hand, and a new shop's first steps.",
    route: "app._index.tsx",
    path: "",
  },
  {
    name: "library",
    title: "Library",
    about:
      "All clips, with search, filters, saved views and bulk edits; everything is in the address.",
    route: "app.library._index.tsx",
    path: "/library",
  },
  {
    name: "add",
    title: "Add clips",
    about: "Files, links, connected accounts, lists, Shopify's own videos, product pictures.",
    route: "app.library.add.tsx",
    path: "/library/add",
  },
  {
    name: "accounts",
    title: "Add clips: accounts",
    about: "TikTok, Instagram and YouTube; each account is looked through again for what is new.",
    route: "app.library.add.tsx",
    path: "/library/add?way=accounts",
  },
  {
    name: "film",
    title: "Add clips: product pictures",
    about: "A clip made of a product's pictures, previewed before it is rendered.",
    route: "app.library.add.tsx",
    path: "/library/add?way=pictures",
    async prepare({ page, inside }) {
      await inside.getByRole("button", { name: /^(Choose a product|选择产品)$/ }).click();
      const picker = page.getByRole("dialog");
      await picker.getByRole("checkbox", { name: "Tide Mug" }).first().check();
      await picker.getByRole("button").last().click();
      // Its first pictures in: title and price stand in the preview as well.
      await inside.locator('.cs-film[aria-busy="false"]').waitFor();
      await page.waitForTimeout(1_500);
    },
  },
  {
    name: "clip",
    title: "Clip",
    about:
      "Products and when they show, moments, captions, rights, review, and what the clip earned.",
    route: "app.library.$id.tsx",
    path: CLIP,
    prepare: openFirst("library"),
    tall: true,
  },
  {
    name: "editor",
    title: "Clip editor",
    about: "Parts, frame, colour, words, sound, subtitles and cover; each save is a version.",
    route: "app.library.$id_.edit.tsx",
    path: CLIP,
    async prepare(stand) {
      await openFirst("library", "/edit")(stand);
      // The first to open it waits for the light copy.
      await stand.inside.getByRole("button", { name: /^(Play|播放)$/ }).waitFor();
    },
    tall: true,
  },
  {
    name: "suggestions",
    title: "Suggestions",
    about:
      "Products, categories and tags proposed from a clip's words, with the reason and how sure it is.",
    route: "app.library.suggestions.tsx",
    path: "/library/suggestions",
  },
  {
    name: "review",
    title: "Review",
    about: "Clips that wait for a person, with what was found in them.",
    route: "app.review._index.tsx",
    path: "/review",
  },
  {
    name: "review-rules",
    title: "Review rules",
    about: "What may be published by itself, what waits, and the shop's own words.",
    route: "app.review.rules.tsx",
    path: "/review/rules",
    tall: true,
  },
  {
    name: "playlists",
    title: "Playlists",
    about: "Clips in an order, chosen by hand or by rule.",
    route: "app.playlists._index.tsx",
    path: "/playlists",
  },
  {
    name: "playlist",
    title: "Playlist",
    about: "Its clips, dragged or moved by keys.",
    route: "app.playlists.$id.tsx",
    path: "/playlists",
    prepare: openFirst("playlists"),
  },
  {
    name: "placements",
    title: "Placements",
    about: "Where playlists stand on the storefront.",
    route: "app.placements._index.tsx",
    path: "/placements",
  },
  {
    name: "new-placement",
    title: "New placement",
    about: "A kind of block and a playlist.",
    route: "app.placements.new.tsx",
    path: "/placements/new",
  },
  {
    name: "placement",
    title: "Placement",
    about: "What is live, what changed since, and the way into the theme editor.",
    route: "app.placements.$id.tsx",
    path: "/placements",
    prepare: openFirst("placements"),
  },
  {
    name: "analytics",
    title: "Analytics",
    about: "Plays, watch time, adds, orders and revenue; every sum can be checked line by line.",
    route: "app.analytics._index.tsx",
    path: "/analytics",
  },
  {
    name: "comments",
    title: "Comments",
    about: "What shoppers wrote: to approve, answer, hide or remove.",
    route: "app.comments.tsx",
    path: "/comments",
  },
  {
    name: "sold-out",
    title: "Sold out",
    about: "Who asked to be told when a product is back.",
    route: "app.sold-out._index.tsx",
    path: "/sold-out",
  },
  {
    name: "settings",
    title: "Settings",
    about: "Comments, sold-out products, attribution, and what the app keeps.",
    route: "app.settings.tsx",
    path: "/settings",
    tall: true,
  },
];

/** Scrolls to the first block of a kind. */
const toBlock =
  (kind: string) =>
  async ({ page }: Stand): Promise<void> => {
    await page.locator(`.clipshelf-${kind}`).first().scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 300);
  };

/** The storefront, as the demo's theme draws it. */
export const STOREFRONT_PAGES: readonly PicturedPage[] = [
  {
    name: "shop-home",
    title: "Home page",
    about: "Hero, story rail, carousel and floating player.",
    route: null,
    path: "/",
  },
  {
    name: "shop-carousel",
    title: "Carousel",
    about: "Cards with product and price, rendered by Shopify's servers.",
    route: null,
    path: "/",
    prepare: toBlock("carousel"),
  },
  {
    name: "shop-player",
    title: "Player",
    about: "Watch, swipe, choose and buy without leaving the page.",
    route: null,
    path: "/",
    async prepare({ page }) {
      const card = page.locator(".clipshelf-carousel clipshelf-clip [data-open]").first();
      await card.scrollIntoViewIfNeeded();
      await card.click();
      await page.waitForFunction(() => {
        const root = document.querySelector("clipshelf-player")?.shadowRoot;
        const video = root?.querySelector<HTMLVideoElement>(".slide:not([inert]) video");
        return !!video && video.currentTime > 1;
      });
    },
  },
  {
    name: "shop-product",
    title: "Product page",
    about: "Clips in the product's gallery and in its description.",
    route: null,
    path: "/products/tide-mug",
    prepare: toBlock("gallery"),
  },
  {
    name: "shop-videos",
    title: "All videos",
    about: "A page through the app proxy that search engines can read.",
    route: null,
    path: "/apps/clipshelf/videos",
  },
];
