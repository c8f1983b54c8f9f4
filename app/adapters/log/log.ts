import { pino } from "pino";

/** JSON lines on standard output. `warn` is expected trouble; `error` means that someone must act. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** The same log with fields on every line, e.g. shop and job id. */
  child(fields: object): Log;
}

export function createLog(options: { level: string; process: string }): Log {
  return pino({
    level: options.level,
    base: { process: options.process },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err },
    redact: ["*.accessToken", "*.refreshToken", "*.authorization", "req.headers.authorization"],
  });
}
