import type { IncomingMessage, ServerResponse } from "node:http";
import type { Surroundings } from "../storefront/open-visit.ts";
import type { Overlay } from "../storefront/theme.ts";
import type { WorldStore } from "../world/store.ts";

/** Unsaved changes, by editor session. */
export interface Drafts {
  find(shopDomain: string, session: string | null): Overlay | null;
}

export function createThemeEditor(_options: { store: WorldStore; surroundings: Surroundings }): {
  drafts: Drafts;
  answer(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    shopDomain: string,
  ): Promise<boolean>;
} {
  return {
    drafts: { find: () => null },
    answer: async () => false,
  };
}
