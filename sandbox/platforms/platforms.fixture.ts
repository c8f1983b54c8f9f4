import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../../app/kernel/clock.ts";
import { sendJson } from "../http.ts";
import { openPlatforms, type PlatformName, type Platforms } from "./platforms.ts";
import { platformApps } from "./sandbox-apps.ts";
import type { StandInPost } from "./stand-in.ts";

/** The smallest WebP there is. */
const PICTURE = Buffer.from("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==", "base64");
const DAY_MS = 24 * 60 * 60 * 1000;

export interface RunningPlatforms extends Platforms {
  origin: string;
  originOf: (host: string) => string;
  keysOf: (name: PlatformName) => { id: string; secret: string };
  close(): Promise<void>;
}

/** The three platforms on a port of their own, at the time of `clock`. */
export async function startPlatforms(clock: Clock, appUrl: string): Promise<RunningPlatforms> {
  let origin = "";
  const apps = platformApps(appUrl, "secret");
  const platforms = openPlatforms({
    apps,
    accounts: {
      tiktok: { id: "-000user", name: "kiln", posts: [] },
      instagram: { id: "17841400000000001", name: "kiln", posts: [] },
      youtube: { id: "UC0000000000000000000000", name: "Kiln", posts: [] },
    },
    origin: () => origin,
    now: () => clock.now(),
  });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", origin);
    platforms.door(request, response, url, "").then(
      (answered) => answered || sendJson(response, 404, {}),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...platforms,
    origin,
    originOf: (host) => `${origin}/platforms/${host}`,
    keysOf: (name) => ({ id: apps[name].clientId, secret: apps[name].clientSecret }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A post `days` before `now`, numbered as the platform numbers its posts. */
export function makePost(
  name: PlatformName,
  now: number,
  days: number,
  more: Partial<StandInPost> = {},
): StandInPost {
  const at = now - days * DAY_MS;
  const id = {
    tiktok: ((BigInt(Math.floor(at / 1000)) << 32n) + 12_345_678n).toString(),
    instagram: `1790000000000${String(1000 + days)}`,
    youtube: `yt_${String(days).padStart(8, "0")}`,
  }[name];
  return {
    ...{ id, title: `Post ${days}`, description: "Fresh from the kiln #Stoneware #茶 #2026", at },
    ...{ seconds: 12, counts: { views: 100 + days, likes: 10, comments: 2, shares: 1 } },
    picture: () => PICTURE,
    film: () => Buffer.from(`video ${id}`),
    ...more,
  };
}

/** Says yes or no on a platform's page, as a person would. Answers where it sends the browser. */
export async function answerConsent(
  url: string,
  answer: "allow" | "deny",
  scopes: (asked: string) => boolean = () => true,
): Promise<URL> {
  const asked = new URL(url).searchParams.get("scope")!.split(/[ ,]/);
  const form = new URLSearchParams({ answer });
  for (const scope of asked.filter(scopes)) form.set(`scope ${scope}`, "1");
  const response = await fetch(url, { method: "POST", body: form, redirect: "manual" });
  const location = response.headers.get("location");
  if (!location) throw new Error(`${response.status}: ${await response.text()}`);
  return new URL(location);
}
