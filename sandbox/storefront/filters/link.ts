import { CollectionDrop } from "../drops/collection.ts";
import { ProductDrop } from "../drops/product.ts";
import { href } from "../visit.ts";
import { attributes, type Call, defineAll, escapeHtml, optional, text } from "./define.ts";
import { handleize } from "./string.ts";

function anchor(url: string, label: unknown, title: unknown, named: Record<string, unknown> = {}) {
  return `<a${attributes({ href: url, title: optional(title), ...named })}>${text(label)}</a>`;
}

const listing =
  (kind: "types" | "vendors") =>
  (value: unknown, { scope }: Call) =>
    `${href(scope.visit, `/collections/${kind}`)}?q=${encodeURIComponent(text(value))}`;

/** Tags of the collection page's address: `/collections/x/tag-a+tag-b`. */
function tagged(
  value: unknown,
  { scope }: Call,
  change: (tags: string[], tag: string) => string[],
) {
  const [, , collection = "all", current = ""] = scope.visit.path.split("/");
  const tags = change(current.split("+").filter(Boolean), handleize(value));
  return href(scope.visit, `/collections/${collection}${tags.length ? `/${tags.join("+")}` : ""}`);
}

function preload(url: string, as: string, named: Record<string, unknown>): string {
  return `<link${attributes({ href: url, rel: "preload", as, ...named })}>`;
}

export const linkFilters = defineAll({
  asset_url: (value, { scope }) => scope.origin.assetUrl(text(value)),
  file_url: (value, { scope }) =>
    `//${scope.visit.host}/cdn/shop/files/${encodeURIComponent(text(value))}`,
  global_asset_url: (value, { scope }) => scope.origin.assetUrl(text(value)),
  shopify_asset_url: (value, { scope }) => scope.origin.assetUrl(text(value)),
  inline_asset_content: (value, { scope }) => {
    const content = scope.origin.assetText(text(value));
    if (content === null) throw new Error(`inline_asset_content: asset '${text(value)}' not found`);
    return content;
  },
  highlight_active_tag: (value, { args, scope }) => {
    const active = (scope.visit.path.split("/")[3] ?? "").split("+").includes(handleize(value));
    const label = text(value);
    return active ? `<span class="${optional(args[0]) ?? "active"}">${label}</span>` : label;
  },
  link_to: (value, { args, named }) => anchor(text(args[0]), value, args[1], named),
  link_to_add_tag: (value, call) =>
    anchor(
      tagged(call.args[0] ?? value, call, (tags, tag) => [...new Set([...tags, tag])]),
      value,
      `Narrow selection to products matching tag ${text(call.args[0] ?? value)}`,
    ),
  link_to_remove_tag: (value, call) =>
    anchor(
      tagged(call.args[0] ?? value, call, (tags, tag) => tags.filter((one) => one !== tag)),
      value,
      `Remove tag ${text(call.args[0] ?? value)}`,
    ),
  link_to_tag: (value, call) =>
    anchor(
      tagged(call.args[0] ?? value, call, (_tags, tag) => [tag]),
      value,
      `Show products matching tag ${text(call.args[0] ?? value)}`,
    ),
  link_to_type: (value, call) => anchor(listing("types")(value, call), escapeHtml(value), value),
  link_to_vendor: (value, call) =>
    anchor(listing("vendors")(value, call), escapeHtml(value), value),
  preload_tag: (value, { named }) => {
    const { as, ...rest } = named;
    return preload(text(value), text(as), rest);
  },
  script_tag: (value) => `<script src="${text(value)}" type="text/javascript"></script>`,
  sort_by: (value, { args }) => {
    const url = text(value);
    return `${url}${url.includes("?") ? "&" : "?"}sort_by=${encodeURIComponent(text(args[0]))}`;
  },
  stylesheet_tag: (value, { named }) => {
    const url = text(value);
    const tag = `<link${attributes({ href: url, rel: "stylesheet", type: "text/css", media: named.media ?? "all" })}>`;
    return named.preload === true ? preload(url, "style", {}) + tag : tag;
  },
  url_for_type: listing("types"),
  url_for_vendor: listing("vendors"),
  within: (value, { args }) => {
    const [collection] = args;
    if (value instanceof ProductDrop && collection instanceof CollectionDrop)
      return new ProductDrop(value.visit, value.product, collection.handle).url;
    return collection instanceof CollectionDrop
      ? text(value).replace(/\/products\//, `/collections/${collection.handle}/products/`)
      : value;
  },
});
