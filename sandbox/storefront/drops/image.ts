import { Drop } from "liquidjs";
import type { Image } from "../../world/types.ts";
import { Float, float } from "../liquid/numbers.ts";
import type { Visit } from "../visit.ts";

/** An image, and the media object that Liquid makes of it. Prints its path, as Shopify's does. */
export class ImageDrop extends Drop {
  readonly visit: Visit;
  readonly image: Image;
  readonly position: number;
  readonly productId: string | null;
  readonly media_type = "image";
  constructor(visit: Visit, image: Image, position = 1, productId: string | null = null) {
    super();
    this.visit = visit;
    this.image = image;
    this.position = position;
    this.productId = productId;
  }
  get id() {
    return asNumber(this.image.id);
  }
  get src() {
    return this.image.src;
  }
  get alt() {
    return this.image.alt;
  }
  get width() {
    return this.image.width;
  }
  get height() {
    return this.image.height;
  }
  get aspect_ratio(): number | Float {
    return this.image.height ? float(this.image.width / this.image.height) : new Float(1);
  }
  get preview_image() {
    return this;
  }
  get product_id() {
    return this.productId === null ? null : asNumber(this.productId);
  }
  get presentation() {
    return { focal_point: { x: new Float(50), y: new Float(50), toString: () => "50.0% 50.0%" } };
  }
  "attached_to_variant?"() {
    return this.variants.length > 0;
  }
  get variants() {
    const product = this.visit.shop.products.find((one) => one.id === this.productId);
    return (product?.variants ?? []).filter((variant) => variant.imageId === this.image.id);
  }
  override toString(): string {
    return this.image.src.replace(/^\/cdn\/shop\//, "");
  }
  toJSON() {
    return {
      id: this.id,
      src: imageUrl(this.visit, this.image.src, {}),
      alt: this.alt,
      position: this.position,
      media_type: "image",
      width: this.width,
      height: this.height,
      aspect_ratio: this.image.width / (this.image.height || 1),
      preview_image: {
        src: imageUrl(this.visit, this.image.src, {}),
        width: this.width,
        height: this.height,
        aspect_ratio: this.image.width / (this.image.height || 1),
      },
    };
  }
}

/** Storefront ids are numbers in Liquid and JSON wherever they are safe ones. */
export function asNumber(id: string): number | string {
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : id;
}

/** A protocol-relative CDN address with the size parameters that Shopify's has. */
export function imageUrl(
  visit: Visit,
  src: string,
  size: { width?: number; height?: number; crop?: string; format?: string; pad_color?: string },
): string {
  const url = new URL(src, visit.origin);
  if (!url.searchParams.has("v")) url.searchParams.set("v", version(src));
  for (const key of ["width", "height", "crop", "format", "pad_color"] as const) {
    const value = size[key];
    if (value !== undefined && value !== "") url.searchParams.set(key, String(value));
  }
  return `//${url.host}${url.pathname}${url.search}`;
}

function version(src: string): string {
  let hash = 7;
  for (const char of src) hash = (hash * 31 + char.charCodeAt(0)) % 1_000_000_007;
  return String(1_700_000_000 + hash);
}
