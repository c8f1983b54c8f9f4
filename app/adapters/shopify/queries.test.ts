import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import {
  buildClientSchema,
  type IntrospectionQuery,
  NoDeprecatedCustomRule,
  parse,
  validate,
} from "graphql";
import { describe, expect, it } from "vitest";
import { API_VERSION } from "./admin-api.ts";
import * as queries from "./queries.ts";

const file = new URL(`../../../sandbox/schema/admin_${API_VERSION}.json.gz`, import.meta.url);
const { data } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as {
  data: IntrospectionQuery;
};
const schema = buildClientSchema(data);
const operations = Object.entries<string | number>(queries).flatMap(([name, text]) =>
  typeof text === "string" ? [[name, text] as const] : [],
);

describe(`operations against Shopify's Admin API ${API_VERSION}`, () => {
  it.each(operations)("%s is valid and uses nothing deprecated", (_name, text) => {
    const document = parse(text);
    expect(validate(schema, document)).toEqual([]);
    expect(validate(schema, document, [NoDeprecatedCustomRule])).toEqual([]);
  });

  it("would notice a field that is not there", () => {
    expect(validate(schema, parse("{ shop { mascot } }"))).not.toEqual([]);
  });
});
