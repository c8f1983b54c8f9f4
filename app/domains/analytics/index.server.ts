export type { AnalyticsDoor, AnalyticsPorts } from "./create-analytics-door.server.ts";
export { createAnalyticsDoor } from "./create-analytics-door.server.ts";
export type { AnalyticsJobsDoor, AnalyticsJobsPorts } from "./create-analytics-jobs.server.ts";
export { createAnalyticsJobs } from "./create-analytics-jobs.server.ts";
export type { CustomerOrder, LedgerStore, ReportViews, RollUps, VideoCards } from "./ports.ts";
