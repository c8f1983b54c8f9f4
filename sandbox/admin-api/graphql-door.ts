import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import {
  type DocumentNode,
  execute,
  GraphQLError,
  getOperationAST,
  getVariableValues,
  parse,
  validate,
} from "graphql";
import { type Door, HttpFault, readFields, sendJson } from "../http.ts";
import type { Sandbox } from "../sandbox.ts";
import { isLiveToken } from "../sign-in/access-tokens.ts";
import type { ShopState } from "../world/types.ts";
import type { AdminContext } from "./context.ts";
import { QUERY_COST_LIMIT, requestedCost } from "./cost.ts";
import { fieldResolver, typeResolver } from "./resolve.ts";
import { resolvers } from "./resolvers/index.ts";
import { adminSchema } from "./schema.ts";
import {
  type ShopifyError,
  syntaxError,
  validationErrors,
  variableError,
} from "./shopify-errors.ts";
import { type Bucket, fullBucket, refill, throttleStatus } from "./throttle.ts";

const PARSED_DOCUMENTS = 500;

interface Answer {
  data?: unknown;
  errors?: readonly unknown[];
  extensions?: Record<string, unknown>;
}

/** `POST /admin/api/{version}/graphql.json`, authenticated by `X-Shopify-Access-Token`. */
export function createGraphqlDoor(sandbox: Sandbox): Door {
  const checked = new Map<string, { document?: DocumentNode; errors?: ShopifyError[] }>();

  const check = (text: string) => {
    const known = checked.get(text);
    if (known) return known;
    const result = checkDocument(text);
    if (checked.size >= PARSED_DOCUMENTS) checked.clear();
    checked.set(text, result);
    return result;
  };

  return async (request, response, url, shopDomain) => {
    const match = /^\/admin\/api\/([^/]+)\/graphql\.json$/.exec(url.pathname);
    if (!match) return false;
    response.setHeader("X-Request-Id", `${randomUUID()}-${Date.now()}`);
    response.setHeader("X-Shopify-API-Version", sandbox.apiVersion);
    if (match[1] !== sandbox.apiVersion || request.method !== "POST") {
      sendJson(response, 404, { errors: "Not Found" });
      return true;
    }
    const shop = sandbox.store.shop(shopDomain);
    const token = String(request.headers["x-shopify-access-token"] ?? "");
    if (!isLiveToken(shop, token, Date.now())) return refuseToken(response);
    if (sandbox.faults.failNext > 0) {
      sandbox.faults.failNext -= 1;
      sendJson(response, 503, { errors: "Service Unavailable" });
      return true;
    }
    const fields = await readGraphqlFields(request);
    const variables = (fields.variables ?? {}) as Record<string, unknown>;
    if (typeof fields.query !== "string") {
      sendJson(response, 400, { errors: { query: "Required parameter missing or invalid" } });
      return true;
    }
    const { document, errors } = check(fields.query);
    if (!document) {
      sendJson(response, 200, { errors });
      return true;
    }
    sendJson(response, 200, await run(sandbox, shop, document, variables, fields.operationName));
    return true;
  };
}

async function readGraphqlFields(request: Parameters<Door>[0]): Promise<Record<string, unknown>> {
  const fields = await readFields(request);
  if (fields.variables && typeof fields.variables !== "object")
    throw new HttpFault(400, "variables must be a JSON object");
  return fields;
}

function refuseToken(response: ServerResponse): true {
  sendJson(response, 401, {
    errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
  });
  return true;
}

function checkDocument(text: string): { document?: DocumentNode; errors?: ShopifyError[] } {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: 20_000 });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { errors: [syntaxError(error)] };
  }
  const errors = validate(adminSchema().schema, document);
  return errors.length > 0 ? { errors: validationErrors(document, errors) } : { document };
}

async function run(
  sandbox: Sandbox,
  shop: ShopState,
  document: DocumentNode,
  variables: Record<string, unknown>,
  operationName: unknown,
): Promise<Answer> {
  const { schema } = adminSchema();
  const name = typeof operationName === "string" ? operationName : null;
  const operation = getOperationAST(document, name);
  if (!operation)
    return {
      errors: [
        { message: name ? `No operation named "${name}"` : "An operation name is required" },
      ],
    };
  const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (values.errors) return { errors: values.errors.map(variableError) };

  const now = Date.now();
  const bucket = bucketOf(sandbox, shop, now);
  const requested = requestedCost(schema, document, operation, variables);
  const cost = (actual: number | null) => ({
    cost: {
      requestedQueryCost: requested,
      actualQueryCost: actual,
      throttleStatus: throttleStatus(bucket),
    },
  });
  if (requested > QUERY_COST_LIMIT) return { errors: [tooCostly(requested)] };
  if (sandbox.faults.throttleNext > 0 || bucket.available < requested) {
    if (sandbox.faults.throttleNext > 0) sandbox.faults.throttleNext -= 1;
    return { errors: [THROTTLED], extensions: cost(null) };
  }
  bucket.available -= requested;

  const context: AdminContext = { sandbox, shop, now, objects: 0 };
  const result = await execute({
    schema,
    document,
    rootValue: {},
    contextValue: context,
    variableValues: variables,
    operationName: name,
    fieldResolver: fieldResolver(resolvers),
    typeResolver,
  });
  for (const error of result.errors ?? [])
    if (error.originalError && !(error.originalError instanceof GraphQLError))
      throw error.originalError;
  const actual = Math.min(
    requested,
    Math.max(1, context.objects + (operation.operation === "mutation" ? 10 : 0)),
  );
  bucket.available += requested - actual;
  return {
    ...(result.errors && { errors: result.errors.map((error) => error.toJSON()) }),
    data: result.data ?? null,
    extensions: cost(actual),
  };
}

function bucketOf(sandbox: Sandbox, shop: ShopState, now: number): Bucket {
  let bucket = sandbox.buckets.get(shop.domain);
  if (!bucket) {
    bucket = fullBucket(now);
    sandbox.buckets.set(shop.domain, bucket);
  }
  refill(bucket, now);
  return bucket;
}

const THROTTLED = {
  message: "Throttled",
  extensions: {
    code: "THROTTLED",
    documentation: "https://shopify.dev/api/usage/rate-limits",
  },
};

function tooCostly(cost: number): ShopifyError {
  return {
    message: `Query cost is ${cost}, which exceeds the single query max cost limit (${QUERY_COST_LIMIT}).`,
    extensions: {
      code: "MAX_COST_EXCEEDED",
      cost,
      maxCost: QUERY_COST_LIMIT,
      documentation: "https://shopify.dev/api/usage/rate-limits#single-query-limit",
    },
  };
}
