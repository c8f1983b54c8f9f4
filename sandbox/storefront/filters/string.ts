import { createHash, createHmac } from "node:crypto";
import { filters as builtIn, type FilterImplOptions } from "liquidjs";
import { defineAll, escapeHtml, list, text } from "./define.ts";

export function handleize(value: unknown): string {
  return text(value)
    .toLowerCase()
    .replace(/['"’”]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
}

const hash = (algorithm: string) => (value: unknown) =>
  createHash(algorithm).update(text(value)).digest("hex");
const hmac =
  (algorithm: string) =>
  (value: unknown, { args }: { args: unknown[] }) =>
    createHmac(algorithm, text(args[0])).update(text(value)).digest("hex");

function decodeBase64(value: unknown, encoding: "base64" | "base64url"): string {
  const bytes = Buffer.from(text(value), encoding);
  if (bytes.toString(encoding).replace(/=+$/, "") !== text(value).replace(/[=\s]+$/, ""))
    throw new Error("invalid base64 provided to base64_decode");
  return bytes.toString("utf8");
}

const ours = defineAll({
  base64_decode: (value) => decodeBase64(value, "base64"),
  base64_encode: (value) => Buffer.from(text(value)).toString("base64"),
  base64_url_safe_decode: (value) => decodeBase64(value, "base64url"),
  base64_url_safe_encode: (value) =>
    Buffer.from(text(value)).toString("base64").replace(/\+/g, "-").replace(/\//g, "_"),
  camelize: (value) =>
    text(value)
      .split(/[^A-Za-z0-9]+/)
      .filter(Boolean)
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(""),
  capitalize: (value) => {
    const word = text(value);
    return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
  },
  escape: (value) => escapeHtml(value),
  handle: handleize,
  handleize,
  highlight: (value, { args }) => {
    const terms = text(args[0]).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    if (terms === "") return text(value);
    return text(value).replace(new RegExp(terms, "gi"), '<strong class="highlight">$&</strong>');
  },
  hmac_sha1: hmac("sha1"),
  hmac_sha256: hmac("sha256"),
  md5: hash("md5"),
  sha1: hash("sha1"),
  sha256: hash("sha256"),
  newline_to_br: (value) => text(value).replace(/\r?\n/g, "<br />\n"),
  pluralize: (value, { args }) => (Number(text(value)) === 1 ? args[0] : args[1]),
  replace_last: (value, { args }) => {
    const [whole, part] = [text(value), text(args[0])];
    const at = whole.lastIndexOf(part);
    return at < 0 ? whole : whole.slice(0, at) + text(args[1]) + whole.slice(at + part.length);
  },
  remove_last: (value, { args }) => {
    const [whole, part] = [text(value), text(args[0])];
    const at = whole.lastIndexOf(part);
    return at < 0 ? whole : whole.slice(0, at) + whole.slice(at + part.length);
  },
  split: (value, { args }) => {
    const whole = text(value);
    if (whole === "") return [];
    const parts = args[0] === " " ? whole.trim().split(/\s+/) : whole.split(text(args[0]));
    while (parts.at(-1) === "") parts.pop();
    return parts;
  },
  strip_html: (value) =>
    text(value)
      .replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/gi, "")
      .replace(/<[^>]*>/g, ""),
  truncatewords: (value, { args }) => {
    const words = text(value).split(/\s+/).filter(Boolean);
    const count = args[0] === undefined ? 15 : Number(text(args[0]));
    if (words.length <= count) return text(value);
    return (
      words.slice(0, Math.max(1, count)).join(" ") + (args[1] === undefined ? "..." : text(args[1]))
    );
  },
  url_decode: (value) => {
    try {
      return decodeURIComponent(text(value).replace(/\+/g, " "));
    } catch {
      throw new Error("invalid url encoding");
    }
  },
  url_encode: (value) => encodeURIComponent(text(value)).replace(/%20/g, "+"),
  url_escape: (value) => encodeURI(text(value)),
  url_param_escape: (value) => encodeURIComponent(text(value)),
  format_address: (value) =>
    `<p>${list((value as { lines?: unknown } | null)?.lines)
      .map(escapeHtml)
      .join("<br>")}</p>`,
});

/** These behave alike in LiquidJS and on Shopify. */
const SAME = [
  "append",
  "default",
  "downcase",
  "escape_once",
  "lstrip",
  "prepend",
  "remove",
  "remove_first",
  "replace",
  "replace_first",
  "rstrip",
  "strip",
  "strip_newlines",
  "truncate",
  "upcase",
] as const;

export const stringFilters: Record<string, FilterImplOptions> = {
  ...Object.fromEntries(SAME.map((name) => [name, builtIn[name] as FilterImplOptions])),
  ...ours,
};
