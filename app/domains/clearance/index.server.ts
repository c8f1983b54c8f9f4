export { COMMON_BLOCKED_WORDS } from "./common-words.ts";
export type { ClipMeasures } from "./judge-pictures.ts";
export { createWordMatcher } from "./match-words.ts";
export type { PermissionDoor, PermissionView } from "./permission-door.server.ts";
export { createPermissionDoor } from "./permission-door.server.ts";
export type {
  ClipFrame,
  FrameVerdict,
  NudityDetector,
  PictureInspector,
} from "./ports.ts";
export {
  createReviewDoor,
  createReviewJobs,
  type ReviewDoor,
  type ReviewJobsDoor,
} from "./review-door.server.ts";
export type { PermissionForm, RightsDoor, RightsPorts } from "./rights-door.server.ts";
export { createRightsDoor } from "./rights-door.server.ts";
export type { RightsJobsDoor } from "./settle-rights.server.ts";
export { createRightsJobs } from "./settle-rights.server.ts";
