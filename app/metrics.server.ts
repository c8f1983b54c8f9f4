import type { IncomingMessage, ServerResponse } from "node:http";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { JobQueue } from "./adapters/jobs/queue.ts";

/** Prometheus metrics of one process. Names follow https://prometheus.io/docs/practices/naming/. */
export interface Metrics {
  registry: Registry;
  request: Histogram<"door" | "status">;
  job: Histogram<"name" | "outcome">;
}

export function createMetrics(queue: JobQueue): Metrics {
  const registry = new Registry();
  // The loop's delay is sampled by a timer; every 10 ms, as is usual, keeps an idle processor from sleeping.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  new Gauge({
    name: "clipshelf_jobs",
    help: "Jobs by name and state",
    labelNames: ["name", "state"],
    registers: [registry],
    async collect() {
      for (const { name, waiting, active, failed } of await queue.depth()) {
        this.set({ name, state: "waiting" }, waiting);
        this.set({ name, state: "active" }, active);
        this.set({ name, state: "failed" }, failed);
      }
    },
  });
  return {
    registry,
    request: new Histogram({
      name: "clipshelf_request_seconds",
      help: "Time to answer, by door and status class",
      labelNames: ["door", "status"],
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
      registers: [registry],
    }),
    job: new Histogram({
      name: "clipshelf_job_seconds",
      help: "Time of a try, by job and outcome",
      labelNames: ["name", "outcome"],
      buckets: [0.05, 0.5, 2, 10, 60, 300, 1800],
      registers: [registry],
    }),
  };
}

/**
 * `/healthz`: the process lives. `/readyz`: it can reach its database, so traffic may come.
 * `/metrics`: Prometheus text. Returns false for any other path.
 */
export async function answerOperator(
  request: IncomingMessage,
  response: ServerResponse,
  parts: { metrics: Metrics; ready: () => Promise<void> },
): Promise<boolean> {
  const path = request.url?.split("?")[0];
  if (path === "/healthz") {
    respond(response, 200, "text/plain", "ok\n");
  } else if (path === "/readyz") {
    try {
      await parts.ready();
      respond(response, 200, "text/plain", "ready\n");
    } catch {
      respond(response, 503, "text/plain", "the database cannot be reached\n");
    }
  } else if (path === "/metrics") {
    try {
      const text = await parts.metrics.registry.metrics();
      respond(response, 200, parts.metrics.registry.contentType, text);
    } catch {
      respond(response, 503, "text/plain", "the database cannot be reached\n");
    }
  } else {
    return false;
  }
  return true;
}

function respond(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" });
  response.end(body);
}
