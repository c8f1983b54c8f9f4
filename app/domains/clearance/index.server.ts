export type { PermissionDoor, PermissionView } from "./permission-door.server.ts";
export { createPermissionDoor } from "./permission-door.server.ts";
export type { PermissionForm, RightsDoor, RightsPorts } from "./rights-door.server.ts";
export { createRightsDoor } from "./rights-door.server.ts";
export type { RightsJobsDoor } from "./settle-rights.server.ts";
export { createRightsJobs } from "./settle-rights.server.ts";
