import type { Money } from "../../kernel/money.ts";
import type { ShopRef } from "../shop/index.ts";
import type { AnalyticsPorts } from "./create-analytics-door.server.ts";
import { daysOf, rangeBefore } from "./days.ts";
import type { DayRange, Report, TalkCounts, Totals } from "./index.ts";
import type { Counts, Earnings } from "./ports.ts";

const NOTHING: Counts & Earnings = {
  views: 0,
  plays: 0,
  completions: 0,
  watchTime: 0,
  adds: 0,
  orders: 0,
  revenue: 0,
  refunded: 0,
};

/** The report page: every day of the range, empty ones too, and every video with a number in it. */
export async function readReport(
  { reports, cards, clock }: AnalyticsPorts,
  shop: ShopRef,
  range: DayRange,
): Promise<Report> {
  const days = daysOf(range);
  const asOf = clock.now();
  const figures = await reports.figures(shop.id, range, rangeBefore(range));
  const videoIds = [...figures.videos.keys()];
  const present = new Map((await cards(shop, videoIds)).map((card) => [card.id, card]));

  const sum = { ...NOTHING, orders: figures.orders };
  for (const day of figures.days.values()) {
    sum.views += day.views;
    sum.plays += day.plays;
    sum.completions += day.completions;
    sum.watchTime += day.watchTime;
    sum.adds += day.adds;
    sum.revenue += day.revenue;
    sum.refunded += day.refunded;
  }
  const totals = (figure: Counts & Earnings) => inMoney(figure, figures.currency);
  return {
    range,
    totals: totals(sum),
    previous: totals(figures.previous),
    days: days.map((day) => ({ day, ...totals(figures.days.get(day) ?? NOTHING) })),
    videos: [...figures.videos]
      .map(([videoId, { title, likes, comments, shares, ...figure }]) => ({
        videoId,
        title: present.get(videoId)?.title ?? title,
        poster: present.get(videoId)?.poster ?? null,
        ...totals({ ...figure, views: 0 }),
        ...{ likes, comments, shares },
      }))
      .sort(
        (a, b) =>
          b.revenue.amount - a.revenue.amount ||
          b.plays - a.plays ||
          (a.videoId < b.videoId ? -1 : 1),
      ),
    asOf,
  };
}

/** One video's own numbers. */
export async function readVideoTotals(
  { reports }: AnalyticsPorts,
  shop: ShopRef,
  videoId: string,
  range: DayRange,
): Promise<Totals & TalkCounts> {
  daysOf(range);
  const { currency, likes, comments, shares, ...figure } = await reports.videoFigures(
    shop.id,
    videoId,
    range,
  );
  return { ...inMoney({ ...figure, views: 0 }, currency), likes, comments, shares };
}

function inMoney(figure: Counts & Earnings, currency: string): Totals {
  const money = (amount: number): Money => ({ amount, currency });
  const { revenue, refunded, ...counts } = figure;
  return { ...counts, revenue: money(revenue), refunded: money(refunded) };
}
