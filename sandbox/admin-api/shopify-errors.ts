import { type DocumentNode, type GraphQLError, Kind, visit } from "graphql";

/** An error of a document in the words and with the code that Shopify's server uses. */
export interface ShopifyError {
  message: string;
  locations?: readonly { line: number; column: number }[];
  path?: readonly (string | number)[];
  extensions?: Record<string, unknown>;
}

type Translation = [RegExp, (found: string[]) => Pick<ShopifyError, "message" | "extensions">];

/** graphql-js says the same things in other words; codes and shapes are those of Shopify's server. */
const TRANSLATIONS: Translation[] = [
  [
    /^Cannot query field "(.+?)" on type "(.+?)"/,
    ([field, type]) => ({
      message: `Field '${field}' doesn't exist on type '${type}'`,
      extensions: { code: "undefinedField", typeName: type, fieldName: field },
    }),
  ],
  [
    /^Unknown argument "(.+?)" on field "(.+?)\.(.+?)"/,
    ([argument, , field]) => ({
      message: `Field '${field}' doesn't accept argument '${argument}'`,
      extensions: {
        code: "argumentNotAccepted",
        name: field,
        typeName: "Field",
        argumentName: argument,
      },
    }),
  ],
  [
    /^(?:Argument "(.+?)" of type ".+?" is required|Field "(.+?)" argument "(.+?)" of type)/,
    ([first, field, second]) => {
      const argument = second ?? first;
      return {
        message: `Field '${field ?? ""}' is missing required arguments: ${argument}`,
        extensions: {
          code: "missingRequiredArguments",
          className: "Field",
          name: field,
          arguments: argument,
        },
      };
    },
  ],
  [
    /^Field "(.+?)" of type "(.+?)" must have a selection of subfields/,
    ([field, type]) => ({
      message: `Field must have selections (field '${field}' returns ${type?.replace(/[[\]!]/g, "")} but has no selections. Did you mean '${field} { ... }'?)`,
      extensions: { code: "selectionMismatch", nodeName: `field '${field}'`, typeName: type },
    }),
  ],
  [
    /^Field "(.+?)" must not have a selection since type "(.+?)" has no subfields/,
    ([field, type]) => ({
      message: `Selections can't be made on scalars (field '${field}' returns ${type} but has selections)`,
      extensions: { code: "selectionMismatch", nodeName: `field '${field}'`, typeName: type },
    }),
  ],
  [
    /^Variable "\$(.+?)" is never used(?: in operation "(.+?)")?/,
    ([name, operation]) => ({
      message: `Variable $${name} is declared by ${operation ?? "anonymous query"} but not used`,
      extensions: { code: "variableNotUsed", variableName: name },
    }),
  ],
  [
    /^Variable "\$(.+?)" is not defined(?: by operation "(.+?)")?/,
    ([name, operation]) => ({
      message: `Variable $${name} is used by ${operation ?? "anonymous query"} but not declared`,
      extensions: { code: "variableNotDefined", variableName: name },
    }),
  ],
  [
    /^Variable "\$(.+?)" of type "(.+?)" used in position expecting type "(.+?)"/,
    ([name, given, wanted]) => ({
      message: `Type mismatch on variable $${name} and argument (${given} / ${wanted})`,
      extensions: { code: "variableMismatch", variableName: name, typeName: given },
    }),
  ],
  [
    /^Unknown type "(.+?)"/,
    ([type]) => ({
      message: `${type} isn't a defined input type`,
      extensions: { code: "undefinedType", typeName: type },
    }),
  ],
  [
    /^Field "(.+?)" is not defined by type "(.+?)"/,
    ([field, type]) => ({
      message: `InputObject '${type}' doesn't accept argument '${field}'`,
      extensions: {
        code: "argumentNotAccepted",
        name: type,
        typeName: "InputObject",
        argumentName: field,
      },
    }),
  ],
];

/** Errors of validating `document`, as Shopify answers them (status 200, no data). */
export function validationErrors(
  document: DocumentNode,
  errors: readonly GraphQLError[],
): ShopifyError[] {
  const paths = nodePaths(document);
  return errors.map((error) => {
    const node = error.nodes?.[0];
    return {
      ...translate(error.message),
      locations: error.locations,
      path: (node && paths.get(node)) ?? [],
    };
  });
}

/** A document that is not GraphQL. */
export function syntaxError(error: GraphQLError): ShopifyError {
  return {
    message: error.message.replace(/^Syntax Error: /, "syntax error, "),
    locations: error.locations,
    extensions: { code: "PARSE_ERROR" },
  };
}

/** Values of variables that do not fit their types. */
export function variableError(error: GraphQLError): ShopifyError {
  const [, name, type] =
    /^Variable "\$(.+?)" (?:of required type "(.+?)")?/.exec(error.message) ?? [];
  return {
    message: `Variable $${name ?? "?"} ${type ? `of type ${type} ` : ""}was provided invalid value`,
    locations: error.locations,
    extensions: {
      code: "INVALID_VARIABLE",
      problems: [{ path: [], explanation: error.message }],
    },
  };
}

function translate(message: string): Pick<ShopifyError, "message" | "extensions"> {
  for (const [pattern, say] of TRANSLATIONS) {
    const found = pattern.exec(message);
    if (found) return say(found.slice(1));
  }
  return { message, extensions: { code: "argumentLiteralsIncompatible" } };
}

/** Path of every node in the way Shopify writes it: `["query Name", "shop", "foo"]`. */
function nodePaths(document: DocumentNode): Map<unknown, string[]> {
  const paths = new Map<unknown, string[]>();
  const path: string[] = [];
  visit(document, {
    enter(node) {
      if (node.kind === Kind.OPERATION_DEFINITION)
        path.push(node.name ? `${node.operation} ${node.name.value}` : node.operation);
      else if (node.kind === Kind.FRAGMENT_DEFINITION) path.push(`fragment ${node.name.value}`);
      else if (node.kind === Kind.FIELD) path.push(node.alias?.value ?? node.name.value);
      else if (node.kind === Kind.ARGUMENT) path.push(node.name.value);
      paths.set(node, [...path]);
    },
    leave(node) {
      if (
        node.kind === Kind.OPERATION_DEFINITION ||
        node.kind === Kind.FRAGMENT_DEFINITION ||
        node.kind === Kind.FIELD ||
        node.kind === Kind.ARGUMENT
      )
        path.pop();
    },
  });
  return paths;
}
