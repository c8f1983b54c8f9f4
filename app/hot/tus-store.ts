import type { Readable } from "node:stream";
import { DataStore, ERRORS, Upload } from "@tus/server";
import type { IntakeJobsDoor, UploadClaims } from "../domains/intake/index.server.ts";
import type { UploadDoorFaultKind } from "../domains/intake/index.ts";

/** What the server library answers with when the store refuses. */
export class DoorFault extends Error {
  readonly status_code: number;
  readonly body: string;

  constructor(status: number, kind: UploadDoorFaultKind) {
    super(kind);
    this.status_code = status;
    this.body = JSON.stringify({ fault: { kind } });
  }
}

/**
 * The tus server's store, over intake: an upload's id is its ticket, which says all that the protocol's
 * creation step would. So there is nothing to create here, only bytes to take and to count.
 */
export class IntakeDataStore extends DataStore {
  readonly #intake: Pick<IntakeJobsDoor, "openTicket" | "received" | "receive">;

  constructor(intake: Pick<IntakeJobsDoor, "openTicket" | "received" | "receive">) {
    super();
    this.#intake = intake;
  }

  override async getUpload(id: string): Promise<Upload> {
    const claims = this.#claims(id);
    const known = await this.#intake.received(claims);
    if (!known) throw new DoorFault(410, "upload-cancelled");
    return new Upload({ id, size: claims.bytes, offset: known.received });
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const taken = await this.#intake.receive(this.#claims(id), offset, stream);
    if (taken.ok) return taken.value;
    switch (taken.fault.kind) {
      case "storage-full":
        throw new DoorFault(507, "storage-full");
      case "upload-cancelled":
        throw new DoorFault(410, "upload-cancelled");
      case "upload-behind":
        throw ERRORS.INVALID_OFFSET;
    }
  }

  #claims(id: string): UploadClaims {
    const claims = this.#intake.openTicket(id);
    if (!claims) throw new DoorFault(403, "upload-ticket-invalid");
    return claims;
  }
}
