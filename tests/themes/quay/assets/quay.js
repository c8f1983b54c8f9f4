/* The theme's own cart, in the one of five ways that its setting names. */
const number = () => document.querySelector(".tote-number");

class Hold extends HTMLElement {
  getSectionsToRender() {
    return [
      { id: this.localName, section: this.localName, selector: "[id$=inside]" },
      { id: "cart-icon-bubble" },
    ];
  }
  renderContents({ sections }) {
    const part = (id) => new DOMParser().parseFromString(sections[id], "text/html");
    this.firstElementChild.innerHTML = part(this.localName).querySelector("[id$=inside]").innerHTML;
    document.getElementById("cart-icon-bubble").innerHTML =
      part("cart-icon-bubble").querySelector(".shopify-section").innerHTML;
    setTimeout(() => this.open());
  }
  open() {
    this.dataset.out = "";
  }
}
const { bag } = document.body.dataset;
if (bag === "drawer") customElements.define("cart-drawer", Hold);
if (bag === "notification") customElements.define("cart-notification", class extends Hold {});
if (bag === "actions") {
  const { updateCart, openCart, getCart } = Shopify.actions;
  window.actionCalls = 0;
  updateCart.configure(async ({ lines }) => {
    window.actionCalls += 1;
    const items = lines.map(({ merchandiseId, quantity, attributes }) => ({
      id: Number(merchandiseId.split("/").at(-1)),
      quantity,
      properties: Object.fromEntries(attributes.map(({ key, value }) => [key, value])),
    }));
    const answer = await fetch("/cart/add.js", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ items }),
    });
    const { description } = await answer.json();
    const { cart } = await getCart();
    number().textContent = cart.totalQuantity;
    return { cart, userErrors: answer.ok ? [] : [{ message: description }], warnings: [] };
  });
  openCart.configure(async () => document.body.setAttribute("data-cart-open", ""));
}
