import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useRef,
} from "react";
import { useTranslation } from "react-i18next";
import type { TaggedProduct } from "../domains/media/index.ts";
import { isShownAt } from "./is-shown-at.ts";
import { useFormatters } from "./shop-context.tsx";

/** Share of the picture that an arrow key moves a mark by, and with Shift. */
const STEP = 0.01;
const LEAP = 0.05;
const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Where the hotspots lie on the picture: dragged, or moved by arrow keys. One that is being placed has the
 * focus, and goes to where the picture is clicked next; else the marks leave the picture to its controls.
 */
export function HotspotMarks({
  products,
  ratio,
  now,
  placing,
  onPlaced,
  onChange,
}: {
  products: TaggedProduct[];
  /** Width by height of the picture. */
  ratio: number;
  /** Milliseconds into the clip: marks out of their time are pale. */
  now: number;
  /** Index of the product that is being placed. */
  placing: number | null;
  onPlaced: () => void;
  onChange: (products: TaggedProduct[]) => void;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const picture = useRef<HTMLDivElement>(null);
  const put = (at: number, x: number, y: number) => {
    const place = { x: share(x), y: share(y) };
    onChange(products.map((one, index) => (index === at ? { ...one, ...place } : one)));
  };
  const putUnder = (event: PointerEvent, at: number) => {
    const box = picture.current?.getBoundingClientRect();
    if (box)
      put(at, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };
  const press = (event: KeyboardEvent, at: number, x: number, y: number) => {
    if (event.key === "Escape" || event.key === "Enter") onPlaced();
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    const step = event.shiftKey ? LEAP : STEP;
    put(at, x + arrow[0] * step, y + arrow[1] * step);
  };
  useEffect(() => {
    if (placing !== null)
      picture.current?.querySelector<HTMLElement>(`[data-at="${placing}"]`)?.focus();
  }, [placing]);
  return (
    <div className="cs-hotspots">
      <div
        ref={picture}
        style={{ "--ratio": ratio } as CSSProperties}
        data-placing={placing === null ? undefined : ""}
        onPointerDown={(event) => {
          if (placing === null || event.target !== event.currentTarget) return;
          // The mark keeps the focus: arrow keys put right what the finger missed.
          event.preventDefault();
          putUnder(event, placing);
          onPlaced();
        }}
      >
        {products.map((tagged, at) => {
          const { product, variantId, x, y } = tagged;
          return x === null || y === null ? null : (
            <button
              key={`${product.id} ${variantId}`}
              type="button"
              data-at={at}
              data-pale={isShownAt(tagged, now) || at === placing ? undefined : ""}
              style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
              title={product.title}
              aria-label={t("clip.timeline.spot", {
                number: at + 1,
                title: product.title,
                x: format.percent(x),
                y: format.percent(y),
              })}
              onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
              onPointerMove={(event) => {
                if (event.currentTarget.hasPointerCapture(event.pointerId)) putUnder(event, at);
              }}
              onPointerUp={onPlaced}
              onKeyDown={(event) => press(event, at, x, y)}
            >
              <span>{at + 1}</span>
            </button>
          );
        })}
      </div>
    </div>
  );
}

/** Between the picture's edges, to a thousandth: finer than a finger. */
function share(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
}
