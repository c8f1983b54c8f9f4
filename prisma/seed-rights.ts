import { NO_RIGHTS, type RightsTerms } from "../app/domains/media/index.ts";
import type { Clock } from "../app/kernel/clock.ts";
import { addDays, dayAt } from "../app/kernel/days.ts";
import type { ShopDoors } from "../app/wiring/shop-doors.server.ts";

/** Who made what, and what they allowed. Done once: a shop with a record is left alone. */
export async function seedRights(
  doors: Pick<ShopDoors, "rights" | "shop">,
  clock: Clock,
  /** File names without their ending to video ids. */
  videos: Map<string, string>,
): Promise<void> {
  for await (const _record of doors.rights.list()) return;
  const { timeZone } = await doors.shop.profile();
  const day = (days: number) => addDays(dayAt(clock.now(), timeZone), days);
  const records: Record<string, Partial<RightsTerms>> = {
    "first-pour": { status: "own", music: "licensed", musicNote: "Made for us" },
    "slow-morning": {
      status: "granted",
      creator: "Ines Duarte",
      contact: "@ines.at.home",
      channels: ["shop", "social"],
      from: day(-85),
      until: day(5),
      music: "none",
      evidence: "She agreed in a message.",
    },
    "teapot-turn": {
      status: "granted",
      creator: "林晓雨",
      contact: "小红书 @晓雨的茶桌",
      channels: ["shop", "social", "ads"],
      territory: ["CN", "US"],
      from: day(-20),
      until: day(345),
      music: "licensed",
    },
  };
  for (const [file, terms] of Object.entries(records)) {
    const id = videos.get(file);
    if (!id) throw new Error(`The demo has no clip ${file}`);
    const saved = await doors.rights.save(id, { ...NO_RIGHTS, ...terms }, null);
    if (!saved.ok) throw new Error(`${file}: ${saved.fault.kind}`);
  }
  const asked = await doors.rights.ask("demo", {
    videoId: videos.get("linen-breeze") ?? "",
    language: "en",
    creator: "Marta Kowal",
    channels: ["shop", "social"],
    territory: null,
    until: day(365),
    days: 30,
  });
  if (!asked.ok) throw new Error(`linen-breeze: ${asked.fault.kind}`);
}
