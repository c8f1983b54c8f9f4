import { Modal } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { NumbersList } from "./numbers-list.tsx";

const KEYS = [
  ["/", "search"],
  ["← → ↑ ↓", "move"],
  ["Enter", "open"],
  ["x", "select"],
  ["a", "all"],
  ["n", "next"],
  ["Esc", "clear"],
  ["?", "help"],
] as const;

/** The keys of the library. */
export function LibraryKeysHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open={open} size="small" title={t("library.keys.title")} onClose={onClose}>
      <Modal.Section>
        <NumbersList
          lines={KEYS.map(([key, name]) => ({ name: t(`library.keys.${name}`), value: key }))}
        />
      </Modal.Section>
    </Modal>
  );
}
