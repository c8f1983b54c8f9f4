import { Modal, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** Asks before something that cannot be taken back. The button says the deed, never just "OK". */
export function Confirm({
  open,
  title,
  text,
  deed,
  busy = false,
  onConfirm,
  onClose,
}: {
  open: boolean;
  title: string;
  text: string;
  deed: string;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      open={open}
      size="small"
      title={title}
      onClose={onClose}
      primaryAction={{ content: deed, destructive: true, loading: busy, onAction: onConfirm }}
      secondaryActions={[{ content: t("common.cancel"), disabled: busy, onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">{text}</Text>
      </Modal.Section>
    </Modal>
  );
}
