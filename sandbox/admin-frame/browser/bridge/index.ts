import type { PickerRequest } from "../protocol.ts";
import { patchFetch } from "./app-fetch.ts";
import { openChannel } from "./channel.ts";
import { defineElements } from "./elements.ts";
import { defineModals } from "./modals.ts";
import { syncNavigation } from "./navigation.ts";
import { defineSaveBars } from "./save-bar.ts";

/** Parts of App Bridge that this app does not use: named, so that using one says so at once. */
const ABSENT = [
  "intents",
  "picker",
  "pos",
  "reviews",
  "scanner",
  "shopifyQL",
  "support",
  "tools",
  "webVitals",
];

/**
 * Stand-in for App Bridge 4 with its public surface (`@shopify/app-bridge-types`). Served by the
 * sandbox as `/app-bridge.js`, a classic script, as Shopify serves it from its CDN.
 */
function start(): void {
  const script = document.currentScript as HTMLScriptElement;
  const frameOrigin = new URL(script.src).origin;
  const parameters = new URLSearchParams(location.search);
  const remembered = recall(parameters);
  const apiKey =
    script.dataset.apiKey ??
    document.querySelector<HTMLMetaElement>('meta[name="shopify-api-key"]')?.content ??
    "";
  const config = {
    apiKey,
    host: remembered.host,
    shop: remembered.shop,
    locale: remembered.locale,
    appOrigins: [],
    disabledFeatures: [],
    experimentalFeatures: [],
  };

  if (window.top === window) {
    // Outside the admin: go where the app is shown embedded.
    if (config.shop) {
      const target = new URL(`/sandbox-embed${location.pathname}`, frameOrigin);
      target.searchParams.set("shop", config.shop);
      location.replace(target);
    }
    return;
  }

  const channel = openChannel(frameOrigin);
  const idToken = () => channel.call<string>("idToken");

  const reload = parameters.get("shopify-reload");
  if (reload) {
    // The bounce page: come back with a session token.
    void idToken().then((token) => {
      const target = new URL(reload);
      if (target.origin !== location.origin) return;
      target.searchParams.set("id_token", token);
      location.replace(target);
    });
    return;
  }

  const navigation = syncNavigation(channel, config.shop);
  patchFetch(idToken, navigation.open);
  defineElements(channel);
  const saveBar = defineSaveBars(channel);
  const modal = defineModals();
  const toasts = new Map<string, { onAction?: () => void; onDismiss?: () => void }>();
  let toastCount = 0;
  channel.on("toastAction", ({ id }: { id: string }) => toasts.get(id)?.onAction?.());
  channel.on("toastDismissed", ({ id }: { id: string }) => {
    toasts.get(id)?.onDismiss?.();
    toasts.delete(id);
  });

  const shopify = {
    config,
    origin: frameOrigin,
    ready: Promise.resolve(),
    environment: {
      embedded: true,
      mobile: false,
      pos: false,
      intent: false,
    },
    idToken,
    user: () => channel.call("user"),
    loading: (isLoading = true) => channel.tell("loading", { isLoading }),
    toast: {
      show(
        message: string,
        options: {
          duration?: number;
          isError?: boolean;
          action?: string;
          onAction?: () => void;
          onDismiss?: () => void;
        } = {},
      ) {
        toastCount += 1;
        const id = `toast-${toastCount}`;
        toasts.set(id, options);
        channel.tell("toast", {
          id,
          message,
          duration: options.duration ?? 5000,
          isError: options.isError ?? false,
          action: options.action ?? null,
        });
        return id;
      },
      hide(id: string) {
        toasts.delete(id);
        channel.tell("toastHide", { id });
      },
    },
    saveBar,
    modal,
    async resourcePicker(options: {
      type: string;
      action?: "add" | "select";
      multiple?: boolean | number;
      query?: string;
      filter?: PickerRequest["filter"];
      selectionIds?: PickerRequest["selected"];
    }) {
      const request: PickerRequest = {
        type: options.type,
        action: options.action ?? "add",
        multiple: options.multiple ?? false,
        query: options.query ?? "",
        filter: options.filter ?? {},
        selected: options.selectionIds ?? [],
      };
      const picked = await channel.call<unknown[] | null>("resourcePicker", request);
      return picked ? Object.assign(picked, { selection: picked }) : undefined;
    },
    scopes: {
      query: () => channel.call("scopes"),
      request: (scopes: string[]) => channel.call("scopesRequest", { scopes }),
      revoke: (scopes: string[]) => channel.call("scopesRevoke", { scopes }),
    },
    app: { extensions: () => channel.call("extensions") },
  };
  for (const name of ABSENT)
    Object.defineProperty(shopify, name, {
      get() {
        throw new Error(`The sandbox's App Bridge has no shopify.${name}`);
      },
    });
  Object.defineProperty(window, "shopify", { value: shopify, configurable: true });
}

/** Shop, host and language of the first load; later addresses of the app may not carry them. */
function recall(parameters: URLSearchParams) {
  const read = (name: string, fallback: string) => {
    const given = parameters.get(name);
    const key = `sandbox-app-bridge-${name}`;
    if (given) sessionStorage.setItem(key, given);
    return given ?? sessionStorage.getItem(key) ?? fallback;
  };
  return { shop: read("shop", ""), host: read("host", ""), locale: read("locale", "en") };
}

start();
