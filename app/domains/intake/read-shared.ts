import { ok, type Result } from "../../kernel/result.ts";
import { readLink } from "./link.ts";
import { isPlatform } from "./platforms.ts";
import type { IntakePorts, SourceItem } from "./ports.ts";

/**
 * What a link is of: a post on a platform, which that platform is asked about later, or else a file. Asks
 * nobody by itself.
 */
export function readShared(
  { sources }: Pick<IntakePorts, "sources">,
  given: string,
): Result<SourceItem, Extract<ReturnType<typeof readLink>, { ok: false }>["fault"]> {
  const link = given.trim();
  const url = URL.canParse(link) ? new URL(link) : null;
  for (const { kind, posts } of url ? sources : []) {
    const item = isPlatform(kind) ? posts?.readLink(url!) : null;
    if (item && isPlatform(kind)) return ok({ ...item, from: kind });
  }
  const read = readLink(link);
  if (!read.ok) return read;
  const { url: file, ref, name } = read.value;
  return ok({ ref, url: file, name: name || new URL(link).hostname });
}
