import type { SaveBarState } from "../protocol.ts";
import type { Channel } from "./channel.ts";
import { watch } from "./elements.ts";

/** What the one bar of the frame stands for at the moment. */
interface Owner {
  state(): SaveBarState;
  save(): void;
  discard(): void;
}

export interface SaveBars {
  show(id: string): Promise<void>;
  hide(id: string): Promise<void>;
  toggle(id: string): Promise<void>;
  /** Resolves at once, or when the merchant agrees to leave changes behind. */
  leaveConfirmation(): Promise<void>;
}

/** `ui-save-bar`, forms with `data-save-bar`, and `shopify.saveBar`. */
export function defineSaveBars(channel: Channel): SaveBars {
  let owner: Owner | null = null;
  const publish = () => channel.tell("saveBar", owner?.state() ?? null);
  const take = (next: Owner) => {
    owner = next;
    publish();
  };
  const release = (old: Owner) => {
    if (owner !== old) return;
    owner = null;
    publish();
  };
  channel.on("save", () => owner?.save());
  channel.on("discard", () => owner?.discard());

  class SaveBarElement extends HTMLElement {
    #observer: MutationObserver | null = null;
    #owner: Owner = {
      state: () => ({
        saveDisabled: this.#button(true)?.disabled ?? false,
        saveLoading: isOn(this.#button(true), "loading"),
        discardDisabled: this.#button(false)?.disabled ?? false,
        discardConfirmation: isOn(this, "discardconfirmation"),
      }),
      save: () => this.#button(true)?.click(),
      discard: () => this.#button(false)?.click(),
    };
    get showing() {
      return owner === this.#owner;
    }
    connectedCallback() {
      this.style.display = "none";
      this.#observer = watch(this, () => {
        if (this.showing) publish();
      });
    }
    disconnectedCallback() {
      this.#observer?.disconnect();
      release(this.#owner);
    }
    async show() {
      if (this.showing) return;
      take(this.#owner);
      this.dispatchEvent(new Event("show"));
    }
    async hide() {
      if (!this.showing) return;
      release(this.#owner);
      this.dispatchEvent(new Event("hide"));
    }
    toggle() {
      return this.showing ? this.hide() : this.show();
    }
    #button(primary: boolean): HTMLButtonElement | null {
      return this.querySelector(
        primary ? 'button[variant="primary"]' : 'button:not([variant="primary"])',
      );
    }
  }
  customElements.define("ui-save-bar", SaveBarElement);
  watchForms(take, release);

  const bar = (id: string) => {
    const found = document.getElementById(id);
    if (found instanceof SaveBarElement) return found;
    throw new Error(`There is no ui-save-bar with the id ${id}`);
  };
  return {
    show: async (id) => bar(id).show(),
    hide: async (id) => bar(id).hide(),
    toggle: async (id) => bar(id).toggle(),
    leaveConfirmation: async () => {
      if (owner) await channel.call("leaveConfirmation");
    },
  };
}

/** A form with `data-save-bar` shows the bar while its values differ from those it started with. */
function watchForms(take: (owner: Owner) => void, release: (owner: Owner) => void): void {
  const forms = new WeakMap<HTMLFormElement, { start: string; owner: Owner }>();
  const values = (form: HTMLFormElement) =>
    JSON.stringify([...new FormData(form)].map(([key, value]) => [key, String(value)]));
  const known = (form: HTMLFormElement) => {
    const there = forms.get(form);
    if (there) return there;
    const made = {
      start: values(form),
      owner: {
        state: () => ({
          saveDisabled: false,
          saveLoading: false,
          discardDisabled: false,
          discardConfirmation: form.hasAttribute("data-discard-confirmation"),
        }),
        save: () => form.requestSubmit(),
        discard: () => form.reset(),
      },
    };
    forms.set(form, made);
    return made;
  };
  const formOf = (event: Event) => {
    const form = (event.target as Element | null)?.closest?.("form[data-save-bar]");
    return form instanceof HTMLFormElement ? form : null;
  };
  // The values a form starts with must be read before its first change.
  addEventListener("focusin", (event) => {
    const form = formOf(event);
    if (form) known(form);
  });
  for (const type of ["input", "change"])
    addEventListener(type, (event) => {
      const form = formOf(event);
      if (!form) return;
      const { start, owner } = known(form);
      if (values(form) === start) release(owner);
      else take(owner);
    });
  addEventListener("submit", (event) => {
    const form = formOf(event);
    if (!form) return;
    const { owner } = known(form);
    forms.delete(form);
    release(owner);
  });
  addEventListener("reset", (event) => {
    const form = formOf(event);
    if (form) release(known(form).owner);
  });
}

function isOn(element: Element | null, name: string): boolean {
  const value = element?.getAttribute(name);
  return value !== null && value !== undefined && value !== "false";
}
