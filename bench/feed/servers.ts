import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, constants } from "node:zlib";
import { createRequestHandler } from "@remix-run/express";
import { json, type ServerBuild } from "@remix-run/node";
import express from "express";
import fastify from "fastify";
import { FEED_PATH, sampleFeed } from "./document.ts";

/**
 * The limits and the peer, each in a process of its own: `node servers.ts node|fastify|remix`. Tells its
 * parent the port. None of them checks a signature.
 */
const feed = sampleFeed();
const bytes = brotliCompressSync(JSON.stringify(feed), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
});
const headers = {
  "Content-Type": "application/json; charset=utf-8",
  "Content-Encoding": "br",
  "Content-Length": String(bytes.length),
};

const kinds: Record<string, () => Promise<number>> = {
  node: () =>
    listen(createServer((_request, response) => response.writeHead(200, headers).end(bytes))),
  async fastify() {
    const app = fastify();
    app.get(FEED_PATH, (_request, reply) => reply.headers(headers).send(bytes));
    await app.listen({ port: 0, host: "127.0.0.1" });
    return (app.server.address() as AddressInfo).port;
  },
  async remix() {
    const app = express();
    app.all("*", createRequestHandler({ build: plainRemix(), mode: "production" }));
    return listen(createServer(app));
  },
};

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** An app with one resource route whose loader answers the document from memory. */
function plainRemix(): ServerBuild {
  const id = "routes/proxy.feed.$handle";
  const path = "proxy/feed/:handle";
  return {
    entry: { module: { default: () => new Response("no pages here", { status: 404 }) } },
    routes: { [id]: { id, path, module: { loader: () => json(feed) } } },
    assets: { version: "1", url: "", entry: { module: "", imports: [] }, routes: {} },
    ...{ publicPath: "/", assetsBuildDirectory: "", isSpaMode: false, mode: "production" },
    future: {},
  } as unknown as ServerBuild;
}

const start = kinds[process.argv[2] ?? ""];
if (!start) throw new Error("Say which server: node, fastify or remix");
process.send?.({ port: await start() });
// The parent may be gone without a word.
process.on("disconnect", () => process.exit(0));
