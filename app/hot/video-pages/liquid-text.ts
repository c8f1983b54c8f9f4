/** Text for the HTML of a Liquid document: no markup and no Liquid in it is taken for such. */
export function html(text: string): string {
  return text.replace(/[&<>"'{]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A path or query for an attribute of a Liquid document. */
export function address(path: string, query: Record<string, string> = {}): string {
  const search = new URLSearchParams(query).toString();
  return html(search ? `${path}?${search}` : path);
}
