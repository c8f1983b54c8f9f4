// Built by scripts/build-extension.ts. Edit src/ and build again.
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
var KEY = "clipshelf:seen", MOST = 200, opened = /* @__PURE__ */ new Set(), SeenElement = class extends HTMLElement {
  #listening = null;
  connectedCallback() {
    this.#listening = new AbortController();
    let { signal } = this.#listening, seen = /* @__PURE__ */ new Set([...remembered(), ...opened]);
    for (let clip of this.querySelectorAll("clipshelf-clip")) clip.toggleAttribute("data-seen", seen.has(clip.dataset.video ?? ""));
    this.addEventListener("clipshelf:open", ({ target }) => {
      target instanceof HTMLElement && (target.setAttribute("data-seen", ""), remember(target.dataset.video ?? ""));
    }, { signal });
  }
  disconnectedCallback() {
    this.#listening?.abort();
  }
};
function remembered() {
  return kept(KEY, mayRemember)?.split(" ") ?? [];
}
function remember(id) {
  opened.add(id);
  let all = [id, ...remembered().filter((known) => known !== id)];
  kept(KEY, mayRemember, all.slice(0, MOST).join(" "));
}
customElements.get("clipshelf-seen") || customElements.define("clipshelf-seen", SeenElement);
