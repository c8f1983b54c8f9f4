import { connect } from "node:net";

/** What the parent asks for. */
export interface Load {
  port: number;
  /** Request targets, each asked for in turn. */
  paths: string[];
  connections: number;
  warmUpMs: number;
  milliseconds: number;
}

export interface Loaded {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  requests: number;
}

/**
 * Keeps one request under way on each connection. Works on bytes: every answer of a run has the same
 * length, so counting is cheap and the generator is not what is measured. Throws at any other answer.
 */
async function run(load: Load): Promise<Loaded> {
  const requests = load.paths.map((path) =>
    Buffer.from(`GET ${path} HTTP/1.1\r\nHost: shop\r\nAccept-Encoding: br\r\n\r\n`),
  );
  const length = await answerLength(load.port, requests[0]!);
  const latencies: number[] = [];
  const begin = performance.now() + load.warmUpMs;
  const end = begin + load.milliseconds;
  let next = 0;
  await Promise.all(
    Array.from({ length: load.connections }, () => {
      const socket = connect({ port: load.port, host: "127.0.0.1", noDelay: true });
      let received = 0;
      let sentAt = 0;
      const send = () => {
        sentAt = performance.now();
        socket.write(requests[next++ % requests.length]!);
      };
      return new Promise<void>((resolve, reject) => {
        socket.on("connect", send);
        socket.on("error", reject);
        socket.on("close", () => resolve());
        socket.on("data", (chunk) => {
          if (received === 0 && chunk.toString("latin1", 0, 12) !== "HTTP/1.1 200")
            return reject(new Error(`Answered ${chunk.toString("latin1", 0, 300)}`));
          received += chunk.length;
          if (received < length) return;
          if (received > length) return reject(new Error("An answer of another length"));
          received = 0;
          const now = performance.now();
          if (sentAt >= begin && now <= end) latencies.push(now - sentAt);
          if (now < end) send();
          else socket.end();
        });
      });
    }),
  );
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  return {
    perSecond: (latencies.length * 1000) / load.milliseconds,
    ...{ p50Ms: at(0.5), p99Ms: at(0.99), requests: latencies.length },
  };
}

/** Bytes of head and body of one answer. */
function answerLength(port: number, request: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" }, () => socket.write(request));
    socket.setTimeout(5_000, () => reject(new Error("An answer without an end")));
    let text = "";
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      const head = text.indexOf("\r\n\r\n");
      if (head === -1) return;
      const size = /content-length: (\d+)/i.exec(text.slice(0, head))?.[1];
      // Without one it comes in chunks, the last of them empty.
      if (!size && !text.endsWith("\r\n0\r\n\r\n")) return;
      socket.destroy();
      resolve(size ? head + 4 + Number(size) : text.length);
    });
  });
}

process.on("message", (load: Load) => {
  run(load).then(
    (loaded) => process.send?.({ loaded }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));
