/** Shopify numbers each JSON file; section ids on the page carry that number. */
export function sectionId(file: string, key: string): string {
  let number = 14_000_000_000;
  for (const char of file) number += (number % 9973) * char.charCodeAt(0);
  const name = file.startsWith("templates/") ? "template" : "sections";
  return `${name}--${number}__${key}`;
}
