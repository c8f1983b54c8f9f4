import { Form, Modal, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFaultText } from "./fault-text.ts";

/** Asks for the name of something new. Enter is as good as the button. */
export function NameModal({
  open,
  title,
  label,
  help,
  deed,
  busy,
  fault,
  onClose,
  onName,
}: {
  open: boolean;
  title: string;
  label: string;
  help: string;
  deed: string;
  busy: boolean;
  fault: { kind: string; params?: Record<string, string | number> } | null;
  onClose: () => void;
  onName: (name: string) => void;
}) {
  const { t } = useTranslation();
  const say = useFaultText();
  const [name, setName] = useState("");
  useEffect(() => {
    if (open) setName("");
  }, [open]);
  const give = () => {
    if (!busy) onName(name);
  };
  return (
    <Modal
      open={open}
      size="small"
      title={title}
      onClose={onClose}
      primaryAction={{ content: deed, loading: busy, onAction: give }}
      secondaryActions={[{ content: t("common.cancel"), disabled: busy, onAction: onClose }]}
    >
      <Modal.Section>
        <Form onSubmit={give}>
          <TextField
            label={label}
            helpText={help}
            autoComplete="off"
            autoFocus
            value={name}
            onChange={setName}
            error={fault ? say(fault) : undefined}
          />
        </Form>
      </Modal.Section>
    </Modal>
  );
}
