import type { Log } from "./adapters/log/log.ts";

/**
 * Runs `stop` once on SIGTERM, SIGINT, or when the program that started this one is gone (the channel to
 * it closes), then ends the process. A second signal ends it at once.
 */
export function whenToldToStop(stop: () => Promise<void>, log: Log): void {
  let stopping = false;
  const begin = (why: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ why }, "stopping");
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, "stopping failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", () => begin("SIGTERM"));
  process.on("SIGINT", () => begin("SIGINT"));
  if (process.send) process.once("disconnect", () => begin("the launcher is gone"));
}
