import { Text } from "@shopify/polaris";
import { type KeyboardEvent, memo, type PointerEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type Cue, type CueGrip, type EditSource, moveCue } from "../../domains/media/index.ts";
import { writeClock } from "../clock.ts";
import { Wave } from "./wave.tsx";

/** Pixels a second: two lines of talk fit beside each other in the panel. */
const SCALE = 72;
/** How near a dragged end has to come to stick, pixels. */
const REACH = 7;
/** What an arrow key moves an end by, and with Shift, milliseconds. */
const STEP = 100;
const STRIDE = 1_000;
const MOST_BARS = 4_000;
/** Of 100: what fills the height at the least. */
const QUIET = 12;

/** What is said along the original's sound: lines that are dragged, or moved by keys, by their ends or as they are. */
export function CueTrack({
  source,
  cues,
  selected,
  now,
  onSelect,
  onSeek,
  onMove,
}: {
  source: Pick<EditSource, "peaks" | "length">;
  cues: Cue[];
  /** Index of a line. */
  selected: number | null;
  /** Milliseconds of the original at which one is. */
  now: number;
  onSelect: (index: number) => void;
  onSeek: (time: number) => void;
  onMove: (index: number, cue: Cue) => void;
}) {
  const { t } = useTranslation();
  const view = useRef<HTMLElement>(null);
  const held = useRef<{ x: number; time: number; scrolled: number; moved: boolean } | null>(null);
  const pixels = (ms: number) => (ms / 1000) * SCALE;
  const { length } = source;

  // Where one is stays in sight, unless something is being dragged.
  useEffect(() => {
    const element = view.current;
    if (!element || held.current) return;
    const at = (now / 1000) * SCALE;
    const { scrollLeft, clientWidth } = element;
    if (at < scrollLeft || at > scrollLeft + clientWidth - 24)
      element.scrollLeft = at - clientWidth / 4;
  }, [now]);

  const move = (index: number, grip: CueGrip, time: number, sticks: boolean) => {
    const others = cues.flatMap((cue, at) => (at === index ? [] : [cue.from, cue.to]));
    const near = sticks ? [now, ...others] : [];
    const reach = (REACH / SCALE) * 1000;
    onMove(index, moveCue(cues, index, grip, time, { length, near, reach }));
  };
  const onKey = (index: number, grip: CueGrip) => (event: KeyboardEvent) => {
    const cue = cues[index]!;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const time = grip === "to" ? cue.to : cue.from;
    move(index, grip, time + by * (event.shiftKey ? STRIDE : STEP), false);
  };
  const drag = (index: number, grip: CueGrip) => ({
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.stopPropagation();
      const cue = cues[index]!;
      held.current = {
        ...{ x: event.clientX, time: grip === "to" ? cue.to : cue.from, moved: false },
        scrolled: view.current?.scrollLeft ?? 0,
      };
      event.currentTarget.setPointerCapture(event.pointerId);
      onSelect(index);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const from = held.current;
      if (!from) return;
      const scrolled = (view.current?.scrollLeft ?? 0) - from.scrolled;
      const by = event.clientX - from.x + scrolled;
      // A tap trembles.
      if (!from.moved && Math.abs(by) < 3) return;
      from.moved = true;
      move(index, grip, from.time + (by / SCALE) * 1000, true);
    },
    onPointerUp() {
      const tapped = held.current?.moved === false;
      held.current = null;
      if (tapped && grip === "line") onSeek(cues[index]!.from);
    },
    onPointerCancel() {
      held.current = null;
    },
  });
  const end = (index: number, grip: "from" | "to") => {
    const cue = cues[index]!;
    const number = index + 1;
    return (
      <div
        key={grip}
        className={`cs-cue__end cs-cue__end--${grip}`}
        role="slider"
        tabIndex={0}
        aria-label={
          grip === "from"
            ? t("editor.captions.fromOf", { number })
            : t("editor.captions.toOf", { number })
        }
        aria-valuemin={0}
        aria-valuemax={Math.round(length)}
        aria-valuenow={cue[grip]}
        aria-valuetext={writeClock(cue[grip])}
        onFocus={() => onSelect(index)}
        onKeyDown={onKey(index, grip)}
        {...drag(index, grip)}
      />
    );
  };
  return (
    <div className="cs-cue-track">
      <section
        ref={view}
        className="cs-cue-track__view"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that keys have to reach it
        tabIndex={0}
        aria-label={t("editor.captions.track")}
      >
        <div
          className="cs-cue-track__whole"
          style={{ width: pixels(length) }}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            const { left } = event.currentTarget.getBoundingClientRect();
            onSeek(((event.clientX - left) / SCALE) * 1000);
          }}
        >
          <Backdrop source={source} />
          {cues.map((cue, index) => (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
              key={index}
              className="cs-cue"
              data-selected={index === selected ? "" : undefined}
              style={{ left: pixels(cue.from), width: pixels(Math.max(0, cue.to - cue.from)) }}
            >
              <button
                type="button"
                className="cs-cue__line"
                aria-label={t("editor.captions.line", {
                  ...{ number: index + 1, text: cue.text },
                  ...{ from: writeClock(cue.from), to: writeClock(cue.to) },
                })}
                aria-pressed={index === selected}
                onKeyDown={onKey(index, "line")}
                // A key's press; a finger's or a mouse's is told from dragging above.
                onClick={(event) => {
                  if (event.detail !== 0) return;
                  onSelect(index);
                  onSeek(cue.from);
                }}
                {...drag(index, "line")}
              >
                <span>{cue.text}</span>
              </button>
              {end(index, "from")}
              {end(index, "to")}
            </div>
          ))}
          <div className="cs-cue-track__head" style={{ left: pixels(now) }} />
        </div>
      </section>
      <Text as="p" tone="subdued" variant="bodySm">
        {t("editor.captions.trackHelp")}
      </Text>
    </div>
  );
}

/** Sound and seconds, which stay as they are while lines move. */
const Backdrop = memo(function Backdrop({
  source,
}: {
  source: Pick<EditSource, "peaks" | "length">;
}) {
  const { length, peaks } = source;
  // Speech that was recorded softly is seen as well, and noise alone does not look like speech.
  const loudest = Math.max(
    QUIET,
    peaks.reduce((most, peak) => Math.max(most, peak), 0),
  );
  const every = 2_000;
  const times = Array.from({ length: Math.ceil(length / every) }, (_, at) => at * every);
  return (
    <>
      {times.map((ms) => (
        <span key={ms} className="cs-cue-track__time" style={{ left: (ms / 1000) * SCALE }}>
          {writeClock(ms)}
        </span>
      ))}
      {peaks.length > 0 ? (
        <Wave
          className="cs-cue-track__wave"
          source={source}
          from={0}
          to={length}
          bars={MOST_BARS}
          full={loudest}
        />
      ) : null}
    </>
  );
});
