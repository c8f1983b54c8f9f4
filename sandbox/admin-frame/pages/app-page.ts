import { createHmac, randomBytes } from "node:crypto";
import { escapeHtml as esc, scriptJson } from "../../http.ts";
import type { Sandbox } from "../../sandbox.ts";
import { signSessionToken } from "../../sign-in/session-token.ts";
import type { ShopState } from "../../world/types.ts";
import type { FrameConfig } from "../browser/protocol.ts";
import { frameWords } from "../words.ts";
import { adminPath, layout } from "./layout.ts";

/** The app in its iframe, or the page that installs it. `path` is the app's own, with its query. */
export function appPage(sandbox: Sandbox, shop: ShopState, path: string): string {
  const { name, handle } = sandbox.manifest;
  const say = frameWords(shop.staffLocale);
  if (!shop.installation)
    return layout(
      sandbox,
      shop,
      "app",
      name,
      `<main class="page"><h1 class="title">${esc(name)} ${esc(say.notInstalled)}</h1>
<form class="card" method="post" action="${esc(adminPath("/admin/settings/install", shop))}">
<h2>${esc(say.asksFor)}</h2>
<ul>${sandbox.manifest.scopes.map((scope) => `<li>${esc(scope)}</li>`).join("")}</ul>
<button class="button primary">${esc(say.install)}</button></form></main>`,
    );
  const config: FrameConfig = {
    appOrigin: sandbox.appUrl,
    appHandle: handle,
    appName: name,
    shop: shop.domain,
    locale: shop.staffLocale,
  };
  return layout(
    sandbox,
    shop,
    "app",
    name,
    `<main>
<div class="app-bar"><h1 data-title>${esc(name)}</h1><div class="actions" data-title-actions></div></div>
<div class="progress" aria-hidden="true"></div>
<div class="save-bar" data-save-bar hidden></div>
<iframe name="app-iframe" title="${esc(name)}" src="${esc(appAddress(sandbox, shop, path))}"
 allow="clipboard-write; fullscreen; autoplay"></iframe>
<script type="application/json" id="frame-config">${scriptJson(config)}</script>
</main>`,
  );
}

/**
 * The address Shopify loads an embedded app by: the app's path with who and where, signed as
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant#step-1-verify-the-installation-request
 */
export function appAddress(sandbox: Sandbox, shop: ShopState, path: string): string {
  const url = new URL(path.startsWith("/") ? path : `/${path}`, sandbox.appUrl);
  const store = shop.domain.split(".")[0];
  const parameters: Record<string, string> = {
    embedded: "1",
    host: Buffer.from(`admin.shopify.com/store/${store}`).toString("base64").replace(/=+$/, ""),
    id_token: signSessionToken(sandbox, shop.domain),
    locale: shop.staffLocale,
    session: randomBytes(32).toString("hex"),
    shop: shop.domain,
    timestamp: String(Math.floor(Date.now() / 1000)),
  };
  for (const [key, value] of Object.entries(parameters)) url.searchParams.set(key, value);
  url.searchParams.delete("hmac");
  const message = [...url.searchParams]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join("&");
  const hmac = createHmac("sha256", sandbox.apiSecret).update(message).digest("hex");
  url.searchParams.set("hmac", hmac);
  return url.href;
}
