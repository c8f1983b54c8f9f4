import type { IncomingMessage } from "node:http";
import { HttpFault, readBody } from "../http.ts";

/** Bodies of carts are small. */
const LIMIT = 1024 * 1024;

/**
 * The fields of a cart request: JSON, a form or multipart, the query as well. `items[0][id]`,
 * `properties[Size]` and `updates[]` become objects and lists. Throws a 400 fault on broken JSON.
 */
export async function readFields(
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<Record<string, unknown>> {
  const fields = nest([...query]);
  const type = request.headers["content-type"] ?? "";
  const body = await readBody(request, LIMIT);
  if (body.length === 0) return fields;
  if (type.includes("json")) {
    try {
      const value: unknown = JSON.parse(body.toString("utf8"));
      if (value && typeof value === "object" && !Array.isArray(value))
        return { ...fields, ...(value as Record<string, unknown>) };
    } catch {
      // Said below, together with JSON that is no object.
    }
    throw new HttpFault(400, "The body must be a JSON object");
  }
  if (type.includes("multipart/form-data")) {
    const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } })
      .formData()
      .catch(() => {
        throw new HttpFault(400, "The form cannot be read");
      });
    const pairs = [...form].map(([name, value]): [string, string] => [
      name,
      typeof value === "string" ? value : value.name,
    ]);
    return { ...fields, ...nest(pairs) };
  }
  return { ...fields, ...nest([...new URLSearchParams(body.toString("utf8"))]) };
}

/** Turns `a[b][c]=1` into `{ a: { b: { c: "1" } } }`, and `a[]=1&a[]=2` into a list. */
export function nest(pairs: [name: string, value: string][]): Record<string, unknown> {
  const root: Record<string, unknown> = Object.create(null);
  for (const [name, value] of pairs) {
    const [head = "", ...rest] = name.split(/\[|\]\[|\]$/);
    const keys = [head, ...(name.endsWith("]") ? rest.slice(0, -1) : rest)];
    let at = root;
    keys.forEach((key, index) => {
      const last = index === keys.length - 1;
      const step = key === "" ? String(Object.keys(at).length) : key;
      if (last) at[step] = value;
      else {
        const next = at[step];
        at[step] =
          next && typeof next === "object"
            ? next
            : (Object.create(null) as Record<string, unknown>);
        at = at[step] as Record<string, unknown>;
      }
    });
  }
  return root;
}
