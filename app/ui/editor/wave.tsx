import type { EditSource } from "../../domains/media/index.ts";

/** How loud a stretch of a source is, as one shape of at most `bars` bars. Milliseconds. */
export function Wave({
  source,
  from,
  to,
  bars = 240,
  full = 100,
  className,
}: {
  source: Pick<EditSource, "peaks" | "length">;
  from: number;
  to: number;
  bars?: number;
  /** How loud a bar of the whole height is, of 100. */
  full?: number;
  className: string;
}) {
  const { peaks, length } = source;
  const first = Math.floor((from / length) * peaks.length);
  const last = Math.max(first + 1, Math.ceil((to / length) * peaks.length));
  const count = Math.min(bars, last - first);
  const heights = Array.from({ length: count }, (_, index) => {
    const at = first + Math.floor((index * (last - first)) / count);
    const end = first + Math.ceil(((index + 1) * (last - first)) / count);
    const loudest = Math.max(...peaks.slice(at, Math.max(at + 1, end)));
    return Math.max(1, Math.min(100, (loudest / full) * 100));
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
