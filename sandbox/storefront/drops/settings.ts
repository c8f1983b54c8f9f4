import { Drop } from "liquidjs";
import type { SettingSchema } from "../liquid/source.ts";
import { findProduct, href, type Visit } from "../visit.ts";
import { CollectionDrop, findCollection } from "./collection.ts";
import { parseColor } from "./color.ts";
import { parseFont } from "./font.ts";
import { ImageDrop } from "./image.ts";
import { LinkListDrop } from "./links.ts";
import { ProductDrop } from "./product.ts";

/** Reads a dynamic source: a setting whose value is `{{ … }}`. */
export type Evaluate = (expression: string) => unknown;

/** `section.settings`, `block.settings` or the theme's `settings`, each value by its schema type. */
export class SettingsDrop extends Drop {
  private readonly visit: Visit;
  private readonly schema: Map<string, SettingSchema>;
  private readonly values: Record<string, unknown>;
  private readonly evaluate: Evaluate | null;
  constructor(
    visit: Visit,
    schema: SettingSchema[],
    values: Record<string, unknown>,
    evaluate: Evaluate | null = null,
  ) {
    super();
    this.visit = visit;
    this.schema = new Map(schema.flatMap((one) => (one.id ? [[one.id, one]] : [])));
    this.values = values;
    this.evaluate = evaluate;
  }
  override liquidMethodMissing(key: string | number): unknown {
    const setting = this.schema.get(String(key));
    if (!setting) return undefined;
    return settingValue(this.visit, setting, this.values[String(key)], this.evaluate);
  }
  [Symbol.iterator]() {
    return [...this.schema.keys()]
      .map((key) => [key, this.liquidMethodMissing(key)])
      [Symbol.iterator]();
  }
  toJSON(): Record<string, unknown> {
    return Object.fromEntries(this);
  }
}

function settingValue(
  visit: Visit,
  setting: SettingSchema,
  given: unknown,
  evaluate: Evaluate | null,
): unknown {
  const value = given === undefined ? setting.default : given;
  if (evaluate && typeof value === "string" && value.includes("{{")) {
    const expression = /^\s*\{\{([^{}]*)\}\}\s*$/.exec(value)?.[1];
    if (expression !== undefined) {
      const found = evaluate(expression.trim());
      return found === undefined ? blankOf(setting.type) : found;
    }
  }
  switch (setting.type) {
    case "color":
      return value ? parseColor(value) : null;
    case "color_scheme":
      return new ColorSchemeDrop(visit, String(value ?? "scheme-1"));
    case "color_scheme_group":
      return Object.keys((value as object | undefined) ?? {}).map(
        (id) => new ColorSchemeDrop(visit, id),
      );
    case "font_picker":
      return parseFont(value);
    case "image_picker":
      return typeof value === "string" ? shopImage(visit, value) : null;
    case "product":
      return typeof value === "string" ? productOf(visit, value) : null;
    case "collection":
      return typeof value === "string" ? collectionOf(visit, value) : null;
    case "product_list":
      return list(value).flatMap((one) => productOf(visit, one) ?? []);
    case "collection_list":
      return list(value).flatMap((one) => collectionOf(visit, one) ?? []);
    case "link_list": {
      const links = visit.shop.menus[String(value ?? "")];
      return links ? new LinkListDrop(visit, String(value), links) : null;
    }
    case "url":
      return typeof value === "string" && value !== "" ? settingUrl(visit, value) : null;
    case "video_url":
      return typeof value === "string" ? videoUrl(value) : null;
    case "page":
    case "blog":
    case "article":
    case "metaobject":
    case "video":
      return null;
    case "metaobject_list":
    case "article_list":
      return [];
    case "checkbox":
      return value === true || value === "true";
    case "text":
    case "textarea":
    case "richtext":
    case "inline_richtext": {
      const text = value ?? blankOf(setting.type);
      return visit.shop.themeTexts?.[visit.locale]?.[String(text)] ?? text;
    }
    default:
      return value ?? blankOf(setting.type);
  }
}

function blankOf(type: string): unknown {
  return /^(text|textarea|html|liquid|richtext|inline_richtext|select|radio)$/.test(type)
    ? ""
    : null;
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function productOf(visit: Visit, value: string): ProductDrop | null {
  const id = /^gid:\/\/shopify\/Product\/(\d+)$/.exec(value)?.[1];
  const found = findProduct(visit, id ? { id } : { handle: value });
  return found ? new ProductDrop(visit, found) : null;
}

function collectionOf(visit: Visit, value: string): CollectionDrop | null {
  const found = findCollection(visit, value);
  return found ? new CollectionDrop(visit, found) : null;
}

/** `shopify://shop_images/name.jpg`: a file of the shop, or a picture of one of its products. */
function shopImage(visit: Visit, value: string): ImageDrop | null {
  const name = value.replace(/^shopify:\/\/shop_images\//, "");
  const ends = (src: string | null) => src?.split("?")[0]?.endsWith(`/${name}`) ?? false;
  const file = visit.shop.files.find((one) => ends(one.url));
  if (file?.url)
    return new ImageDrop(visit, {
      id: /(\d+)$/.exec(file.id)?.[1] ?? "0",
      src: new URL(file.url, visit.origin).pathname,
      alt: file.alt,
      width: file.width ?? 0,
      height: file.height ?? 0,
    });
  for (const product of visit.shop.products) {
    const image = product.images.find((one) => ends(one.src));
    if (image) return new ImageDrop(visit, image, 1, product.id);
  }
  return null;
}

function settingUrl(visit: Visit, value: string): string {
  const path = value.replace(/^shopify:\/\//, "/");
  return path.startsWith("/") ? href(visit, path) : path;
}

function videoUrl(value: string): { id: string; type: string } | null {
  const youtube = /(?:youtube\.com\/(?:watch\?v=|embed\/|shorts\/)|youtu\.be\/)([\w-]{6,})/.exec(
    value,
  );
  if (youtube) return { id: youtube[1]!, type: "youtube" };
  const vimeo = /vimeo\.com\/(?:video\/)?(\d+)/.exec(value);
  return vimeo ? { id: vimeo[1]!, type: "vimeo" } : null;
}

/** One of the theme's colour schemes. Prints its id, which themes use as a class name. */
export class ColorSchemeDrop extends Drop {
  private readonly visit: Visit;
  readonly id: string;
  constructor(visit: Visit, id: string) {
    super();
    this.visit = visit;
    this.id = id;
  }
  get settings(): SettingsDrop {
    const { definition, schemes } = this.visit.theme.colorSchemes();
    return new SettingsDrop(this.visit, definition, schemes[this.id]?.settings ?? {});
  }
  override valueOf(): string {
    return this.id;
  }
  override toString(): string {
    return this.id;
  }
  toJSON(): string {
    return this.id;
  }
}
