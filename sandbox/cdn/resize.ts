import sharp from "sharp";

/** Shopify's own limit. */
const WIDEST = 5760;
const CROPS = ["center", "top", "bottom", "left", "right"] as const;

export interface Size {
  width: number | null;
  height: number | null;
  crop: (typeof CROPS)[number] | null;
  format: "jpg" | "png" | "webp" | "gif" | "avif";
}

/**
 * The picture an address asks for: null for the original. Browsers that take WebP get it unless
 * `format` says otherwise, as Shopify's CDN does.
 */
export function readSize(query: URLSearchParams, extension: string, webp: boolean): Size | null {
  const pixels = (name: string) => {
    const value = Math.round(Number(query.get(name)));
    return value >= 1 && value <= WIDEST ? value : null;
  };
  const [width, height] = [pixels("width"), pixels("height")];
  const asked = query.get("format");
  const own = extension.slice(1).toLowerCase().replace("jpeg", "jpg") as Size["format"];
  const format = asked === "jpg" || asked === "pjpg" ? "jpg" : webp && own !== "gif" ? "webp" : own;
  if (width === null && height === null && format === own) return null;
  const crop = CROPS.find((one) => one === query.get("crop")) ?? null;
  return { width, height, crop, format };
}

/** Fits the picture into the size, never larger than it is; with `crop` it fills both sides. */
export async function resize(file: string, size: Size): Promise<Buffer> {
  const picture = sharp(file, { animated: size.format === "gif" }).rotate();
  const fill = size.crop !== null && size.width !== null && size.height !== null;
  picture.resize({
    width: size.width ?? undefined,
    height: size.height ?? undefined,
    fit: fill ? "cover" : "inside",
    position: size.crop === "center" || size.crop === null ? "centre" : size.crop,
    withoutEnlargement: true,
  });
  switch (size.format) {
    case "jpg":
      return picture
        .flatten({ background: "#fff" })
        .jpeg({ quality: 82, progressive: true })
        .toBuffer();
    case "webp":
      return picture.webp({ quality: 80, effort: 3 }).toBuffer();
    case "png":
      return picture.png({ compressionLevel: 9 }).toBuffer();
    case "avif":
      return picture.avif({ quality: 60 }).toBuffer();
    case "gif":
      return picture.gif().toBuffer();
  }
}
