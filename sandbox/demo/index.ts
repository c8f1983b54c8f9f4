import type { WorldStore } from "../world/store.ts";
import { demoShop, otherShop } from "./shops.ts";

export { DEMO_SHOP, demoProducts, OTHER_SHOP } from "./shops.ts";

/** Where the files behind `/cdn/shop/files/<name>` of the demo's products lie. */
export const DEMO_PICTURES = new URL("./pictures/", import.meta.url);

/**
 * Fills the demo shop and the other shop. A shop that has products is left as it is, so calling this
 * at every start of the sandbox is right.
 */
export function seedDemoWorld(store: WorldStore, { clock }: { clock: { now(): number } }): void {
  // The shop was open for a while before the app came.
  const opened = new Date(clock.now() - 120 * 86_400_000).toISOString();
  for (const make of [demoShop, otherShop]) {
    const shop = make(opened);
    const there = store.world.shops[shop.domain];
    if (there && there.products.length > 0) continue;
    // An installation that is already there (a token may be in use) outlives the filling.
    store.world.shops[shop.domain] = { ...shop, installation: there?.installation ?? null };
    store.changed();
  }
}
