import type { IncomingMessage, ServerResponse } from "node:http";
import { answerJson } from "./answer-json.ts";
import { readBody } from "./read-body.ts";

/** The body as a JSON object. Refusals have been answered; null: there is nothing left to do. */
export async function readJson(
  request: IncomingMessage,
  response: ServerResponse,
  maxBytes: number,
): Promise<Record<string, unknown> | null> {
  const refuse = (status: number, reason: string) => {
    answerJson(request, response, status, { reason });
    return null;
  };
  // Another site's form cannot send this type with a shopper's cookies.
  if (!request.headers["content-type"]?.startsWith("application/json"))
    return refuse(415, "not-json");
  if (Number(request.headers["content-length"]) > maxBytes) return refuse(413, "too-large");
  const body = await readBody(request, maxBytes);
  if (body === "gone") return null;
  if (body === "slow") return refuse(408, "too-slow");
  if (body === "too-large") return refuse(413, "too-large");
  return parseObject(body) ?? refuse(400, "not-understood");
}

/** The shopper's address, as Shopify's proxy forwards it: shopify.dev, "Authenticate app proxies". */
export function addressOf(request: IncomingMessage): string {
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")[0]
    ?.trim();
  return forwarded || request.socket.remoteAddress || "";
}

function parseObject(body: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
