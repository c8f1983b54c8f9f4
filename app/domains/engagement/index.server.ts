export type { CollectDoor } from "./create-collect-door.server.ts";
export { createCollectDoor } from "./create-collect-door.server.ts";
export type { EventLog } from "./ports.ts";
