import { createHmac } from "node:crypto";
import { type ApiVersion, shopifyApi } from "@shopify/shopify-api";
import "@shopify/shopify-api/adapters/web-api";
import { describe, expect, it } from "vitest";
import { signQuery } from "../../sandbox/app-proxy/sign-query.ts";
import { fixedClock } from "../kernel/clock.ts";
import { verifyProxySignature } from "./proxy-signature.ts";

const SECRET = "proxy-secret";
const now = Math.floor(Date.now() / 1000);
const clock = fixedClock(now * 1000);
const SHOP = "morrow-and-tide.myshopify.com";
const basic = {
  shop: SHOP,
  logged_in_customer_id: "",
  path_prefix: "/apps/clipshelf",
  timestamp: String(now),
};

function signed(parameters: [string, string][] | Record<string, string>, secret = SECRET): string {
  const query = new URLSearchParams(parameters);
  query.append("signature", signQuery(query, secret));
  return `?${query}`;
}
const check = (search: string) => verifyProxySignature({ search }, SECRET, clock);

const library = shopifyApi({
  ...{ apiKey: "key", apiSecretKey: SECRET, hostName: "app.example", isEmbeddedApp: true },
  logger: { log: async () => {} },
  apiVersion: "2026-10" as ApiVersion,
});
const libraryAccepts = (search: string) =>
  library.utils
    .validateHmac(new URLSearchParams(search) as never, { signator: "appProxy" })
    .catch(() => false);

describe("a request through the app proxy", () => {
  it("names the shop, the customer and the path", () => {
    expect(check(signed(basic))).toEqual({
      shop: SHOP,
      customerId: null,
      pathPrefix: "/apps/clipshelf",
    });
    expect(check(signed({ ...basic, logged_in_customer_id: "42" }))?.customerId).toBe("42");
  });

  it.each<[string, [string, string][]]>([
    ["plain", []],
    ["with a space and a plus", [["q", "a b+c"]]],
    [
      "with repeated parameters",
      [
        ["tag", "b"],
        ["tag", "a"],
      ],
    ],
    [
      "with empty values",
      [
        ["empty", ""],
        ["other", ""],
      ],
    ],
    ["with Chinese", [["title", "夏季新品"]]],
    [
      "with characters beyond the basic plane and before it",
      [
        ["x", "🙂"],
        ["xy", "\uffee"],
      ],
    ],
    ["with separators in values", [["q", "a=b&c=d"]]],
    ["with a percent sign", [["q", "100%25"]]],
  ])("is accepted as Shopify's library does: %s", async (_what, more) => {
    const search = signed([...Object.entries(basic), ...more]);
    expect(check(search)?.shop).toBe(SHOP);
    expect(await libraryAccepts(search)).toBe(true);
  });

  it("is sorted by bytes where the library sorts by locale", () => {
    expect(
      check(signed([...Object.entries(basic), ["page", "1"], ["page2", "2"], ["Z", "3"]]))?.shop,
    ).toBe(SHOP);
  });

  it.each<[string, string]>([
    ["has no signature", `?${new URLSearchParams(basic)}`],
    ["has no query", ""],
    ["is signed with another secret", signed(basic, "guessed")],
    ["was changed", signed(basic).replace("morrow", "victim")],
    ["got a parameter", `${signed(basic)}&extra=1`],
    ["got a second shop", `${signed(basic)}&shop=victim.myshopify.com`],
    ["got a second signature", `${signed(basic)}&signature=${"0".repeat(64)}`],
    ["has an empty signature", `?${new URLSearchParams({ ...basic, signature: "" })}`],
    ["has a short signature", signed(basic).slice(0, -2)],
    ["has a signature that is no hex", signed(basic).replace(/[0-9a-f]{64}$/, "z".repeat(64))],
    ["cannot be decoded", signed(basic).replace("%2Fapps", "%FFapps")],
    ["names no shop", signed({ ...basic, shop: "" })],
    ["names something else than a shop", signed({ ...basic, shop: "evil.example" })],
    ["names a shop with a path", signed({ ...basic, shop: `${SHOP}/..` })],
    ["has no time", signed({ ...basic, timestamp: "" })],
    ["has no number for a time", signed({ ...basic, timestamp: "soon" })],
    ["has endless time", signed({ ...basic, timestamp: "Infinity" })],
    ["is a replay of 91 seconds ago", signed({ ...basic, timestamp: String(now - 91) })],
    ["comes from the future", signed({ ...basic, timestamp: String(now + 91) })],
    ["has two times", signed([...Object.entries(basic), ["timestamp", String(now)]])],
  ])("is refused when it %s", (_what, search) => {
    expect(check(search)).toBeNull();
  });

  it("is accepted up to 90 seconds late", () => {
    expect(check(signed({ ...basic, timestamp: String(now - 90) }))?.shop).toBe(SHOP);
  });

  it("cannot be forged by moving the border between a name and its value", () => {
    // `a=bc` and `ab=c` differ by the sign between them, which is part of what is signed.
    const honest = signed({ ...basic, x: "y=z" });
    expect(check(honest)?.shop).toBe(SHOP);
    const message = new URLSearchParams(honest);
    expect(message.get("x")).toBe("y=z");
  });

  it("survives whatever a stranger sends", () => {
    const rubbish = ["?", "?&&&", "?=", "?%", "?a", "?__proto__=1", "?constructor=x&signature=y"];
    for (const search of rubbish) expect(check(search)).toBeNull();
    const huge = `?${"a=1&".repeat(20_000)}signature=${"0".repeat(64)}`;
    expect(check(huge)).toBeNull();
    const names = { ...basic, __proto__x: "1", constructor: "x", toString: "y" };
    expect(check(signed(names))?.shop).toBe(SHOP);
  });

  it("agrees with the documented example of Shopify's signature", () => {
    // https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies
    const query =
      "extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555&signature=4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb";
    const message = [
      "extra=1,2",
      "logged_in_customer_id=1",
      "path_prefix=/apps/awesome_reviews",
      "shop=shop-name.myshopify.com",
      "timestamp=1317327555",
    ].join("");
    const signature = createHmac("sha256", "hush").update(message).digest("hex");
    const url = { search: `?${query.replace(/signature=.*/, `signature=${signature}`)}` };
    expect(verifyProxySignature(url, "hush", fixedClock(1317327555_000))).toEqual({
      shop: "shop-name.myshopify.com",
      customerId: "1",
      pathPrefix: "/apps/awesome_reviews",
    });
    expect(signature).toBe("4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb");
  });
});
