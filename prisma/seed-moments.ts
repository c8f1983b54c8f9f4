import { type EventBatch, MomentDeed, type WireEvent } from "../app/contract/events.ts";
import type { Moment } from "../app/domains/media/index.ts";
import type { ShopDoors } from "../app/wiring/shop-doors.server.ts";
import { type DemoMoment, demoMoments } from "../sandbox/demo/clip-moments.ts";

const DAY_MS = 86_400_000;

/** Gives the demo's clips their moments, where they have none. `videos` maps file names to ids. */
export async function seedMoments(
  { media }: Pick<ShopDoors, "media">,
  videos: Map<string, string>,
  now: number,
): Promise<void> {
  for (const [file, moments] of Object.entries(demoMoments)) {
    const id = videos.get(file);
    const detail = id && (await media.get(id));
    if (!id || !detail || detail.moments.length > 0) continue;
    const result = await media.update(id, {
      moments: moments.map((moment) => toMoment(moment, videos, now)),
    });
    if (!result.ok)
      throw new Error(`${file}: ${result.fault.kind} ${JSON.stringify(result.fault.params ?? {})}`);
  }
}

function toMoment(moment: DemoMoment, videos: Map<string, string>, now: number): Moment {
  const ms = (seconds: number) => Math.round(seconds * 1000);
  const to = "to" in moment && moment.to !== null ? ms(moment.to) : null;
  switch (moment.kind) {
    case "chapter":
      return { ...moment, at: ms(moment.at) };
    case "quiz":
      return { ...moment, at: ms(moment.at) };
    case "call": {
      const { collection, from, ...rest } = moment;
      return { ...rest, from: ms(from), to, link: { to: "collection", handle: collection } };
    }
    case "coupon":
      return { ...moment, from: ms(moment.from), to };
    case "countdown": {
      const { days, from, ...rest } = moment;
      const noon = Math.floor(now / DAY_MS) * DAY_MS + DAY_MS / 2;
      return { ...rest, from: ms(from), to, until: noon + days * DAY_MS };
    }
    case "branch":
      return {
        ...moment,
        at: ms(moment.at),
        choices: moment.choices.map(({ text, file, at }) => ({
          text,
          video: file ? (videos.get(file) ?? null) : null,
          at: at === undefined ? null : ms(at),
        })),
      };
  }
}

/** What a visitor of the past did with the moments of a clip that they watched for so long. */
export function inventMomentEvents(
  batch: Pick<EventBatch, "e">,
  files: Map<string, string>,
  chance: () => number,
): WireEvent[] {
  const events: WireEvent[] = [];
  for (const [kind, ago, placement, video, watched = 0] of batch.e) {
    if (kind !== "watch") continue;
    for (const moment of demoMoments[files.get(video) ?? ""] ?? []) {
      const start = ("at" in moment ? moment.at : moment.from) * 1000;
      if (start > watched) continue;
      const did = (deed: number) => events.push(["moment", ago, placement, video, deed, moment.id]);
      if (moment.kind === "chapter") {
        if (start > 0 && chance() < 0.08) did(MomentDeed.tapped);
        continue;
      }
      did(MomentDeed.shown);
      if (moment.kind === "call" && chance() < 0.14) did(MomentDeed.tapped);
      if (moment.kind === "coupon" && chance() < 0.21) {
        did(MomentDeed.tapped);
        did(chance() < 0.7 ? MomentDeed.applied : MomentDeed.refused);
      }
      if ((moment.kind === "branch" || moment.kind === "quiz") && chance() < 0.72)
        did(MomentDeed.chosen + Math.floor(chance() ** 1.4 * moment.choices.length));
    }
  }
  return events;
}
