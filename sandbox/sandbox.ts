import type { DataFolders } from "./admin-api/files/file-bytes.ts";
import type { Bucket } from "./admin-api/throttle.ts";
import type { AppManifest } from "./app-manifest.ts";
import type { Platforms } from "./platforms/platforms.ts";
import type { WebhookSender } from "./webhooks/sender.ts";
import type { WorldStore } from "./world/store.ts";

/** What every door of the sandbox works with. */
export interface Sandbox {
  store: WorldStore;
  manifest: AppManifest;
  appUrl: string;
  apiKey: string;
  apiSecret: string;
  apiVersion: string;
  /** Folder of the app's theme app extension. */
  extensionDir: string;
  folders: DataFolders;
  webhooks: WebhookSender;
  faults: Faults;
  /** TikTok, Instagram and YouTube. */
  platforms: Platforms;
  /** The rate limit of each shop. */
  buckets: Map<string, Bucket>;
  /** Where the sandbox answers. Known once it listens. */
  origin: string;
}

/** Trouble to make on purpose, set through `/sandbox/faults`. */
export interface Faults {
  /** Admin API calls that are still to be answered THROTTLED. */
  throttleNext: number;
  /** Admin API calls that are still to be answered 503. */
  failNext: number;
  /** Staged uploads that are still to be processed into FAILED. */
  failFiles: number;
}
