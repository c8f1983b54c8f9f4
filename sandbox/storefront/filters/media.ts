import { LineDrop } from "../drops/cart.ts";
import { CollectionDrop } from "../drops/collection.ts";
import { ImageDrop, imageUrl } from "../drops/image.ts";
import { ProductDrop, VariantDrop } from "../drops/product.ts";
import { toNumber } from "../liquid/numbers.ts";
import { placeholderSvg } from "../placeholder.ts";
import { attributes, type Call, defineAll, optional, text } from "./define.ts";

/** Widest picture the CDN makes, as Shopify's. */
const WIDEST = 5760;

/** Whatever stands for a picture in Liquid, as its image. Null for nothing. */
function imageOf(value: unknown): ImageDrop | null {
  if (value instanceof ImageDrop) return value;
  if (value instanceof ProductDrop || value instanceof CollectionDrop) return value.featured_image;
  if (value instanceof VariantDrop) return value.featured_image ?? value.product.featured_image;
  if (value instanceof LineDrop) return value.image;
  const src = (value as { src?: unknown } | null)?.src;
  return src instanceof ImageDrop ? src : null;
}

function sizeOf(named: Record<string, unknown>) {
  const pixels = (value: unknown, name: string) => {
    if (value === undefined || value === null) return undefined;
    const number = Math.round(toNumber(value));
    if (number < 1 || number > WIDEST)
      throw new Error(`image_url ${name} must be between 1 and ${WIDEST}`);
    return number;
  };
  return {
    width: pixels(named.width, "width"),
    height: pixels(named.height, "height"),
    crop: optional(named.crop),
    format: optional(named.format),
    pad_color: optional(named.pad_color),
  };
}

/** What `image_url` gives `image_tag`: an address that still knows its image. */
class SizedUrl extends String {
  readonly image: ImageDrop | null;
  constructor(url: string, image: ImageDrop | null) {
    super(url);
    this.image = image;
  }
}

function imageAddress(value: unknown, { named, scope }: Call): unknown {
  const size = sizeOf(named);
  const image = imageOf(value);
  if (image) {
    const clamped = { ...size };
    if (clamped.width && !clamped.height)
      clamped.width = Math.min(clamped.width, image.width || WIDEST);
    return new SizedUrl(imageUrl(scope.visit, image.src, clamped), image);
  }
  const src = text(value);
  if (src === "") throw new Error("invalid url input");
  if (!src.includes("/cdn/")) return src;
  return new SizedUrl(imageUrl(scope.visit, src, size), null);
}

/** Widths that `image_tag` offers when the theme names none. */
const WIDTHS = [352, 832, 1200, 1920];

function imageTag(value: unknown, { named, scope }: Call): string {
  const image = value instanceof SizedUrl ? value.image : imageOf(value);
  const src =
    value instanceof SizedUrl || !image ? text(value) : imageUrl(scope.visit, image.src, {});
  if (src === "") return "";
  const { widths, preload: _preload, srcset, ...given } = named;
  const asked = Number(/[?&]width=(\d+)/.exec(src)?.[1]) || image?.width || 0;
  const ratio = image?.width ? image.height / image.width : null;
  const height =
    Number(/[?&]height=(\d+)/.exec(src)?.[1]) || (ratio ? Math.round(asked * ratio) : null);
  const choice = widths === undefined ? WIDTHS : text(widths).split(",").map(Number);
  const fitting = choice.filter((width) => width > 0 && width <= asked).sort((a, b) => a - b);
  if (widths === undefined && !fitting.includes(asked) && asked) fitting.push(asked);
  const set = fitting.map((width) => `${withWidth(src, width, ratio)} ${width}w`).join(", ");
  return `<img${attributes({
    src,
    alt: given.alt ?? image?.alt ?? "",
    srcset: srcset === undefined ? set || null : srcset,
    width: given.width === undefined ? asked || null : given.width,
    height: given.height === undefined ? height : given.height,
    ...Object.fromEntries(
      Object.entries(given).filter(([name]) => !["alt", "width", "height"].includes(name)),
    ),
  })}>`;
}

function withWidth(src: string, width: number, ratio: number | null): string {
  const sized = /[?&]width=\d+/.test(src)
    ? src.replace(/([?&]width=)\d+/, `$1${width}`)
    : `${src}${src.includes("?") ? "&" : "?"}width=${width}`;
  return ratio ? sized.replace(/([?&]height=)\d+/, `$1${Math.round(width * ratio)}`) : sized;
}

const NAMED_SIZES: Record<string, number> = {
  pico: 16,
  icon: 32,
  thumb: 50,
  small: 100,
  compact: 160,
  medium: 240,
  large: 480,
  grande: 600,
  master: 0,
};

/** The old filters: `img_url: '300x200', crop: 'center', scale: 2`. */
function oldAddress(value: unknown, call: Call): string {
  const image = imageOf(value);
  if (!image) return "";
  const size = call.args[0] === undefined ? "small" : text(call.args[0]);
  const scale = toNumber(call.named.scale) || 1;
  const [, width, height] = /^(\d*)x?(\d*)$/.exec(size) ?? [];
  const named = NAMED_SIZES[size];
  const pixels = (of: string | undefined) => (of ? Number(of) * scale : undefined);
  return imageUrl(call.scope.visit, image.src, {
    width: named ? named * scale : pixels(width),
    height: named ? named * scale : pixels(height),
    crop: optional(call.named.crop),
  });
}

export const mediaFilters = defineAll({
  article_img_url: oldAddress,
  asset_img_url: (value, { scope }) => scope.origin.assetUrl(text(value)),
  collection_img_url: oldAddress,
  external_video_tag: () => "",
  external_video_url: () => "",
  file_img_url: (value, call) =>
    imageUrl(call.scope.visit, `/cdn/shop/files/${encodeURIComponent(text(value))}`, {}),
  image_tag: imageTag,
  image_url: imageAddress,
  img_tag: (value, { args }) =>
    `<img${attributes({ src: text(value), alt: text(args[0]), class: optional(args[1]) })} />`,
  img_url: oldAddress,
  media_tag: (value, call) =>
    imageOf(value) ? imageTag(imageAddress(value, { ...call, named: {} }), call) : "",
  model_viewer_tag: () => "",
  placeholder_svg_tag: (value, { args }) => placeholderSvg(text(value), optional(args[0])),
  product_img_url: oldAddress,
  video_tag: (value, { named }) => {
    const sources = (value as { sources?: { url: string; mime_type: string }[] } | null)?.sources;
    if (!sources) return "";
    const inner = sources.map(
      (one) => `<source${attributes({ src: one.url, type: one.mime_type })}>`,
    );
    return `<video playsinline="playsinline"${attributes(named)}>${inner.join("")}</video>`;
  },
});
