import { mayRemember } from "../transport/consent.ts";

const KEY = "clipshelf:dock";

/**
 * `<clipshelf-dock>`: the floating player's corner. It folds up without script; this remembers for
 * the visit that the shopper folded it, where they allow it.
 */
export class DockElement extends HTMLElement {
  #listening: AbortController | null = null;

  connectedCallback(): void {
    const details = this.querySelector("details");
    if (!details) return;
    this.#listening = new AbortController();
    try {
      if (mayRemember() && sessionStorage.getItem(KEY)) details.open = false;
    } catch {
      // Storage is closed: it starts unfolded.
    }
    details.addEventListener(
      "toggle",
      () => {
        try {
          if (mayRemember()) sessionStorage.setItem(KEY, details.open ? "" : "folded");
        } catch {
          // The same.
        }
      },
      { signal: this.#listening.signal },
    );
  }

  disconnectedCallback(): void {
    this.#listening?.abort();
  }
}
