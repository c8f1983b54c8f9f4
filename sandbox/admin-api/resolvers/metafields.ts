import { storedNamespace } from "../../world/app-namespace.ts";
import { gid, parseGid } from "../../world/gid.ts";
import type {
  Collection,
  Metafield,
  MetafieldDefinition,
  Order,
  Product,
  ShopState,
} from "../../world/types.ts";
import { connection } from "../connection.ts";
import {
  type AdminContext,
  type Arguments,
  type Fields,
  type Resolvers,
  refuse,
  SchemaNode,
} from "../context.ts";
import { findNode, type VariantOfProduct } from "../lookup.ts";
import {
  compareDigest,
  findMetafield,
  type MetafieldInput,
  OWNER_TYPES,
  setMetafields,
} from "../metafields/set-metafields.ts";
import { isJson, valueRule } from "../metafields/value-rules.ts";

const metafieldNode = (one: Metafield) => new SchemaNode("Metafield", one);
const definitionNode = (one: MetafieldDefinition) => new SchemaNode("MetafieldDefinition", one);

/** The two fields by which every owner shows its metafields. */
function owned<T>(ownerId: (owner: T) => string): Fields<T> {
  return {
    metafield: (owner, { namespace, key }, { shop }) => {
      const found = findMetafield(shop, ownerId(owner), namespace, key);
      return found && metafieldNode(found);
    },
    metafields: (owner, args, { shop }) => {
      const id = ownerId(owner);
      const namespace = args.namespace == null ? null : storedNamespace(args.namespace);
      const keys = (args.keys as string[] | undefined)?.map((key) => {
        const dot = key.lastIndexOf(".");
        return dot < 0
          ? `${storedNamespace("$app")}.${key}`
          : `${storedNamespace(key.slice(0, dot))}.${key.slice(dot + 1)}`;
      });
      return connection(
        shop.metafields.filter(
          (one) =>
            one.ownerId === id &&
            (namespace === null || one.namespace === namespace) &&
            (!keys || keys.includes(`${one.namespace}.${one.key}`)),
        ),
        args,
        (one) => one.id,
        metafieldNode,
      );
    },
  };
}

export const metafieldResolvers: Resolvers = {
  QueryRoot: {
    metafieldDefinitions: (_root, args, { shop }) =>
      connection(
        (shop.metafieldDefinitions ?? []).filter(
          (one) =>
            one.ownerType === args.ownerType &&
            (args.namespace == null || one.namespace === storedNamespace(args.namespace)) &&
            (args.key == null || one.key === args.key),
        ),
        args,
        (one) => one.id,
        definitionNode,
      ),
  },
  Mutation: {
    metafieldsSet: (_root, { metafields }, { sandbox, shop, now }) => {
      const done = setMetafields(sandbox.store, shop, metafields as MetafieldInput[], now);
      return {
        metafields: done.faults.length > 0 ? null : done.metafields.map(metafieldNode),
        userErrors: done.faults,
      };
    },
    metafieldsDelete: (_root, { metafields }, { sandbox, shop }) => {
      const inputs = metafields as { ownerId: string; namespace: string; key: string }[];
      const deleted = inputs.map((input) => {
        const found = findMetafield(shop, input.ownerId, input.namespace, input.key);
        if (!found) return null;
        shop.metafields = shop.metafields.filter((one) => one !== found);
        return { ownerId: found.ownerId, namespace: found.namespace, key: found.key };
      });
      sandbox.store.changed();
      return { deletedMetafields: deleted, userErrors: [] };
    },
    metafieldDefinitionCreate: (_root, { definition }, context) =>
      createDefinition(definition, context),
  },
  Product: owned((one: Product) => gid("Product", one.id)),
  ProductVariant: owned(({ variant }: VariantOfProduct) => gid("ProductVariant", variant.id)),
  Collection: owned((one: Collection) => gid("Collection", one.id)),
  Order: owned((one: Order) => gid("Order", one.id)),
  Shop: owned((one: ShopState) => gid("Shop", one.id)),
  AppInstallation: owned((one: ShopState) => gid("AppInstallation", one.installation?.id ?? "")),
  Metafield: {
    id: (one: Metafield) => gid("Metafield", one.id),
    legacyResourceId: (one: Metafield) => one.id,
    namespace: (one: Metafield) => one.namespace,
    key: (one: Metafield) => one.key,
    type: (one: Metafield) => one.type,
    value: (one: Metafield) => one.value,
    jsonValue: (one: Metafield) => (isJson(one.value) ? JSON.parse(one.value) : one.value),
    sizeInBytes: (one: Metafield) => Buffer.byteLength(one.value),
    compareDigest,
    createdAt: (one: Metafield) => one.createdAt,
    updatedAt: (one: Metafield) => one.updatedAt,
    ownerType: (one: Metafield) => OWNER_TYPES[parseGid(one.ownerId)?.type ?? ""],
    owner: (one: Metafield, _args: Arguments, { shop }: AdminContext) =>
      findNode(shop, one.ownerId),
    reference: (one: Metafield, _args: Arguments, { shop }: AdminContext) =>
      one.type.endsWith("_reference") && !one.type.startsWith("list.")
        ? findNode(shop, one.value)
        : null,
    references: (one: Metafield, args: Arguments, { shop }: AdminContext) => {
      if (!one.type.startsWith("list.") || !one.type.endsWith("_reference")) return null;
      const ids = JSON.parse(one.value) as string[];
      const found = ids.filter((id) => findNode(shop, id));
      return connection(
        found,
        args,
        (id) => id,
        (id) => findNode(shop, id),
      );
    },
  },
  MetafieldDefinition: {
    id: (one: MetafieldDefinition) => gid("MetafieldDefinition", one.id),
    name: (one: MetafieldDefinition) => one.name,
    description: (one: MetafieldDefinition) => one.description,
    namespace: (one: MetafieldDefinition) => one.namespace,
    key: (one: MetafieldDefinition) => one.key,
    ownerType: (one: MetafieldDefinition) => one.ownerType,
    type: (one: MetafieldDefinition) => ({ name: one.type }),
  },
};

function createDefinition(input: Arguments, { sandbox, shop }: AdminContext) {
  shop.metafieldDefinitions ??= [];
  const definitions = shop.metafieldDefinitions;
  const namespace = storedNamespace(input.namespace ?? "$app");
  const fault = (field: string, code: string, message: string) => ({
    createdDefinition: null,
    userErrors: [{ field: ["definition", field], message, code }],
  });
  if ((input.validations ?? []).length > 0 || input.capabilities || input.constraints)
    return refuse(
      "The sandbox keeps no validations, capabilities or constraints of definitions",
      "SANDBOX_NO_RESOLVER",
    );
  if (!valueRule(input.type)) return fault("type", "INCLUSION", "Type is not included in the list");
  const taken = definitions.some(
    (one) =>
      one.ownerType === input.ownerType && one.namespace === namespace && one.key === input.key,
  );
  if (taken)
    return fault(
      "key",
      "TAKEN",
      `Key is in use for ${input.ownerType} metafields on the '${namespace}' namespace.`,
    );
  const made: MetafieldDefinition = {
    id: sandbox.store.nextId(shop),
    ownerType: input.ownerType,
    namespace,
    key: input.key,
    name: input.name,
    description: input.description ?? null,
    type: input.type,
  };
  definitions.push(made);
  sandbox.store.changed();
  return { createdDefinition: definitionNode(made), userErrors: [] };
}
