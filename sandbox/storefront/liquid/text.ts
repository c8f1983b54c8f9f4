import { toValue } from "liquidjs";
import { Float } from "./numbers.ts";

/** How Liquid prints a value. */
export function toText(value: unknown): string {
  if (value instanceof Float) return value.toString();
  const plain = toValue(value);
  if (plain === null || plain === undefined) return "";
  if (typeof plain === "string") return plain;
  if (Array.isArray(plain)) return plain.map(toText).join("");
  if (typeof plain === "object" && plain.toString === Object.prototype.toString)
    return JSON.stringify(plain);
  return String(plain);
}
