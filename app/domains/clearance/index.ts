export * from "./review.ts";
export * from "./rights.ts";
