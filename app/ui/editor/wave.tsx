import type { EditSource } from "../../domains/media/index.ts";

/** How loud a stretch of a source is, as one shape of at most `bars` bars. Milliseconds. */
export function Wave({
  source,
  from,
  to,
  bars = 240,
  className,
}: {
  source: Pick<EditSource, "peaks" | "length">;
  from: number;
  to: number;
  bars?: number;
  className: string;
}) {
  const { peaks, length } = source;
  const first = Math.floor((from / length) * peaks.length);
  const last = Math.max(first + 1, Math.ceil((to / length) * peaks.length));
  const count = Math.min(bars, last - first);
  const heights = Array.from({ length: count }, (_, index) => {
    const at = first + Math.floor((index * (last - first)) / count);
    const end = first + Math.ceil(((index + 1) * (last - first)) / count);
    return Math.max(1, ...peaks.slice(at, Math.max(at + 1, end)));
  });
  const path = heights.map((height, index) => `M${index} ${50 - height / 2}v${height}`).join("");
  return (
    <svg
      className={className}
      viewBox={`-0.5 0 ${count} 100`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}
