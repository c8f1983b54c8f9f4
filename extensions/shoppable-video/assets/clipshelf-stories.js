// Built by scripts/build-extension.ts. Edit src/ and build again.
function shopify() {
  return globalThis.Shopify ?? {};
}
function mayRemember() {
  return shopify().customerPrivacy?.preferencesProcessingAllowed?.() === true;
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
  try {
    return mayRemember() || localStorage.removeItem(KEY), localStorage.getItem(KEY)?.split(" ") ?? [];
  } catch {
    return [];
  }
}
function remember(id) {
  if (opened.add(id), !!mayRemember()) try {
    let all = [id, ...remembered().filter((known) => known !== id)];
    localStorage.setItem(KEY, all.slice(0, MOST).join(" "));
  } catch {
  }
}
customElements.get("clipshelf-seen") || customElements.define("clipshelf-seen", SeenElement);
