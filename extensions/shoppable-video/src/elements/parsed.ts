type Upgraded = HTMLElement & { connectedCallback(): void };

const unfinished = new Set<Upgraded>();
document.addEventListener("DOMContentLoaded", () => {
  for (const element of unfinished) if (element.isConnected) element.connectedCallback();
});

/**
 * Whether `part` stands in the element yet. One that is defined while the page is still being parsed is
 * connected before its children are there: it is connected again once the page is whole.
 */
export function isParsed(element: Upgraded, part: string): boolean {
  const there = element.querySelector(part) !== null;
  if (there) unfinished.delete(element);
  else if (document.readyState === "loading") unfinished.add(element);
  return there;
}
