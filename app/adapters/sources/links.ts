import { type ClipSource, readLink } from "../../domains/intake/index.server.ts";
import type { SourceKind } from "../../domains/intake/index.ts";
import { ok, refuse } from "../../kernel/result.ts";

/** Links that a person pasted, or that a list holds: the bytes are where the link says. */
export function createLinkSource(kind: Extract<SourceKind, "link" | "list">): ClipSource {
  return {
    kind,
    list: null,
    async locate(_shop, item) {
      if (!item.url) return refuse("link-invalid");
      const read = readLink(item.url);
      return read.ok ? ok({ url: item.url }) : read;
    },
  };
}
