import { GraphQLError } from "graphql";
import type { Sandbox } from "../sandbox.ts";
import type { ShopState } from "../world/types.ts";

/** What every resolver of one request works with. */
export interface AdminContext {
  sandbox: Sandbox;
  shop: ShopState;
  now: number;
  /** Objects resolved so far: what the request really cost. */
  objects: number;
}

/** A thing of the world in the role of a schema type; its fields come from that type's resolvers. */
export class SchemaNode {
  readonly type: string;
  readonly value: unknown;
  constructor(type: string, value: unknown) {
    this.type = type;
    this.value = value;
  }
}

/** Arguments as graphql-js coerced them against Shopify's schema; the schema is their type. */
// biome-ignore lint/suspicious/noExplicitAny: 3,500 input types are not mirrored in TypeScript
export type Arguments = Record<string, any>;

/** Fields of one schema type over one type of the world. */
export type Fields<T> = Record<
  string,
  (value: T, args: Arguments, context: AdminContext) => unknown
>;

/** Resolvers by schema type. */
// biome-ignore lint/suspicious/noExplicitAny: each type's fields know what their own value is
export type Resolvers = Record<string, Fields<any>>;

/** Refuses a request in Shopify's shape. */
export function refuse(message: string, code: string, more: Record<string, unknown> = {}): never {
  throw new GraphQLError(message, { extensions: { code, ...more } });
}
