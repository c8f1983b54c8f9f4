/**
 * A page that comes through the app proxy sees the app's metafields and the theme's snippets, but none of
 * the extension's snippets, words and assets. So the page carries the snippet's text with it, its sentences
 * as variables (`word_grid_all`). What the snippet is given must be assigned before.
 */
export function carrySnippet(source: string): { liquid: string; keys: string[] } {
  const keys = new Set<string>();
  const liquid = source.replace(
    /'([\w.]+)' \| t(?:: (\w+): (\w+))?/g,
    (_, key: string, name?: string, value?: string) => {
      keys.add(key);
      return name ? `${wordName(key)} | replace: '[${name}]', ${value}` : wordName(key);
    },
  );
  return { liquid, keys: [...keys] };
}

/** Name of the variable with the sentence of a key. */
export function wordName(key: string): string {
  return `word_${key.replaceAll(".", "_")}`;
}
