export type { RestockRequest, WishStore } from "./ports.ts";
export type { WaitingDoor } from "./waiting-door.server.ts";
export { createWaitingDoor } from "./waiting-door.server.ts";
export type { WishAnswer, WishesDoor } from "./wishes-door.server.ts";
export { createWishesDoor } from "./wishes-door.server.ts";
export type { WishesJobsDoor } from "./wishes-jobs.server.ts";
export { createWishesJobs } from "./wishes-jobs.server.ts";
