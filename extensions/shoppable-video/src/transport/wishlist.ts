import { WISH_LIST_MAX, type WishItem } from "../../../../app/contract/wishes.ts";
import { mayRemember } from "./consent.ts";
import { keptValue } from "./kept.ts";
import { changeWishList } from "./wish-client.ts";

const KEY = "clipshelf:wishlist";

interface Saved extends WishItem {
  /** The shopper's account has it. */
  there?: boolean;
}

/** Without consent and account: what was saved lives as long as the page. */
let here: Saved[] = [];
/** Taken away here, and the account does not know it yet. */
let dropped: string[] = [];
/** The account answered, and has what is saved here. */
let inAccount = false;

/**
 * Products a shopper saved, newest first. They are kept in this browser where she allows preferences to
 * be kept, and in her account where she is signed in.
 */
export const wishlist = {
  items(): WishItem[] {
    const known = read();
    here = [
      ...here,
      ...known.filter(({ handle }) => !has(here, handle) && !dropped.includes(handle)),
    ];
    if (here.length > known.length) write(here);
    return here;
  },

  has(handle: string): boolean {
    return has(this.items(), handle);
  },

  /** Saves or takes away. False: it will be gone with the page. */
  toggle({ handle, title }: WishItem): boolean {
    const saved = this.has(handle);
    here = here.filter((one) => one.handle !== handle);
    dropped = dropped.filter((one) => one !== handle);
    if (saved) dropped.push(handle);
    else here = [{ handle, title }, ...here].slice(0, WISH_LIST_MAX);
    return write(here) || inAccount;
  },

  /** Nobody is signed in here any more: what is in an account goes from this browser. */
  signedOut(): void {
    inAccount = false;
    const own = this.items().filter((one: Saved) => !one.there);
    if (own.length < here.length) write(own);
    here = own;
  },

  /**
   * Brings this browser's list and the signed-in shopper's together: what was saved here goes to the
   * account, what the account lost goes from here.
   * False: the account could not be reached, and will be asked again at the next change.
   */
  async sync(proxy: string): Promise<boolean> {
    const sent = this.items().filter((one: Saved) => !one.there);
    const drop = dropped;
    const list = await changeWishList(proxy, {
      save: sent.map(({ handle, title }) => ({ handle, title })),
      drop,
    });
    inAccount = list?.signedIn === true;
    if (!list) return false;
    dropped = dropped.filter((handle) => !drop.includes(handle));
    if (!inAccount) {
      this.signedOut();
      return true;
    }
    const sinceThen = here.filter((one) => !one.there && !sent.includes(one));
    const theirs = list.items.filter(
      ({ handle }) => !has(sinceThen, handle) && !dropped.includes(handle),
    );
    here = [...sinceThen, ...theirs.map((item) => ({ ...item, there: true }))];
    write(here);
    return true;
  },
};

function has(items: readonly WishItem[], handle: string): boolean {
  return items.some((one) => one.handle === handle);
}

function read(): Saved[] {
  const kept = keptValue<unknown>(KEY, mayRemember);
  return Array.isArray(kept)
    ? kept.filter(
        (one): one is Saved => typeof one?.handle === "string" && typeof one?.title === "string",
      )
    : [];
}

function write(items: Saved[]): boolean {
  return keptValue(KEY, mayRemember, items) !== null;
}
