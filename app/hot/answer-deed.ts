import type { IncomingMessage, ServerResponse } from "node:http";
import { answerJson } from "./answer-json.ts";

/**
 * Answers what came of a shopper's deed: what it gave, 204 where it gave nothing, or the status that stands in
 * `statuses` for why it was refused, with when to come again.
 */
export function answerDeed<Reason extends string>(
  request: IncomingMessage,
  response: ServerResponse,
  answer: { kind: "done"; value: unknown } | { kind: "refused"; reason: Reason; waitMs?: number },
  statuses: Record<Reason, number>,
): void {
  if (answer.kind === "refused") {
    if (answer.waitMs !== undefined)
      response.setHeader("Retry-After", Math.ceil(answer.waitMs / 1000));
    answerJson(request, response, statuses[answer.reason], { reason: answer.reason });
  } else if (answer.value === null) response.writeHead(204, { "Cache-Control": "no-store" }).end();
  else answerJson(request, response, 200, answer.value);
}
