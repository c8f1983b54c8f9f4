import type { ClipElement } from "./clip-element.ts";
import { clipSeed } from "./clip-seed.ts";
import { PlayerElement } from "./player-element.ts";
import type { PlayerCall } from "./player-options.ts";
import { ReelElement } from "./reel-element.ts";

const elements: [string, CustomElementConstructor][] = [
  ["clipshelf-reel", ReelElement],
  ["clipshelf-player", PlayerElement],
];
for (const [name, element] of elements)
  if (!customElements.get(name)) customElements.define(name, element);

/** Opens the player over the page. One at a time: an open one is closed first. */
export function openPlayer({ cards, ...call }: PlayerCall): { close(): void } {
  for (const open of document.querySelectorAll<PlayerElement>("clipshelf-player")) open.close();
  const player = document.createElement("clipshelf-player") as PlayerElement;
  // Nobody sees the moving previews behind it, and phones have few decoders.
  const previews = document.querySelectorAll<ClipElement>("clipshelf-clip");
  for (const card of previews) card.stopPreview();
  player.signal.addEventListener("abort", () => {
    for (const card of previews) card.watchPreview();
  });
  player.open({ ...call, clips: cards.map(clipSeed) });
  return player;
}
