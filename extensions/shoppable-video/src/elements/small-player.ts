import { say } from "../core/words.ts";
import { habits, keepHabit } from "../transport/habits.ts";
import { prefersStill } from "../transport/network.ts";
import { MOVE, SMALL } from "./icons.ts";
import { KEEP_CLEAR, type KeepClear } from "./keep-clear-file.ts";
import type { PlayerHost } from "./player-options.ts";
import { html, raw } from "./template.ts";

/** In the order in which the move button goes round. */
const CORNERS = ["end", "start", "top-start", "top-end"];
/** Farther than a finger trembles: from here on it is a drag and no tap. */
const SLACK = 8;

/**
 * The clip plays on in a corner while the shopper goes on with the page; a tap makes it large again. It can
 * be dragged to any corner, or moved there by its button.
 */
export function addSmallPlayer(host: PlayerHost): void {
  const { signal, shadowRoot: root, reel, dialog } = host;
  const { words } = host.options;
  root
    .querySelector(".tools")
    ?.insertAdjacentHTML(
      "afterbegin",
      html`<button type="button" class="icon minimise" part="button minimise" aria-label="${say(words, "player.small")}">${raw(SMALL)}</button>`
        .text,
    );
  const top = root.querySelector(".top");
  top?.insertAdjacentHTML(
    "beforebegin",
    html`<button type="button" class="enlarge" aria-label="${say(words, "player.large")}"></button>`
      .text,
  );
  top?.insertAdjacentHTML(
    "beforeend",
    html`<button type="button" class="icon move" part="button move" aria-label="${say(words, "player.move")}">${raw(MOVE)}</button>`
      .text,
  );
  const change = (small: boolean) => {
    host.small = small;
    const slide = root.querySelector<HTMLElement>(".slide:not([inert])");
    reel.scrollTo({ top: slide?.offsetTop ?? 0, behavior: "instant" });
    root.querySelector<HTMLElement>(small ? ".enlarge" : ".minimise")?.focus();
  };
  const click = (name: string, react: () => void) =>
    root.querySelector(name)?.addEventListener("click", react, { signal });
  click(".minimise", () => change(true));
  click(".enlarge", () => change(false));
  const stand = (corner: string) => {
    host.dataset.corner = corner;
  };
  const moveTo = (corner: string) => {
    const from = dialog.getBoundingClientRect();
    dialog.style.translate = "";
    stand(corner);
    keepHabit({ corner });
    const to = dialog.getBoundingClientRect();
    if (!prefersStill())
      dialog.animate([{ translate: `${from.left - to.left}px ${from.top - to.top}px` }, {}], {
        duration: 200,
        easing: "cubic-bezier(.2, 0, 0, 1)",
      });
  };
  click(".move", () => {
    const next = (CORNERS.indexOf(host.dataset.corner ?? "") + 1) % CORNERS.length;
    moveTo(CORNERS[next] ?? "end");
  });
  stand(habits().corner ?? "end");
  bringKeepClear(host);
  root
    .querySelector<HTMLElement>(".enlarge")
    ?.addEventListener("pointerdown", (event) => drag(host, event, moveTo), { signal });
  dialog.addEventListener(
    "keydown",
    ({ key }) => {
      // Only a modal dialog closes by itself.
      if (key === "Escape" && host.small) host.close();
    },
    { signal },
  );
}

/** Above the theme's own bars; where the file does not come, it stands where it stood. */
function bringKeepClear({ dialog, style, signal }: PlayerHost): void {
  const lift = (px: number) => style.setProperty("--small-lift", `${px}px`);
  import(KEEP_CLEAR).then(
    ({ keepClear }: KeepClear) => signal.aborted || keepClear(dialog, lift, signal),
    () => {},
  );
}

/** Follows the pointer until it is let go, then says which corner is nearest. */
function drag(host: PlayerHost, down: PointerEvent, drop: (corner: string) => void): void {
  if (down.button !== 0) return;
  const { dialog } = host;
  const handle = down.currentTarget as HTMLElement;
  const held = new AbortController();
  const until = { signal: held.signal };
  host.signal.addEventListener("abort", () => held.abort(), until);
  let dragged = false;
  const follow = (move: PointerEvent) => {
    const [x, y] = [move.clientX - down.clientX, move.clientY - down.clientY];
    if (!dragged && Math.hypot(x, y) < SLACK) return;
    if (!dragged) handle.setPointerCapture(down.pointerId);
    dragged = true;
    host.toggleAttribute("data-held", true);
    dialog.style.translate = `${x}px ${y}px`;
  };
  const end = () => {
    held.abort();
    host.removeAttribute("data-held");
    if (!dragged) return;
    // The tap that ends a drag must not make the player large.
    const swallow = (event: Event) => event.stopImmediatePropagation();
    handle.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => handle.removeEventListener("click", swallow, { capture: true }));
    drop(nearestCorner(dialog));
  };
  addEventListener("pointermove", follow, until);
  addEventListener("pointerup", end, until);
  addEventListener("pointercancel", end, until);
}

function nearestCorner(element: Element): string {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const toLeft = left + right < innerWidth;
  const side = toLeft === (getComputedStyle(element).direction === "ltr") ? "start" : "end";
  return top + bottom < innerHeight ? `top-${side}` : side;
}
