import type { IncomingMessage } from "node:http";

const PATIENCE_MS = 10_000;

/** A small request body, or why there is none. What does not fit is not read to its end. */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Buffer | "too-large" | "slow" | "gone"> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => finish("slow"), PATIENCE_MS);
    const finish = (body: Buffer | "too-large" | "slow" | "gone") => {
      clearTimeout(timer);
      request.off("data", take);
      if (!Buffer.isBuffer(body)) request.pause();
      resolve(body);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) finish("too-large");
      else chunks.push(chunk);
    };
    request.on("data", take);
    request.once("end", () =>
      finish(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)),
    );
    request.once("error", () => finish("gone"));
    request.once("close", () => finish("gone"));
  });
}
