import { say } from "../core/words.ts";
import { SMALL } from "./icons.ts";
import type { PlayerHost } from "./player-options.ts";
import { html, raw } from "./template.ts";

/** The clip plays on in a corner while the shopper goes on with the page; a tap makes it large again. */
export function addSmallPlayer(host: PlayerHost): void {
  const { signal, shadowRoot: root, reel, dialog } = host;
  const { words } = host.options;
  root
    .querySelector(".tools")
    ?.insertAdjacentHTML(
      "afterbegin",
      html`<button type="button" class="icon minimise" part="button minimise" aria-label="${say(words, "player.small")}">${raw(SMALL)}</button>`
        .text,
    );
  root
    .querySelector(".top")
    ?.insertAdjacentHTML(
      "beforebegin",
      html`<button type="button" class="enlarge" aria-label="${say(words, "player.large")}"></button>`
        .text,
    );
  const change = (small: boolean) => {
    host.small = small;
    const slide = root.querySelector<HTMLElement>(".slide:not([inert])");
    reel.scrollTo({ top: slide?.offsetTop ?? 0, behavior: "instant" });
    root.querySelector<HTMLElement>(small ? ".enlarge" : ".minimise")?.focus();
  };
  const click = (name: string, react: () => void) =>
    root.querySelector(name)?.addEventListener("click", react, { signal });
  click(".minimise", () => change(true));
  click(".enlarge", () => change(false));
  dialog.addEventListener(
    "keydown",
    ({ key }) => {
      // Only a modal dialog closes by itself.
      if (key === "Escape" && host.small) host.close();
    },
    { signal },
  );
}
