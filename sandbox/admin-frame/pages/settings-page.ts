import { escapeHtml as esc } from "../../http.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { ShopState } from "../../world/types.ts";
import { frameWords } from "../words.ts";
import { adminPath, layout } from "./layout.ts";

/** Languages of Shopify's admin that the app speaks. */
export const STAFF_LOCALES: Record<string, string> = { en: "English", "zh-CN": "简体中文" };

export function settingsPage(sandbox: Sandbox, shop: ShopState, notice: string | null): string {
  const say = frameWords(shop.staffLocale);
  const languages = Object.entries(STAFF_LOCALES)
    .map(
      ([locale, name]) =>
        `<option value="${locale}"${locale === shop.staffLocale ? " selected" : ""}>${name}</option>`,
    )
    .join("");
  const shops = Object.values(sandbox.store.world.shops)
    .map(
      (one) =>
        `<li><a href="/admin/settings?shop=${esc(one.domain)}">${esc(one.name)}</a> <span class="quiet">${esc(one.domain)}</span></li>`,
    )
    .join("");
  const app = shop.installation
    ? `<form class="card" method="post" action="${esc(adminPath("/admin/settings/proxy", shop))}">
<label class="field">${esc(say.proxyPath)}
<input name="path" value="${esc(shop.installation.proxyPath)}" required></label>
<p class="quiet">${esc(say.proxyHelp)}</p><button class="button">${esc(say.save)}</button></form>
<form class="card" method="post" action="${esc(adminPath("/admin/settings/uninstall", shop))}">
<p class="quiet">${esc(say.uninstallHelp)}</p>
<button class="button critical">${esc(say.uninstall)}</button></form>`
    : `<form class="card" method="post" action="${esc(adminPath("/admin/settings/install", shop))}">
<button class="button primary">${esc(say.install)}</button></form>`;
  return layout(
    sandbox,
    shop,
    "settings",
    say.settings,
    `<main class="page"><h1 class="title">${esc(say.settings)}</h1>
${notice ? `<p class="card" role="status">${esc(notice)}</p>` : ""}
<form class="card" method="post" action="${esc(adminPath("/admin/settings/language", shop))}">
<label class="field">${esc(say.language)}<select name="locale">${languages}</select></label>
<button class="button">${esc(say.save)}</button></form>
<h2>${esc(sandbox.manifest.name)}</h2>${app}
<div class="card"><h2>${esc(say.shop)}</h2><ul>${shops}</ul></div></main>`,
  );
}
