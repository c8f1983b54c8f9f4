import type { BlockKind } from "../../contract/feed.ts";

const MAX_LENGTH = 40;

/**
 * A handle for a title: [a-z0-9-]{1,40}. Titles without Latin letters get the block's name. `tries`
 * counts from 0; each gives another handle.
 */
export function handleFor(title: string, block: BlockKind, tries: number): string {
  const words = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  const suffix = tries === 0 ? "" : `-${tries + 1}`;
  const stem = trim(trim(words).slice(0, MAX_LENGTH - suffix.length)) || block;
  return `${stem}${suffix}`;
}

export function isHandle(value: string): boolean {
  return /^[a-z0-9-]{1,40}$/.test(value);
}

function trim(text: string): string {
  return text.replace(/^-+|-+$/g, "");
}
