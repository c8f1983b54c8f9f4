import { BlockStack, Card, ChoiceList, Select, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { CategoryLine } from "../domains/library/index.ts";
import { MAX_TITLE_LENGTH, VIDEO_LANGUAGES, type VideoLanguage } from "../domains/media/index.ts";
import { TagsField } from "./tags-field.tsx";

interface Words {
  title: string;
  description: string;
  tags: string[];
  language: VideoLanguage | null;
  /** Ids. */
  categories: string[];
}

/** What is said of a clip, and where it stands in the library. */
export function ClipWords({
  words,
  categories,
  errorOf,
  onChange,
}: {
  words: Words;
  /** All there are. */
  categories: CategoryLine[];
  errorOf: (field: keyof Words) => string | undefined;
  onChange: (part: Partial<Words>) => void;
}) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="400">
        <TextField
          label={t("clip.title")}
          autoComplete="off"
          maxLength={MAX_TITLE_LENGTH}
          value={words.title}
          error={errorOf("title")}
          onChange={(title) => onChange({ title })}
        />
        <TextField
          label={t("clip.description")}
          helpText={t("clip.descriptionHelp")}
          autoComplete="off"
          multiline={4}
          value={words.description}
          error={errorOf("description")}
          onChange={(description) => onChange({ description })}
        />
        <TagsField
          tags={words.tags}
          error={errorOf("tags")}
          onChange={(tags) => onChange({ tags })}
        />
        <Select
          label={t("clip.language")}
          helpText={t("clip.languageHelp")}
          options={[
            { value: "", label: t("clip.languageNone") },
            ...VIDEO_LANGUAGES.map((value) => ({
              value,
              label: t(`common.language.${value}`),
            })),
          ]}
          value={words.language ?? ""}
          onChange={(value) => onChange({ language: (value as VideoLanguage) || null })}
        />
        {categories.length > 0 ? (
          <div className="cs-choices">
            <ChoiceList
              title={t("library.category.title")}
              allowMultiple
              choices={categories.map((line) => ({
                value: line.id,
                label: line.path.join(" / "),
              }))}
              selected={words.categories}
              onChange={(chosen) => onChange({ categories: chosen })}
            />
          </div>
        ) : null}
      </BlockStack>
    </Card>
  );
}
