import type { PlayerHost } from "./player-options.ts";

/** On a phone the product is a sheet over the clip: the back button folds it before it closes the player. */
export function foldOnBack(host: PlayerHost): void {
  const panel = host.shadowRoot.querySelector<HTMLElement & { collapse(): void }>(
    "clipshelf-product",
  );
  if (!panel) return;
  let uncover: (() => void) | null = null;
  const watcher = new MutationObserver(() => {
    const beside = matchMedia("(min-width: 900px)").matches;
    const open = panel.hasAttribute("data-expanded") && !beside;
    if (open) uncover ??= host.cover(() => panel.collapse());
    else {
      uncover?.();
      uncover = null;
    }
  });
  watcher.observe(panel, { attributeFilter: ["data-expanded"] });
  host.signal.addEventListener("abort", () => watcher.disconnect());
}
