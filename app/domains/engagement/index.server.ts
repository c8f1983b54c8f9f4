export type { BatchFault, CheckedBatch, CheckedEvent } from "./check-batch.ts";
export type { CollectAnswer, CollectDoor, CollectPorts } from "./create-collect-door.server.ts";
export { createCollectDoor } from "./create-collect-door.server.ts";
export type { EventLog, LoggedBatch } from "./ports.ts";
