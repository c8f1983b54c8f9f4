import type { Channel } from "./channel.ts";

/** Added by the admin to the first address: they are no part of where the merchant is. */
const LOAD_PARAMETERS = [
  "embedded",
  "hmac",
  "host",
  "id_token",
  "locale",
  "session",
  "shop",
  "timestamp",
];

/**
 * Keeps the frame's address and the app's in step, sends `shopify:` and `_top` links to the frame,
 * and goes where the frame's own navigation points, by the app's router if it has one.
 */
export function syncNavigation(channel: Channel, shop: string): { open(url: string): void } {
  let told = "";
  const tell = () => {
    const url = new URL(location.href);
    for (const name of LOAD_PARAMETERS) url.searchParams.delete(name);
    const path = `${url.pathname}${url.search}${url.hash}`;
    if (path === told) return;
    told = path;
    channel.tell("navigated", { path });
  };
  for (const method of ["pushState", "replaceState"] as const) {
    const plain = history[method].bind(history);
    history[method] = (state, unused, url) => {
      plain(state, unused, url);
      tell();
    };
  }
  addEventListener("popstate", tell);
  addEventListener("hashchange", tell);
  tell();

  const open = (url: string) => channel.tell("open", { url });
  const plainOpen = window.open.bind(window);
  window.open = (url, target, features) => {
    const text = String(url ?? "");
    const frameOwn = ["_top", "_parent"].includes(target ?? "") || text.startsWith("shopify:");
    if (!frameOwn && !isShopAddress(text, shop)) return plainOpen(url, target, features);
    if (target === "_blank") channel.tell("openTab", { url: text });
    else open(new URL(text, location.href).href);
    return null;
  };

  // Before the app's own listeners would let the browser follow an address that only Shopify has.
  addEventListener(
    "click",
    (event) => {
      const link = (event.composedPath() as Element[]).find(
        (one) => one instanceof HTMLAnchorElement,
      );
      if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return;
      const href = link.getAttribute("href") ?? "";
      const top = ["_top", "_parent"].includes(link.target);
      if (!href.startsWith("shopify:") && !isShopAddress(link.href, shop) && !top) return;
      event.preventDefault();
      if (link.target === "_blank") channel.tell("openTab", { url: link.href });
      else open(link.href);
    },
    true,
  );

  const router = hearRouter();
  channel.on("navigate", ({ path }: { path: string }) => {
    const link = anchorTo(path);
    if (router.listens && link)
      link.dispatchEvent(new Event("shopify:navigate", { bubbles: true }));
    else location.assign(path);
  });
  return { open };
}

/** Whether the app listens for `shopify:navigate`, as Shopify's React and Remix providers do. */
function hearRouter(): { listens: boolean } {
  const router = { listens: false };
  const plain = window.addEventListener.bind(window);
  const plainDocument = document.addEventListener.bind(document);
  const hear = (type: string) => {
    if (type === "shopify:navigate") router.listens = true;
  };
  window.addEventListener = ((type: string, ...rest: [EventListener]) => {
    hear(type);
    plain(type, ...rest);
  }) as typeof window.addEventListener;
  document.addEventListener = ((type: string, ...rest: [EventListener]) => {
    hear(type);
    plainDocument(type, ...rest);
  }) as typeof document.addEventListener;
  return router;
}

/** The nav menu's link, or one made for this address that lives as long as the event. */
function anchorTo(path: string): HTMLAnchorElement {
  const links = document.querySelectorAll<HTMLAnchorElement>("ui-nav-menu a, s-app-nav a");
  for (const link of links) if (link.getAttribute("href") === path) return link;
  const link = document.createElement("a");
  link.href = path;
  link.hidden = true;
  document.body.append(link);
  setTimeout(() => link.remove());
  return link;
}

function isShopAddress(text: string, shop: string): boolean {
  if (!URL.canParse(text)) return false;
  const { hostname } = new URL(text);
  return hostname === shop || hostname === "admin.shopify.com";
}
