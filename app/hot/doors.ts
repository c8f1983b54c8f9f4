import type { Wiring } from "../wiring.server.ts";
import { createCollectHotDoor } from "./collect.ts";
import { createFeedDoor } from "./feed.ts";
import type { HotDoor } from "./hot-door.ts";
import { createMediaDeliveryDoor } from "./media.ts";
import { createPermissionHotDoor, PERMISSION_PREFIX } from "./permission/permission.ts";
import { createPlatformDoor, PLATFORM_PREFIX } from "./platform.ts";
import { verifyProxySignature } from "./proxy-signature.ts";
import { createSocialHotDoor } from "./social.ts";
import { createUploadDoor } from "./upload.ts";
import { createVideoPagesHotDoor } from "./video-pages/video-pages.ts";
import { createWishesHotDoor } from "./wishes.ts";

export function createHotDoors(wiring: Wiring): HotDoor[] {
  const { config, clock, log, blobs, jobs, shops } = wiring;
  const secret = config.SHOPIFY_API_SECRET;
  const feed = createFeedDoor({
    published: wiring.published,
    secret,
    clock,
    sawProxyPath(domain, path) {
      shops
        .recordProxyPath(domain, path)
        .catch((error: unknown) => log.warn({ error, shop: domain }, "proxy path not recorded"));
    },
    onError: (error) => log.error({ error }, "a feed could not be read"),
  });
  const pages = createVideoPagesHotDoor({
    pages: wiring.videoPages,
    files: wiring.extension,
    verifyProxy: (url) => verifyProxySignature(url, secret, clock),
    onFault: (error) => log.error({ error }, "the page of videos could not be drawn"),
  });
  return [
    { name: "feed", prefix: "/proxy/feed/", answer: feed },
    { name: "feed", prefix: "/proxy/video/", answer: feed },
    {
      name: "collect",
      prefix: "/proxy/collect",
      answer: createCollectHotDoor({
        collect: wiring.collect,
        shops,
        verifyProxy: (url) => verifyProxySignature(url, secret, clock),
        clock,
        onFault: (error) => log.error({ error }, "events could not be taken"),
      }),
    },
    {
      name: "social",
      prefix: "/proxy/social/",
      answer: createSocialHotDoor({
        social: wiring.social,
        shops,
        isPublished: async (domain, videoId) =>
          (await wiring.published.video(domain, videoId)) !== null,
        verifyProxy: (url) => verifyProxySignature(url, secret, clock),
        clock,
        onFault: (error) => log.error({ error }, "likes or comments could not be answered"),
      }),
    },
    { name: "pages", prefix: "/proxy/videos", answer: pages },
    { name: "pages", prefix: "/proxy/assets/", answer: pages },
    {
      name: "wishes",
      prefix: "/proxy/wishes/",
      answer: createWishesHotDoor({
        wishes: wiring.wishes,
        shops,
        verifyProxy: (url) => verifyProxySignature(url, secret, clock),
        clock,
        onFault: (error) => log.error({ error }, "a shopper's wish could not be taken"),
      }),
    },
    {
      name: "permission",
      prefix: PERMISSION_PREFIX,
      answer: createPermissionHotDoor({
        permission: wiring.permission,
        clock,
        onFault: (error) => log.error({ error }, "a creator's page could not be shown"),
      }),
    },
    {
      name: "platform",
      prefix: PLATFORM_PREFIX,
      answer: createPlatformDoor({
        intake: jobs.intake,
        origin: new URL(config.SHOPIFY_APP_URL).origin,
        onFault: (error) => log.error({ error }, "a platform's notice could not be taken"),
      }),
    },
    {
      name: "media",
      prefix: "/media/",
      answer: createMediaDeliveryDoor({ blobs, gate: wiring.gate }),
    },
    {
      name: "upload",
      prefix: "/upload/",
      answer: createUploadDoor({
        intake: jobs.intake,
        allowedOrigin: new URL(config.SHOPIFY_APP_URL).origin,
        log,
      }),
    },
  ];
}
