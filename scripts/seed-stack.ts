import { readConfig } from "../app/config.server.ts";
import { createWiring } from "../app/wiring.server.ts";
import { seedDemoApp, travellingClock } from "../prisma/seed.ts";
import { signSessionToken } from "../sandbox/sign-in/session-token.ts";
import type { Stack } from "./stack.ts";

/** Opens the app the way the admin frame does, so that it is installed and has its token. */
export async function openApp(stack: Stack): Promise<void> {
  const keys = {
    apiKey: stack.environment.SHOPIFY_API_KEY ?? "",
    apiSecret: stack.environment.SHOPIFY_API_SECRET ?? "",
  };
  const query = new URLSearchParams({
    embedded: "1",
    shop: stack.shopDomain,
    host: Buffer.from(`${stack.shopDomain}/admin`).toString("base64url"),
    locale: "en",
    id_token: signSessionToken(keys, stack.shopDomain),
  });
  const answer = await fetch(`${stack.appUrl}/app?${query}`, {
    headers: { "user-agent": "Mozilla/5.0 (X11; Linux x64) Chrome/150.0.0.0 Safari/537.36" },
    redirect: "manual",
  });
  const text = await answer.text();
  if (answer.status !== 200)
    throw new Error(
      `The app did not open (${answer.status} ${answer.headers.get("location")}):\n${text}`,
    );
}

/**
 * Fills the demo shop once: installs the app the way a merchant does (its first page is opened), then
 * brings in clips, playlists and placements through the app's own doors. Does nothing the second time.
 */
export async function seedStack(stack: Stack, say: (line: string) => void): Promise<void> {
  await openApp(stack);
  const clock = travellingClock();
  const config = readConfig({ ...stack.environment, LOG_LEVEL: "error", DATABASE_POOL: "4" });
  const wiring = createWiring(config, { process: "web", clock });
  try {
    await wiring.start();
    await seedDemoApp(wiring, clock, {
      shopDomain: stack.shopDomain,
      sandboxUrl: stack.shopUrl,
      say,
    });
  } finally {
    await wiring.close();
  }
}
