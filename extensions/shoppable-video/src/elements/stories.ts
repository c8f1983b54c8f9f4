import { SeenElement } from "./seen-element.ts";

if (!customElements.get("clipshelf-seen")) customElements.define("clipshelf-seen", SeenElement);
