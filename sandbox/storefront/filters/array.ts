import { toValue } from "liquidjs";
import { float, isFloat, toNumber } from "../liquid/numbers.ts";
import { type Call, defineAll, list, property, text } from "./define.ts";

function matches(call: Call, item: unknown, [path, expected]: unknown[]): boolean {
  const value = toValue(property(call, item, path));
  if (call.args.length < 2) return value !== false && value !== null && value !== undefined;
  return value === toValue(expected);
}

function order(left: unknown, right: unknown): number {
  const [a, b] = [toValue(left), toValue(right)];
  if (a === null || a === undefined) return b === null || b === undefined ? 0 : 1;
  if (b === null || b === undefined) return -1;
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
}

function sorted(value: unknown, call: Call, key: (one: unknown) => unknown): unknown[] {
  const [path] = call.args;
  const read = (item: unknown) => key(path === undefined ? item : property(call, item, path));
  return list(value)
    .map((item) => [item, read(item)] as const)
    .sort((a, b) => order(a[1], b[1]))
    .map(([item]) => item);
}

export const arrayFilters = defineAll({
  compact: (value, call) =>
    list(value).filter((item) => {
      const found = call.args.length > 0 ? property(call, item, call.args[0]) : item;
      return toValue(found) !== null && toValue(found) !== undefined;
    }),
  concat: (value, { args }) => {
    if (!Array.isArray(toValue(args[0])) && !isIterable(args[0]))
      throw new Error("concat filter requires an array argument");
    return [...list(value), ...list(args[0])];
  },
  find: (value, call) => list(value).find((item) => matches(call, item, call.args)) ?? null,
  find_index: (value, call) => {
    const index = list(value).findIndex((item) => matches(call, item, call.args));
    return index === -1 ? null : index;
  },
  first: (value) => list(value)[0] ?? null,
  has: (value, call) => list(value).some((item) => matches(call, item, call.args)),
  join: (value, { args }) =>
    list(value)
      .map(text)
      .join(args[0] === undefined ? " " : text(args[0])),
  last: (value) => list(value).at(-1) ?? null,
  map: (value, call) =>
    list(value).flatMap((item) => {
      const found = property(call, item, call.args[0]);
      return Array.isArray(found) ? found : [found ?? null];
    }),
  reject: (value, call) => list(value).filter((item) => !matches(call, item, call.args)),
  reverse: (value) => [...list(value)].reverse(),
  size: (value) => {
    const plain = toValue(value);
    if (typeof plain === "string") return [...plain].length;
    if (Array.isArray(plain) || isIterable(plain)) return list(plain).length;
    return plain && typeof plain === "object" ? Object.keys(plain).length : 0;
  },
  slice: (value, { args }) => {
    const plain = toValue(value);
    const items = Array.isArray(plain) ? plain : [...text(plain)];
    const start = toNumber(args[0]);
    const from = start < 0 ? items.length + start : start;
    const length = args[1] === undefined ? 1 : toNumber(args[1]);
    const part = from < 0 || length < 0 ? [] : items.slice(from, from + length);
    return Array.isArray(plain) ? part : part.join("");
  },
  sort: (value, call) => sorted(value, call, (one) => one),
  sort_natural: (value, call) =>
    sorted(value, call, (one) =>
      one === null || one === undefined ? one : text(one).toLowerCase(),
    ),
  sum: (value, call) => {
    const numbers = list(value).map((item) =>
      call.args[0] === undefined ? item : property(call, item, call.args[0]),
    );
    const total = numbers.reduce<number>((sum, one) => sum + toNumber(one), 0);
    return numbers.some(isFloat) ? float(total) : total;
  },
  uniq: (value, call) => {
    const seen = new Set<unknown>();
    return list(value).filter((item) => {
      const key = toValue(call.args[0] === undefined ? item : property(call, item, call.args[0]));
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  },
  where: (value, call) => list(value).filter((item) => matches(call, item, call.args)),
});

function isIterable(value: unknown): boolean {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}
