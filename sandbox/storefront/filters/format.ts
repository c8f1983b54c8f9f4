import { filters as builtIn, type FilterImplOptions, toValue } from "liquidjs";
import { CartDrop, LineDrop, symbolOf } from "../drops/cart.ts";
import { imageUrl } from "../drops/image.ts";
import { MetafieldDrop } from "../drops/metafield.ts";
import { ProductDrop } from "../drops/product.ts";
import { toNumber } from "../liquid/numbers.ts";
import { moneyFormat } from "../money-format.ts";
import { paymentFace, paymentName } from "../payment-icon.ts";
import { translate } from "../translate.ts";
import {
  attributes,
  type Call,
  define,
  defineAll,
  escapeHtml,
  list,
  optional,
  text,
} from "./define.ts";
import { formatMoney } from "./money.ts";

/** JSON as Rails writes it: safe inside a script element and inside an attribute once escaped. */
export function liquidJson(value: unknown): string {
  return (JSON.stringify(value ?? null) ?? "null").replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const DATE_FORMATS: Record<string, string> = {
  abbreviated_date: "%b %-d, %Y",
  basic: "%-m/%-d/%Y",
  date: "%B %-d, %Y",
  date_at_time: "%B %-d, %Y at %-I:%M %p",
  default: "%A, %B %-d, %Y at %-I:%M %p %z",
  on_date: "on %b %-d, %Y",
  short: "%-d %b %H:%M",
  long: "%B %d, %Y %H:%M",
};

function date(value: unknown, call: Call): unknown {
  const { args, named, scope, context } = call;
  const format =
    optional(args[0]) ?? DATE_FORMATS[optional(named.format) ?? ""] ?? optional(named.format);
  const handler = builtIn.date as unknown as (
    this: unknown,
    value: unknown,
    format: string | undefined,
    zone: string,
  ) => unknown;
  return handler.call({ context }, value, format, scope.visit.shop.timeZone);
}

function pagination(value: unknown, { named, scope }: Call): string {
  const paginate = value as {
    previous: { url: string } | null;
    next: { url: string } | null;
    parts: { is_link: boolean; title: string; url: string }[];
  } | null;
  if (!paginate) return "";
  const words = scope.visit.locale.startsWith("zh")
    ? { previous: "&laquo; 上一页", next: "下一页 &raquo;" }
    : { previous: "&laquo; Previous", next: "Next &raquo;" };
  const label = (key: "previous" | "next") => optional(named[key]) ?? words[key];
  const anchor = named.anchor ? `#${text(named.anchor)}` : "";
  const parts = paginate.parts.map((part) =>
    part.is_link
      ? `<span class="page"><a href="${escapeHtml(part.url)}${anchor}">${part.title}</a></span>`
      : `<span class="${part.title === "…" ? "deco" : "page current"}">${part.title}</span>`,
  );
  if (paginate.previous)
    parts.unshift(
      `<span class="prev"><a href="${escapeHtml(paginate.previous.url)}${anchor}">${label("previous")}</a></span>`,
    );
  if (paginate.next)
    parts.push(
      `<span class="next"><a href="${escapeHtml(paginate.next.url)}${anchor}">${label("next")}</a></span>`,
    );
  return parts.join(" ");
}

/** schema.org JSON-LD of a product, with an offer a variant. */
function structuredData(value: unknown): string {
  if (!(value instanceof ProductDrop)) return "{}";
  const { visit } = value;
  const absolute = (path: string) => new URL(path, visit.origin).href;
  const offer = (variant: ProductDrop["variants"][number]) => ({
    "@type": "Offer",
    availability: `https://schema.org/${variant.available ? "InStock" : "OutOfStock"}`,
    price: (variant.price / 100).toFixed(2),
    priceCurrency: visit.market.currency,
    url: absolute(variant.url),
    ...(variant.sku ? { sku: variant.sku } : {}),
  });
  const image = value.featured_image;
  const shared = {
    "@context": "http://schema.org/",
    name: value.title,
    description: value.description.replace(/<[^>]*>/g, "").trim(),
    brand: { "@type": "Brand", name: value.vendor },
    category: value.type,
    url: absolute(value.url),
    ...(image ? { image: absolute(imageUrl(visit, image.src, { width: 1920 })) } : {}),
  };
  const [only] = value.variants;
  if (value.variants.length === 1 && only)
    return liquidJson({
      ...shared,
      "@id": `${value.url}#product`,
      "@type": "Product",
      offers: offer(only),
    });
  return liquidJson({
    ...shared,
    "@id": `${value.url}#product`,
    "@type": "ProductGroup",
    productGroupID: String(value.id),
    hasVariant: value.variants.map((variant) => ({
      "@type": "Product",
      "@id": `${variant.url}#variant`,
      name: `${value.title} - ${variant.title}`,
      offers: offer(variant),
    })),
  });
}

function metafieldText(value: unknown): string {
  if (!(value instanceof MetafieldDrop)) return text(value);
  const plain = value.value;
  if (value["list?"]()) return list(plain).map(text).join(", ");
  return value.type === "rich_text_field" ? richText(plain, false) : text(toText(plain));
}

function toText(value: unknown): unknown {
  return value && typeof value === "object" && "title" in value ? value.title : value;
}

function metafieldTag(value: unknown): string {
  if (!(value instanceof MetafieldDrop)) return "";
  if (value["list?"]()) {
    const items = list(value.value).map((item) => `<li>${escapeHtml(toText(item))}</li>`);
    return `<ul class="metafield-${value.type.replace("list.", "")}_array">${items.join("")}</ul>`;
  }
  if (value.type === "rich_text_field")
    return `<div class="metafield-rich_text_field">${richText(value.value, true)}</div>`;
  return `<span class="metafield-${value.type}">${escapeHtml(metafieldText(value))}</span>`;
}

interface RichNode {
  type: string;
  value?: string;
  level?: number;
  listType?: string;
  url?: string;
  bold?: boolean;
  italic?: boolean;
  children?: RichNode[];
}

function richText(value: unknown, tags: boolean): string {
  const node = value as RichNode;
  const inner = (node.children ?? []).map((child) => richText(child, tags)).join("");
  if (node.type === "text") {
    if (!tags) return node.value ?? "";
    const plain = escapeHtml(node.value);
    const strong = node.bold ? `<strong>${plain}</strong>` : plain;
    return node.italic ? `<em>${strong}</em>` : strong;
  }
  if (!tags) return inner;
  const names: Record<string, string> = {
    paragraph: "p",
    heading: `h${node.level ?? 2}`,
    list: node.listType === "ordered" ? "ol" : "ul",
    "list-item": "li",
  };
  if (node.type === "link") return `<a href="${escapeHtml(node.url)}">${inner}</a>`;
  const name = names[node.type];
  return name ? `<${name}>${inner}</${name}>` : inner;
}

export const formatFilters: Record<string, FilterImplOptions> = {
  ...defineAll({
    currency_selector: (_value, { scope }) =>
      `<select name="currency"><option value="${scope.visit.market.currency}" selected="selected">${scope.visit.market.currency} ${symbolOf(scope.visit.market.currency)}</option></select>`,
    date,
    default_errors: (value) => {
      const errors = list((value as { messages?: unknown } | null)?.messages ?? value);
      if (errors.length === 0) return "";
      return `<div class="errors"><ul>${errors.map((one) => `<li>${escapeHtml(one)}</li>`).join("")}</ul></div>`;
    },
    default_pagination: pagination,
    item_count_for_variant: (value, { args }) =>
      value instanceof CartDrop
        ? value.items
            .filter((item) => String(item.variant_id) === text(args[0]))
            .reduce((sum, item) => sum + item.quantity, 0)
        : 0,
    json: (value) => liquidJson(value instanceof LineDrop ? value.toJSON() : toValue(value)),
    line_items_for: (value, { args }) => {
      if (!(value instanceof CartDrop)) return [];
      const wanted = (args[0] as { id?: unknown } | null)?.id;
      return value.items.filter((item) => item.product_id === wanted || item.variant_id === wanted);
    },
    metafield_tag: metafieldTag,
    metafield_text: metafieldText,
    /** Shopify draws accelerated checkout here; without a wallet it is a plain buy-it-now button. */
    payment_button: (_value, { scope }) =>
      `<div data-shopify="payment-button" class="shopify-payment-button"><button type="submit" class="shopify-payment-button__button shopify-payment-button__button--unbranded" name="return_to" value="/checkout">${scope.visit.locale.startsWith("zh") ? "立即购买" : "Buy it now"}</button></div>`,
    payment_terms: () => "",
    payment_type_img_url: (value, { scope }) =>
      `//${scope.visit.host}/cdn/shopify/payment/${encodeURIComponent(text(value))}.svg`,
    payment_type_svg_tag: (value, { named }) =>
      `<svg${attributes({ class: named.class, viewBox: "0 0 38 24", width: 38, height: 24, role: "img", "aria-label": paymentName(text(value)) })} xmlns="http://www.w3.org/2000/svg">${paymentFace(text(value))}</svg>`,
    standard_event_data: (value) => liquidJson(value),
    structured_data: structuredData,
    time_tag: (value, call) => {
      const shown = text(date(value, call));
      const { format: _format, datetime, ...rest } = call.named;
      const machine =
        datetime ?? new Date(text(value) === "now" ? Date.now() : text(value)).toISOString();
      return `<time${attributes({ datetime: machine, ...rest })}>${shown}</time>`;
    },
    unit_price_with_measurement: (value, call) =>
      formatMoney(value, moneyFormat(call.scope.visit.market.currency).plain),
    weight_with_unit: (value, { args }) => {
      const unit = optional(args[0]) ?? "kg";
      const grams = toNumber(value);
      const per: Record<string, number> = { g: 1, kg: 1000, oz: 28.349523125, lb: 453.59237 };
      return `${Number((grams / (per[unit] ?? 1000)).toFixed(2))} ${unit}`;
    },
  }),
  t: define((value, { named, scope }) => translate(scope, text(value), named)),
  translate: define((value, { named, scope }) => translate(scope, text(value), named)),
};
