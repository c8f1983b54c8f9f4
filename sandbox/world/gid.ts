/** Shopify's global ids: `gid://shopify/Product/123`. */
export function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

/** Null when the text is no global id. A query part, as inventory levels have, is left out. */
export function parseGid(text: string): { type: string; id: string } | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)(?:\?.*)?$/.exec(text);
  return match?.[1] && match[2] ? { type: match[1], id: match[2] } : null;
}
