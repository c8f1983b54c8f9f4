import { CollectionDrop } from "./drops/collection.ts";
import { ProductDrop } from "./drops/product.ts";
import { BlockDrop } from "./drops/section.ts";
import { SettingsDrop } from "./drops/settings.ts";
import { allowedOn, findAppBlock } from "./extension.ts";
import { globalObjects } from "./globals.ts";
import { assetTags, contentForHeader, HEADER_ASSETS } from "./header.ts";
import type { Scope } from "./liquid/scope.ts";
import type { Route } from "./route.ts";
import { recommendationsFor, searchObject } from "./search.ts";
import { sectionId } from "./section-id.ts";
import { extensionScope, renderAppBlock, renderSection, renderSections } from "./sections.ts";
import type { PageConfig } from "./theme.ts";
import { themeOrigin } from "./theme-origin.ts";
import { findProduct, href, type Visit } from "./visit.ts";

/** Puts the objects of the page an address means into the visit. */
export function enterPage(visit: Visit, route: Route): void {
  visit.page.type = route.type;
  visit.page.product = route.product;
  const suffix = visit.query.get("view") || null;
  visit.page.template = templateName(visit, route.type, suffix);
  visit.globals = globalObjects(visit);
  const { globals } = visit;
  const product = route.product ? new ProductDrop(visit, route.product) : null;
  const collection = route.collection ? new CollectionDrop(visit, route.collection) : null;
  const name = visit.page.template;
  globals.template = {
    name: route.type,
    suffix: name.includes(".") ? name.slice(name.indexOf(".") + 1) : null,
    directory: null,
    toString: () => name,
  };
  Object.assign(globals, titles(visit, route, product, collection));
  globals.product = product;
  globals.collection = collection;
  globals.handle = route.product?.handle ?? route.collection?.handle ?? null;
  if (product) globals.canonical_url = visit.origin + href(visit, `/products/${product.handle}`);
  if (product?.featured_image) globals.page_image = product.featured_image;
  if (route.type === "search") globals.search = searchObject(visit);
  globals.recommendations = { "performed?": false, products: [], products_count: 0 };
  globals.predictive_search = { performed: false, terms: "", types: [], resources: {} };
}

/** Fills `recommendations`, for `/recommendations/products?section_id=…`. */
export function enterRecommendations(visit: Visit): void {
  const product = findProduct(visit, { id: visit.query.get("product_id") ?? "" });
  if (product) enterPage(visit, { type: "product", status: 200, product, collection: null });
  const limit = Math.min(10, Number(visit.query.get("limit")) || 10);
  const products = product
    ? recommendationsFor(visit, product, limit).map((one) => new ProductDrop(visit, one))
    : [];
  visit.globals.recommendations = {
    "performed?": product !== null,
    products,
    products_count: products.length,
    intent: visit.query.get("intent") ?? "related",
  };
}

function templateName(visit: Visit, type: string, suffix: string | null): string {
  const names = visit.theme.templates();
  return suffix && names.includes(`${type}.${suffix}`) ? `${type}.${suffix}` : type;
}

function titles(
  visit: Visit,
  route: Route,
  product: ProductDrop | null,
  collection: CollectionDrop | null,
) {
  const chinese = visit.locale.startsWith("zh");
  const byType: Record<string, string> = {
    index: visit.shop.name,
    cart: chinese ? "您的购物车" : "Your Shopping Cart",
    search: chinese ? "搜索" : "Search",
    "list-collections": chinese ? "产品系列" : "Collections",
    "404": chinese ? "404 未找到" : "404 Not Found",
  };
  const text = (html: string) =>
    html
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim();
  return {
    page_title: product?.title ?? collection?.title ?? byType[route.type] ?? visit.shop.name,
    page_description:
      text(product?.description ?? collection?.description ?? "").slice(0, 320) || null,
  };
}

/** The whole page: template in layout, with what apps and Shopify put into head and body. */
export function renderPage(visit: Visit): string {
  return renderInLayout(visit, renderTemplate(visit));
}

/**
 * The Liquid that an app answered through its proxy, as a page of the theme. It sees the app's metafields
 * (https://shopify.dev/changelog/new-app-liquid-object); what it assigns, the layout sees.
 */
export function renderProxied(visit: Visit, text: string): string {
  visit.page.type = "";
  visit.page.template = "";
  visit.globals = { ...globalObjects(visit), page_title: visit.shop.name, page_description: null };
  const [extension] = visit.extensions;
  const app = extension ? extensionScope(visit, extension, {}).globals.app : null;
  const scope: Scope = {
    visit,
    origin: themeOrigin(visit),
    globals: { ...visit.globals, app },
  };
  const { engine } = visit.theme.folder;
  const assigned: Record<string, unknown> = {};
  const html = engine.render(engine.parse(text, "app proxy"), scope, assigned);
  return renderInLayout(visit, html, assigned);
}

function renderInLayout(
  visit: Visit,
  template: string,
  assigned: Record<string, unknown> = {},
): string {
  const scope: Scope = {
    visit,
    origin: themeOrigin(visit),
    globals: {
      ...visit.globals,
      ...assigned,
      content_for_layout: template,
      content_for_index: template,
      content_for_header: contentForHeader(visit),
    },
  };
  const layout = visit.page.layout;
  const file = layout === null ? null : visit.theme.folder.liquid(`layout/${layout}.liquid`);
  const html = file ? visit.theme.folder.engine.render(file.templates, scope) : template;
  const embeds = renderEmbeds(visit);
  return insertBefore(
    insertBefore(
      html.replace(HEADER_ASSETS, () => assetTags(visit)),
      "</head>",
      embeds.head,
      "first",
    ),
    "</body>",
    embeds.body,
    "last",
  );
}

function renderTemplate(visit: Visit): string {
  const { theme } = visit;
  const name = visit.page.template;
  const config = theme.template(name);
  if (config) {
    if (config.layout !== undefined) visit.page.layout = config.layout || null;
    return wrap(renderSections(visit, `templates/${name}`, config, null), config);
  }
  const file = theme.folder.liquid(`templates/${name}.liquid`);
  if (!file) return `Liquid error: the theme has no template '${name}'`;
  const scope: Scope = { visit, origin: themeOrigin(visit), globals: visit.globals };
  return theme.folder.engine.render(file.templates, scope);
}

/** `"wrapper": "div#id.class[attribute=value]"` of a JSON template. */
function wrap(html: string, config: PageConfig): string {
  const match = /^(div|main|section)(#[\w-]+)?((?:\.[\w-]+)*)((?:\[[^\]]+\])*)$/.exec(
    config.wrapper ?? "",
  );
  if (!match) return html;
  const [, tag, id, classes = "", rest = ""] = match;
  const attributes = [...rest.matchAll(/\[([\w-]+)(?:=['"]?([^\]'"]*)['"]?)?\]/g)]
    .map(([, name, value]) => ` ${name}="${value ?? ""}"`)
    .join("");
  const idText = id ? ` id="${id.slice(1)}"` : "";
  const classText = classes ? ` class="${classes.split(".").filter(Boolean).join(" ")}"` : "";
  return `<${tag}${idText}${classText}${attributes}>${html}</${tag}>`;
}

/** App embeds see the global objects only, not the page's own product or collection. */
function renderEmbeds(visit: Visit): { head: string; body: string } {
  const embeds = { head: "", body: "" };
  if (!visit.shop.installation) return embeds;
  const globals = { ...globalObjects(visit), template: visit.globals.template };
  for (const [id, config] of Object.entries(visit.theme.settingsData().blocks)) {
    if (config.disabled === true) continue;
    const found = findAppBlock(visit.extensions, config.type);
    const schema = found?.file.schema;
    if (!found || !schema || !allowedOn(schema, visit.page.type, null)) continue;
    if (schema.target !== "head" && schema.target !== "body") continue;
    const block = new BlockDrop({
      id,
      type: config.type,
      settings: new SettingsDrop(visit, schema.settings ?? [], config.settings ?? {}),
      designMode: visit.designMode,
      draw: null,
    });
    embeds[schema.target] += renderAppBlock(visit, found, block, { globals });
  }
  return embeds;
}

function insertBefore(html: string, tag: string, text: string, which: "first" | "last"): string {
  if (text === "") return html;
  const at = which === "first" ? html.indexOf(tag) : html.lastIndexOf(tag);
  return at < 0 ? html + text : html.slice(0, at) + text + html.slice(at);
}

/** One section of the current page by its id, or a section file by its name. Null when there is none. */
export function renderSectionById(visit: Visit, id: string): string | null {
  const { theme } = visit;
  const files: [file: string, config: PageConfig | null, group: string | null][] = [
    [`templates/${visit.page.template}`, theme.template(visit.page.template), null],
    ...theme.groups().map((name): [string, PageConfig | null, string | null] => {
      const config = theme.group(name);
      return [`sections/${name}`, config, config?.type ?? name];
    }),
  ];
  for (const [file, config, group] of files) {
    const keys = (config?.order ?? []).filter((key) => config?.sections[key]?.disabled !== true);
    const index = keys.findIndex((key) => sectionId(file, key) === id);
    const section = config?.sections[keys[index] ?? ""];
    if (section)
      return renderSection(visit, section, {
        id,
        location: group ?? "template",
        group,
        index: index + 1,
      });
  }
  if (!/^[\w-]+$/.test(id) || theme.folder.stamp(`sections/${id}.liquid`) === null) return null;
  const kept = theme.settingsData().sections[id];
  return renderSection(
    visit,
    { ...kept, type: kept?.type ?? id },
    { id, location: "static", group: null, index: null },
  );
}

/** A stylesheet or script of the theme that is Liquid itself: `assets/base.css.liquid`. */
export function renderAsset(visit: Visit, name: string): string | null {
  const path = `assets/${name}.liquid`;
  if (name.includes("/")) return null;
  const text = visit.theme.folder.text(path);
  if (text === null) return null;
  const { engine } = visit.theme.folder;
  const scope: Scope = { visit, origin: themeOrigin(visit), globals: globalObjects(visit) };
  return engine.render(engine.parse(text, path), scope);
}
