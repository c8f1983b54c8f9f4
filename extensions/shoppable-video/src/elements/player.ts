import { PlayerElement } from "./player-element.ts";
import type { PlayerOptions } from "./player-options.ts";
import { ReelElement } from "./reel-element.ts";

const elements: [string, CustomElementConstructor][] = [
  ["clipshelf-reel", ReelElement],
  ["clipshelf-player", PlayerElement],
];
for (const [name, element] of elements)
  if (!customElements.get(name)) customElements.define(name, element);

/** Opens the player over the page. One at a time: an open one is closed first. */
export function openPlayer(options: PlayerOptions): { close(): void } {
  for (const open of document.querySelectorAll<PlayerElement>("clipshelf-player")) open.close();
  const player = document.createElement("clipshelf-player") as PlayerElement;
  player.open(options);
  return player;
}
