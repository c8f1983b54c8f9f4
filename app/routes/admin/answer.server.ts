import { data } from "@remix-run/node";
import type { z } from "zod";
import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import { type FaultKind, statusOf } from "./faults.ts";

/** What every action of the admin answers with. `deed` says what was done, for the toast. */
export type Answer<Deed extends string = string> =
  | { ok: true; deed: Deed }
  | { ok: false; deed: Deed; fault: Fault<FaultKind> };

/** Turns a verb's result into an answer with the fault's status. */
export function answer<Deed extends string>(deed: Deed, result: Result<unknown, Fault<FaultKind>>) {
  const body: Answer<Deed> = result.ok
    ? { ok: true, deed }
    : { ok: false, deed, fault: result.fault };
  return data(body, { status: result.ok ? 200 : statusOf(result.fault.kind) });
}

/** Reads a JSON body by its schema. Anything else is a request that our own pages never make. */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<Result<z.output<Schema>, Fault<"request-invalid">>> {
  let body: unknown;
  try {
    body = await request.json();
  } catch {
    return refuse("request-invalid");
  }
  const parsed = schema.safeParse(body);
  return parsed.success ? ok(parsed.data) : refuse("request-invalid");
}

/** Another shop's id and one that never was look the same: there is nothing here. */
export function notHere(): Response {
  return new Response("There is nothing here.", { status: 404, statusText: "Not Found" });
}
