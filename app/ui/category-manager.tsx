import {
  Banner,
  BlockStack,
  Button,
  InlineStack,
  Modal,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CategoryLine } from "../domains/library/index.ts";
import { useFaultText } from "./fault-text.ts";

/** What the manager asks for. */
export type CategoryDeed =
  | { deed: "category-add"; name: string; parentId: string | null }
  | { deed: "category-change"; id: string; name?: string; parentId?: string | null }
  | { deed: "category-remove"; id: string };

/** Adds, renames, moves and deletes categories. */
export function CategoryManager({
  open,
  categories,
  busy,
  fault,
  onDeed,
  onClose,
}: {
  open: boolean;
  categories: CategoryLine[];
  busy: boolean;
  fault: { kind: string; params?: Record<string, string | number> } | null;
  onDeed: (deed: CategoryDeed) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const say = useFaultText();
  const [name, setName] = useState("");
  const [parent, setParent] = useState("");
  const [editing, setEditing] = useState<{ id: string; name: string; parentId: string } | null>(
    null,
  );
  const [asked, setAsked] = useState<string | null>(null);
  const places = (without?: CategoryLine) => [
    { value: "", label: t("library.category.top") },
    ...categories
      .filter((line) => !without || !isWithin(line, without, categories))
      .map((line) => ({ value: line.id, label: line.path.join(" / ") })),
  ];
  return (
    <Modal open={open} title={t("library.category.title")} onClose={onClose}>
      {fault ? (
        <Modal.Section>
          <Banner tone="critical">
            <p>{say(fault)}</p>
          </Banner>
        </Modal.Section>
      ) : null}
      <Modal.Section>
        <div className="cs-fields">
          <TextField
            label={t("library.category.new")}
            autoComplete="off"
            value={name}
            onChange={setName}
          />
          <Select
            label={t("library.category.inside")}
            options={places()}
            value={parent}
            onChange={setParent}
          />
          <Button
            loading={busy}
            disabled={name.trim() === ""}
            onClick={() => {
              onDeed({ deed: "category-add", name, parentId: parent || null });
              setName("");
            }}
          >
            {t("library.category.add")}
          </Button>
        </div>
      </Modal.Section>
      {categories.length > 0 ? (
        <Modal.Section>
          <ul className="cs-rows">
            {categories.map((line) => (
              <li key={line.id} className="cs-category">
                {editing?.id === line.id ? (
                  <div className="cs-fields">
                    <TextField
                      label={t("library.category.name")}
                      autoComplete="off"
                      autoFocus
                      value={editing.name}
                      onChange={(text) => setEditing({ ...editing, name: text })}
                    />
                    <Select
                      label={t("library.category.inside")}
                      options={places(line)}
                      value={editing.parentId}
                      onChange={(parentId) => setEditing({ ...editing, parentId })}
                    />
                    <InlineStack gap="200">
                      <Button
                        variant="primary"
                        loading={busy}
                        onClick={() => {
                          onDeed({
                            deed: "category-change",
                            id: line.id,
                            name: editing.name,
                            parentId: editing.parentId || null,
                          });
                          setEditing(null);
                        }}
                      >
                        {t("common.save")}
                      </Button>
                      <Button onClick={() => setEditing(null)}>{t("common.cancel")}</Button>
                    </InlineStack>
                  </div>
                ) : (
                  <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
                    <div style={{ paddingInlineStart: `${line.depth * 16}px` }}>
                      <Text as="span" breakWord>
                        {line.name}
                      </Text>
                    </div>
                    <InlineStack gap="300" wrap={false}>
                      <Button
                        variant="plain"
                        accessibilityLabel={t("library.category.editOf", { name: line.name })}
                        onClick={() =>
                          setEditing({
                            id: line.id,
                            name: line.name,
                            parentId: line.parentId ?? "",
                          })
                        }
                      >
                        {t("library.category.edit")}
                      </Button>
                      <Button
                        variant="plain"
                        tone="critical"
                        accessibilityLabel={t("library.category.deleteOf", { name: line.name })}
                        ariaExpanded={asked === line.id}
                        onClick={() => setAsked(asked === line.id ? null : line.id)}
                      >
                        {t("common.delete")}
                      </Button>
                    </InlineStack>
                  </InlineStack>
                )}
                {asked === line.id ? (
                  <Banner
                    tone="warning"
                    title={t("library.category.deleteAsk", { name: line.name })}
                  >
                    <BlockStack gap="200">
                      <p>{t("library.category.deleteHelp")}</p>
                      <InlineStack gap="200">
                        <Button
                          variant="primary"
                          tone="critical"
                          loading={busy}
                          onClick={() => {
                            onDeed({ deed: "category-remove", id: line.id });
                            setAsked(null);
                          }}
                        >
                          {t("library.category.deleteIt")}
                        </Button>
                        <Button onClick={() => setAsked(null)}>{t("common.cancel")}</Button>
                      </InlineStack>
                    </BlockStack>
                  </Banner>
                ) : null}
              </li>
            ))}
          </ul>
        </Modal.Section>
      ) : null}
    </Modal>
  );
}

/** Whether a line is `top` or stands somewhere below it. */
function isWithin(line: CategoryLine, top: CategoryLine, all: CategoryLine[]): boolean {
  for (let at: CategoryLine | undefined = line; at; ) {
    if (at.id === top.id) return true;
    const { parentId }: CategoryLine = at;
    at = all.find((one) => one.id === parentId);
  }
  return false;
}
