import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What a request to the stand-in said. */
export interface ModerationRequest {
  path: string;
  authorization: string | undefined;
  body: { model: string; input: { type: string; image_url: { url: string } }[] };
}

/**
 * Answers as OpenAI's reference shows the answer of `POST /moderations`: `answer` says the score of what the
 * picture shows, or what to answer instead.
 */
export async function startModerationStandIn(
  answer: (
    picture: Buffer,
    request: ModerationRequest,
  ) => number | { status: number; body: unknown },
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked: ModerationRequest = {
      path: `${request.method} ${request.url}`,
      authorization: request.headers.authorization,
      body: JSON.parse(Buffer.concat(chunks).toString()),
    };
    const data = asked.body.input[0]?.image_url.url.split("base64,")[1] ?? "";
    const said = answer(Buffer.from(data, "base64"), asked);
    const { status, body } =
      typeof said === "number" ? { status: 200, body: moderationOf(said) } : said;
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function moderationOf(sexual: number): object {
  const others = { violence: 0.001, "violence/graphic": 0.0004, "self-harm": 0.0001 };
  const scores = { ...others, sexual, "sexual/minors": 0 };
  const names = Object.keys(scores);
  return {
    id: "modr-0d9740456c391e43c445bf0f010940c7",
    model: "omni-moderation-latest",
    results: [
      {
        flagged: sexual >= 0.5,
        categories: Object.fromEntries(
          names.map((name) => [name, name === "sexual" && sexual >= 0.5]),
        ),
        category_scores: scores,
        category_applied_input_types: Object.fromEntries(
          names.map((name) => [name, name === "sexual/minors" ? [] : ["image"]]),
        ),
      },
    ],
  };
}
