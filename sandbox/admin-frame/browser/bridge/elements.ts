import type { NavItem, TitleAction, TitleBarState } from "../protocol.ts";
import type { Channel } from "./channel.ts";

/** Calls back now and whenever something in the element changes; once a frame at most. */
export function watch(element: Element, changed: () => void): MutationObserver {
  let due = false;
  const observer = new MutationObserver(() => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      changed();
    });
  });
  observer.observe(element, {
    attributes: true,
    characterData: true,
    childList: true,
    subtree: true,
  });
  changed();
  return observer;
}

/** `ui-nav-menu`, `s-app-nav` and `ui-title-bar`: shown by the frame, hidden in the page. */
export function defineElements(channel: Channel): void {
  class NavMenu extends HTMLElement {
    #observer: MutationObserver | null = null;
    connectedCallback() {
      this.hidden = true;
      this.style.display = "none";
      this.#observer = watch(this, () => channel.tell("navMenu", { items: navItems(this) }));
    }
    disconnectedCallback() {
      this.#observer?.disconnect();
      channel.tell("navMenu", { items: [] });
    }
  }
  class AppNav extends NavMenu {}

  class TitleBar extends HTMLElement {
    #observer: MutationObserver | null = null;
    connectedCallback() {
      // A modal's own title bar is drawn by the modal.
      if (this.closest("ui-modal")) return;
      this.style.display = "none";
      this.#observer = watch(this, () => channel.tell("titleBar", titleBarState(this)));
    }
    disconnectedCallback() {
      this.#observer?.disconnect();
      if (!document.querySelector("ui-title-bar")) channel.tell("titleBar", null);
    }
  }

  channel.on("titleAction", ({ id }: { id: number }) => {
    const bar = document.querySelector("ui-title-bar:not(ui-modal ui-title-bar)");
    if (bar) titleActions(bar)[id]?.click();
  });
  customElements.define("ui-nav-menu", NavMenu);
  customElements.define("s-app-nav", AppNav);
  customElements.define("ui-title-bar", TitleBar);
}

function navItems(menu: Element): NavItem[] {
  return [...menu.querySelectorAll("a")]
    .filter((link) => link.rel !== "home")
    .map((link) => ({ label: label(link), href: link.getAttribute("href") ?? "/" }));
}

function titleActions(bar: Element): HTMLElement[] {
  return [...bar.querySelectorAll<HTMLElement>("button, a")];
}

export function titleBarState(bar: Element): TitleBarState {
  return {
    title: bar.getAttribute("title") ?? "",
    actions: titleActions(bar).map(
      (button, id): TitleAction => ({
        id,
        label: label(button),
        primary: button.getAttribute("variant") === "primary",
        breadcrumb: button.getAttribute("variant") === "breadcrumb",
        critical: button.getAttribute("tone") === "critical",
        disabled: button.hasAttribute("disabled") || button.hasAttribute("loading"),
      }),
    ),
  };
}

function label(element: Element): string {
  return (element.textContent ?? "").trim();
}
