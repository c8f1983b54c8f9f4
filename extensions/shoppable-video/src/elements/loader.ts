import { ClipElement } from "./clip-element.ts";
import { PlacementElement } from "./placement-element.ts";
import { TrackElement } from "./track-element.ts";

// Inner elements first: an outer one that is defined finds them ready.
const elements: [string, CustomElementConstructor][] = [
  ["clipshelf-clip", ClipElement],
  ["clipshelf-track", TrackElement],
  ["clipshelf-placement", PlacementElement],
];
// Two versions may meet on one page while a theme is edited: the first stays.
for (const [name, element] of elements)
  if (!customElements.get(name)) customElements.define(name, element);

// Theme editor: show the block that the merchant picked.
document.addEventListener("shopify:block:select", (event) => {
  const block = event.target instanceof Element ? event.target : null;
  const placement = block?.querySelector("clipshelf-placement, [data-clipshelf-note]");
  if (!placement) return;
  placement.querySelector("details")?.setAttribute("open", "");
  placement.scrollIntoView({ block: "center" });
});
