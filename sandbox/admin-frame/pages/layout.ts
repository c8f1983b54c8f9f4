import { escapeHtml as esc } from "../../http.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { ShopState } from "../../world/types.ts";
import { frameWords } from "../words.ts";

export type Section = "app" | "products" | "orders" | "settings";

/** An address of the admin that stays in the same shop. */
export function adminPath(path: string, shop: ShopState): string {
  return `${path}${path.includes("?") ? "&" : "?"}shop=${shop.domain}`;
}

/** The admin around a page: bar, navigation, `main`. `main` is HTML. */
export function layout(
  sandbox: Sandbox,
  shop: ShopState,
  section: Section,
  title: string,
  main: string,
): string {
  const say = frameWords(shop.staffLocale);
  const { name, handle } = sandbox.manifest;
  const link = (path: string, label: string, current: boolean) =>
    `<li><a data-leave href="${esc(adminPath(path, shop))}"${current ? ' aria-current="page"' : ""}>${esc(label)}</a></li>`;
  return `<!doctype html>
<html lang="${esc(shop.staffLocale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${esc(title)} · ${esc(shop.name)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/admin/assets/frame.css">
</head>
<body>
<header class="top">
  <button class="menu" type="button" data-menu aria-label="${esc(say.menu)}">☰</button>
  <strong>${esc(shop.name)}</strong>
  <span class="spacer"></span>
  <a href="/?shop=${esc(shop.domain)}" target="_blank" rel="noopener">${esc(say.viewStore)}</a>
  <span class="who" aria-hidden="true">ML</span>
</header>
<nav class="side" aria-label="${esc(say.menu)}">
  <ul>
    ${link("/admin/orders", say.orders, section === "orders")}
    ${link("/admin/products", say.products, section === "products")}
  </ul>
  <h2>${esc(say.onlineStore)}</h2>
  <ul>${link("/admin/themes/current/editor", say.themes, false)}</ul>
  <h2>${esc(say.apps)}</h2>
  <ul>
    <li><a href="${esc(adminPath(`/admin/apps/${handle}`, shop))}" data-app-home>${esc(name)}</a>
      <ul data-app-nav></ul></li>
  </ul>
  <ul class="last">${link("/admin/settings", say.settings, section === "settings")}</ul>
</nav>
${main}
<div class="toasts" data-toasts role="status" aria-live="polite"></div>
<script src="/admin/assets/frame.js"></script>
</body>
</html>`;
}
