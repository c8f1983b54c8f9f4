export type ThemeName =
  | "plain"
  | "dawn-drawer"
  | "dawn-notification"
  | "dawn-page"
  | "actions"
  | "unknown";

interface Theme {
  head: string;
  body(count: number): string;
  /** Answer of section rendering. */
  section(id: string, count: number): string | null;
}

const header = (count: number) =>
  `<div id="shopify-section-sections--1__header" class="shopify-section"><header><a href="/">Home</a> <a href="/cart" id="bag">Cart <b>${count}</b></a></header></div>`;

/** What Dawn's own elements do, in the part that the extension touches. */
const dawn = (name: string, open: string) => `<script type="module">
// On pages that refuse plain strings, a theme that writes markup has a policy of its own.
const own = window.trustedTypes?.createPolicy("theme", { createHTML: (text) => text }) ?? { createHTML: (text) => text };
customElements.define("${name}", class extends HTMLElement {
  getSectionsToRender() { return [{ id: "${name}", section: "${name}", selector: "#in-${name}" }, { id: "cart-icon-bubble" }]; }
  renderContents(answer) {
    this.querySelector("div").innerHTML = own.createHTML(answer.sections["${name}"]);
    document.getElementById("cart-icon-bubble").innerHTML = own.createHTML(answer.sections["cart-icon-bubble"]);
    setTimeout(() => this.open());
  }
  open() { window.themeOpened = (window.themeOpened ?? 0) + 1; ${open} }
});
</script>`;

const dawnBody = (name: string) => (count: number) =>
  `<header><a href="/cart" id="cart-icon-bubble">Cart ${count}</a></header><${name}><div id="in-${name}"></div></${name}>`;
const dawnSection = (id: string, count: number) =>
  id === "cart-icon-bubble" ? `Cart ${count}` : `<p>${count} in the cart</p>`;

/** Themes as far as adding to the cart can tell them apart. */
export const THEMES: Record<ThemeName, Theme> = {
  plain: { head: "", body: () => "<header>Morrow &amp; Tide</header>", section: () => null },
  "dawn-drawer": {
    head: `${dawn("cart-drawer", 'this.classList.add("active")')}<style>:root { --color-button: 38, 70, 60; --color-button-text: 255, 255, 255; --color-background: 250, 248, 243; --color-foreground: 34, 48, 44 }</style>`,
    body: dawnBody("cart-drawer"),
    section: dawnSection,
  },
  "dawn-notification": {
    head: dawn("cart-notification", 'this.classList.add("active")'),
    body: dawnBody("cart-notification"),
    section: dawnSection,
  },
  // Where the merchant chose a cart page, Dawn has neither drawer nor notification.
  "dawn-page": {
    head: "",
    body: (count) => `<header><a href="/cart" id="cart-icon-bubble">Cart ${count}</a></header>`,
    section: (id, count) =>
      id === "cart-icon-bubble"
        ? `<div id="shopify-section-cart-icon-bubble" class="shopify-section">Cart <b>${count}</b></div>`
        : null,
  },
  actions: {
    head: `<script type="module">
window.actionCalls = [];
const updateCart = async (payload) => {
  window.actionCalls.push(payload);
  if (window.actionRefuses) return { userErrors: [{ message: window.actionRefuses }] };
  return { userErrors: [], warnings: [] };
};
updateCart.isDefault = () => false;
const openCart = async () => { window.cartOpened = true; };
openCart.isDefault = () => false;
Shopify.actions = { updateCart, openCart };
</script>`,
    body: header,
    section: () => null,
  },
  unknown: {
    head: "",
    body: header,
    section: (id, count) => (id === "sections--1__header" ? header(count) : null),
  },
};
