import type { IncomingMessage, ServerResponse } from "node:http";

const RETRY_AFTER_SECONDS = 2;

/**
 * Answers with `value` as JSON that nobody keeps and no browser takes for anything else. Does nothing once
 * the asker has gone. With the request's body not read to its end the connection cannot be used again, so
 * it is closed.
 */
export function answerJson(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  value: unknown,
): void {
  if (response.destroyed) return;
  if (!request.complete) response.setHeader("Connection", "close");
  const body = JSON.stringify(value);
  response.writeHead(status, { ...jsonHeaders(body), "Cache-Control": "no-store" }).end(body);
}

/** Answers 503 and when to come again. An answer that has begun cannot be taken back: it is cut off. */
export function answerBusy(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
  answerJson(request, response, 503, { reason: "busy" });
}

export function jsonHeaders(body: string) {
  return {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
    "X-Content-Type-Options": "nosniff",
  };
}
