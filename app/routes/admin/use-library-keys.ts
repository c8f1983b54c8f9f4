import { useKeys } from "./use-keys.ts";

/** What the keys of the library do. */
export interface LibraryKeys {
  search(): void;
  selectAll(): void;
  clear(): void;
  /** Of the clip that has the focus. */
  toggle(id: string): void;
  next(): void;
  help(): void;
}

/**
 * `/` search, arrows from clip to clip, `x` select, `a` all of the page, `n` next page, Escape clear,
 * `?` this list.
 */
export function useLibraryKeys(keys: LibraryKeys): void {
  useKeys((key, focused) => press(key, focused?.closest<HTMLElement>("[data-clip]") ?? null, keys));
}

function press(key: string, tile: HTMLElement | null, keys: LibraryKeys): boolean {
  if (key.startsWith("Arrow")) return tile !== null && move(tile, key);
  const id = tile?.dataset.clip;
  switch (key) {
    case "/":
      keys.search();
      return true;
    case "a":
      keys.selectAll();
      return true;
    case "n":
      keys.next();
      return true;
    case "?":
      keys.help();
      return true;
    case "Escape":
      keys.clear();
      return false;
    case "x":
      if (id) keys.toggle(id);
      return id !== undefined;
    default:
      return false;
  }
}

/** To the clip beside, above or below, whatever the columns. */
function move(tile: HTMLElement, key: string): boolean {
  const tiles = [...document.querySelectorAll<HTMLElement>("[data-clip]")];
  const at = tiles.indexOf(tile);
  const top = tile.offsetTop;
  const columns = Math.max(1, tiles.filter((one) => one.offsetTop === top).length);
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
  };
  const to = tiles[at + (steps[key] ?? 0)];
  to?.querySelector<HTMLElement>("a")?.focus();
  return to !== undefined;
}
