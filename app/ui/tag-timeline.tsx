import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { type CSSProperties, type PointerEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { TaggedProduct } from "../domains/media/index.ts";
import { writeClock } from "./clock.ts";
import { Titled } from "./titled.tsx";

/** The steps of both handles, and the shortest time a product can be shown. Milliseconds. */
const STEP = 100;
/** Width of a handle in styles/clip.css: its middle goes from half of it to half of it before the end. */
const HANDLE = 20;

/**
 * When each product is shown, under the player: two handles a product on the clip's own length, the bar
 * between them, which moves both, and buttons that take the player's place. Handles are range fields, so
 * arrow keys move them.
 */
export function TagTimeline({
  products,
  duration,
  now,
  onChange,
  onSeek,
  onPlace,
}: {
  products: TaggedProduct[];
  /** Of the clip, milliseconds. */
  duration: number;
  /** Where the player is. */
  now: number;
  onChange: (products: TaggedProduct[]) => void;
  /** Shows the picture at that moment. */
  onSeek: (ms: number) => void;
  /** The hotspot of the product at this place is to be set on the picture. */
  onPlace: (at: number) => void;
}) {
  const { t } = useTranslation();
  const put = (at: number, part: Partial<TaggedProduct>) =>
    onChange(products.map((one, index) => (index === at ? { ...one, ...part } : one)));

  return (
    <BlockStack gap="300">
      <Titled title={t("clip.timeline.title")} text={t("clip.timeline.help")} />
      <ol className="cs-timeline">
        {products.map((tagged, at) => (
          <li key={`${tagged.product.id} ${tagged.variantId}`}>
            <TimeRow
              at={at}
              tagged={tagged}
              duration={duration}
              now={now}
              onChange={(part) => put(at, part)}
              onSeek={onSeek}
              onPlace={() => onPlace(at)}
            />
          </li>
        ))}
      </ol>
    </BlockStack>
  );
}

function TimeRow({
  at,
  tagged,
  duration,
  now,
  onChange,
  onSeek,
  onPlace,
}: {
  at: number;
  tagged: TaggedProduct;
  duration: number;
  now: number;
  onChange: (part: Partial<TaggedProduct>) => void;
  onSeek: (ms: number) => void;
  onPlace: () => void;
}) {
  const { t } = useTranslation();
  const held = useRef<{ x: number; from: number; to: number } | null>(null);
  const { title } = tagged.product;
  const from = Math.min(tagged.from ?? 0, Math.max(0, duration - STEP));
  const to = Math.min(tagged.to ?? duration, duration);
  const range = (start: number, end: number) => ({
    from: start <= 0 ? null : Math.round(start),
    to: end >= duration ? null : Math.round(end),
  });
  const setFrom = (ms: number) => {
    const next = Math.max(0, Math.min(ms, to - STEP));
    onChange(range(next, to));
    onSeek(next);
  };
  const setTo = (ms: number) => {
    const next = Math.min(duration, Math.max(ms, from + STEP));
    onChange(range(from, next));
    onSeek(next);
  };
  const slide = (event: PointerEvent<HTMLDivElement>) => {
    const track = event.currentTarget.parentElement;
    if (!held.current || !track) return;
    const moved = ((event.clientX - held.current.x) / (track.clientWidth - HANDLE)) * duration;
    const length = held.current.to - held.current.from;
    const steps = Math.round((held.current.from + moved) / STEP) * STEP;
    const start = Math.max(0, Math.min(duration - length, steps));
    onChange(range(start, start + length));
    onSeek(start);
  };
  const share = (ms: number) => Math.min(ms, duration) / duration;
  const look = {
    "--from": share(from),
    "--to": share(to),
    "--now": share(now),
  } as CSSProperties;
  const handle = {
    min: 0,
    // A whole number of steps, so that the end can be reached.
    max: Math.ceil(duration / STEP) * STEP,
    step: STEP,
  };
  const placed = tagged.x !== null;
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200" wrap={false}>
        <Text as="span" variant="bodySm" fontWeight="semibold" breakWord>
          {t("clip.timeline.row", { number: at + 1, title })}
        </Text>
        <span className="cs-timeline__range">
          {t("common.range", { from: writeClock(from), to: writeClock(to) })}
        </span>
      </InlineStack>
      <div className="cs-timeline__track" style={look}>
        <div
          className="cs-timeline__bar"
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            held.current = { x: event.clientX, from, to };
          }}
          onPointerMove={slide}
          onPointerUp={() => {
            held.current = null;
          }}
        />
        <input
          type="range"
          {...handle}
          // Where both are at the end, the one that can still move lies on top.
          data-above={from > duration / 2 ? "" : undefined}
          value={from}
          aria-label={t("clip.timeline.from", { title })}
          aria-valuetext={writeClock(from)}
          onChange={(event) => setFrom(Number(event.target.value))}
        />
        <input
          type="range"
          {...handle}
          value={to}
          aria-label={t("clip.timeline.to", { title })}
          aria-valuetext={writeClock(to)}
          onChange={(event) => setTo(Number(event.target.value))}
        />
      </div>
      <InlineStack gap="200">
        <Button
          size="micro"
          disabled={now >= to}
          accessibilityLabel={t("clip.timeline.fromHereOf", { title })}
          onClick={() => setFrom(now)}
        >
          {t("clip.timeline.fromHere")}
        </Button>
        <Button
          size="micro"
          disabled={now <= from}
          accessibilityLabel={t("clip.timeline.toHereOf", { title })}
          onClick={() => setTo(now)}
        >
          {t("clip.timeline.toHere")}
        </Button>
        {placed ? (
          <Button
            size="micro"
            accessibilityLabel={t("clip.timeline.unplaceOf", { title })}
            onClick={() => onChange({ x: null, y: null })}
          >
            {t("clip.timeline.unplace")}
          </Button>
        ) : (
          <Button
            size="micro"
            accessibilityLabel={t("clip.timeline.placeOf", { title })}
            onClick={onPlace}
          >
            {t("clip.timeline.place")}
          </Button>
        )}
      </InlineStack>
    </BlockStack>
  );
}
