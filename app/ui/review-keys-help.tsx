import { Modal } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { NumbersList } from "./numbers-list.tsx";

const KEYS = [
  ["j", "next"],
  ["k", "previous"],
  ["a", "approve"],
  ["r", "refuse"],
  ["c", "ask"],
  ["x", "select"],
  ["p", "play"],
] as const;

/** The keys of the review queue. */
export function ReviewKeysHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open={open} size="small" title={t("review.keysTitle")} onClose={onClose}>
      <Modal.Section>
        <NumbersList
          lines={KEYS.map(([key, name]) => ({ name: t(`review.keys.${name}`), value: key }))}
        />
      </Modal.Section>
    </Modal>
  );
}
