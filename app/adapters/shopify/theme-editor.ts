import type { BlockKind } from "../../contract/feed.ts";
import type { ThemeEditorLinks } from "../../domains/placements/index.server.ts";

/**
 * Deep links that open the shop's theme editor with a block added, or an embed turned on:
 * https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration
 */
export function createThemeEditorLinks(
  apiKey: string,
  sandboxUrl: string | undefined,
): ThemeEditorLinks {
  return {
    url(shop, block, proxyPath) {
      const origin = sandboxUrl ?? `https://${shop.domain}`;
      const path = block === "page" ? `${proxyPath}/videos` : "/admin/themes/current/editor";
      const url = new URL(path, origin);
      if (sandboxUrl) url.searchParams.set("shop", shop.domain);
      if (block === "page") return url.href;
      for (const [name, value] of Object.entries(target(apiKey, block)))
        url.searchParams.set(name, value);
      return url.href;
    },
  };
}

function target(apiKey: string, block: Exclude<BlockKind, "page">): Record<string, string> {
  const name = `${apiKey}/${block}`;
  switch (block) {
    case "carousel":
    case "stories":
    case "grid":
    case "hero":
    case "single":
      return { template: "index", addAppBlockId: name, target: "newAppsSection" };
    case "description":
    case "gallery":
      return { template: "product", addAppBlockId: name, target: "mainSection" };
    case "floating":
      return { context: "apps", template: "index", activateAppId: name };
  }
}
