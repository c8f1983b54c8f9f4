import { createHash } from "node:crypto";
import type { PlatformApp } from "./oauth-book.ts";
import type { PlatformName } from "./platforms.ts";

/** The app as the stand-ins of the platforms know it. Its secrets follow from the sandbox's own. */
export function platformApps(appUrl: string, apiSecret: string): Record<PlatformName, PlatformApp> {
  const app = (name: PlatformName): PlatformApp => ({
    clientId: `sandbox-${name}`,
    clientSecret: digest(`${name} ${apiSecret}`).toString("hex"),
    redirectUris: [`${appUrl}/connect/${name}`],
  });
  return { tiktok: app("tiktok"), instagram: app("instagram"), youtube: app("youtube") };
}

/** What the app beside a sandbox is configured with to reach them. */
export function platformEnvironment(appUrl: string, apiSecret: string): Record<string, string> {
  const { tiktok, instagram, youtube } = platformApps(appUrl, apiSecret);
  return {
    TIKTOK_CLIENT_KEY: tiktok.clientId,
    TIKTOK_CLIENT_SECRET: tiktok.clientSecret,
    INSTAGRAM_APP_ID: instagram.clientId,
    INSTAGRAM_APP_SECRET: instagram.clientSecret,
    GOOGLE_CLIENT_ID: youtube.clientId,
    GOOGLE_CLIENT_SECRET: youtube.clientSecret,
    TOKEN_KEYS: digest(`tokens ${apiSecret}`).toString("base64"),
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
