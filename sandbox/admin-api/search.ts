import { refuse } from "./context.ts";

/** Values of a thing by search field; the empty name is what a word without a field looks in. */
export type SearchFields<T> = Record<string, (item: T) => string[]>;

interface Term {
  field: string;
  operator: ":" | ">" | ">=" | "<" | "<=";
  value: string;
}

type Expression =
  | { kind: "term"; term: Term }
  | { kind: "not"; of: Expression }
  | { kind: "and" | "or"; of: Expression[] };

/**
 * Shopify's search syntax: words, `field:value`, `field:>value`, quotes, `*` at the end, AND (also
 * unwritten), OR, NOT or `-`, brackets. https://shopify.dev/docs/api/usage/search-syntax
 */
export function matches<T>(
  query: string | null | undefined,
  item: T,
  fields: SearchFields<T>,
): boolean {
  if (!query?.trim()) return true;
  return holds(parsed(query), item, fields);
}

let last: { query: string; expression: Expression } | null = null;

function parsed(query: string): Expression {
  if (last?.query !== query) last = { query, expression: parseQuery(query) };
  return last.expression;
}

function parseQuery(query: string): Expression {
  const tokens =
    query.match(/\(|\)|-?(?:[\w.]+:)?(?:>=|<=|>|<|=)?(?:"(?:\\.|[^"\\])*"|'[^']*'|[^\s()]+)/g) ??
    [];
  let at = 0;

  const either = (): Expression => {
    const parts = [all()];
    while (tokens[at] === "OR") {
      at += 1;
      parts.push(all());
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: "or", of: parts };
  };
  const all = (): Expression => {
    const parts: Expression[] = [];
    while (at < tokens.length && tokens[at] !== ")" && tokens[at] !== "OR") {
      if (tokens[at] === "AND") at += 1;
      else parts.push(one());
    }
    return { kind: "and", of: parts };
  };
  const one = (): Expression => {
    const token = tokens[at] ?? "";
    at += 1;
    if (token === "NOT") return { kind: "not", of: one() };
    if (token === "(") {
      const inside = either();
      if (tokens[at] === ")") at += 1;
      return inside;
    }
    if (token.startsWith("-") && token.length > 1)
      return { kind: "not", of: { kind: "term", term: readTerm(token.slice(1)) } };
    return { kind: "term", term: readTerm(token) };
  };
  return either();
}

function readTerm(token: string): Term {
  const match = /^(?:([\w.]+):)?(>=|<=|>|<|=)?([\s\S]*)$/.exec(token);
  const [, field, operator, value] = match ?? [];
  return {
    field: field ?? "",
    operator: operator && operator !== "=" ? (operator as Term["operator"]) : ":",
    value: (value ?? "")
      .replace(/^["']|["']$/g, "")
      .replace(/\\(.)/g, "$1")
      .toLowerCase(),
  };
}

function holds<T>(expression: Expression, item: T, fields: SearchFields<T>): boolean {
  switch (expression.kind) {
    case "and":
      return expression.of.every((part) => holds(part, item, fields));
    case "or":
      return expression.of.some((part) => holds(part, item, fields));
    case "not":
      return !holds(expression.of, item, fields);
    case "term":
      return termHolds(expression.term, item, fields);
  }
}

function termHolds<T>(term: Term, item: T, fields: SearchFields<T>): boolean {
  const read = fields[term.field];
  if (!read) return refuse(`The sandbox cannot search by ${term.field}`, "SANDBOX_NO_RESOLVER");
  return read(item).some((value) => valueHolds(term, value.toLowerCase()));
}

function valueHolds({ field, operator, value }: Term, found: string): boolean {
  if (operator !== ":") {
    const order = compare(found, value);
    if (operator === ">") return order > 0;
    if (operator === ">=") return order >= 0;
    if (operator === "<") return order < 0;
    return order <= 0;
  }
  if (value === "*") return found !== "";
  if (value.endsWith("*")) {
    const start = value.slice(0, -1);
    return (
      found.startsWith(start) || found.split(/[^\p{L}\p{N}]+/u).some((w) => w.startsWith(start))
    );
  }
  if (["id", "product_id", "handle", "status", "tag", "sku", "name", "filename"].includes(field))
    return found.replace(/^#/, "") === value.replace(/^#/, "");
  return (
    found === value ||
    found.split(/[^\p{L}\p{N}]+/u).includes(value) ||
    (value.includes(" ") && found.includes(value))
  );
}

function compare(found: string, value: string): number {
  const asTime = [Date.parse(found), Date.parse(value)] as const;
  const asNumber = [Number(found), Number(value)] as const;
  if (asNumber.every(Number.isFinite)) return asNumber[0] - asNumber[1];
  if (asTime.every(Number.isFinite)) return asTime[0] - asTime[1];
  return found < value ? -1 : found > value ? 1 : 0;
}
