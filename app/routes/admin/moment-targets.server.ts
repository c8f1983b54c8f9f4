import { sameCode } from "../../domains/catalog/index.ts";
import { leadsTo, type Moment } from "../../domains/media/index.ts";
import type { MomentTargets } from "../../ui/moment-targets.ts";
import type { ShopDoors } from "../../wiring/shop-doors.server.ts";

/** Names of what a clip's moments lead to, as far as it is still there. */
export async function readMomentTargets(
  { media, catalog, discounts }: Pick<ShopDoors, "media" | "catalog" | "discounts">,
  moments: Moment[],
): Promise<MomentTargets> {
  const linked = moments.flatMap((moment) =>
    moment.kind === "call" && moment.link.to === "product" ? moment.link.id : [],
  );
  const codes = moments.flatMap((moment) => (moment.kind === "coupon" ? moment.code : []));
  const [clips, products, known] = await Promise.all([
    media.cards(leadsTo(moments)),
    catalog.products(linked),
    discounts.known(codes),
  ]);
  return {
    clips: Object.fromEntries(clips.map(({ id, title }) => [id, title])),
    products: Object.fromEntries(products.map(({ id, title }) => [id, title])),
    discounts: Object.fromEntries(known.map((card) => [sameCode(card.code), card])),
  };
}
