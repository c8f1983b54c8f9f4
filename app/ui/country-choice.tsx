import { Autocomplete, BlockStack, ChoiceList, InlineStack, Tag, Text } from "@shopify/polaris";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { COUNTRIES } from "../domains/media/index.ts";

/** A list longer than this is narrowed by typing. */
const MOST = 8;

/** Everywhere, or only in some countries: null, or their ISO codes. */
export function CountryChoice({
  territory,
  onChange,
}: {
  territory: string[] | null;
  onChange: (territory: string[] | null) => void;
}) {
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState("");
  const { named, nameOf } = useMemo(() => {
    const names = new Intl.DisplayNames(i18n.language, { type: "region" });
    const nameOf = (code: string) => names.of(code) ?? code;
    const named = COUNTRIES.map((value) => ({ value, label: nameOf(value) }));
    return { named: named.sort((a, b) => a.label.localeCompare(b.label, i18n.language)), nameOf };
  }, [i18n.language]);
  const word = typed.trim().toLowerCase();
  const options = named
    .filter(({ value }) => !territory?.includes(value))
    .filter(({ label, value }) => label.toLowerCase().includes(word) || value === typed.trim())
    .slice(0, MOST);
  return (
    <BlockStack gap="200">
      <ChoiceList
        title={t("rights.territory.title")}
        choices={[
          { value: "all", label: t("rights.territory.everywhere") },
          { value: "some", label: t("rights.territory.only") },
        ]}
        selected={[territory === null ? "all" : "some"]}
        onChange={([value]) => onChange(value === "all" ? null : (territory ?? []))}
      />
      {territory === null ? null : (
        <BlockStack gap="200">
          <Autocomplete
            options={options}
            selected={[]}
            onSelect={([code]) => {
              if (code) onChange([...territory, code]);
              setTyped("");
            }}
            emptyState={<Text as="p">{t("rights.territory.none")}</Text>}
            textField={
              <Autocomplete.TextField
                label={t("rights.territory.add")}
                autoComplete="off"
                value={typed}
                onChange={setTyped}
              />
            }
          />
          <InlineStack gap="100">
            {territory.map((code) => (
              <Tag
                key={code}
                onRemove={() => onChange(territory.filter((other) => other !== code))}
              >
                {nameOf(code)}
              </Tag>
            ))}
          </InlineStack>
          <Text as="p" tone="subdued" variant="bodySm">
            {t("rights.territory.note")}
          </Text>
        </BlockStack>
      )}
    </BlockStack>
  );
}
