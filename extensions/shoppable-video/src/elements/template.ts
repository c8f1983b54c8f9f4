import { trusted } from "../transport/trusted.ts";

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Markup with every value escaped; `raw` marks our own icons and nested markup. */
export function html(parts: TemplateStringsArray, ...values: unknown[]): Markup {
  const text = parts.reduce((sum, part, index) => sum + show(values[index - 1]) + part);
  return new Markup(text);
}

export function raw(text: string): Markup {
  return new Markup(text);
}

/** Modules bundled apart must know each other's markup; nothing that was fetched can carry a symbol. */
const MARK = Symbol.for("clipshelf.markup");

export class Markup {
  readonly [MARK] = true;
  /** Goes into the page as it is, and becomes a string in any other text. */
  readonly text: string;
  constructor(text: string) {
    this.text = trusted(text);
  }
}

function show(value: unknown): string {
  if (typeof value === "object" && value !== null && MARK in value) return (value as Markup).text;
  if (Array.isArray(value)) return value.map(show).join("");
  if (value === null || value === undefined || value === false) return "";
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}

/** Fills `element`, keeping the focus on the control of the same `data-key`, and `scroller` where it was. */
export function render(element: Element, markup: Markup, scroller: string): void {
  const root = element.getRootNode() as Document | ShadowRoot;
  const focused = root.activeElement as HTMLElement | null;
  const key = focused && element.contains(focused) ? focused.dataset.key : undefined;
  const scrolled = element.querySelector(scroller)?.scrollTop ?? 0;
  element.innerHTML = markup.text;
  element.querySelector(scroller)?.scrollTo({ top: scrolled, behavior: "instant" });
  if (key)
    element
      .querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
      ?.focus({ preventScroll: true });
}
