import { readFileSync } from "node:fs";

const HOME = new URL("../theme/templates/index.json", import.meta.url);

interface Template {
  sections: Record<string, unknown>;
  order: string[];
}

/**
 * The home page as the theme editor would save it after the merchant put the app's carousel on it. The
 * block shows nothing until a carousel is published. Product pages are left as the theme has them.
 */
export function homePageWithCarousel(): Template {
  const home = JSON.parse(readFileSync(HOME, "utf8")) as Template;
  const after = home.order.indexOf("featured") + 1;
  return {
    sections: {
      ...home.sections,
      clips: {
        type: "apps",
        blocks: {
          carousel: {
            type: "shopify://apps/clipshelf/blocks/carousel/shoppable-video",
            settings: { heading: "In motion" },
          },
        },
        block_order: ["carousel"],
        settings: { include_margins: true },
      },
    },
    order: [...home.order.slice(0, after), "clips", ...home.order.slice(after)],
  };
}
