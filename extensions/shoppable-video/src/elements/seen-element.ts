import { mayRemember } from "../transport/consent.ts";

const KEY = "clipshelf:seen";
/** Enough for every rail of a shop; older ones are forgotten. */
const MOST = 200;
/** Opened on this page, consent or not. */
const opened = new Set<string>();

/**
 * `<clipshelf-seen>`: a story rail's row. Takes the ring off clips that the shopper has opened, on later
 * visits as well where they allow remembering.
 */
export class SeenElement extends HTMLElement {
  #listening: AbortController | null = null;

  connectedCallback(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const seen = new Set([...remembered(), ...opened]);
    for (const clip of this.querySelectorAll<HTMLElement>("clipshelf-clip"))
      clip.toggleAttribute("data-seen", seen.has(clip.dataset.video ?? ""));
    this.addEventListener(
      "clipshelf:open",
      ({ target }) => {
        if (!(target instanceof HTMLElement)) return;
        target.setAttribute("data-seen", "");
        remember(target.dataset.video ?? "");
      },
      { signal },
    );
  }

  disconnectedCallback(): void {
    this.#listening?.abort();
  }
}

function remembered(): string[] {
  try {
    // What was kept with a consent that is gone goes too.
    if (!mayRemember()) localStorage.removeItem(KEY);
    return localStorage.getItem(KEY)?.split(" ") ?? [];
  } catch {
    // Storage is closed in some in-app browsers.
    return [];
  }
}

function remember(id: string): void {
  opened.add(id);
  if (!mayRemember()) return;
  try {
    const all = [id, ...remembered().filter((known) => known !== id)];
    localStorage.setItem(KEY, all.slice(0, MOST).join(" "));
  } catch {
    // The same.
  }
}
