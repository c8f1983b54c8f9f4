import { titleBarState, watch } from "./elements.ts";

export interface Modals {
  show(id: string): Promise<void>;
  hide(id: string): Promise<void>;
  toggle(id: string): Promise<void>;
}

const WIDTHS: Record<string, string> = {
  small: "380px",
  base: "620px",
  large: "980px",
  max: "calc(100vw - 32px)",
};

const STYLE = `
.sandbox-modal{border:0;border-radius:16px;padding:0;max-width:calc(100vw - 32px);max-height:calc(100vh - 48px);
  box-shadow:0 20px 60px rgb(0 0 0/.3);font:14px/1.45 Inter,system-ui,sans-serif;color:#303030}
.sandbox-modal::backdrop{background:rgb(0 0 0/.5)}
.sandbox-modal header,.sandbox-modal footer{display:flex;align-items:center;gap:8px;padding:12px 16px;background:#f3f3f3}
.sandbox-modal header h2{flex:1;font-size:14px;margin:0}
.sandbox-modal footer{justify-content:flex-end;background:#fff;border-top:1px solid #e3e3e3}
.sandbox-modal footer:empty{display:none}
.sandbox-modal button[data-chrome]{min-height:32px;padding:4px 12px;border:1px solid #babfc3;border-radius:8px;
  background:#fff;font:inherit;font-weight:550;cursor:pointer}
.sandbox-modal button[data-primary]{background:#303030;color:#fff;border-color:#303030}
.sandbox-modal button[data-critical]{background:#c5280c;color:#fff;border-color:#c5280c}
.sandbox-modal iframe{display:block;width:100%;height:60vh;border:0}
`;

/**
 * `ui-modal` and `shopify.modal`: a dialog of the page itself. (Shopify draws it over the whole admin;
 * its content, title bar, buttons and events are the same.)
 */
export function defineModals(): Modals {
  class ModalElement extends HTMLElement {
    #dialog = document.createElement("dialog");
    #body = document.createElement("div");
    #frame: HTMLIFrameElement | null = null;
    #observer: MutationObserver | null = null;

    get content(): HTMLElement {
      return this.#body;
    }
    get contentWindow(): Window | null {
      return this.#frame?.contentWindow ?? null;
    }
    get src(): string {
      return this.getAttribute("src") ?? "";
    }
    set src(value: string) {
      this.setAttribute("src", value);
    }
    get variant(): string {
      return this.getAttribute("variant") ?? "base";
    }
    connectedCallback() {
      this.style.display = "none";
      this.#dialog.className = "sandbox-modal";
      this.#dialog.addEventListener("close", () => this.dispatchEvent(new Event("hide")));
      document.body.append(this.#dialog);
    }
    disconnectedCallback() {
      this.#observer?.disconnect();
      this.#dialog.remove();
    }
    async show() {
      if (this.#dialog.open) return;
      this.#dialog.style.width = WIDTHS[this.variant] ?? "620px";
      // Content that no framework put there by itself lies in the element's own children.
      if (this.#body.childNodes.length === 0)
        for (const child of [...this.children])
          if (!["UI-TITLE-BAR", "UI-SAVE-BAR"].includes(child.tagName)) this.#body.append(child);
      if (this.src && !this.#frame) {
        this.#frame = document.createElement("iframe");
        this.#frame.src = this.src;
        this.#body.append(this.#frame);
      }
      this.#observer?.disconnect();
      this.#observer = watch(this, () => this.#draw());
      this.#dialog.showModal();
      this.dispatchEvent(new Event("show"));
    }
    async hide() {
      if (this.#dialog.open) this.#dialog.close();
    }
    toggle() {
      return this.#dialog.open ? this.hide() : this.show();
    }
    #draw() {
      const bar = this.querySelector("ui-title-bar");
      const { title, actions } = bar ? titleBarState(bar) : { title: "", actions: [] };
      const header = document.createElement("header");
      const heading = document.createElement("h2");
      heading.textContent = title;
      const close = chromeButton("×");
      close.setAttribute("aria-label", "Close");
      close.addEventListener("click", () => void this.hide());
      header.append(heading, close);
      const footer = document.createElement("footer");
      for (const action of actions) {
        const button = chromeButton(action.label);
        button.disabled = action.disabled;
        button.toggleAttribute("data-primary", action.primary);
        button.toggleAttribute("data-critical", action.critical && action.primary);
        button.addEventListener("click", () =>
          bar?.querySelectorAll<HTMLElement>("button, a")[action.id]?.click(),
        );
        footer.append(button);
      }
      this.#dialog.setAttribute("aria-label", title);
      this.#dialog.replaceChildren(header, this.#body, footer);
    }
  }
  customElements.define("ui-modal", ModalElement);
  const style = document.createElement("style");
  style.textContent = STYLE;
  document.head.append(style);

  const modal = (id: string) => {
    const found = document.getElementById(id);
    if (found instanceof ModalElement) return found;
    throw new Error(`There is no ui-modal with the id ${id}`);
  };
  return {
    show: async (id) => modal(id).show(),
    hide: async (id) => modal(id).hide(),
    toggle: async (id) => modal(id).toggle(),
  };
}

function chromeButton(text: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.dataset.chrome = "";
  return button;
}
