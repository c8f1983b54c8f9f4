/**
 * Options of the Remix app; vite.config.ts hands them to the Vite plugin of Remix.
 * @type {import("@remix-run/dev").VitePluginConfig & { serverModuleFormat: "esm" }}
 */
export default {
  appDirectory: "app",
  ignoredRouteFiles: ["**/*.test.*", "**/.*"],
  serverModuleFormat: "esm",
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_lazyRouteDiscovery: true,
    v3_singleFetch: true,
  },
};
