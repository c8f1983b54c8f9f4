import { BlockStack, Modal, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { MAX_REVIEW_REASON } from "../domains/clearance/index.ts";
import type { Fault } from "../kernel/result.ts";
import { FaultBanner } from "./fault-banner.tsx";

/** Asks why, before a clip is refused or changes are asked for. */
export function ReasonModal({
  asking,
  title,
  busy,
  fault,
  onClose,
  onReason,
}: {
  /** Null: closed. */
  asking: "refuse" | "ask" | null;
  /** Of the clip. */
  title: string;
  busy: boolean;
  fault: Fault | null;
  onClose: () => void;
  onReason: (reason: string) => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const [shown, setShown] = useState(asking);
  useEffect(() => {
    if (!asking) return;
    setReason("");
    // What it says stays while it fades away.
    setShown(asking);
  }, [asking]);
  const kind = shown === "ask" ? "askAsk" : "refuseAsk";
  return (
    <Modal
      open={asking !== null}
      title={t(`review.${kind}.title`, { title })}
      onClose={onClose}
      primaryAction={{
        content: t(`review.${kind}.deed`),
        destructive: shown === "refuse",
        loading: busy,
        disabled: reason.trim() === "",
        onAction: () => onReason(reason),
      }}
      secondaryActions={[{ content: t("common.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          {fault ? <FaultBanner title={t("review.refused")} fault={fault} /> : null}
          <Text as="p">{t(`review.${kind}.text`)}</Text>
          <TextField
            label={t("review.reason")}
            helpText={t("review.reasonHelp")}
            autoComplete="off"
            autoFocus
            multiline={3}
            maxLength={MAX_REVIEW_REASON}
            showCharacterCount
            value={reason}
            onChange={setReason}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
