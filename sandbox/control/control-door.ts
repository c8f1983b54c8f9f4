import type { Door } from "../http.ts";
import { HttpFault, readFields, sendJson } from "../http.ts";
import type { Sandbox } from "../sandbox.ts";
import { installApp, sendShopRedact, uninstallApp } from "../sign-in/installation.ts";
import { openShop } from "../world/shops.ts";
import type { ShopState } from "../world/types.ts";

type Command = (
  sandbox: Sandbox,
  shop: ShopState,
  fields: Record<string, unknown>,
) => unknown | Promise<unknown>;

/** `POST /sandbox/<name>`: what tests and people do to the shop from outside. README.md lists them. */
const COMMANDS: Record<string, Command> = {
  shops: (sandbox, _shop, fields) => {
    const shop = openShop(sandbox.store, String(fields.domain ?? ""));
    if (fields.install !== false) installApp(sandbox, shop);
    return { domain: shop.domain, installed: shop.installation !== null };
  },
  install: (sandbox, shop) => {
    installApp(sandbox, shop);
    return { installed: true };
  },
  uninstall: (sandbox, shop) => {
    uninstallApp(sandbox, shop);
    return { installed: false };
  },
  redact: (sandbox, shop) => {
    sendShopRedact(sandbox, shop);
    return { sent: "shop/redact" };
  },
  "tokens/expire": (sandbox, shop, fields) => {
    const past = new Date(Date.now() - 1000).toISOString();
    for (const token of shop.installation?.tokens ?? []) {
      token.expiresAt = past;
      if (fields.refresh === true) token.refreshExpiresAt = past;
    }
    sandbox.store.changed();
    return { expired: shop.installation?.tokens.length ?? 0 };
  },
  faults: (sandbox, _shop, fields) => {
    for (const name of ["throttleNext", "failNext", "failFiles"] as const)
      if (name in fields) sandbox.faults[name] = count(fields[name], name);
    return sandbox.faults;
  },
  webhooks: (sandbox, _shop, fields) => {
    for (const name of ["duplicate", "reorder", "drop"] as const)
      if (name in fields) sandbox.webhooks.trouble[name] = share(fields[name], name);
    return sandbox.webhooks.trouble;
  },
};

/** The sandbox's own doors under `/sandbox/`: health, what tests look at, and commands. */
export function createControlDoor(sandbox: Sandbox): Door {
  return async (request, response, url, shopDomain) => {
    if (!url.pathname.startsWith("/sandbox/")) return false;
    const name = url.pathname.slice("/sandbox/".length);
    if (request.method === "GET") {
      const answer = look(sandbox, name, shopDomain);
      if (answer === undefined) sendJson(response, 404, { error: `There is nothing at ${name}` });
      else sendJson(response, 200, answer);
      return true;
    }
    const command = request.method === "POST" ? COMMANDS[name] : undefined;
    if (!command) throw new HttpFault(404, `There is no command ${name}`);
    const fields = await readFields(request);
    sendJson(response, 200, await command(sandbox, sandbox.store.shop(shopDomain), fields));
    return true;
  };
}

function look(sandbox: Sandbox, name: string, shopDomain: string): unknown {
  const shop = sandbox.store.world.shops[shopDomain];
  switch (name) {
    case "health":
      return { ok: true, shops: Object.keys(sandbox.store.world.shops) };
    case "orders":
      return shop?.orders ?? [];
    case "webhooks":
      return {
        trouble: sandbox.webhooks.trouble,
        waiting: sandbox.store.world.deliveries ?? [],
        log: sandbox.webhooks.log,
      };
    case "metafields":
      return shop?.metafields ?? [];
    case "files":
      return shop?.files ?? [];
    case "installation":
      return shop?.installation ?? null;
    default:
      return undefined;
  }
}

function count(value: unknown, name: string): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw new HttpFault(400, `${name} must be a whole number, 0 or more`);
}

function share(value: unknown, name: string): number {
  if (typeof value === "number" && value >= 0 && value <= 1) return value;
  throw new HttpFault(400, `${name} must be a number from 0 to 1`);
}
