/**
 * What the sandbox shop holds. Ids are the numeric part of a GID, as strings. Prices are decimal
 * strings in the shop's currency, as Shopify writes them. Times are ISO 8601.
 */
export interface World {
  shops: Record<string, ShopState>;
  /** Webhooks still to be delivered, kept so that a restart loses none. */
  deliveries?: Delivery[];
  /** Uploads that were staged and not yet made into files, by the key of their upload target. */
  uploads?: Record<string, StagedUpload>;
}

/** One webhook on its way to the app. */
export interface Delivery {
  /** `X-Shopify-Webhook-Id`: the same for every attempt and duplicate. */
  webhookId: string;
  /** `X-Shopify-Event-Id`: the same for every topic that one event raised. */
  eventId: string;
  shop: string;
  topic: string;
  url: string;
  /** The first payload: attempts send these bytes again. */
  body: string;
  triggeredAt: string;
  attempts: number;
  /** Not before this time. */
  nextAt: string;
}

export interface StagedUpload {
  shop: string;
  filename: string;
  mimeType: string;
  resource: string;
  /** Bytes that were announced, or null when they were not. */
  size: number | null;
  /** Whether the bytes are there. */
  arrived: boolean;
}

export interface ShopState {
  /** `something.myshopify.com` */
  domain: string;
  id: string;
  name: string;
  email: string;
  currency: string;
  timeZone: string;
  /** Locale of the signed-in staff member: the admin's language. */
  staffLocale: string;
  products: Product[];
  collections: Collection[];
  markets: Market[];
  /** Pages, menus and other storefront texts. */
  menus: Record<string, MenuLink[]>;
  metafields: Metafield[];
  /** What `metafieldDefinitionCreate` made; values of a defined key must fit it. */
  metafieldDefinitions?: MetafieldDefinition[];
  files: StoredFile[];
  orders: Order[];
  /** Codes that take a share off the whole order. */
  discounts?: Discount[];
  /** Null when the app is not installed. */
  installation: Installation | null;
  /** Overlays over the theme folder: what the theme editor saved, by template or `settings_data`. */
  theme: Record<string, unknown>;
  /** Texts of the theme's settings in other languages, by locale and text, as a translation app keeps them. */
  themeTexts?: Record<string, Record<string, string>>;
  /** Open carts by the token in the shopper's `cart` cookie; use `carts.ts`. */
  carts?: Record<string, Cart>;
  /** Counts up for every id handed out. */
  nextId: number;
}

export interface Discount {
  id: string;
  code: string;
  title: string;
  /** Percent. */
  off: number;
  /** Least subtotal, in the shop's currency; null: none. */
  minimum: string | null;
  startsAt: string;
  endsAt: string | null;
}

export interface Product {
  id: string;
  handle: string;
  title: string;
  /** Translations by locale; the fields above are the primary locale's (en). */
  translations: Record<
    string,
    {
      title?: string;
      descriptionHtml?: string;
      /** Names and values of options, by the primary locale's word. */
      options?: Record<string, string>;
    }
  >;
  descriptionHtml: string;
  vendor: string;
  productType: string;
  tags: string[];
  status: "ACTIVE" | "DRAFT" | "ARCHIVED" | "UNLISTED";
  options: { name: string; values: string[] }[];
  variants: Variant[];
  images: Image[];
  /** Ways to buy it again and again. */
  sellingPlanGroups?: SellingPlanGroup[];
  /** It is not sold once. */
  requiresSellingPlan?: boolean;
  createdAt: string;
  updatedAt: string;
}

export interface SellingPlanGroup {
  id: string;
  name: string;
  plans: SellingPlan[];
}

export interface SellingPlan {
  id: string;
  name: string;
  description: string;
  translations: Record<string, { name: string; description: string }>;
  percentOff: number;
}

export interface Variant {
  id: string;
  title: string;
  /** One value an option, in order. */
  options: string[];
  price: string;
  compareAtPrice: string | null;
  sku: string;
  /** Null: stock is not tracked. */
  inventory: number | null;
  inventoryPolicy: "DENY" | "CONTINUE";
  imageId: string | null;
  /** What the price is measured by: a tin of 250 g, told for 100 g. */
  unit?: { quantity: number; unit: "g" | "ml"; reference: number };
  quantityRule?: { min: number; max: number | null; increment: number };
}

export interface Image {
  id: string;
  /** Path under the sandbox's CDN: `/cdn/shop/files/<name>`. */
  src: string;
  alt: string;
  width: number;
  height: number;
}

export interface Collection {
  id: string;
  handle: string;
  title: string;
  translations: Record<string, { title?: string; descriptionHtml?: string }>;
  descriptionHtml: string;
  productIds: string[];
}

export interface Market {
  handle: string;
  name: string;
  country: string;
  currency: string;
  /** Shop currency → market currency. */
  rate: number;
  /** First is the default. `''` prefix for the primary market, e.g. `/zh-cn` for others. */
  locales: { locale: string; prefix: string }[];
}

export interface MenuLink {
  title: string;
  translations: Record<string, string>;
  url: string;
}

export interface Metafield {
  id: string;
  /** GID of the owner. */
  ownerId: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: string;
  updatedAt: string;
}

export interface MetafieldDefinition {
  id: string;
  ownerType: string;
  namespace: string;
  key: string;
  name: string;
  description: string | null;
  type: string;
}

export interface StoredFile {
  /** Whole GID: gid://shopify/MediaImage/…, GenericFile, Video. */
  id: string;
  status: "UPLOADED" | "PROCESSING" | "READY" | "FAILED";
  alt: string;
  filename: string;
  mimeType: string;
  /** CDN path once ready. */
  url: string | null;
  width: number | null;
  height: number | null;
  createdAt: string;
  /** Set while it is being processed: when it is done, and the error it will end with, if any. */
  doneAt?: string;
  error?: { code: string; message: string } | null;
  size?: number;
  /** Of a video: products whose media it is among, and how long it plays in milliseconds. */
  productIds?: string[];
  duration?: number;
}

export interface Installation {
  id: string;
  scopes: string[];
  /** Path of the app proxy: `/apps/clipshelf` until the merchant changes it. */
  proxyPath: string;
  tokens: AccessToken[];
  installedAt: string;
  /** The plan that the merchant approved. */
  subscription?: Subscription;
}

export interface Subscription {
  id: string;
  handle: string;
  name: string;
  /** Dollars. */
  price: string;
  createdAt: string;
}

export interface AccessToken {
  access: string;
  expiresAt: string;
  refresh: string;
  refreshExpiresAt: string;
  /** The refresh token that was traded for this pair; it works again until this one is used. */
  previousRefresh?: string | null;
  /** When this pair was first traded for the next. */
  refreshedAt?: string | null;
}

export interface CartLine {
  key: string;
  variantId: string;
  quantity: number;
  properties: Record<string, string>;
  sellingPlanId?: string;
}

export interface Cart {
  token: string;
  note: string;
  attributes: Record<string, string>;
  lines: CartLine[];
  /** The market the shopper buys in; the shop's first market when absent. */
  market?: string;
  /** The code as the shopper gave it, whether it applies or not. */
  discountCode?: string;
}

export interface Order {
  id: string;
  name: string;
  email: string;
  /** Currency the shopper paid in, and the shop's, as Shopify's price sets have them. */
  presentmentCurrency: string;
  rate: number;
  lines: OrderLine[];
  attributes: Record<string, string>;
  financialStatus: "PAID" | "PARTIALLY_REFUNDED" | "REFUNDED" | "VOIDED";
  cancelledAt: string | null;
  refunds: Refund[];
  createdAt: string;
  updatedAt: string;
  /** Token of the cart it was paid from, and the language it was paid in. */
  cartToken?: string;
  locale?: string;
  /** The code it was paid with. What it took off stands at each line. */
  discount?: { code: string; title: string; off: number };
}

export interface OrderLine {
  id: string;
  productId: string;
  variantId: string;
  title: string;
  variantTitle: string;
  quantity: number;
  /** Shop currency, per piece. */
  price: string;
  properties: Record<string, string>;
  /** What a code took off the whole line, in the shop's currency. */
  discount?: string;
}

export interface Refund {
  id: string;
  createdAt: string;
  lines: { id: string; lineId: string; quantity: number; subtotal: string }[];
}
