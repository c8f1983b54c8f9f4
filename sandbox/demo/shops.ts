import type { Collection, Discount, MenuLink, Product, ShopState } from "../world/types.ts";

import { buildProduct, type ProductPlan } from "./product-plan.ts";
import { kitchen } from "./products/kitchen.ts";
import { light } from "./products/light.ts";
import { linen } from "./products/linen.ts";
import { northlight } from "./products/northlight.ts";
import { stoneware } from "./products/stoneware.ts";
import { tea } from "./products/tea.ts";
import { blockTexts, themeWithBlocks } from "./theme-files.ts";

export const DEMO_SHOP = "clipshelf-demo.myshopify.com";
/** A second shop, so that tests can show that nothing leaks from one to the other. */
export const OTHER_SHOP = "clipshelf-other.myshopify.com";

interface CollectionPlan {
  handle: string;
  en: { title: string; text: string };
  zh: { title: string; text: string };
  handles: string[];
}

const demoCollections: CollectionPlan[] = [
  {
    handle: "frontpage",
    en: { title: "New this season", text: "Fresh from the kiln, the loom and the bench." },
    zh: { title: "本季新品", text: "刚从窑里、织机上和工作台上下来。" },
    handles: [
      "tide-mug",
      "slow-morning-teapot",
      "beacon-lamp",
      "linen-napkins",
      "pebble-vase",
      "evening-tide-candle",
      "cove-bowl",
      "driftwood-board",
    ],
  },
  {
    handle: "tea-time",
    en: {
      title: "Tea time",
      text: "Everything between the kettle and the second cup: pots, cups, leaves and the spoon for them.",
    },
    zh: { title: "喝茶去", text: "从烧水到续杯，需要的都在这里：壶、杯、茶叶，还有那把勺。" },
    handles: [
      "slow-morning-teapot",
      "tide-mug",
      "morning-tumblers",
      "clearwater-carafe",
      "keep-tea-caddy",
      "harbour-breakfast-tea",
      "brass-tea-scoop",
      "striped-tea-towel",
    ],
  },
  {
    handle: "the-table",
    en: {
      title: "The table",
      text: "Plates, bowls and linen that are used every day and look better for it.",
    },
    zh: { title: "餐桌", text: "天天用、越用越好看的盘碗与亚麻。" },
    handles: [
      "shoal-plate",
      "cove-bowl",
      "harbour-bowl",
      "linen-napkins",
      "linen-runner",
      "clearwater-carafe",
      "driftwood-board",
      "cherry-spoons",
      "pebble-vase",
      "estuary-vase",
    ],
  },
  {
    handle: "evening-light",
    en: { title: "Evening light", text: "Lamps and candles for the hours after dinner." },
    zh: { title: "夜晚的光", text: "台灯与蜡烛，留给晚饭以后的时光。" },
    handles: [
      "low-tide-lamp",
      "beacon-lamp",
      "evening-tide-candle",
      "beeswax-tapers",
      "anchor-candle-holder",
    ],
  },
];

const demoMenus: Record<string, MenuLink[]> = {
  "main-menu": [
    link("New", "新品", "/collections/frontpage"),
    link("Tea time", "喝茶去", "/collections/tea-time"),
    link("The table", "餐桌", "/collections/the-table"),
    link("Evening light", "夜晚的光", "/collections/evening-light"),
    link("Everything", "全部商品", "/collections/all"),
    link("Watch", "看视频", "/apps/clipshelf/videos"),
  ],
  footer: [
    link("Search", "搜索", "/search"),
    link("Tea time", "喝茶去", "/collections/tea-time"),
    link("The table", "餐桌", "/collections/the-table"),
  ],
};

export function demoShop(opened: string): ShopState {
  const shop = emptyShop({
    domain: DEMO_SHOP,
    id: "68120440981",
    name: "Morrow & Tide",
    email: "hello@morrowandtide.example",
    currency: "USD",
    timeZone: "America/New_York",
  });
  const plans = [...stoneware, ...tea, ...linen, ...light, ...kitchen];
  stock(shop, plans, { firstId: 8_410_226_100_000, vendor: "Morrow & Tide", createdAt: opened });
  shop.collections = demoCollections.map((plan, index) => collection(shop, plan, index));
  shop.menus = demoMenus;
  shop.discounts = demoDiscounts(shop.id, opened);
  shop.theme = themeWithBlocks();
  shop.themeTexts = blockTexts;
  shop.markets = [
    {
      handle: "us",
      name: "United States",
      country: "US",
      currency: "USD",
      rate: 1,
      locales: [
        { locale: "en", prefix: "" },
        { locale: "zh-CN", prefix: "/zh-cn" },
      ],
    },
    {
      handle: "jp",
      name: "Japan",
      country: "JP",
      currency: "JPY",
      rate: 150,
      locales: [
        { locale: "en", prefix: "/en-jp" },
        { locale: "zh-CN", prefix: "/zh-jp" },
      ],
    },
  ];
  return shop;
}

/** The codes that the demo's clips show. */
function demoDiscounts(shopId: string, opened: string): Discount[] {
  const started = { startsAt: opened, endsAt: null };
  return [
    { id: `${shopId}1`, code: "TEATIME15", title: "Tea time, 15% off", off: 15, ...started },
    { id: `${shopId}2`, code: "EVENING10", title: "Evening light, 10% off", off: 10, ...started },
  ].map((one) => ({ ...one, minimum: null }));
}

/** Every product of the demo shop as it is at the opening. Ids are the same in every world. */
export function demoProducts(): Product[] {
  return demoShop(new Date(0).toISOString()).products;
}

export function otherShop(opened: string): ShopState {
  const shop = emptyShop({
    domain: OTHER_SHOP,
    id: "68120440997",
    name: "Northlight Paper",
    email: "hello@northlightpaper.example",
    currency: "EUR",
    timeZone: "Europe/Berlin",
  });
  stock(shop, northlight, {
    firstId: 8_533_908_400_000,
    vendor: "Northlight Paper",
    createdAt: opened,
  });
  shop.collections = [
    collection(
      shop,
      {
        handle: "frontpage",
        en: { title: "On the desk", text: "Paper and the things that go with it." },
        zh: { title: "书桌上", text: "纸，以及与纸相伴的东西。" },
        handles: northlight.map((plan) => plan.handle),
      },
      0,
    ),
  ];
  shop.menus = {
    "main-menu": [link("On the desk", "书桌上", "/collections/frontpage")],
    footer: [link("Search", "搜索", "/search")],
  };
  shop.markets = [
    {
      handle: "de",
      name: "Germany",
      country: "DE",
      currency: "EUR",
      rate: 1,
      locales: [{ locale: "en", prefix: "" }],
    },
  ];
  return shop;
}

function emptyShop(
  about: Pick<ShopState, "domain" | "id" | "name" | "email" | "currency" | "timeZone">,
): ShopState {
  return {
    ...about,
    staffLocale: "en",
    products: [],
    collections: [],
    markets: [],
    menus: {},
    metafields: [],
    files: [],
    orders: [],
    installation: null,
    theme: {},
    // Above every id that is written down here, so that none is handed out twice.
    nextId: 9_100_000_000_000,
  };
}

function stock(
  shop: ShopState,
  plans: ProductPlan[],
  place: { firstId: number; vendor: string; createdAt: string },
): void {
  shop.products = plans.map((plan, index) => buildProduct(plan, { index, ...place }));
}

function collection(shop: ShopState, plan: CollectionPlan, index: number): Collection {
  return {
    id: String(460_118_000_000 + Number(shop.id.slice(-3)) * 1000 + index),
    handle: plan.handle,
    title: plan.en.title,
    translations: {
      "zh-CN": { title: plan.zh.title, descriptionHtml: `<p>${plan.zh.text}</p>` },
    },
    descriptionHtml: `<p>${plan.en.text}</p>`,
    productIds: plan.handles.map((handle) => {
      const product = shop.products.find((candidate) => candidate.handle === handle);
      if (!product) throw new Error(`Collection ${plan.handle} names no product ${handle}`);
      return product.id;
    }),
  };
}

function link(en: string, zh: string, url: string): MenuLink {
  return { title: en, translations: { "zh-CN": zh }, url };
}
