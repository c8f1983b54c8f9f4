import type { ShopRef } from "../app/domains/shop/index.ts";
import type { Wiring } from "../app/wiring.server.ts";
import { demoProducts } from "../sandbox/demo/index.ts";
import type { TravellingClock } from "./travelling-clock.ts";

const HOUR_MS = 3_600_000;
const CONSENT =
  "The shop may write to me about this product when it is back. My address is used for nothing else.";

/** Who waits for what, and since how many hours. */
const PEOPLE: [email: string, handle: string, variant: string, language: string, ago: number][] = [
  ["ines@example.com", "estuary-vase", "Default Title", "en", 160],
  ["jo.lindqvist@example.com", "beacon-lamp", "Graphite", "en", 92],
  ["xiaoyu@example.com", "evening-tide-candle", "Fig Leaf", "zh-CN", 51],
  ["marta@example.com", "estuary-vase", "Default Title", "en", 20],
  ["tomasz@example.com", "beacon-lamp", "Graphite", "en", 3],
];

/** Some shoppers wait for what is sold out. Done once: a shop where somebody waits is left alone. */
export async function seedWaiting(
  wiring: Pick<Wiring, "wishes" | "forShop">,
  clock: TravellingClock,
  shop: ShopRef,
): Promise<void> {
  const doors = wiring.forShop(shop);
  if ((await doors.waiting.everyone(null, 1)).length > 0) return;
  await doors.shop.setSoldOut("notify");
  const now = clock.now();
  const products = new Map(demoProducts().map((product) => [product.handle, product]));
  for (const [email, handle, title, language, ago] of PEOPLE) {
    const product = products.get(handle);
    const variant = product?.variants.find((one) => one.title === title);
    if (!product || !variant) throw new Error(`The demo shop has no ${handle} in ${title}`);
    const wish = { product: product.id, variant: variant.id, email, consent: CONSENT, language };
    await clock.during(now - ago * HOUR_MS, () =>
      wiring.wishes.notify(shop.id, { customerId: null, address: email }, wish),
    );
  }
}
