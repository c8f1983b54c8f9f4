import type { Door } from "../http.ts";
import { createInstagramDoor } from "./instagram.ts";
import type { PlatformApp } from "./oauth-book.ts";
import { openStandIn, type PlatformDoor, type StandIn, type StandInAccount } from "./stand-in.ts";
import { createTiktokDoor } from "./tiktok.ts";
import { createYoutubeDoor } from "./youtube.ts";

export const PLATFORM_PATH = "/platforms/";
export type PlatformName = "tiktok" | "instagram" | "youtube";

/** Hosts of each, as the app calls them; anything else is another's. */
const HOSTS: [PlatformName, RegExp][] = [
  ["tiktok", /(^|\.)tiktok(apis|cdn)?\.com$/],
  ["instagram", /(^|\.)(cdn)?instagram\.com$/],
  ["youtube", /(^|\.)(google|googleapis|youtube|ytimg)\.com$/],
];

export interface Platforms {
  standIns: Record<PlatformName, StandIn>;
  /** Answers at `/platforms/<host>/…` for each of the platforms' hosts. */
  door: Door;
}

/**
 * Stand-ins for TikTok, Instagram and YouTube behind one door: `https://open.tiktokapis.com/v2/…` is
 * `<origin>/platforms/open.tiktokapis.com/v2/…`.
 */
export function openPlatforms(options: {
  apps: Record<PlatformName, PlatformApp>;
  accounts: Record<PlatformName, StandInAccount>;
  origin: () => string;
  now: () => number;
}): Platforms {
  const originOf = (host: string) => `${options.origin()}${PLATFORM_PATH}${host}`;
  const open = (name: PlatformName) =>
    openStandIn({
      ...{ app: options.apps[name], account: options.accounts[name], originOf },
      now: options.now,
    });
  const standIns = {
    tiktok: open("tiktok"),
    instagram: open("instagram"),
    youtube: open("youtube"),
  };
  const doors: Record<PlatformName, PlatformDoor> = {
    tiktok: createTiktokDoor(standIns.tiktok),
    instagram: createInstagramDoor(standIns.instagram),
    youtube: createYoutubeDoor(standIns.youtube),
  };
  return {
    standIns,
    async door(request, response, url) {
      if (!url.pathname.startsWith(PLATFORM_PATH)) return false;
      const [, , host = "", ...rest] = url.pathname.split("/");
      const name = HOSTS.find(([, pattern]) => pattern.test(host))?.[0];
      if (!name) return false;
      const asked = new URL(`https://${host}/${rest.join("/")}${url.search}`);
      standIns[name].log.push(`${request.method} ${asked.host}${asked.pathname}`);
      return doors[name]({ request, response, host, url: asked });
    },
  };
}
