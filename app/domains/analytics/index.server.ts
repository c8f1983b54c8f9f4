export type { AnalyticsDoor } from "./create-analytics-door.server.ts";
export { createAnalyticsDoor } from "./create-analytics-door.server.ts";
export type { AnalyticsJobsDoor } from "./create-analytics-jobs.server.ts";
export { createAnalyticsJobs } from "./create-analytics-jobs.server.ts";
