import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";

/** Access that a type or a field asks for: any one of `scopes`. */
export interface RequiredAccess {
  scopes: string[];
  /** Shopify's own words. */
  words: string;
}

export interface AdminSchema {
  schema: GraphQLSchema;
  /** By `Type` or `Type.field`. */
  access: ReadonlyMap<string, RequiredAccess>;
}

let built: AdminSchema | null = null;

/**
 * Shopify's own Admin schema, 2026-10, with the scopes it asks for, as `@shopify/dev-mcp` 1.16 ships
 * them. Built once a process, in about 0.3 s.
 */
export function adminSchema(): AdminSchema {
  built ??= build();
  return built;
}

interface ScopeItem {
  type: "type" | "field";
  typeName: string;
  fieldName?: string;
  requiredAccess: string;
  offlineScopes: string[];
}

function build(): AdminSchema {
  const path = join(import.meta.dirname, "../schema/admin_2026-10.json.gz");
  const shipped = JSON.parse(gunzipSync(readFileSync(path)).toString("utf8")) as {
    data: IntrospectionQuery;
    offline_scopes: { items: ScopeItem[] };
  };
  const access = new Map<string, RequiredAccess>();
  for (const item of shipped.offline_scopes.items) {
    if (item.offlineScopes.length === 0) continue;
    const key = item.type === "type" ? item.typeName : `${item.typeName}.${item.fieldName}`;
    access.set(key, { scopes: item.offlineScopes, words: item.requiredAccess });
  }
  return { schema: buildClientSchema(shipped.data), access };
}

/** Whether granted scopes satisfy one wanted; writing includes reading. */
export function grants(granted: readonly string[], wanted: RequiredAccess): boolean {
  return wanted.scopes.some(
    (scope) => granted.includes(scope) || granted.includes(scope.replace(/^read_/, "write_")),
  );
}
