import { BlockStack, InlineGrid, Select, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import {
  FILM_LANGUAGES,
  FILM_LIMITS,
  FILM_MOODS,
  FILM_STYLES,
  type FilmLanguage,
  type FilmMood,
  type FilmRecipe,
  type FilmStyle,
  type FilmWords,
} from "../../domains/media/index.ts";

/** What a film is made of: pictures, style, words, music. */
export function FilmForm({
  recipe,
  pictures,
  onChange,
}: {
  recipe: FilmRecipe;
  /** All that the product has. */
  pictures: string[];
  onChange: (change: Partial<FilmRecipe>) => void;
}) {
  const { t } = useTranslation();
  const word = (field: keyof FilmWords) => ({
    label: t(`films.words.${field}`),
    value: recipe.words[field],
    maxLength: FILM_LIMITS[field],
    autoComplete: "off",
    onChange: (value: string) => onChange({ words: { ...recipe.words, [field]: value } }),
  });
  return (
    <BlockStack gap="400">
      <PictureChoice
        all={pictures}
        chosen={recipe.pictures}
        onChange={(chosen) => onChange({ pictures: chosen })}
      />
      <StyleChoice style={recipe.style} onChange={(style) => onChange({ style })} />
      <TextField {...word("title")} />
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
        <TextField {...word("price")} helpText={t("films.words.priceHelp")} />
        <TextField {...word("call")} />
        <Select
          label={t("films.language")}
          options={FILM_LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
          value={recipe.language}
          onChange={(language) => onChange({ language: language as FilmLanguage })}
        />
        <Select
          label={t("films.music.label")}
          options={[
            { value: "", label: t("films.music.none") },
            ...FILM_MOODS.map((value) => ({ value, label: t(`films.music.${value}`) })),
          ]}
          value={recipe.music ?? ""}
          onChange={(music) => onChange({ music: (music || null) as FilmMood | null })}
        />
      </InlineGrid>
    </BlockStack>
  );
}

/** Each language by its own name. */
const NAMES: Record<FilmLanguage, string> = {
  en: "English",
  "zh-CN": "简体中文",
  "zh-TW": "繁體中文",
  ja: "日本語",
  fr: "Français",
  de: "Deutsch",
  es: "Español",
  "pt-BR": "Português (Brasil)",
  "pt-PT": "Português (Portugal)",
};

function PictureChoice({
  all,
  chosen,
  onChange,
}: {
  all: string[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}) {
  const { t } = useTranslation();
  const full = chosen.length >= FILM_LIMITS.pictures;
  return (
    <fieldset className="cs-film-pictures">
      <legend>{t("films.pictures.label", { count: FILM_LIMITS.pictures })}</legend>
      <div className="cs-film-pictures__all">
        {all.map((url, index) => {
          const place = chosen.indexOf(url);
          const name = t("films.pictures.one", { number: index + 1 });
          return (
            <button
              key={url}
              type="button"
              aria-pressed={place >= 0}
              disabled={place < 0 && full}
              onClick={() =>
                onChange(place >= 0 ? chosen.filter((each) => each !== url) : [...chosen, url])
              }
            >
              <img src={url} alt={name} loading="lazy" />
              {place >= 0 ? <span className="cs-film-pictures__place">{place + 1}</span> : null}
            </button>
          );
        })}
      </div>
      <Text as="p" tone="subdued" variant="bodySm">
        {t("films.pictures.help")}
      </Text>
    </fieldset>
  );
}

function StyleChoice({
  style,
  onChange,
}: {
  style: FilmStyle;
  onChange: (style: FilmStyle) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="cs-film-styles">
      <legend>{t("films.style.label")}</legend>
      <div className="cs-film-styles__all">
        {FILM_STYLES.map((each) => (
          <label key={each} className={`cs-film-style cs-film-style--${each}`}>
            <input
              type="radio"
              name="film-style"
              value={each}
              checked={each === style}
              onChange={() => onChange(each)}
            />
            <span className="cs-film-style__sample" aria-hidden="true">
              <i />
              <b />
              <u />
            </span>
            <span>
              <strong>{t(`films.style.${each}.name`)}</strong>
              <small>{t(`films.style.${each}.text`)}</small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
