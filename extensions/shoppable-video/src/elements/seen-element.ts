import { mayRemember } from "../transport/consent.ts";
import { kept } from "../transport/kept.ts";

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
  return kept(KEY, mayRemember)?.split(" ") ?? [];
}

function remember(id: string): void {
  opened.add(id);
  const all = [id, ...remembered().filter((known) => known !== id)];
  kept(KEY, mayRemember, all.slice(0, MOST).join(" "));
}
