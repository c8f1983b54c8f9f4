import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import { readConfig } from "./config.server.ts";
import { createHotDoors } from "./hot/doors.ts";
import { readTarget } from "./hot/hot-door.ts";
import { answerOperator } from "./metrics.server.ts";
import { whenToldToStop } from "./stopping.server.ts";
import { createWiring } from "./wiring.server.ts";
import "./load-context.ts";

/**
 * The web process. Requests go to the operator's pages, then to the hot doors (plain handlers that must be
 * fast), and only then to Remix.
 */
const config = readConfig();
const wiring = createWiring(config, { process: "web" });
const { log, metrics } = wiring;
const hotDoors = createHotDoors(wiring);

const root = join(import.meta.dirname, "..");
const remix = express();
remix.disable("x-powered-by");
remix.use(
  "/assets",
  express.static(join(root, "build/client/assets"), { immutable: true, maxAge: "1y" }),
);
remix.use(express.static(join(root, "build/client"), { maxAge: "1h" }));
remix.all(
  "*",
  createRequestHandler({
    build: await loadBuild(),
    mode: config.NODE_ENV,
    getLoadContext: () => ({ wiring }),
  }),
);

const server = createServer((request, response) => {
  try {
    answer(request, response)?.catch((error: unknown) => failed(request, response, error));
  } catch (error) {
    failed(request, response, error);
  }
});
// Uploads may take long; what must not is the wait for a request's head.
server.requestTimeout = 0;
server.headersTimeout = 20_000;
server.keepAliveTimeout = 65_000;

await wiring.start();
server.listen(config.PORT, config.HOST, () => log.info({ port: config.PORT }, "web is listening"));

whenToldToStop(async () => {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 8_000))]);
  server.closeAllConnections();
  await wiring.close();
}, log);

/** Hot doors come first and may answer in the same turn: every promise and listener here costs them. */
function answer(request: IncomingMessage, response: ServerResponse): void | Promise<void> {
  const started = performance.now();
  const target = readTarget(request.url ?? "/");
  const door = hotDoors.find((candidate) => target.pathname.startsWith(candidate.prefix));
  const observe = () =>
    metrics.request.observe(
      { door: door?.name ?? "remix", status: `${Math.floor(response.statusCode / 100)}xx` },
      (performance.now() - started) / 1000,
    );
  if (!door) return answerSlowly(request, response, observe);
  const answered = door.answer(request, response, target);
  if (response.writableEnded) observe();
  else response.once("close", observe);
  return answered;
}

async function answerSlowly(
  request: IncomingMessage,
  response: ServerResponse,
  observe: () => void,
): Promise<void> {
  if (await answerOperator(request, response, { metrics, ready: wiring.ready })) return;
  response.once("close", observe);
  remix(request, response);
}

function failed(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  log.error({ error, path: request.url?.split("?")[0] }, "a request failed");
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { "Content-Type": "text/plain" }).end("Something went wrong.\n");
}

async function loadBuild(): Promise<ServerBuild> {
  const file = join(root, "build/server/index.js");
  return (await import(pathToFileURL(file).href)) as ServerBuild;
}
