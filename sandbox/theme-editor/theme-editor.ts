import type { IncomingMessage, ServerResponse } from "node:http";
import { escapeHtml, readFields, scriptJson } from "../http.ts";
import { PLATFORM_SCRIPTS } from "../storefront/header.ts";
import type { Surroundings } from "../storefront/open-visit.ts";
import { sendHtml, sendJson } from "../storefront/respond.ts";
import { type Overlay, type Theme, themeOf } from "../storefront/theme.ts";
import type { WorldStore } from "../world/store.ts";
import { buildModel } from "./build-model.ts";
import { Drafts } from "./drafts.ts";
import { EDITOR_STYLES } from "./styles.ts";

export interface ThemeEditor {
  drafts: Drafts;
  /** Answers `/admin/themes/{theme}/editor` and what is below it. */
  answer(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    shopDomain: string,
  ): Promise<boolean>;
}

const LOCALES = ["en", "zh-CN"];

/** The sandbox's theme editor: one page, and three doors that it calls. */
export function createThemeEditor(options: {
  store: WorldStore;
  surroundings: Surroundings;
}): ThemeEditor {
  const { store, surroundings } = options;
  const drafts = new Drafts();

  return {
    drafts,
    async answer(request, response, url, shopDomain) {
      const verb = /\/editor\/?([a-z]*)$/.exec(url.pathname)?.[1];
      const shop = store.shop(shopDomain);
      const theme = themeOf(surroundings.folder, shop, surroundings.ownTheme, null);
      if (verb === "" && request.method === "GET") {
        const asked = url.searchParams.get("lang") ?? shop.staffLocale;
        const locale = LOCALES.find((one) => one === asked) ?? "en";
        const model = buildModel({
          session: drafts.open(shopDomain),
          shop,
          theme,
          extensions: surroundings.extensions,
          appHandle: surroundings.appHandle,
          template: url.searchParams.get("template") ?? "index",
          locale,
        });
        sendHtml(request, response, editorPage(model, url.host));
        return true;
      }
      if (request.method !== "POST" || (verb !== "draft" && verb !== "save")) {
        sendJson(request, response, { error: "There is no such page in the theme editor" }, 404);
        return true;
      }
      const fields = await readFields(request);
      const files = readFiles(fields.files, theme);
      if (typeof files === "string") {
        sendJson(request, response, { error: files }, 400);
        return true;
      }
      const draft = { overlay: files, revision: Number(fields.revision) || 0 };
      if (!drafts.put(shopDomain, String(fields.session ?? ""), draft)) {
        const error = "This editor window is too old. Reload it; unsaved changes are lost.";
        sendJson(request, response, { error }, 409);
        return true;
      }
      if (verb === "save") {
        Object.assign(shop.theme, files);
        store.changed();
      }
      sendJson(request, response, { saved: verb === "save" });
      return true;
    },
  };
}

/** The changed files as overlays, or a sentence on what is wrong with them. */
function readFiles(value: unknown, theme: Theme): Overlay | string {
  if (!value || typeof value !== "object" || Array.isArray(value)) return "files is missing";
  const overlay: Overlay = {};
  for (const [file, content] of Object.entries(value as Record<string, unknown>)) {
    if (!/^(settings_data|templates\/[\w.-]+|sections\/[\w-]+)$/.test(file))
      return `${file} is no file that the editor writes`;
    const needed = file === "settings_data" ? "current" : "sections";
    if (!content || typeof content !== "object" || !(needed in content))
      return `${file} has no ${needed}`;
    overlay[theme.overlayKey(file)] = content;
  }
  return overlay;
}

function editorPage(model: ReturnType<typeof buildModel>, host: string): string {
  return `<!doctype html>
<html lang="${model.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(model.themeName)} · ${escapeHtml(model.shopName)}</title>
<style>${EDITOR_STYLES}</style>
</head>
<body>
<div id="editor"></div>
<script type="application/json" id="model">${scriptJson(model)}</script>
<script src="//${host}${PLATFORM_SCRIPTS}editor.js"></script>
</body>
</html>`;
}
