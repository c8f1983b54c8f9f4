/**
 * access-lost   the installation is gone or its token is dead: nothing will work until the merchant opens
 *               the app again
 * unavailable   Shopify did not answer, or too slowly: later tries may work
 * refused       Shopify understood and said no: `detail` is its own sentence
 */
export type ShopFaultKind = "shop-access-lost" | "shop-unavailable" | "shop-refused";

/** What the ports to the shop throw when Shopify does not do what was asked. */
export class ShopFault extends Error {
  readonly kind: ShopFaultKind;
  /** Shopify's own words. */
  readonly detail: string;

  constructor(kind: ShopFaultKind, detail: string, options?: ErrorOptions) {
    super(`${kind}: ${detail}`, options);
    this.name = "ShopFault";
    this.kind = kind;
    this.detail = detail;
  }
}
