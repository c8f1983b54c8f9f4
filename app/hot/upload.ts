import type { IncomingMessage, ServerResponse } from "node:http";
import { Server } from "@tus/server";
import type { IntakeJobsDoor } from "../domains/intake/index.server.ts";
import type { MediaLog } from "../domains/media/index.server.ts";
import { IntakeDataStore } from "./tus-store.ts";

export interface UploadDeps {
  intake: Pick<IntakeJobsDoor, "openTicket" | "received" | "receive">;
  /** The admin's own origin: pages of no other may upload. */
  allowedOrigin: string;
  log: Pick<MediaLog, "warn">;
}

/** A sender that says nothing for this long has gone. */
const SILENCE_MS = 60_000;
const METHODS = ["OPTIONS", "HEAD", "PATCH"];

/**
 * `/upload/<ticket>` by the tus protocol 1.0 (https://tus.io/protocols/resumable-upload): HEAD says how
 * many bytes are here, PATCH brings more from there on. The ticket says whose file it is, how large, and
 * until when; whatever else comes is refused. What came before a connection broke is kept.
 */
export function createUploadDoor({ intake, allowedOrigin, log }: UploadDeps) {
  const server = new Server({
    path: "/upload",
    datastore: new IntakeDataStore(intake),
    allowedOrigins: [allowedOrigin],
    relativeLocation: true,
    // The whole ticket is the id: two parts, joined by a dot.
    getFileIdFromRequest: (_request, last) => last,
    onResponseError(_request, error) {
      const known = "status_code" in error;
      // Connections break: that is what the protocol is for.
      const broken = known && error.body.startsWith("Request aborted");
      if (!known || (error.status_code >= 500 && !broken))
        log.warn({ error: known ? error.body : error }, "Bytes of an upload could not be taken");
      return known ? undefined : { status_code: 500, body: "{}" };
    },
  });
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!METHODS.includes(request.method ?? "")) {
      response.writeHead(405, { allow: METHODS.join(", ") }).end();
      return;
    }
    request.setTimeout(SILENCE_MS, () => request.destroy(new Error("The sender fell silent")));
    await server.handle(request, response);
  };
}
