import { Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { BLOCK_KINDS, type BlockKind } from "../contract/feed.ts";
import { BLOCK_DRAWING } from "./drawings.ts";

/** The kinds of block, each with a drawing of where it stands. */
export function BlockChoice({
  block,
  onChange,
}: {
  block: BlockKind;
  onChange: (block: BlockKind) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="cs-blocks">
      <legend className="cs-visually-hidden">{t("placements.new.where")}</legend>
      {BLOCK_KINDS.map((kind) => (
        <label key={kind} className="cs-block">
          <input
            type="radio"
            name="block"
            value={kind}
            checked={block === kind}
            onChange={() => onChange(kind)}
          />
          <img src={BLOCK_DRAWING[kind]} alt="" width={120} height={90} />
          <Text as="span" fontWeight="semibold">
            {t(`placements.block.${kind}.name`)}
          </Text>
          <Text as="span" tone="subdued" variant="bodySm">
            {t(`placements.block.${kind}.text`)}
          </Text>
        </label>
      ))}
    </fieldset>
  );
}
