import { Drop } from "liquidjs";
import type { Metafield } from "../../world/types.ts";
import { float } from "../liquid/numbers.ts";
import { findMetafields, findProduct, type Visit } from "../visit.ts";
import { ImageDrop } from "./image.ts";

/** `owner.metafields`: namespaces by name. */
export class MetafieldsDrop extends Drop {
  private readonly visit: Visit;
  private readonly ownerId: string;
  constructor(visit: Visit, ownerId: string) {
    super();
    this.visit = visit;
    this.ownerId = ownerId;
  }
  override liquidMethodMissing(namespace: string | number): NamespaceDrop {
    return new NamespaceDrop(this.visit, this.ownerId, String(namespace));
  }
}

class NamespaceDrop extends Drop {
  private readonly visit: Visit;
  private readonly ownerId: string;
  private readonly namespace: string;
  constructor(visit: Visit, ownerId: string, namespace: string) {
    super();
    this.visit = visit;
    this.ownerId = ownerId;
    this.namespace = namespace;
  }
  override liquidMethodMissing(key: string | number): MetafieldDrop | null {
    const found = findMetafields(this.visit, this.ownerId, this.namespace).find(
      (one) => one.key === String(key),
    );
    return found ? new MetafieldDrop(this.visit, found) : null;
  }
  [Symbol.iterator]() {
    return findMetafields(this.visit, this.ownerId, this.namespace)
      .map((one) => [one.key, new MetafieldDrop(this.visit, one)])
      [Symbol.iterator]();
  }
}

export class MetafieldDrop extends Drop {
  private readonly visit: Visit;
  private readonly metafield: Metafield;
  constructor(visit: Visit, metafield: Metafield) {
    super();
    this.visit = visit;
    this.metafield = metafield;
  }
  get type() {
    return this.metafield.type;
  }
  "list?"() {
    return this.metafield.type.startsWith("list.");
  }
  get value(): unknown {
    return readValue(this.visit, this.metafield.type, this.metafield.value);
  }
  override toString(): string {
    return this.metafield.value;
  }
  toJSON(): unknown {
    return { type: this.metafield.type, value: this.value };
  }
}

function readValue(visit: Visit, type: string, text: string): unknown {
  if (type.startsWith("list.")) {
    const inner = type.slice("list.".length);
    const items = (JSON.parse(text) as unknown[])
      .map((item) =>
        readValue(visit, inner, typeof item === "string" ? item : JSON.stringify(item)),
      )
      .filter((item) => item !== null);
    return Object.assign(items, { count: items.length });
  }
  switch (type) {
    case "boolean":
      return text === "true";
    case "number_integer":
      return Number(text);
    case "number_decimal":
      return float(Number(text));
    case "json":
    case "rating":
    case "money":
    case "dimension":
    case "volume":
    case "weight":
    case "link":
    case "rich_text_field":
      return JSON.parse(text);
    case "product_reference": {
      const product = findProduct(visit, { id: idOf(text) });
      return product ? visit.make.product(product) : null;
    }
    case "variant_reference":
      for (const product of visit.shop.products) {
        const variant = product.variants.find((one) => one.id === idOf(text));
        if (variant) return visit.make.variant(product, variant);
      }
      return null;
    case "collection_reference": {
      const found = visit.shop.collections.find((one) => one.id === idOf(text));
      return found ? visit.make.collection(found) : null;
    }
    case "file_reference": {
      const file = visit.shop.files.find((one) => one.id === text);
      if (!file?.url) return null;
      return new ImageDrop(visit, {
        id: idOf(file.id),
        src: new URL(file.url, visit.origin).pathname,
        alt: file.alt,
        width: file.width ?? 0,
        height: file.height ?? 0,
      });
    }
    default:
      return text;
  }
}

function idOf(gid: string): string {
  return /(\d+)(?:\?.*)?$/.exec(gid)?.[1] ?? gid;
}
