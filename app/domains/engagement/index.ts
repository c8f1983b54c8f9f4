export type { EventKind } from "../../contract/events.ts";
