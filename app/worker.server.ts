import { createServer } from "node:http";
import { readConfig } from "./config.server.ts";
import { createJobHandlers } from "./jobs/handlers.ts";
import { answerOperator } from "./metrics.server.ts";
import { whenToldToStop } from "./stopping.server.ts";
import { createWiring } from "./wiring.server.ts";

/** The background process: takes jobs. Several may run side by side. */
const config = readConfig();
const wiring = createWiring(config, { process: "worker" });
const { log, metrics } = wiring;

await wiring.start();
await wiring.queue.work(createJobHandlers(wiring));

const server = createServer((request, response) => {
  answerOperator(request, response, { metrics, ready: wiring.ready }).then(
    (answered) => answered || response.writeHead(404).end(),
    (error: unknown) => {
      log.error({ error }, "a request failed");
      response.destroy();
    },
  );
});
server.listen(config.WORKER_PORT, config.HOST, () =>
  log.info({ port: config.WORKER_PORT }, "worker is taking jobs"),
);

whenToldToStop(async () => {
  server.close();
  server.closeAllConnections();
  await wiring.close();
}, log);
