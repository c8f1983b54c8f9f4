import { createHash } from "node:crypto";
import { APP_ID, storedNamespace } from "../../world/app-namespace.ts";
import { parseGid } from "../../world/gid.ts";
import type { WorldStore } from "../../world/store.ts";
import type { Metafield, ShopState } from "../../world/types.ts";
import { findNode } from "../lookup.ts";
import { valueRule } from "./value-rules.ts";

/** Shopify takes no more in one call. */
export const SET_LIMIT = 25;

export interface MetafieldInput {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  /** Absent: whatever is there is replaced. Null: there must be none. */
  compareDigest?: string | null;
}

export interface MetafieldFault {
  field: string[];
  message: string;
  code: string;
  elementIndex: number | null;
}

/** Owners that metafields can hang on here; each is the schema's `MetafieldOwnerType`. */
export const OWNER_TYPES: Record<string, string> = {
  AppInstallation: "API_PERMISSION",
  Collection: "COLLECTION",
  Order: "ORDER",
  Product: "PRODUCT",
  ProductVariant: "PRODUCTVARIANT",
  Shop: "SHOP",
};

/** Scope that writing to an owner asks for: the owner's own. */
const OWNER_SCOPES: Record<string, string> = {
  Collection: "write_products",
  Order: "write_orders",
  Product: "write_products",
  ProductVariant: "write_products",
};

export function compareDigest(metafield: Metafield): string {
  return createHash("sha256").update(`${metafield.type}\n${metafield.value}`).digest("hex");
}

/** Writes all of them or none. https://shopify.dev/docs/api/admin-graphql/latest/mutations/metafieldsSet */
export function setMetafields(
  store: WorldStore,
  shop: ShopState,
  inputs: MetafieldInput[],
  now: number,
): { metafields: Metafield[]; faults: MetafieldFault[] } {
  if (inputs.length > SET_LIMIT)
    return {
      metafields: [],
      faults: [
        {
          field: ["metafields"],
          message: `Exceeded the maximum metafields input limit of ${SET_LIMIT}.`,
          code: "LESS_THAN_OR_EQUAL_TO",
          elementIndex: null,
        },
      ],
    };
  const faults = inputs.flatMap((input, index) => check(shop, input, index));
  if (faults.length > 0) return { metafields: [], faults };
  const metafields = inputs.map((input) => write(store, shop, input, now));
  store.changed();
  return { metafields, faults: [] };
}

/** A metafield by owner, namespace (in either spelling) and key. */
export function findMetafield(
  shop: ShopState,
  ownerId: string,
  namespace: string | null | undefined,
  key: string,
): Metafield | null {
  const stored = storedNamespace(namespace ?? "$app");
  return (
    shop.metafields.find(
      (one) => one.ownerId === ownerId && one.namespace === stored && one.key === key,
    ) ?? null
  );
}

function write(store: WorldStore, shop: ShopState, input: MetafieldInput, now: number): Metafield {
  const at = new Date(now).toISOString();
  const existing = findMetafield(shop, input.ownerId, input.namespace, input.key);
  const type = input.type ?? typeOf(shop, input) ?? existing?.type ?? "";
  if (existing) {
    Object.assign(existing, { type, value: input.value, updatedAt: at });
    return existing;
  }
  const made: Metafield = {
    id: store.nextId(shop),
    ownerId: input.ownerId,
    namespace: storedNamespace(input.namespace ?? "$app"),
    key: input.key,
    type,
    value: input.value,
    createdAt: at,
    updatedAt: at,
  };
  shop.metafields.push(made);
  return made;
}

function check(shop: ShopState, input: MetafieldInput, index: number): MetafieldFault[] {
  const fault = (name: string, code: string, message: string): MetafieldFault[] => [
    { field: ["metafields", String(index), name], message, code, elementIndex: null },
  ];
  const owner = parseGid(input.ownerId);
  if (!owner || !OWNER_TYPES[owner.type] || !findNode(shop, input.ownerId))
    return fault("ownerId", "INVALID", "Owner does not exist.");
  const scope = OWNER_SCOPES[owner.type];
  const scopes = shop.installation?.scopes ?? [];
  if (scope && !scopes.includes(scope))
    return fault("ownerId", "APP_NOT_AUTHORIZED", `Access to this owner needs ${scope}.`);

  const namespace = storedNamespace(input.namespace ?? "$app");
  if (/^app--\d+/.test(namespace) && !new RegExp(`^app--${APP_ID}(--|$)`).test(namespace))
    return fault("namespace", "APP_NOT_AUTHORIZED", "Access to this namespace is not allowed.");
  const named = nameFault("namespace", namespace, 3, 255) ?? nameFault("key", input.key, 2, 64);
  if (named) return fault(named.name, named.code, named.message);

  const existing = findMetafield(shop, input.ownerId, input.namespace, input.key);
  const defined = typeOf(shop, input);
  const type = input.type ?? defined ?? existing?.type;
  if (!type) return fault("type", "BLANK", "Type can't be blank");
  if (defined && type !== defined)
    return fault(
      "type",
      "INVALID_TYPE",
      `Type must be consistent with the definition's type: '${defined}'.`,
    );
  const rule = valueRule(type);
  if (!rule) return fault("type", "INCLUSION", `Type ${type} is not included in the list`);
  if (input.value === "") return fault("value", "BLANK", "Value can't be blank.");
  const wrong = rule(input.value, (id) => findNode(shop, id) !== null);
  if (wrong) return fault("value", "INVALID_VALUE", wrong);

  if (input.compareDigest !== undefined) {
    const digest = existing ? compareDigest(existing) : null;
    if (digest !== input.compareDigest)
      return fault(
        "compareDigest",
        "STALE_OBJECT",
        "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.",
      );
  }
  return [];
}

function nameFault(name: string, value: string, least: number, most: number) {
  if (value.length < least)
    return {
      name,
      code: "TOO_SHORT",
      message: `${capital(name)} is too short (minimum is ${least} characters)`,
    };
  if (value.length > most)
    return {
      name,
      code: "TOO_LONG",
      message: `${capital(name)} is too long (maximum is ${most} characters)`,
    };
  if (!/^[\w-]+$/.test(value))
    return {
      name,
      code: "INVALID",
      message: `${capital(name)} contains one or more invalid characters.`,
    };
  return null;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The type a definition fixes for this key, if there is one. */
function typeOf(shop: ShopState, input: MetafieldInput): string | null {
  const owner = parseGid(input.ownerId);
  const ownerType = owner && OWNER_TYPES[owner.type];
  const namespace = storedNamespace(input.namespace ?? "$app");
  const definition = (shop.metafieldDefinitions ?? []).find(
    (one) => one.ownerType === ownerType && one.namespace === namespace && one.key === input.key,
  );
  return definition?.type ?? null;
}
