import { DockElement } from "./dock-element.ts";

if (!customElements.get("clipshelf-dock")) customElements.define("clipshelf-dock", DockElement);
