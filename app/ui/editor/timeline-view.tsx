import { useRef } from "react";
import { useTranslation } from "react-i18next";
import {
  type EditSource,
  type PlacedPart,
  type Timeline,
  timeOf,
} from "../../domains/media/index.ts";
import { writeClock } from "../clock.ts";
import { Wave } from "./wave.tsx";

/** What one press of an arrow key moves an end by, and with Shift. Pictures. */
const STEP = 1;
const STRIDE = 25;

export interface Marks {
  from: number | null;
  to: number | null;
}

/** The finished clip from left to right: its parts with pictures and sound, what is marked, and where one is. */
export function TimelineView({
  timeline,
  source,
  frame,
  selected,
  marks,
  onSeek,
  onSelect,
  onTrim,
}: {
  timeline: Timeline;
  source: (id: string) => EditSource | null;
  frame: number;
  selected: string | null;
  /** Milliseconds of the finished clip. */
  marks: Marks;
  onSeek: (frame: number) => void;
  onSelect: (part: string) => void;
  /** An end of a part was moved to that time of its source. */
  onTrim: (part: string, end: "from" | "to", time: number) => void;
}) {
  const { t } = useTranslation();
  const share = (count: number) => `${(count / timeline.count) * 100}%`;
  const whole = timeOf(timeline.count, timeline.rate);
  const marked =
    marks.from === null && marks.to === null
      ? null
      : { from: marks.from ?? 0, to: marks.to ?? whole };
  return (
    <div className="cs-strip">
      <input
        className="cs-strip__seek"
        type="range"
        min={0}
        max={timeline.count - 1}
        step={1}
        value={frame}
        aria-label={t("editor.position")}
        aria-valuetext={writeClock(timeOf(frame, timeline.rate))}
        onChange={(event) => onSeek(Number(event.currentTarget.value))}
      />
      <div className="cs-strip__parts">
        {timeline.parts.map((placed, index) => (
          <PartBlock
            key={placed.part.id}
            placed={placed}
            number={index + 1}
            source={source(placed.part.source)}
            timeline={timeline}
            width={share(placed.count - placed.shared)}
            selected={placed.part.id === selected}
            onSelect={() => onSelect(placed.part.id)}
            onTrim={(end, time) => onTrim(placed.part.id, end, time)}
          />
        ))}
        {marked ? (
          <div
            className="cs-strip__marked"
            style={{
              insetInlineStart: `${(marked.from / whole) * 100}%`,
              width: `${(Math.max(0, marked.to - marked.from) / whole) * 100}%`,
            }}
          />
        ) : null}
        <div className="cs-strip__head" style={{ insetInlineStart: share(frame) }} />
      </div>
    </div>
  );
}

function PartBlock({
  placed,
  number,
  source,
  timeline,
  width,
  selected,
  onSelect,
  onTrim,
}: {
  placed: PlacedPart;
  number: number;
  source: EditSource | null;
  timeline: Timeline;
  width: string;
  selected: boolean;
  onSelect: () => void;
  onTrim: (end: "from" | "to", time: number) => void;
}) {
  const { t } = useTranslation();
  const block = useRef<HTMLDivElement>(null);
  const { part } = placed;
  const handle = (end: "from" | "to") => {
    /** Milliseconds of the source in one pixel, as it was when dragging began. */
    let drag: { x: number; time: number; scale: number } | null = null;
    const time = part[end];
    const frameTime = timeOf(1, timeline.rate);
    // The left end of a reversed part is where its source ends.
    const left = (end === "from") !== part.reversed;
    const direction = part.reversed ? -1 : 1;
    return (
      <div
        key={end}
        className={`cs-part__handle cs-part__handle--${left ? "left" : "right"}`}
        role="slider"
        tabIndex={0}
        aria-label={
          end === "from" ? t("editor.part.fromOf", { number }) : t("editor.part.toOf", { number })
        }
        aria-valuemin={0}
        aria-valuemax={Math.round(source?.length ?? part.to)}
        aria-valuenow={time}
        aria-valuetext={writeClock(time)}
        onKeyDown={(event) => {
          const step = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
          if (step === 0) return;
          event.preventDefault();
          event.stopPropagation();
          const by = step * direction * (event.shiftKey ? STRIDE : STEP) * frameTime;
          onTrim(end, time + by);
        }}
        onPointerDown={(event) => {
          event.preventDefault();
          event.stopPropagation();
          onSelect();
          const box = block.current!.getBoundingClientRect();
          drag = { x: event.clientX, time, scale: (part.to - part.from) / Math.max(1, box.width) };
          const element = event.currentTarget;
          element.setPointerCapture(event.pointerId);
          const move = (moved: PointerEvent) => {
            if (!drag) return;
            onTrim(end, drag.time + (moved.clientX - drag.x) * drag.scale * direction);
          };
          const stop = () => {
            drag = null;
            element.removeEventListener("pointermove", move);
          };
          element.addEventListener("pointermove", move);
          element.addEventListener("pointerup", stop, { once: true });
          element.addEventListener("pointercancel", stop, { once: true });
        }}
      />
    );
  };
  return (
    <div
      ref={block}
      className="cs-part"
      style={{ width }}
      data-selected={selected ? "" : undefined}
      data-reversed={part.reversed ? "" : undefined}
    >
      <button
        type="button"
        className="cs-part__body"
        aria-pressed={selected}
        aria-label={t("editor.part.name", {
          number,
          from: writeClock(part.from),
          to: writeClock(part.to),
        })}
        onClick={onSelect}
      >
        {source ? <Strip source={source} from={part.from} to={part.to} /> : null}
        {source && source.peaks.length > 0 ? (
          <Wave className="cs-part__wave" source={source} from={part.from} to={part.to} />
        ) : null}
      </button>
      {handle("from")}
      {handle("to")}
    </div>
  );
}

/** The strip's pictures of a stretch of the source, as many as fit. */
function Strip({ source, from, to }: { source: EditSource; from: number; to: number }) {
  const { strip, length } = source;
  const tiles = 8;
  const picture = (index: number) => {
    const time = from + ((to - from) * (index + 0.5)) / tiles;
    return Math.min(strip.count - 1, Math.floor((time / length) * strip.count));
  };
  return (
    <span className="cs-part__strip" aria-hidden="true">
      {Array.from({ length: tiles }, (_, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: places, not things
          key={index}
          style={{
            backgroundImage: `url("${strip.url}")`,
            backgroundSize: `auto 100%`,
            backgroundPositionX: `calc(-1 * ${picture(index)} * ${(48 * strip.width) / strip.height}px)`,
          }}
        />
      ))}
    </span>
  );
}
