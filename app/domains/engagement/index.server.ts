export type { CollectDoor } from "./create-collect-door.server.ts";
export { createCollectDoor } from "./create-collect-door.server.ts";
export type { ModerationDoor } from "./moderation-door.server.ts";
export { createModerationDoor } from "./moderation-door.server.ts";
export type { EventLog } from "./ports.ts";
export { createRateLimiter } from "./rate-limit.ts";
export type { SocialDoor } from "./social-door.server.ts";
export { createSocialDoor } from "./social-door.server.ts";
export type { Shopper, SocialAnswer, SocialPlace } from "./social-tools.ts";
