import { Text } from "@shopify/polaris";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

export interface TrendPoint {
  /** Name of the point on its axis, as people read it. */
  name: string;
  value: number;
}

const WIDTH = 720;
const HEIGHT = 220;
const EDGE = { top: 12, right: 8, bottom: 24, left: 8 };

/**
 * A line over days, drawn by ourselves: no library weighs on the page. Pointing at a day shows its
 * figure; a table carries the same numbers for those who hear the page.
 */
export function TrendChart({
  title,
  points,
  write,
  writeTick,
}: {
  title: string;
  points: TrendPoint[];
  /** A value in full, for the figure and the table. */
  write: (value: number) => string;
  /** A value in short, for the axis. */
  writeTick: (value: number) => string;
}) {
  const { t } = useTranslation();
  const gradient = useId();
  const [over, setOver] = useState<number | null>(null);
  const low = Math.min(0, ...points.map(({ value }) => value));
  const high = niceTop(Math.max(0, ...points.map(({ value }) => value)));
  const flat = points.every(({ value }) => value === 0);
  const x = (at: number) =>
    EDGE.left +
    (points.length < 2 ? 0.5 : at / (points.length - 1)) * (WIDTH - EDGE.left - EDGE.right);
  const y = (value: number) =>
    HEIGHT - EDGE.bottom - ((value - low) / (high - low)) * (HEIGHT - EDGE.top - EDGE.bottom);
  const line = points.map(({ value }, at) => `${at ? "L" : "M"}${x(at)} ${y(value)}`).join("");
  const area = points.length ? `${line}L${x(points.length - 1)} ${y(low)}L${x(0)} ${y(low)}Z` : "";
  const shown = over === null ? null : points[over];
  const names = [0, Math.floor((points.length - 1) / 2), points.length - 1].filter(
    (at, index, all) => at >= 0 && all.indexOf(at) === index,
  );

  return (
    <figure className="cs-chart">
      <div
        className="cs-chart__picture"
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const share = (event.clientX - box.left) / box.width;
          const at = Math.round(share * (points.length - 1));
          setOver(Math.max(0, Math.min(points.length - 1, at)));
        }}
        onPointerLeave={() => setOver(null)}
      >
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          focusable="false"
        >
          <defs>
            <linearGradient id={gradient} x1="0" y1="0" x2="0" y2="1">
              <stop offset="0" stopColor="#0e7c86" stopOpacity=".22" />
              <stop offset="1" stopColor="#0e7c86" stopOpacity="0" />
            </linearGradient>
          </defs>
          {[0, 0.5, 1].map((share) => (
            <line
              key={share}
              x1={EDGE.left}
              x2={WIDTH - EDGE.right}
              y1={y(low + (high - low) * share)}
              y2={y(low + (high - low) * share)}
              stroke="#e3e3e3"
              vectorEffect="non-scaling-stroke"
            />
          ))}
          <path d={area} fill={`url(#${gradient})`} />
          <path
            d={line}
            fill="none"
            stroke="#0e7c86"
            strokeWidth="2"
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
          {over === null ? null : (
            <line
              x1={x(over)}
              x2={x(over)}
              y1={EDGE.top}
              y2={HEIGHT - EDGE.bottom}
              stroke="#8a8a8a"
              strokeDasharray="3 3"
              vectorEffect="non-scaling-stroke"
            />
          )}
        </svg>
        {(flat ? [] : [0.5, 1]).map((share) => (
          <span
            key={share}
            className="cs-chart__tick"
            style={{ top: `${(y(low + (high - low) * share) / HEIGHT) * 100}%` }}
            aria-hidden="true"
          >
            {writeTick(low + (high - low) * share)}
          </span>
        ))}
        {names.map((at) => (
          <span
            key={at}
            className="cs-chart__name"
            data-end={at === 0 ? "first" : at === points.length - 1 ? "last" : undefined}
            style={{ left: `${(x(at) / WIDTH) * 100}%` }}
            aria-hidden="true"
          >
            {points[at]!.name}
          </span>
        ))}
        {shown && over !== null ? (
          <span
            className="cs-chart__figure"
            data-end={over > points.length / 2 ? "last" : "first"}
            style={{ left: `${(x(over) / WIDTH) * 100}%` }}
            aria-hidden="true"
          >
            <Text as="span" variant="bodySm" tone="subdued">
              {shown.name}
            </Text>
            <Text as="span" variant="bodyMd" fontWeight="semibold" numeric>
              {write(shown.value)}
            </Text>
          </span>
        ) : null}
      </div>
      <table className="cs-visually-hidden">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("common.day")}</th>
            <th scope="col">{title}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ name, value }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{write(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

/** The next round number: 1, 2 or 5 times a power of ten. */
export function niceTop(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  for (const step of [1, 2, 5, 10]) if (value <= step * power) return step * power;
  return 10 * power;
}
