import { signSessionToken } from "../../sandbox/sign-in/session-token.ts";
import type { Stack } from "../../scripts/stack.ts";

/** Name of the route whose data alone is asked for, as Remix' own client does. */
const LIST = "routes/app.library._index";

/** The library's page for an address, as its own client asks for it: the whole answer. */
export const listAnswer = (stack: Stack, search: string): Promise<string> =>
  answer(stack, `/app/library.data?index&${search}&_routes=${encodeURIComponent(LIST)}`);

/** Asks as a signed-in merchant's browser does, or sends `body`. Throws unless it is answered well. */
export async function answer(stack: Stack, path: string, body?: object): Promise<string> {
  const keys = {
    apiKey: stack.environment.SHOPIFY_API_KEY ?? "",
    apiSecret: stack.environment.SHOPIFY_API_SECRET ?? "",
  };
  const response = await fetch(new URL(path, stack.appUrl), {
    headers: {
      Authorization: `Bearer ${signSessionToken(keys, stack.shopDomain)}`,
      // Shopify's library answers robots, and whoever sounds like one, with 410.
      "User-Agent": "Mozilla/5.0 (X11; Linux x64) Chrome/150.0.0.0 Safari/537.36",
      ...(body ? { "Content-Type": "application/json" } : {}),
    },
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text}`);
  return text;
}

/** The address of a page `down` pages on, found as the library's own "next" finds it. */
export async function deepPage(stack: Stack, search: string, down: number): Promise<string> {
  let at = search;
  for (let page = 0; page < down; page++) {
    const cursor = /"(Wy[\w-]{20,})"/.exec(await listAnswer(stack, at));
    if (!cursor?.[1]) throw new Error(`The library's ${search} has no page ${page + 2}`);
    const next = new URLSearchParams(at);
    next.set("after", cursor[1]);
    at = next.toString();
  }
  return at;
}
