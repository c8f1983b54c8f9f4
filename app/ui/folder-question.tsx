import { Badge, Banner, BlockStack, ChoiceList, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Fault } from "../kernel/result.ts";
import { useFaultText } from "./fault-text.ts";

/** What becomes of the folders that files lay in. */
export type FolderUse = "categories" | "tags" | "nothing";

/** A folder of a drop, with how many files lie right in it. */
export interface DroppedFolder {
  path: string[];
  files: number;
  /** Whether a category of that name stands there already; null while nobody has looked. */
  known: boolean | null;
}

/** Asked once for a whole drop of folders, with what each answer would do. */
export function FolderQuestion({
  folders,
  busy,
  fault,
  onUse,
  onClose,
}: {
  /** Empty: nothing is asked. */
  folders: DroppedFolder[];
  busy: boolean;
  fault: Fault | null;
  onUse: (use: FolderUse) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const say = useFaultText();
  const [use, setUse] = useState<FolderUse>("categories");
  const files = folders.reduce((sum, folder) => sum + folder.files, 0);
  return (
    <Modal
      open={folders.length > 0}
      title={t("add.folders.title", { count: files })}
      onClose={onClose}
      primaryAction={{
        content: t("add.folders.add", { count: files }),
        loading: busy,
        onAction: () => onUse(use),
      }}
      secondaryActions={[{ content: t("common.cancel"), disabled: busy, onAction: onClose }]}
    >
      {fault ? (
        <Modal.Section>
          <Banner tone="critical">
            <p>{say(fault)}</p>
          </Banner>
        </Modal.Section>
      ) : null}
      <Modal.Section>
        <BlockStack gap="400">
          <ChoiceList
            title={t("add.folders.question")}
            choices={[
              { value: "categories", label: t("add.folders.categories") },
              { value: "tags", label: t("add.folders.tags") },
              { value: "nothing", label: t("add.folders.nothing") },
            ]}
            selected={[use]}
            onChange={([next]) => setUse((next as FolderUse | undefined) ?? "categories")}
          />
          <ul className="cs-folders" aria-label={t("add.folders.preview")}>
            {folders.map(({ path, files: count, known }) => (
              <li key={path.join("/")}>
                <Text as="span" breakWord>
                  {use === "tags"
                    ? path.map((name) => `#${name}`).join(" ")
                    : path.join(use === "nothing" ? "/" : " › ")}
                </Text>
                <Text as="span" tone="subdued">
                  {t("add.folders.files", { count })}
                </Text>
                {use === "categories" && known !== null ? (
                  <Badge {...(known ? {} : { tone: "info" as const })}>
                    {known ? t("add.folders.known") : t("add.folders.new")}
                  </Badge>
                ) : null}
              </li>
            ))}
          </ul>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
