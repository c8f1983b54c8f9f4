import { type Context, type FilterImplOptions, toValue, toValueSync } from "liquidjs";
import { type Scope, scopeOf } from "../liquid/scope.ts";
import { toText } from "../liquid/text.ts";

/** A filter's arguments: by place, by name, and where it is used. */
export interface Call {
  args: unknown[];
  named: Record<string, unknown>;
  context: Context;
  scope: Scope;
}

export type FilterFunction = (value: unknown, call: Call) => unknown;

/** LiquidJS hands named arguments over as pairs among the others; this takes them apart. */
export function define(filter: FilterFunction): FilterImplOptions {
  return function (value: unknown, ...given: unknown[]) {
    const args: unknown[] = [];
    const named: Record<string, unknown> = {};
    given.forEach((one, index) => {
      if (Array.isArray(this.token.args[index])) {
        const [name, named_] = one as [string, unknown];
        named[name] = named_;
      } else args.push(one);
    });
    return filter(value, { args, named, context: this.context, scope: scopeOf(this.context) });
  };
}

export function defineAll(
  filters: Record<string, FilterFunction>,
): Record<string, FilterImplOptions> {
  return Object.fromEntries(Object.entries(filters).map(([name, one]) => [name, define(one)]));
}

export function text(value: unknown): string {
  return toText(value);
}

/** The text, or undefined when the argument was left out. */
export function optional(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : toText(value);
}

export function list(value: unknown): unknown[] {
  const plain = toValue(value);
  if (plain === null || plain === undefined) return [];
  if (Array.isArray(plain)) return plain;
  if (typeof plain === "object" && Symbol.iterator in plain)
    return [...(plain as Iterable<unknown>)];
  return [plain];
}

/** A property by dotted path, of a drop or a plain object. */
export function property(call: Call, item: unknown, path: unknown): unknown {
  const steps = text(path).split(".");
  return toValueSync(call.context._getFromScope(item, steps, false));
}

export function escapeHtml(value: unknown): string {
  return text(value).replace(
    /[&<>"']/g,
    (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[char] ?? "",
  );
}

/** ` name="value"` for each, left out when null or false. */
export function attributes(values: Record<string, unknown>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null && value !== false)
    .map(([name, value]) =>
      value === true ? ` ${name}="${name}"` : ` ${name}="${escapeHtml(value)}"`,
    )
    .join("");
}
