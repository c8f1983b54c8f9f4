import { isParsed } from "./parsed.ts";

/** `<clipshelf-track>`: a row that scrolls by itself; this adds the arrow buttons for a mouse. */
export class TrackElement extends HTMLElement {
  #listening: AbortController | null = null;
  #resize: ResizeObserver | null = null;

  connectedCallback(): void {
    // The buttons stand behind the row.
    if (!isParsed(this, "[data-step] + [data-step]")) return;
    const row = this.querySelector<HTMLElement>("[data-row]");
    const [back, on] = this.querySelectorAll<HTMLButtonElement>("[data-step]");
    if (!row || !back || !on) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const step = (direction: 1 | -1) => {
      const towards = getComputedStyle(row).direction === "rtl" ? -direction : direction;
      row.scrollBy({ left: towards * row.clientWidth * 0.85 });
    };
    back.addEventListener("click", () => step(-1), { signal });
    on.addEventListener("click", () => step(1), { signal });
    const update = () => {
      const most = row.scrollWidth - row.clientWidth;
      const at = Math.abs(row.scrollLeft);
      // aria-disabled, not disabled: a button must not drop the focus that pressed it.
      back.ariaDisabled = String(at < 2);
      on.ariaDisabled = String(at > most - 2);
      back.hidden = on.hidden = most < 2;
    };
    row.addEventListener("scroll", update, { signal, passive: true });
    this.#resize = new ResizeObserver(update);
    this.#resize.observe(row);
  }

  disconnectedCallback(): void {
    this.#listening?.abort();
    this.#resize?.disconnect();
  }
}
