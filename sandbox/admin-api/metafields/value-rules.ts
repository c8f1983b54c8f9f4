import { parseGid } from "../../world/gid.ts";

/** Shopify refuses a larger JSON value. */
export const JSON_LIMIT_BYTES = 128 * 1024;
/** Shopify refuses a longer list. */
export const LIST_LIMIT = 128;
const TEXT_LIMIT_BYTES = 65_536;

/** What is wrong with a value, in Shopify's words, or null. */
export type ValueRule = (value: string, exists: (gid: string) => boolean) => string | null;

const number =
  (whole: boolean): ValueRule =>
  (value) => {
    const right = whole ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/;
    return right.test(value) ? null : `Value must be ${whole ? "an integer" : "a decimal"}.`;
  };

const reference =
  (types: string[]): ValueRule =>
  (value, exists) => {
    const found = parseGid(value);
    if (!found || !types.includes(found.type))
      return `Value must be a valid ${types.join(" or ")} reference.`;
    return exists(value) ? null : `Value references non-existent resource ${value}.`;
  };

const RULES: Record<string, ValueRule> = {
  single_line_text_field: (value) =>
    /[\r\n]/.test(value) ? "Value must be a single line text string." : tooLong(value),
  multi_line_text_field: (value) => tooLong(value),
  json: (value) => {
    const bytes = Buffer.byteLength(value);
    if (bytes > JSON_LIMIT_BYTES)
      return `Value is too large: ${bytes} bytes of at most ${JSON_LIMIT_BYTES}.`;
    return isJson(value) ? null : "Value is invalid JSON.";
  },
  boolean: (value) =>
    value === "true" || value === "false" ? null : "Value must be true or false.",
  number_integer: number(true),
  number_decimal: number(false),
  url: (value) =>
    URL.canParse(value) && /^(https?|mailto|sms|tel):/.test(value)
      ? null
      : "Value must be one of the following URL schemes: http, https, mailto, sms, tel.",
  date: (value) =>
    /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
      ? null
      : "Value must be in YYYY-MM-DD format.",
  date_time: (value) =>
    /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value))
      ? null
      : "Value must be in “YYYY-MM-DDTHH:MM:SS” format.",
  color: (value) => (/^#[0-9a-f]{6}$/i.test(value) ? null : "Value must be a hex color."),
  product_reference: reference(["Product"]),
  variant_reference: reference(["ProductVariant"]),
  collection_reference: reference(["Collection"]),
  file_reference: reference(["MediaImage", "GenericFile", "Video"]),
};

const LISTABLE = new Set(Object.keys(RULES).filter((type) => !["json", "boolean"].includes(type)));

/** The rule of a metafield type, or null when the sandbox (or Shopify) does not know the type. */
export function valueRule(type: string): ValueRule | null {
  if (!type.startsWith("list.")) return RULES[type] ?? null;
  const item = type.slice("list.".length);
  const rule = LISTABLE.has(item) ? RULES[item] : undefined;
  if (!rule) return null;
  return (value, exists) => {
    const list = isJson(value) ? (JSON.parse(value) as unknown) : null;
    if (!Array.isArray(list)) return "Value must be a JSON array.";
    if (list.length > LIST_LIMIT) return `Value can't have more than ${LIST_LIMIT} items.`;
    for (const one of list) {
      const fault = typeof one === "object" ? "Value is invalid." : rule(String(one), exists);
      if (fault) return fault;
    }
    return null;
  };
}

function tooLong(value: string): string | null {
  return Buffer.byteLength(value) > TEXT_LIMIT_BYTES
    ? `Value is too long (maximum is ${TEXT_LIMIT_BYTES} bytes).`
    : null;
}

export function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
