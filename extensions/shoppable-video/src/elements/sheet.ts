import { say } from "../core/words.ts";
import { CLOSE } from "./icons.ts";
import type { PlayerHost } from "./player-options.ts";
import { html, raw } from "./template.ts";

/**
 * A sheet over the player, in the browser's own modal layer: it keeps the focus, hears Escape and gives the
 * focus back. It goes when it is closed, by the back button too, or the player is.
 */
export function openSheet(
  host: PlayerHost,
  title: string,
): { dialog: HTMLDialogElement; body: HTMLElement } {
  const dialog = document.createElement("dialog");
  dialog.className = "sheet";
  dialog.setAttribute("part", "sheet");
  dialog.setAttribute("aria-labelledby", "sheet-title");
  const { words } = host.options;
  dialog.innerHTML = html`<div class="sheet-head"><h2 id="sheet-title">${title}</h2>
    <button type="button" class="icon" part="button close" aria-label="${say(words, "social.close")}">${raw(CLOSE)}</button></div>
    <div class="sheet-body"></div>`.text;
  const close = () => dialog.close();
  dialog.querySelector("button")?.addEventListener("click", close);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) close();
  });
  // Arrow keys and letters are the player's own outside of here.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  const uncover = host.cover(close);
  dialog.addEventListener("close", () => {
    dialog.remove();
    uncover();
  });
  host.signal.addEventListener("abort", close, { once: true });
  host.shadowRoot.append(dialog);
  dialog.showModal();
  return { dialog, body: dialog.querySelector(".sheet-body") as HTMLElement };
}
