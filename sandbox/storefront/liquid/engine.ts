import {
  Context,
  defaultOperators,
  type Emitter,
  Liquid,
  type LiquidError,
  Tag,
  type TagToken,
  type Template,
  toValue,
  toValueSync,
  Value,
} from "liquidjs";
import { FILTERS } from "../filters/index.ts";
import { TAGS } from "../tags/index.ts";
import { keepFloatLiterals } from "./numbers.ts";
import { SCOPE, type Scope } from "./scope.ts";
import { toText } from "./text.ts";

/** A fault in a Liquid or JSON file, with the place to mend it. */
export interface Problem {
  file: string;
  line: number;
  message: string;
}

export interface Engine {
  /** Parses text; what cannot be parsed is reported and becomes Shopify's error text in the page. */
  parse(text: string, file: string): Template[];
  /** Renders with these global objects. Never throws: errors appear inline, as Shopify shows them. */
  /** `assigned` is filled with what the text assigned or captured. */
  render(templates: Template[], scope: Scope, assigned?: Record<string, unknown>): string;
  /** The value of an expression, filters included. Throws on what cannot be parsed. */
  evaluate(expression: string, scope: Scope): unknown;
}

/**
 * A Liquid engine that speaks Shopify's dialect.
 *
 * `snippet` gives the parsed snippet of a name, or null when there is none. `report` hears of every
 * unknown tag and filter and every syntax error, with file and line.
 */
export function createEngine(options: {
  snippet: (name: string) => Template[] | null;
  report: (problem: Problem) => void;
}): Engine {
  keepFloatLiterals();
  const liquid = new Liquid({
    strictFilters: true,
    ownPropertyOnly: true,
    operators: OPERATORS,
    outputEscape: toText,
    relativeReference: false,
  });
  for (const name of Object.keys(liquid.filters)) liquid.unregisterFilter(name);
  for (const [name, filter] of Object.entries(FILTERS)) liquid.registerFilter(name, filter);
  for (const name of ["block", "layout"]) delete liquid.tags[name];
  for (const [name, tag] of Object.entries(TAGS)) liquid.registerTag(name, tag);

  const onError = (error: unknown, template: Template | null) => {
    const place = placeOf(error) ?? placeOf(template);
    const message = messageOf(error);
    options.report({ file: place?.file ?? "?", line: place?.line ?? 0, message });
    return errorText(place?.file, place?.line, message);
  };
  (liquid as { renderer: Liquid["renderer"] }).renderer = inlineErrors(onError);
  liquid._parsePartialFile = (file: string) => {
    const templates = options.snippet(file);
    if (!templates) throw new Error(`Could not find asset snippets/${file}.liquid`);
    // LiquidJS drives generators and takes plain values as they are; its type knows the former only.
    return templates as unknown as ReturnType<Liquid["_parsePartialFile"]>;
  };

  const contextOf = (scope: Scope) =>
    new Context(
      {},
      liquid.options,
      { sync: true, globals: { ...scope.globals, [SCOPE]: scope } },
      { liquid },
    );
  return {
    parse(text, file) {
      const unknown: string[] = [];
      try {
        return parseReporting(liquid, text, file, unknown, options.report);
      } finally {
        for (const name of unknown) {
          liquid.unregisterFilter(name);
          delete liquid.tags[name];
        }
      }
    },
    evaluate(expression, scope) {
      return toValueSync(new Value(expression, liquid).value(contextOf(scope), false));
    },
    render(templates, scope, assigned) {
      const context = contextOf(scope);
      const text = toValueSync(liquid.renderer.renderTemplates(templates, context));
      if (assigned) Object.assign(assigned, context.bottom());
      return String(text ?? "");
    },
  };
}

/** Parses again after each unknown name, so that one misspelt filter does not empty a whole section. */
function parseReporting(
  liquid: Liquid,
  text: string,
  file: string,
  unknown: string[],
  report: (problem: Problem) => void,
): Template[] {
  for (;;) {
    try {
      return liquid.parse(text, file);
    } catch (error) {
      const place = placeOf(error) ?? { file, line: 1 };
      const filter = /undefined filter: ([^\s,]+)/.exec((error as Error).message)?.[1];
      const tag = /tag "([^"]+)" not found/.exec((error as Error).message)?.[1];
      if (filter && !unknown.includes(filter)) {
        unknown.push(filter);
        report({ ...place, message: `Unknown filter '${filter}'` });
        liquid.registerFilter(filter, () => {
          throw new Error(`Unknown filter '${filter}'`);
        });
      } else if (tag && !unknown.includes(tag)) {
        unknown.push(tag);
        report({ ...place, message: `Unknown tag '${tag}'` });
        liquid.registerTag(tag, unknownTag(tag));
      } else {
        const message = messageOf(error);
        report({ ...place, message });
        return [textTemplate(errorText(place.file, place.line, message, "syntax error"))];
      }
    }
  }
}

function unknownTag(name: string) {
  return class extends Tag {
    render(): never {
      throw new Error(`Unknown tag '${name}'`);
    }
  };
}

function textTemplate(text: string): Template {
  return {
    token: null as unknown as Template["token"],
    render(_context: Context, emitter: Emitter) {
      emitter.write(text);
    },
  } as Template;
}

/** LiquidJS stops at the first error; Shopify writes the error where it happened and goes on. */
function inlineErrors(onError: (error: unknown, template: Template | null) => string) {
  return {
    *renderTemplates(templates: Template[], context: Context, given?: Emitter) {
      const emitter = given ?? textEmitter();
      for (const template of templates) {
        try {
          const text: unknown = yield template.render(context, emitter);
          if (text) emitter.write(text);
        } catch (error) {
          emitter.write(onError(error, template));
        }
        if (context.breakCalled || context.continueCalled) break;
      }
      return (emitter as Emitter & { buffer: string }).buffer;
    },
  } as unknown as Liquid["renderer"];
}

function textEmitter(): Emitter & { buffer: string } {
  return {
    buffer: "",
    write(value: unknown) {
      this.buffer += typeof value === "string" ? value : toText(value);
    },
  } as Emitter & { buffer: string };
}

function compare(test: (left: number, right: number) => boolean) {
  return (left: unknown, right: unknown): boolean => {
    const [a, b] = [toValue(left), toValue(right)];
    if (a === null || a === undefined || b === null || b === undefined) return false;
    if (typeof a !== typeof b) throw new Error(`comparison of ${typeName(a)} with ${b} failed`);
    return test(a as number, b as number);
  };
}

function typeName(value: unknown): string {
  if (typeof value === "string") return "String";
  if (typeof value === "number") return Number.isInteger(value) ? "Integer" : "Float";
  return typeof value === "boolean" ? String(value) : "Object";
}

const { not: _notShopify, ...SHARED_OPERATORS } = defaultOperators;
const OPERATORS = {
  ...SHARED_OPERATORS,
  "<": compare((a, b) => a < b),
  ">": compare((a, b) => a > b),
  "<=": compare((a, b) => a <= b),
  ">=": compare((a, b) => a >= b),
};

function errorText(
  file: string | undefined,
  line: number | undefined,
  message: string,
  kind = "error",
) {
  const name = file?.replace(/\.liquid$/, "");
  return `Liquid ${kind}${name ? ` (${name} line ${line})` : ""}: ${message}`;
}

function messageOf(error: unknown): string {
  const { originalError } = error as LiquidError & { originalError?: Error };
  const message = (originalError ?? (error as Error)).message ?? String(error);
  return message.replace(/, (file|line):.*$/s, "");
}

function placeOf(thing: unknown): { file: string; line: number } | null {
  const token = (thing as { token?: TagToken } | null)?.token;
  if (!token?.file) return null;
  return { file: token.file, line: token.getPosition()[0] ?? 0 };
}
