import { BlockStack, Card } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { MomentNumbers } from "../domains/analytics/index.ts";
import { isQuestion, type Moment } from "../domains/media/index.ts";
import { momentText } from "./clip-moments.tsx";
import { useFormatters } from "./shop-context.tsx";
import { Titled } from "./titled.tsx";

const NOTHING: MomentNumbers = { shown: 0, tapped: 0, applied: 0, refused: 0, chosen: [] };

/** "What shoppers did in the clip": one line a moment, and one a choice. Counts, and no revenue. */
export function MomentReport({
  moments,
  numbers,
  days,
}: {
  /** As they are saved. */
  moments: Moment[];
  numbers: Record<string, MomentNumbers>;
  days: number;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  if (moments.length === 0) return null;
  const part = (count: number, of: number) =>
    of > 0 && count <= of
      ? t("moments.report.part", { count: format.number(count), share: format.percent(count / of) })
      : format.number(count);
  return (
    <Card>
      <BlockStack gap="300">
        <Titled
          title={t("moments.report.title")}
          text={t("moments.report.rule", { count: days })}
        />
        <table className="cs-moments-table">
          <thead>
            <tr>
              <th scope="col">{t("moments.report.moment")}</th>
              <th scope="col">{t("moments.report.shown")}</th>
              <th scope="col">{t("moments.report.did")}</th>
            </tr>
          </thead>
          <tbody>
            {moments.map((moment) => {
              const found = numbers[moment.id] ?? NOTHING;
              return [
                <tr key={moment.id}>
                  <th scope="row">
                    {momentText(moment)}
                    <small>{t(`moments.kinds.${moment.kind}`)}</small>
                  </th>
                  <td>
                    {moment.kind === "chapter" ? t("common.none") : format.number(found.shown)}
                  </td>
                  <td>
                    {moment.kind === "coupon"
                      ? t("moments.report.applied", { count: part(found.applied, found.shown) })
                      : isQuestion(moment) || moment.kind === "countdown"
                        ? t("common.none")
                        : part(found.tapped, found.shown)}
                  </td>
                </tr>,
                ...(isQuestion(moment)
                  ? moment.choices.map(({ text }, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: choices are counted by their place
                      <tr key={`${moment.id} ${at}`} className="cs-moments-table__choice">
                        <th scope="row">{text}</th>
                        <td />
                        <td>{part(found.chosen[at] ?? 0, found.shown)}</td>
                      </tr>
                    ))
                  : []),
              ];
            })}
          </tbody>
        </table>
      </BlockStack>
    </Card>
  );
}
