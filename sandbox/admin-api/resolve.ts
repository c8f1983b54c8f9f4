import {
  defaultTypeResolver,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLTypeResolver,
  getNamedType,
  isCompositeType,
} from "graphql";
import { type AdminContext, type Arguments, type Resolvers, SchemaNode } from "./context.ts";
import { isWrapper } from "./cost.ts";
import { adminSchema, grants, type RequiredAccess } from "./schema.ts";

/**
 * Resolves a field from the resolvers of its type, or from plain data that a resolver returned on
 * purpose. A field with neither is an error that names it: the sandbox never makes an answer up.
 */
export function fieldResolver(resolvers: Resolvers): GraphQLFieldResolver<unknown, AdminContext> {
  const { access } = adminSchema();
  return (source, args, context, info) => {
    const type = info.parentType.name;
    const field = info.fieldName;
    const named = getNamedType(info.returnType);
    demand(access.get(`${type}.${field}`), field, context);
    demand(access.get(named.name), field, context);
    const value = read(resolvers, source, type, field, args, context);
    const counts =
      isCompositeType(named) && !isWrapper(named.name) && !named.name.endsWith("Connection");
    if (counts && !(value instanceof Promise)) context.objects += objectCount(value);
    return value;
  };
}

function read(
  resolvers: Resolvers,
  source: unknown,
  type: string,
  field: string,
  args: Arguments,
  context: AdminContext,
): unknown {
  const resolver = resolvers[type]?.[field];
  if (resolver)
    return resolver(source instanceof SchemaNode ? source.value : source, args, context);
  if (source && typeof source === "object" && !(source instanceof SchemaNode)) {
    const value = (source as Record<string, unknown>)[field];
    if (value !== undefined) return value;
  }
  const message = `The sandbox has no resolver for ${type}.${field}`;
  process.stderr.write(`sandbox: ${message}\n`);
  throw new GraphQLError(`${message}. Add one in sandbox/admin-api/resolvers.`, {
    extensions: { code: "SANDBOX_NO_RESOLVER", typeName: type, fieldName: field },
  });
}

function objectCount(value: unknown): number {
  if (Array.isArray(value)) return value.filter((one) => one != null).length;
  return value == null ? 0 : 1;
}

function demand(wanted: RequiredAccess | undefined, field: string, context: AdminContext): void {
  if (!wanted || grants(context.shop.installation?.scopes ?? [], wanted)) return;
  throw new GraphQLError(`Access denied for ${field} field. Required access: ${wanted.words}`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess: wanted.words,
    },
  });
}

/** The concrete type behind an interface or a union. */
export const typeResolver: GraphQLTypeResolver<unknown, AdminContext> = (
  value,
  context,
  info,
  type,
) => (value instanceof SchemaNode ? value.type : defaultTypeResolver(value, context, info, type));
