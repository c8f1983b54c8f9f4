// Built by scripts/build-extension.ts. Edit src/ and build again.
var systemClock = { now: () => Date.now() };
function shopify() {
  return globalThis.Shopify ?? {};
}
function mayRemember() {
  return shopify().customerPrivacy?.preferencesProcessingAllowed?.() === true;
}
function kept(key, allowed, text, place = "localStorage") {
  try {
    let storage = window[place];
    return allowed() ? text !== void 0 && storage.setItem(key, text) : storage.removeItem(key), storage.getItem(key);
  } catch {
    return null;
  }
}
function keptValue(key, allowed, value, place) {
  try {
    return JSON.parse(kept(key, allowed, JSON.stringify(value), place) ?? "null");
  } catch {
    return null;
  }
}
function prefersStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
var KEEP_CLEAR = "./clipshelf-keep-clear.js";
var KEY = "clipshelf:dock", KEEP_MS = 7 * 864e5, SLACK = 8, CORNERS = ["end", "start", "top-start", "top-end"], DockElement = class extends HTMLElement {
  #listening = null;
  #end = null;
  #aside = false;
  connectedCallback() {
    let details = this.querySelector("details");
    if (!details) return;
    this.#listening = new AbortController();
    let { signal } = this.#listening, kept2 = read();
    kept2.corner && this.#stand(kept2.corner), this.hidden = kept2.pages[this.#kind] === "gone", kept2.pages[this.#kind] && (details.open = false);
    let tools = this.querySelector(".clipshelf-dock-tools"), showTools = () => {
      tools && (tools.hidden = details.open);
    };
    showTools(), details.addEventListener("toggle", () => {
      showTools(), this.#aside ? this.#aside = !details.open : this.#keep(details.open ? null : "folded");
    }, { signal }), this.addEventListener("click", (event) => this.#click(event), { signal }), this.addEventListener("pointerdown", (event) => this.#hold(event), { signal }), this.addEventListener("dragstart", (event) => event.preventDefault(), { signal });
    let lift = (px) => this.style.setProperty("--clipshelf-lift", `${px}px`), keepClear = () => import(KEEP_CLEAR).then((file) => signal.aborted || file.keepClear(this, lift, signal), () => {
    });
    document.readyState === "complete" ? keepClear() : addEventListener("load", keepClear, { once: true, signal }), this.#end = new IntersectionObserver(([strip]) => {
      let atEnd = strip?.isIntersecting === true && scrollY > 0 && !this.#isHigh;
      this.toggleAttribute("data-end", atEnd), strip?.isIntersecting && blend(strip.target), atEnd && details.open ? (this.#aside = true, details.open = false) : !atEnd && this.#aside && (details.open = true);
    }), this.parentElement && this.#end.observe(this.parentElement);
  }
  disconnectedCallback() {
    this.#listening?.abort(), this.#end?.disconnect();
  }
  get #isHigh() {
    return this.dataset.corner?.startsWith("top") === true;
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
    let kept2 = read();
    kept2.pages[this.#kind] !== (state ?? void 0) && (state ? kept2.pages[this.#kind] = state : delete kept2.pages[this.#kind], write(kept2));
  }
};
function blend(strip) {
  let { top } = strip.getBoundingClientRect(), above = document.elementFromPoint(innerWidth / 2, top - 2);
  for (; above; above = above.parentElement) {
    let { backgroundColor } = getComputedStyle(above);
    if (!/^rgba\(.*, 0\)$/.test(backgroundColor)) {
      strip.style.background = backgroundColor;
      return;
    }
  }
}
var mayKeep = () => mayRemember() && !shopify().designMode;
function read() {
  let kept2 = keptValue(KEY, mayKeep);
  return kept2 && systemClock.now() - kept2.at < KEEP_MS ? kept2 : { at: 0, pages: {} };
}
function write(kept2) {
  keptValue(KEY, mayKeep, { ...kept2, at: systemClock.now() });
}
customElements.get("clipshelf-dock") || customElements.define("clipshelf-dock", DockElement);
