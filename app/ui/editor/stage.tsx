import { Button, ButtonGroup, InlineStack, Text } from "@shopify/polaris";
import { type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type Timeline, timeOf } from "../../domains/media/index.ts";
import { writeClock } from "../clock.ts";
import type { Preview } from "./preview.ts";

/** The picture, and what moves through it. */
export function Stage({
  canvas,
  preview,
  timeline,
  frame,
  playing,
  compared,
  onCompare,
  onPoint,
}: {
  canvas: RefObject<HTMLCanvasElement>;
  preview: Preview | null;
  timeline: Timeline;
  frame: number;
  playing: boolean;
  /** Whether the original is shown instead. */
  compared: boolean;
  onCompare: (compared: boolean) => void;
  /** Somebody points at the picture, 0…1 across and down; null: nothing is to be placed. */
  onPoint: ((x: number, y: number) => void) | null;
}) {
  const { t } = useTranslation();
  const pointing = useRef(false);
  const point = (event: React.PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (value: number) => Math.max(0, Math.min(1, value));
    onPoint?.(
      share((event.clientX - box.left) / box.width),
      share((event.clientY - box.top) / box.height),
    );
  };
  const at = (each: number) => writeClock(timeOf(each, timeline.rate));
  return (
    <div className="cs-stage">
      <div className="cs-stage__picture">
        <canvas
          ref={canvas}
          width={9}
          height={16}
          role="img"
          aria-label={t("editor.picture")}
          data-placing={onPoint ? "" : undefined}
          onPointerDown={(event) => {
            if (!onPoint) return;
            pointing.current = true;
            event.currentTarget.setPointerCapture(event.pointerId);
            point(event);
          }}
          onPointerMove={(event) => pointing.current && point(event)}
          onPointerUp={() => {
            pointing.current = false;
          }}
        />
      </div>
      <InlineStack align="center" blockAlign="center" gap="300" wrap>
        <ButtonGroup>
          <Button
            accessibilityLabel={t("editor.stepBack")}
            onClick={() => void preview?.show(frame - 1)}
          >
            −1
          </Button>
          <Button variant="primary" onClick={() => preview?.toggle()}>
            {playing ? t("editor.pause") : t("editor.play")}
          </Button>
          <Button
            accessibilityLabel={t("editor.stepOn")}
            onClick={() => void preview?.show(frame + 1)}
          >
            +1
          </Button>
        </ButtonGroup>
        <Text as="span" numeric>
          {`${at(frame)} / ${at(timeline.count)}`}
        </Text>
        <Button pressed={compared} onClick={() => onCompare(!compared)}>
          {t("editor.original")}
        </Button>
      </InlineStack>
    </div>
  );
}

/** Calls `make` once there is a canvas, and what it answers when the page is left. */
export function useOnCanvas(
  canvas: RefObject<HTMLCanvasElement>,
  make: (canvas: HTMLCanvasElement) => () => void,
): void {
  const made = useRef(make);
  made.current = make;
  useEffect(() => {
    if (canvas.current) return made.current(canvas.current);
  }, [canvas]);
}
