import type { IncomingMessage, ServerResponse } from "node:http";
import { readFields } from "./fields.ts";
import { BANNER_COOKIE, COUNTRY_COOKIE, findMarket } from "./open-visit.ts";
import { redirect } from "./respond.ts";
import { href, type Visit } from "./visit.ts";

/** Forms that are no cart: choice of country and language, contact. False for anything else. */
export async function answerForms(
  visit: Visit,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (visit.query.has("consent_banner")) {
    const value = visit.query.get("consent_banner") === "1" ? "1" : "0";
    redirect(response, href(visit, visit.path), {
      "Set-Cookie": `${BANNER_COOKIE}=${value}; Path=/`,
    });
    return true;
  }
  if (request.method !== "POST") return false;
  if (visit.path === "/localization") {
    localize(visit, response, await readFields(request, visit.query));
    return true;
  }
  if (visit.path === "/contact") {
    const fields = await readFields(request, visit.query);
    const type = fields.form_type === "customer" ? "customer" : "contact";
    const back = safePath(request.headers.referer, visit) ?? href(visit, "/");
    redirect(response, `${back}${back.includes("?") ? "&" : "?"}${type}_posted=true`);
    return true;
  }
  return false;
}

/** Shopify sends the visitor to the same page under the chosen market's and language's prefix. */
function localize(visit: Visit, response: ServerResponse, fields: Record<string, unknown>): void {
  const country = String(fields.country_code ?? visit.market.country);
  const market = visit.shop.markets.find((one) => one.country === country) ?? visit.market;
  const asked = String(fields.language_code ?? fields.locale_code ?? visit.locale);
  const language =
    market.locales.find((one) => one.locale.toLowerCase() === asked.toLowerCase()) ??
    market.locales[0];
  const prefix = language?.prefix ?? "";
  const given = typeof fields.return_to === "string" ? fields.return_to : "/";
  const path = /^\/(?!\/)/.test(given) ? given : "/";
  const old = findMarket(visit.shop, path.split("?")[0] ?? path, null).prefix;
  const rest = path.slice(old.length) || "/";
  redirect(response, prefix && rest === "/" ? prefix : `${prefix}${rest}`, {
    "Set-Cookie": `${COUNTRY_COOKIE}=${market.country}; Path=/; Max-Age=1209600; SameSite=Lax`,
  });
}

function safePath(address: string | undefined, visit: Visit): string | null {
  try {
    const url = new URL(address ?? "");
    return url.host === visit.host ? url.pathname + url.search : null;
  } catch {
    return null;
  }
}
