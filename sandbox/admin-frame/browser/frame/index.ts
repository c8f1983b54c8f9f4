import {
  type FrameConfig,
  isMessage,
  MARK,
  type Message,
  type NavItem,
  type PickerRequest,
  type SaveBarState,
  type TitleBarState,
  type ToastState,
} from "../protocol.ts";
import { element, words } from "./dom.ts";
import { openPicker } from "./picker.ts";
import { createToasts } from "./toasts.ts";

/** The admin's side of App Bridge: runs on the page that embeds the app. */
function start(): void {
  document.querySelector("[data-menu]")?.addEventListener("click", () => {
    document.body.toggleAttribute("data-nav-open");
  });
  const configElement = document.getElementById("frame-config");
  if (!configElement) return;
  const config = JSON.parse(configElement.textContent ?? "{}") as FrameConfig;
  const iframe = document.querySelector<HTMLIFrameElement>('iframe[name="app-iframe"]');
  if (!iframe) return;
  const say = words(config.locale);

  const post = (to: Window, message: Omit<Message, "mark">) =>
    to.postMessage({ mark: MARK, ...message }, config.appOrigin);
  const tellApp = (name: string, payload: unknown = null) => {
    if (iframe.contentWindow) post(iframe.contentWindow, { kind: "event", id: 0, name, payload });
  };
  const api = async <T>(path: string): Promise<T> => {
    const url = new URL(`/admin/internal/${path}`, location.origin);
    url.searchParams.set("shop", config.shop);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`The admin answered ${response.status} to ${path}`);
    return (await response.json()) as T;
  };

  const toasts = createToasts(tellApp);
  const bar = saveBar(tellApp, say);
  let mayLeave = true;
  const leave = async (): Promise<boolean> => {
    if (mayLeave) return true;
    if (!(await confirmLeaving(say))) return false;
    bar.show(null);
    mayLeave = true;
    return true;
  };

  const go = async (url: string) => {
    const target = adminAddress(url, config);
    if (!(await leave())) return;
    if (target.appPath !== null) tellApp("navigate", { path: target.appPath });
    else location.assign(target.href);
  };

  const calls: Record<string, (payload: never) => Promise<unknown>> = {
    idToken: () => api<{ token: string }>("session-token").then(({ token }) => token),
    user: () => api("user"),
    scopes: () => api("scopes"),
    scopesRequest: async () => ({ result: "granted-all", detail: await api("scopes") }),
    scopesRevoke: async () => ({ detail: await api("scopes") }),
    extensions: () => api("extensions"),
    leaveConfirmation: async () => {
      // As in Shopify's admin, the promise of one who stays never settles.
      if (!(await leave())) await new Promise(() => {});
    },
    resourcePicker: (request: PickerRequest) => openPicker(request, api, say),
  };

  const events: Record<string, (payload: never) => void> = {
    navigated: ({ path }: { path: string }) => {
      const query = new URLSearchParams(location.search).get("shop");
      const url = new URL(`/admin/apps/${config.appHandle}${path}`, location.origin);
      if (query) url.searchParams.set("shop", query);
      history.replaceState(null, "", url);
      markCurrent(path);
    },
    navMenu: ({ items }: { items: NavItem[] }) => drawNav(items, config, go),
    titleBar: (state: TitleBarState | null) => drawTitle(state, config, tellApp),
    saveBar: (state: SaveBarState | null) => {
      mayLeave = state === null;
      bar.show(state);
    },
    toast: (toast: ToastState) => toasts.show(toast),
    toastHide: ({ id }: { id: string }) => toasts.hide(id),
    loading: ({ isLoading }: { isLoading: boolean }) =>
      document.body.toggleAttribute("data-loading", isLoading),
    open: ({ url }: { url: string }) => void go(url),
    openTab: ({ url }: { url: string }) => {
      window.open(adminAddress(url, config).href, "_blank");
    },
  };

  addEventListener("message", (event) => {
    if (event.origin !== config.appOrigin || !isMessage(event.data)) return;
    const source = event.source as Window;
    const { kind, id, name, payload } = event.data;
    if (kind === "event") return events[name]?.(payload as never);
    if (kind !== "call") return;
    const call = calls[name];
    const answered = call
      ? call(payload as never)
      : Promise.reject(new Error(`The sandbox's admin has no ${name}`));
    answered.then(
      (result) => post(source, { kind: "answer", id, name, payload: result }),
      (error: Error) =>
        post(source, { kind: "answer", id, name, payload: null, error: error.message }),
    );
  });

  // The admin's own links leave the app only with the merchant's consent.
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest?.<HTMLAnchorElement>("a[data-leave]");
    if (!link || mayLeave || event.defaultPrevented) return;
    event.preventDefault();
    void leave().then((left) => left && location.assign(link.href));
  });
  addEventListener("beforeunload", (event) => {
    if (!mayLeave) event.preventDefault();
  });
}

/** Addresses of Shopify's admin, of the shop and of the app, as they are here. */
function adminAddress(text: string, config: FrameConfig): { href: string; appPath: string | null } {
  const plain = text.replace(/^shopify:(\/\/)?\/?/, `${location.origin}/`);
  const url = new URL(plain, location.origin);
  if (url.origin === config.appOrigin)
    return { href: url.href, appPath: `${url.pathname}${url.search}${url.hash}` };
  const handle = config.shop.split(".")[0];
  if (url.hostname === "admin.shopify.com")
    url.pathname = url.pathname.replace(`/store/${handle}`, "/admin");
  if (url.hostname === "admin.shopify.com" || url.hostname === config.shop) {
    const here = new URL(`${url.pathname}${url.search}${url.hash}`, location.origin);
    here.searchParams.set("shop", config.shop);
    return withApp(here, config);
  }
  return withApp(url, config);
}

function withApp(url: URL, config: FrameConfig): { href: string; appPath: string | null } {
  const home = `/admin/apps/${config.appHandle}`;
  const inApp =
    url.origin === location.origin &&
    (url.pathname === home || url.pathname.startsWith(`${home}/`));
  return {
    href: url.href,
    appPath: inApp ? `${url.pathname.slice(home.length) || "/"}${url.search}` : null,
  };
}

function drawNav(items: NavItem[], config: FrameConfig, go: (url: string) => Promise<void>): void {
  const list = document.querySelector("[data-app-nav]");
  if (!list) return;
  list.replaceChildren(
    ...items.map(({ label, href }) => {
      const link = element("a", { href: `/admin/apps/${config.appHandle}${href}` }, label);
      link.dataset.appPath = href.split("?")[0] ?? href;
      link.addEventListener("click", (event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        document.body.removeAttribute("data-nav-open");
        void go(new URL(href, config.appOrigin).href);
      });
      return element("li", {}, link);
    }),
  );
  markCurrent(location.pathname.slice(`/admin/apps/${config.appHandle}`.length));
}

/** The item whose address is the longest beginning of where the app is. */
function markCurrent(path: string): void {
  const here = path.split("?")[0] ?? path;
  let best: HTMLElement | null = null;
  for (const link of document.querySelectorAll<HTMLElement>("[data-app-path]")) {
    link.removeAttribute("aria-current");
    const own = link.dataset.appPath ?? "";
    const fits = here === own || here.startsWith(`${own.replace(/\/$/, "")}/`);
    if (fits && own.length > (best?.dataset.appPath?.length ?? -1)) best = link;
  }
  best?.setAttribute("aria-current", "page");
}

function drawTitle(
  state: TitleBarState | null,
  config: FrameConfig,
  tellApp: (name: string, payload: unknown) => void,
): void {
  const heading = document.querySelector("[data-title]");
  const actions = document.querySelector("[data-title-actions]");
  if (!heading || !actions) return;
  heading.textContent = state?.title || config.appName;
  document.title = `${state?.title ? `${state.title} · ` : ""}${config.appName}`;
  actions.replaceChildren(
    ...(state?.actions ?? []).map((action) => {
      const button = element("button", { type: "button" }, action.label);
      button.disabled = action.disabled;
      button.className = action.primary ? "button primary" : "button";
      button.addEventListener("click", () => tellApp("titleAction", { id: action.id }));
      return button;
    }),
  );
}

function saveBar(tellApp: (name: string) => void, say: ReturnType<typeof words>) {
  const bar = document.querySelector<HTMLElement>("[data-save-bar]");
  const save = element("button", { type: "button", class: "button primary" }, say.save);
  const discard = element("button", { type: "button", class: "button" }, say.discard);
  bar?.append(element("span", {}, say.unsaved), discard, save);
  let confirmDiscard = false;
  save.addEventListener("click", () => tellApp("save"));
  discard.addEventListener("click", async () => {
    if (!confirmDiscard || (await confirmLeaving(say))) tellApp("discard");
  });
  return {
    show(state: SaveBarState | null) {
      if (!bar) return;
      bar.hidden = state === null;
      confirmDiscard = state?.discardConfirmation ?? false;
      save.disabled = Boolean(state?.saveDisabled || state?.saveLoading);
      save.toggleAttribute("aria-busy", Boolean(state?.saveLoading));
      discard.disabled = Boolean(state?.discardDisabled);
    },
  };
}

/** Asks whether unsaved changes may go. */
function confirmLeaving(say: ReturnType<typeof words>): Promise<boolean> {
  const stay = element("button", { type: "button", class: "button" }, say.stay);
  const leave = element("button", { type: "button", class: "button critical" }, say.leave);
  const dialog = element(
    "dialog",
    { class: "dialog small", "aria-label": say.leaveTitle },
    element("h2", {}, say.leaveTitle),
    element("p", {}, say.leaveText),
    element("footer", {}, stay, leave),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    stay.addEventListener("click", () => dialog.close());
    leave.addEventListener("click", () => dialog.close("leave"));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "leave");
    });
  });
}

start();
