import { Button, ButtonGroup } from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon } from "@shopify/polaris-icons";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

/** Moves one thing of a list up or down: for keyboards, for fingers, for everybody. */
export function OrderButtons({
  name,
  at,
  count,
  onMove,
}: {
  name: string;
  at: number;
  count: number;
  onMove: (to: number) => void;
}) {
  const { t } = useTranslation();
  const group = useRef<HTMLDivElement>(null);
  const pressed = useRef<"up" | "down" | null>(null);

  // Moving a row takes the focus from its button, and at either end that button is switched off: the
  // focus stays with the row, on the same button or the one that is left.
  useEffect(() => {
    if (!pressed.current || at < 0) return;
    const [up, down] = group.current?.querySelectorAll("button") ?? [];
    const same = pressed.current === "up" ? up : down;
    const other = same === up ? down : up;
    // Polaris switches a button off by aria-disabled alone.
    (same?.getAttribute("aria-disabled") === "true" ? other : same)?.focus();
    pressed.current = null;
  }, [at]);

  if (count < 2) return null;
  const move = (way: "up" | "down") => {
    pressed.current = way;
    onMove(way === "up" ? at - 1 : at + 1);
  };
  return (
    <div ref={group}>
      <ButtonGroup variant="segmented">
        <Button
          icon={ArrowUpIcon}
          disabled={at === 0}
          accessibilityLabel={t("common.moveUp", { name })}
          onClick={() => move("up")}
        />
        <Button
          icon={ArrowDownIcon}
          disabled={at === count - 1}
          accessibilityLabel={t("common.moveDown", { name })}
          onClick={() => move("down")}
        />
      </ButtonGroup>
    </div>
  );
}
