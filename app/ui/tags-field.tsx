import { BlockStack, InlineStack, Tag, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** Free words: typed with Enter or a comma, taken away with their cross. */
export function TagsField({
  tags,
  error,
  label,
  helpText,
  onChange,
}: {
  tags: string[];
  error?: string | undefined;
  /** When they are not one clip's. */
  label?: string;
  helpText?: string;
  onChange: (tags: string[]) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const add = (text: string) => {
    const fresh = text
      .split(/[,，、]/)
      .map((word) => word.trim())
      .filter((word) => word !== "" && !tags.includes(word));
    if (fresh.length > 0) onChange([...tags, ...new Set(fresh)]);
    setTyped("");
  };
  return (
    <BlockStack gap="200">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: catches Enter on its way up from the field */}
      <div
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
          event.preventDefault();
          add(typed);
        }}
      >
        <TextField
          label={label ?? t("clip.tags")}
          helpText={helpText ?? t("clip.tagsHelp")}
          autoComplete="off"
          value={typed}
          error={error}
          onChange={(text) => (/[,，、]/.test(text) ? add(text) : setTyped(text))}
          onBlur={() => add(typed)}
        />
      </div>
      {tags.length > 0 ? (
        <InlineStack gap="100">
          {tags.map((tag) => (
            <Tag key={tag} onRemove={() => onChange(tags.filter((one) => one !== tag))}>
              {tag}
            </Tag>
          ))}
        </InlineStack>
      ) : null}
    </BlockStack>
  );
}
