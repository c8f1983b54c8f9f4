import { mayRemember } from "./consent.ts";

const KEY = "clipshelf:wishlist";
/** A list that nobody clears must not grow for ever: the oldest go. */
const MOST = 100;

export interface WishItem {
  handle: string;
  title: string;
}

/** Without consent: what was saved lives as long as the page. */
let here: WishItem[] = [];

/**
 * Products a shopper saved, newest first. They are kept in this browser only where she allows
 * preferences to be kept; where she no longer does, what was kept is removed.
 */
export const wishlist = {
  items(): WishItem[] {
    if (!mayRemember()) {
      forget();
      return here;
    }
    const kept = read();
    const added = here.filter(({ handle }) => !kept.some((one) => one.handle === handle));
    here = [...added, ...kept];
    if (added.length > 0) write(here);
    return here;
  },

  has(handle: string): boolean {
    return this.items().some((one) => one.handle === handle);
  },

  /** Saves or takes away. False: it will be gone with the page. */
  toggle(item: WishItem): boolean {
    const items = this.items();
    const without = items.filter(({ handle }) => handle !== item.handle);
    here = without.length < items.length ? without : [item, ...items].slice(0, MOST);
    return mayRemember() && write(here);
  },
};

function read(): WishItem[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    if (!Array.isArray(stored)) return [];
    return stored.filter(
      (one): one is WishItem => typeof one?.handle === "string" && typeof one?.title === "string",
    );
  } catch {
    // Closed storage, or somebody else's value.
    return [];
  }
}

function write(items: WishItem[]): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(items));
    return true;
  } catch {
    return false;
  }
}

function forget(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing is kept where storage is closed.
  }
}
