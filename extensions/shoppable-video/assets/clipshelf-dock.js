// Built by scripts/build-extension.ts. Edit src/ and build again.
var systemClock = { now: () => Date.now() };
function shopify() {
  return globalThis.Shopify ?? {};
}
function mayRemember() {
  return shopify().customerPrivacy?.preferencesProcessingAllowed?.() === true;
}
function prefersStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
var KEY = "clipshelf:dock", KEEP_MS = 7 * 864e5, SLACK = 8, CORNERS = ["end", "start", "top-start", "top-end"], DockElement = class extends HTMLElement {
  #listening = null;
  connectedCallback() {
    let details = this.querySelector("details");
    if (!details) return;
    this.#listening = new AbortController();
    let { signal } = this.#listening, kept = read();
    kept.corner && this.#stand(kept.corner), this.hidden = kept.pages[this.#kind] === "gone", kept.pages[this.#kind] && (details.open = false);
    let tools = this.querySelector(".clipshelf-dock-tools"), showTools = () => {
      tools && (tools.hidden = details.open);
    };
    showTools(), details.addEventListener("toggle", () => {
      showTools(), this.#keep(details.open ? null : "folded");
    }, { signal }), this.addEventListener("click", (event) => this.#click(event), { signal }), this.addEventListener("pointerdown", (event) => this.#hold(event), { signal }), this.addEventListener("dragstart", (event) => event.preventDefault(), { signal });
  }
  disconnectedCallback() {
    this.#listening?.abort();
  }
  get #kind() {
    return this.dataset.page ?? "";
  }
  #click(event) {
    let button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button?.hasAttribute("data-move")) {
      let next = CORNERS[(CORNERS.indexOf(this.dataset.corner ?? "") + 1) % CORNERS.length];
      this.#moveTo(next ?? "end");
    } else button?.hasAttribute("data-dismiss") && (this.hidden = true, this.#keep("gone"));
  }
  #hold(down) {
    if (down.button !== 0) return;
    let held = new AbortController(), until = { signal: held.signal }, dragged = false, drag = (move) => {
      let [x, y] = [move.clientX - down.clientX, move.clientY - down.clientY];
      !dragged && Math.hypot(x, y) < SLACK || (dragged || (dragged = true, this.setPointerCapture(down.pointerId), this.classList.add("clipshelf-dock--held")), this.style.translate = `${x}px ${y}px`);
    }, drop = () => {
      if (held.abort(), !dragged) return;
      this.classList.remove("clipshelf-dock--held");
      let swallow = (event) => {
        event.preventDefault(), event.stopPropagation();
      };
      addEventListener("click", swallow, { capture: true, once: true }), setTimeout(() => removeEventListener("click", swallow, { capture: true })), this.#moveTo(this.#nearest());
    };
    addEventListener("pointermove", drag, until), addEventListener("pointerup", drop, until), addEventListener("pointercancel", drop, until);
  }
  #nearest() {
    let { left, right, top, bottom } = this.getBoundingClientRect(), side = left + right < innerWidth === (getComputedStyle(this).direction === "ltr") ? "start" : "end";
    return top + bottom < innerHeight ? `top-${side}` : side;
  }
  #moveTo(corner) {
    let from = this.getBoundingClientRect();
    this.style.translate = "", this.#stand(corner);
    let to = this.getBoundingClientRect();
    prefersStill() || this.animate([{ translate: `${from.left - to.left}px ${from.top - to.top}px` }, {}], { duration: 200, easing: "cubic-bezier(.2, 0, 0, 1)" }), write({ ...read(), corner });
  }
  #stand(corner) {
    for (let each of CORNERS) this.classList.toggle(`clipshelf-dock--${each}`, each === corner);
    this.dataset.corner = corner;
  }
  #keep(state) {
    let kept = read();
    state ? kept.pages[this.#kind] = state : delete kept.pages[this.#kind], write(kept);
  }
};
function read() {
  try {
    if (mayRemember() && !shopify().designMode) {
      let kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
      if (kept && systemClock.now() - kept.at < KEEP_MS) return kept;
    }
    localStorage.removeItem(KEY);
  } catch {
  }
  return { at: 0, pages: {} };
}
function write(kept) {
  if (!(!mayRemember() || shopify().designMode)) try {
    localStorage.setItem(KEY, JSON.stringify({ ...kept, at: systemClock.now() }));
  } catch {
  }
}
customElements.get("clipshelf-dock") || customElements.define("clipshelf-dock", DockElement);
