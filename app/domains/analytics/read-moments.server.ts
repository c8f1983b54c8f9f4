import { MomentDeed } from "../../contract/events.ts";
import type { ShopRef } from "../shop/index.ts";
import { daysOf } from "./days.ts";
import type { DayRange, MomentNumbers } from "./index.ts";
import type { ReportViews } from "./ports.ts";

/** A clip's moments by id, with what shoppers did; see MomentDeed. */
export async function readMoments(
  { reports }: { reports: Pick<ReportViews, "momentFigures"> },
  shop: ShopRef,
  videoId: string,
  range: DayRange,
): Promise<Record<string, MomentNumbers>> {
  daysOf(range);
  const numbers: Record<string, MomentNumbers> = {};
  for (const { moment, deed, times } of await reports.momentFigures(shop.id, videoId, range)) {
    numbers[moment] ??= { shown: 0, tapped: 0, applied: 0, refused: 0, chosen: [] };
    const entry = numbers[moment];
    if (deed === MomentDeed.shown) entry.shown += times;
    else if (deed === MomentDeed.tapped) entry.tapped += times;
    else if (deed === MomentDeed.applied) entry.applied += times;
    else if (deed === MomentDeed.refused) entry.refused += times;
    else if (deed >= MomentDeed.chosen) {
      const choice = deed - MomentDeed.chosen;
      while (entry.chosen.length <= choice) entry.chosen.push(0);
      entry.chosen[choice] = (entry.chosen[choice] ?? 0) + times;
    }
  }
  return numbers;
}
