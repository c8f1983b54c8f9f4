import type { Image, Product, SellingPlanGroup, Variant } from "../world/types.ts";
import { OPTION_WORDS } from "./products/option-words.ts";

/** A product as a person writes it down; `buildProduct` gives it ids, variants and HTML. */
export interface ProductPlan {
  handle: string;
  type: string;
  tags: string[];
  en: ProductWords;
  zh: ProductWords;
  /** At most two. None: one variant, which Shopify calls "Default Title". */
  options?: { name: string; values: string[] }[];
  /** Decimal string for all, or by the value of one option. */
  price: string | Record<string, string>;
  compareAt?: string | Record<string, string>;
  /** By variant title ("Oat / 300 ml"), or `all`. What is not named has twenty to fifty. */
  stock?: Record<string, number>;
  /** What the price is measured by, by the value of one option. */
  unit?: Record<string, NonNullable<Variant["unit"]>>;
  quantityRule?: Variant["quantityRule"];
  /** Ways to have it sent again and again. */
  sellingPlanGroups?: SellingPlanGroup[];
  /** File names in `pictures/` without their ending. `value` ties one to the variants that have it. */
  pictures: { file: string; alt: string; value?: string }[];
}

export interface ProductWords {
  title: string;
  text: string[];
  facts: string[];
}

export const PICTURE_WIDTH = 1200;
export const PICTURE_HEIGHT = 1500;

/** Ids leave room for 100 variants and 100 pictures a product, and are the same in every world. */
export function buildProduct(
  plan: ProductPlan,
  place: { index: number; firstId: number; vendor: string; createdAt: string },
): Product {
  const base = place.firstId + place.index * 1000;
  const images: Image[] = plan.pictures.map((picture, index) => ({
    id: String(base + 500 + index),
    src: `/cdn/shop/files/${picture.file}.webp`,
    alt: picture.alt,
    width: PICTURE_WIDTH,
    height: PICTURE_HEIGHT,
  }));
  const imageOf = (values: string[]) => {
    const at = plan.pictures.findIndex(
      (picture) => picture.value && values.includes(picture.value),
    );
    return images[at]?.id ?? null;
  };
  const options = plan.options ?? [];
  const variants: Variant[] = combinations(options.map((option) => option.values)).map(
    (values, index) => {
      const title = values.join(" / ") || "Default Title";
      return {
        id: String(base + 100 + index),
        title,
        options: values.length > 0 ? values : ["Default Title"],
        price: amountFor(plan.price, values)!,
        compareAtPrice: amountFor(plan.compareAt, values),
        sku: `MT-${plan.handle
          .toUpperCase()
          .replace(/[^A-Z]/g, "")
          .slice(0, 6)}-${place.index + 1}${String(index + 1).padStart(2, "0")}`,
        inventory:
          plan.stock?.[title] ?? plan.stock?.all ?? 20 + ((place.index * 7 + index * 11) % 31),
        inventoryPolicy: "DENY",
        imageId: imageOf(values),
        ...unitFor(plan.unit, values),
        ...(plan.quantityRule ? { quantityRule: plan.quantityRule } : {}),
      };
    },
  );
  return {
    id: String(base),
    handle: plan.handle,
    title: plan.en.title,
    translations: {
      "zh-CN": {
        title: plan.zh.title,
        descriptionHtml: html(plan.zh),
        options: OPTION_WORDS,
      },
    },
    descriptionHtml: html(plan.en),
    vendor: place.vendor,
    productType: plan.type,
    tags: plan.tags,
    status: "ACTIVE",
    options: options.length > 0 ? options : [{ name: "Title", values: ["Default Title"] }],
    variants,
    images,
    ...(plan.sellingPlanGroups ? { sellingPlanGroups: plan.sellingPlanGroups } : {}),
    createdAt: place.createdAt,
    updatedAt: place.createdAt,
  };
}

function html(words: ProductWords): string {
  const text = words.text.map((paragraph) => `<p>${paragraph}</p>`).join("");
  return `${text}<ul>${words.facts.map((fact) => `<li>${fact}</li>`).join("")}</ul>`;
}

function amountFor(
  amount: string | Record<string, string> | undefined,
  values: string[],
): string | null {
  if (amount === undefined || typeof amount === "string") return amount ?? null;
  for (const value of values) if (amount[value]) return amount[value];
  return null;
}

function unitFor(units: ProductPlan["unit"], values: string[]): Pick<Variant, "unit"> {
  const unit = values.map((value) => units?.[value]).find(Boolean);
  return unit ? { unit } : {};
}

function combinations(lists: string[][]): string[][] {
  return lists.reduce<string[][]>(
    (done, list) => done.flatMap((head) => list.map((value) => [...head, value])),
    [[]],
  );
}
