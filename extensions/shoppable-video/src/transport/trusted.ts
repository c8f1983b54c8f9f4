interface Policy {
  createHTML(markup: string): string;
}

/** Files bundled apart share one policy: a page may forbid a second one of the same name. */
const KEY = Symbol.for("clipshelf.policy");
const page = globalThis as unknown as {
  [KEY]?: Policy;
  trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
};

/**
 * Markup as pages take it that refuse plain strings (`require-trusted-types-for 'script'`); such a page
 * allows our policy by name, `trusted-types clipshelf`. Only markup with every value escaped, or the
 * shop's own, may come here.
 */
export function trusted(markup: string): string {
  try {
    page[KEY] ??= page.trustedTypes?.createPolicy("clipshelf", { createHTML: (text) => text });
  } catch {
    // Not allowed by name: only a page that refuses strings as well is worse off.
  }
  return page[KEY]?.createHTML(markup) ?? markup;
}
