import { ProductElement } from "./product-element.ts";

if (!customElements.get("clipshelf-product"))
  customElements.define("clipshelf-product", ProductElement);
