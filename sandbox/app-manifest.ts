import { readFileSync } from "node:fs";
import { parse, type TomlTable } from "smol-toml";

/** What the sandbox reads from the app's `shopify.app.toml`, with every address made absolute. */
export interface AppManifest {
  name: string;
  /** The app's path in the admin: `/admin/apps/<handle>`. */
  handle: string;
  scopes: string[];
  optionalScopes: string[];
  webhookVersion: string;
  subscriptions: { topic: string; url: string }[];
  proxy: { url: string; prefix: string; subpath: string } | null;
}

/**
 * Reads the manifest. Addresses are relative to the app, or absolute below `application_url`; both
 * are moved to `appUrl`, where the app really runs. Throws a sentence that names the missing part.
 */
export function readManifest(path: string, appUrl: string): AppManifest {
  let table: TomlTable;
  try {
    table = parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`The app's manifest ${path} cannot be read`, { cause: error });
  }
  const applicationUrl = text(table, "application_url") ?? appUrl;
  const at = (address: string) => moveTo(appUrl, applicationUrl, address);
  const scopes = section(table, "access_scopes");
  const webhooks = section(table, "webhooks");
  const proxy = section(table, "app_proxy");
  const proxyUrl = text(proxy, "url");
  const name = text(table, "name") ?? "App";
  return {
    name,
    handle: text(table, "handle") ?? name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    scopes: commaList(text(scopes, "scopes") ?? ""),
    optionalScopes: list(scopes, "optional_scopes"),
    webhookVersion: text(webhooks, "api_version") ?? "2026-10",
    subscriptions: tables(webhooks, "subscriptions").flatMap((one) => {
      const uri = text(one, "uri");
      if (!uri) throw new Error(`A webhook subscription of ${path} has no uri`);
      return [...list(one, "topics"), ...list(one, "compliance_topics")].map((topic) => ({
        topic,
        url: at(uri),
      }));
    }),
    proxy: proxyUrl
      ? {
          url: at(proxyUrl),
          prefix: text(proxy, "prefix") ?? "apps",
          subpath: text(proxy, "subpath") ?? "",
        }
      : null,
  };
}

function moveTo(appUrl: string, applicationUrl: string, address: string): string {
  const from = new URL(address, applicationUrl);
  const home = new URL(applicationUrl);
  if (from.origin !== home.origin) return from.href;
  return new URL(`${from.pathname}${from.search}`, appUrl).href;
}

function section(table: TomlTable, key: string): TomlTable {
  const value = table[key];
  return value && typeof value === "object" && !Array.isArray(value) ? (value as TomlTable) : {};
}

function tables(table: TomlTable, key: string): TomlTable[] {
  const value = table[key];
  return Array.isArray(value) ? (value as TomlTable[]) : [];
}

function text(table: TomlTable, key: string): string | null {
  const value = table[key];
  return typeof value === "string" ? value : null;
}

function list(table: TomlTable, key: string): string[] {
  const value = table[key];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function commaList(value: string): string[] {
  return value
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);
}
