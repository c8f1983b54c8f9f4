import { adminPath, layout } from "../admin-frame/pages/layout.ts";
import { frameWords } from "../admin-frame/words.ts";
import {
  type Door,
  escapeHtml as esc,
  HttpFault,
  readFields,
  redirect,
  sendHtml,
} from "../http.ts";
import type { Sandbox } from "../sandbox.ts";
import type { ShopState } from "../world/types.ts";
import { PRICING, subscribe } from "./plans.ts";

const ADDRESS = /^\/store\/([a-z0-9-]+)\/charges\/([a-z0-9-]+)\/pricing_plans$/;

/** Shopify's page where a merchant chooses a plan of the app, approves it, or goes back without. */
export function createPlansDoor(sandbox: Sandbox): Door {
  const { handle } = sandbox.manifest;
  return async (request, response, url) => {
    const [, name, app] = ADDRESS.exec(url.pathname) ?? [];
    if (!name || app !== handle) return false;
    const shop = sandbox.store.shop(`${name}.myshopify.com`);
    if (request.method === "GET") {
      sendHtml(response, 200, plansPage(sandbox, shop, url.pathname));
      return true;
    }
    if (request.method !== "POST") return false;
    const { origin } = request.headers;
    if (origin && origin !== "null" && new URL(origin).host !== request.headers.host)
      throw new HttpFault(403, "This form was sent from another site");
    const { plan } = await readFields(request);
    if (!subscribe(sandbox, shop, String(plan))) throw new HttpFault(422, "There is no such plan");
    const charge = shop.installation?.subscription?.id ?? "";
    redirect(response, adminPath(`${back(handle)}?charge_id=${charge}`, shop), 303);
    return true;
  };
}

const back = (handle: string) => `/admin/apps/${handle}/app/settings`;

function plansPage(sandbox: Sandbox, shop: ShopState, address: string): string {
  const say = frameWords(shop.staffLocale);
  const { name, handle } = sandbox.manifest;
  const current = shop.installation?.subscription?.handle;
  const rows = PRICING.map(
    (plan) => `<form class="card" method="post" action="${esc(address)}">
<h2>${esc(plan.name)}</h2><p>USD ${esc(plan.price)} ${esc(say.everyMonth)}</p>
<input type="hidden" name="plan" value="${esc(plan.handle)}">
${
  plan.handle === current
    ? `<p class="badge good">${esc(say.currentPlan)}</p>`
    : `<button class="button primary">${esc(say.approvePlan)}: ${esc(plan.name)}</button>`
}</form>`,
  ).join("");
  return layout(
    sandbox,
    shop,
    "app",
    say.plans,
    `<main class="page"><h1 class="title">${esc(name)}: ${esc(say.plans)}</h1>${rows}
<p><a href="${esc(adminPath(back(handle), shop))}">${esc(say.declinePlan)}</a></p></main>`,
  );
}
