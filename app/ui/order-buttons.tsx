import { Button, ButtonGroup } from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon } from "@shopify/polaris-icons";
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
  if (count < 2) return null;
  return (
    <ButtonGroup variant="segmented">
      <Button
        icon={ArrowUpIcon}
        disabled={at === 0}
        accessibilityLabel={t("common.moveUp", { name })}
        onClick={() => onMove(at - 1)}
      />
      <Button
        icon={ArrowDownIcon}
        disabled={at === count - 1}
        accessibilityLabel={t("common.moveDown", { name })}
        onClick={() => onMove(at + 1)}
      />
    </ButtonGroup>
  );
}
