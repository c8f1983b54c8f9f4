import type {
  NotifyWish,
  WishList,
  WishListChange,
  WishRefusal,
} from "../../../../app/contract/wishes.ts";

/** Why it was not done: what the server said, or that nobody answered. */
export type WishTrouble = WishRefusal | "failed";

const REFUSALS: readonly string[] = [
  "email",
  "consent",
  "gone",
  "too-often",
] satisfies WishRefusal[];

/** A shopper's wishes through the app proxy. Null: done; else why not. */
export async function askToBeTold(proxy: string, wish: NotifyWish): Promise<WishTrouble | null> {
  const response = await post(proxy, "notify", wish);
  if (response?.status === 204) return null;
  const said = await response?.json().catch(() => null);
  const reason: unknown = said?.reason;
  return typeof reason === "string" && REFUSALS.includes(reason)
    ? (reason as WishRefusal)
    : "failed";
}

/** The signed-in shopper's list after `change`; null: the account could not be reached. */
export async function changeWishList(
  proxy: string,
  change: WishListChange,
): Promise<WishList | null> {
  const response = await post(proxy, "list", change);
  const list = response?.ok ? await response.json().catch(() => null) : null;
  return Array.isArray(list?.items) ? (list as WishList) : null;
}

function post(proxy: string, verb: string, body: object): Promise<Response | null> {
  return fetch(`${proxy}/wishes/${verb}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
}
