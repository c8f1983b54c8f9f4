import { systemClock } from "../../../../app/kernel/clock.ts";
import { mayRemember } from "../transport/consent.ts";
import { keptValue } from "../transport/kept.ts";
import { prefersStill } from "../transport/network.ts";
import { shopify } from "../transport/shopify.ts";
import { KEEP_CLEAR, type KeepClear } from "./keep-clear-file.ts";

const KEY = "clipshelf:dock";
/** A shopper who sent it away is asked again after this. */
const KEEP_MS = 7 * 86_400_000;
/** Farther than a finger trembles: from here on it is a drag and no tap. */
const SLACK = 8;
/** In the order in which the move button goes round. */
const CORNERS = ["end", "start", "top-start", "top-end"];

/** What is kept of a shopper's wishes, all of it for the same week. */
interface Kept {
  at: number;
  corner?: string;
  /** By kind of page: what was sent away on product pages still stands on the home page. */
  pages: Record<string, "folded" | "gone">;
}

/**
 * `<clipshelf-dock>`: the floating player's corner. It folds up without script; this lets it be dragged
 * to any corner or moved there by a button, sends it away, and remembers all that where the shopper allows.
 * It covers nothing that cannot be scrolled away from under it: it rises above the theme's own bars, and at
 * the page's end, where a strip is kept free for it, it folds up until the shopper scrolls back.
 */
export class DockElement extends HTMLElement {
  #listening: AbortController | null = null;
  #end: IntersectionObserver | null = null;
  /** Folded by the page's end and not by the shopper. */
  #aside = false;

  connectedCallback(): void {
    const details = this.querySelector("details");
    if (!details) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const kept = read();
    if (kept.corner) this.#stand(kept.corner);
    this.hidden = kept.pages[this.#kind] === "gone";
    if (kept.pages[this.#kind]) details.open = false;
    const tools = this.querySelector<HTMLElement>(".clipshelf-dock-tools");
    const showTools = () => {
      if (tools) tools.hidden = details.open;
    };
    showTools();
    details.addEventListener(
      "toggle",
      () => {
        showTools();
        if (this.#aside) this.#aside = !details.open;
        else this.#keep(details.open ? null : "folded");
      },
      { signal },
    );
    this.addEventListener("click", (event) => this.#click(event), { signal });
    this.addEventListener("pointerdown", (event) => this.#hold(event), { signal });
    // The browser would drag the poster's link instead.
    this.addEventListener("dragstart", (event) => event.preventDefault(), { signal });
    const lift = (px: number) => this.style.setProperty("--clipshelf-lift", `${px}px`);
    const keepClear = () =>
      import(KEEP_CLEAR).then(
        (file: KeepClear) => signal.aborted || file.keepClear(this, lift, signal),
        () => {},
      );
    // Nothing of ours is asked for while the page still waits for its own.
    if (document.readyState === "complete") keepClear();
    else addEventListener("load", keepClear, { once: true, signal });
    this.#end = new IntersectionObserver(([strip]) => {
      const atEnd = strip?.isIntersecting === true && scrollY > 0 && !this.#isHigh;
      this.toggleAttribute("data-end", atEnd);
      if (strip?.isIntersecting) blend(strip.target as HTMLElement);
      if (atEnd && details.open) {
        this.#aside = true;
        details.open = false;
      } else if (!atEnd && this.#aside) details.open = true;
    });
    if (this.parentElement) this.#end.observe(this.parentElement);
  }

  disconnectedCallback(): void {
    this.#listening?.abort();
    this.#end?.disconnect();
  }

  get #isHigh(): boolean {
    return this.dataset.corner?.startsWith("top") === true;
  }

  get #kind(): string {
    return this.dataset.page ?? "";
  }

  #click(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button?.hasAttribute("data-move")) {
      const next = CORNERS[(CORNERS.indexOf(this.dataset.corner ?? "") + 1) % CORNERS.length];
      this.#moveTo(next ?? "end");
    } else if (button?.hasAttribute("data-dismiss")) {
      this.hidden = true;
      this.#keep("gone");
    }
  }

  #hold(down: PointerEvent): void {
    if (down.button !== 0) return;
    const held = new AbortController();
    const until = { signal: held.signal };
    let dragged = false;
    const drag = (move: PointerEvent) => {
      const [x, y] = [move.clientX - down.clientX, move.clientY - down.clientY];
      if (!dragged && Math.hypot(x, y) < SLACK) return;
      if (!dragged) {
        dragged = true;
        // From now on the pointer is ours, also over a frame or outside of the window.
        this.setPointerCapture(down.pointerId);
        this.classList.add("clipshelf-dock--held");
      }
      this.style.translate = `${x}px ${y}px`;
    };
    const drop = () => {
      held.abort();
      if (!dragged) return;
      this.classList.remove("clipshelf-dock--held");
      // The tap that ends a drag must not open the clip or fold the dock.
      const swallow = (event: Event) => {
        event.preventDefault();
        event.stopPropagation();
      };
      addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, { capture: true }));
      this.#moveTo(this.#nearest());
    };
    addEventListener("pointermove", drag, until);
    addEventListener("pointerup", drop, until);
    addEventListener("pointercancel", drop, until);
  }

  #nearest(): string {
    const { left, right, top, bottom } = this.getBoundingClientRect();
    const toLeft = left + right < innerWidth;
    const atStart = toLeft === (getComputedStyle(this).direction === "ltr");
    const side = atStart ? "start" : "end";
    return top + bottom < innerHeight ? `top-${side}` : side;
  }

  #moveTo(corner: string): void {
    const from = this.getBoundingClientRect();
    this.style.translate = "";
    this.#stand(corner);
    const to = this.getBoundingClientRect();
    if (!prefersStill())
      this.animate([{ translate: `${from.left - to.left}px ${from.top - to.top}px` }, {}], {
        duration: 200,
        easing: "cubic-bezier(.2, 0, 0, 1)",
      });
    write({ ...read(), corner });
  }

  #stand(corner: string): void {
    for (const each of CORNERS) this.classList.toggle(`clipshelf-dock--${each}`, each === corner);
    this.dataset.corner = corner;
  }

  #keep(state: "folded" | "gone" | null): void {
    const kept = read();
    // A page that only opens folded again must not make it stay so for another week.
    if (kept.pages[this.#kind] === (state ?? undefined)) return;
    if (state) kept.pages[this.#kind] = state;
    else delete kept.pages[this.#kind];
    write(kept);
  }
}

/** The strip at the page's end goes on in the colour of what ends above it, mostly the theme's footer. */
function blend(strip: HTMLElement): void {
  const { top } = strip.getBoundingClientRect();
  let above = document.elementFromPoint(innerWidth / 2, top - 2);
  for (; above; above = above.parentElement) {
    const { backgroundColor } = getComputedStyle(above);
    if (/^rgba\(.*, 0\)$/.test(backgroundColor)) continue;
    strip.style.background = backgroundColor;
    return;
  }
}

/** In the theme editor it stands as the merchant placed it. */
const mayKeep = () => mayRemember() && !shopify().designMode;

function read(): Kept {
  const kept = keptValue<Kept>(KEY, mayKeep);
  const fresh = kept && systemClock.now() - kept.at < KEEP_MS;
  return fresh ? kept : { at: 0, pages: {} };
}

function write(kept: Kept): void {
  keptValue(KEY, mayKeep, { ...kept, at: systemClock.now() });
}
