import type { MediaFault } from "../../domains/media/ports.ts";
import type { Result } from "../../kernel/result.ts";

/** Thrown to leave the middle of making an asset; caught where the making begins. */
export class Refused extends Error {
  readonly fault: MediaFault;

  constructor(fault: MediaFault) {
    super(fault.kind);
    this.fault = fault;
  }
}

/** The video has gone, or another attempt has it. */
export class Superseded extends Error {}

export function need<T>(result: Result<T, MediaFault>): T {
  if (!result.ok) throw new Refused(result.fault);
  return result.value;
}
