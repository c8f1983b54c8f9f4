import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  FILM_LANGUAGES,
  FILM_LIMITS,
  FILM_PHRASES,
  type FilmLanguage,
  type FilmRecipe,
  type FilmWords,
} from "../../domains/media/index.ts";
import { newId } from "../../kernel/ids.ts";
import { FaultBanner } from "../../ui/fault-banner.tsx";
import { FilmForm } from "../../ui/films/film-form.tsx";
import { FilmStage } from "../../ui/films/film-stage.tsx";
import type { Answer } from "./answer.server.ts";
import { sendJson } from "./send-json.ts";
import { useDone } from "./use-done.ts";
import { useFilmPreview } from "./use-film-preview.ts";
import { usePickProduct } from "./use-pick-product.ts";

interface Subject {
  product: { id: string; title: string };
  pictures: string[];
  words: FilmWords;
}

/** Makes a clip of a product's pictures: what it is to be on one side, what it will look like beside it. */
export function FilmMaker() {
  const { t, i18n } = useTranslation();
  const shopify = useAppBridge();
  const pick = usePickProduct();
  const order = useFetcher<Answer<"order">>();
  const [subject, setSubject] = useState<Subject | null>(null);
  const [recipe, setRecipe] = useState<FilmRecipe | null>(null);
  const [loading, setLoading] = useState(false);
  const preview = useFilmPreview(subject?.product.id ?? null, recipe);
  const fault = useDone(order, () => t("films.begun"));

  const read = async (id: string, language: FilmLanguage): Promise<Subject | null> => {
    const response = await fetch(`/app/library/films?product=${id}&language=${language}`, {
      headers: { Authorization: `Bearer ${await shopify.idToken()}` },
    }).catch(() => null);
    return response?.ok ? ((await response.json()) as Subject) : null;
  };
  const choose = async () => {
    const picked = await pick();
    if (picked === null) return;
    setLoading(true);
    const language = recipe?.language ?? languageFor(picked?.title ?? "", i18n.language);
    const found = picked ? await read(picked.id, language) : null;
    setLoading(false);
    if (!found) return shopify.toast.show(t("films.notRead"), { isError: true });
    setSubject(found);
    setRecipe({
      ...{ style: "calm", music: "soft", ...recipe, language, words: found.words },
      pictures: found.pictures.slice(0, FILM_LIMITS.pictures),
    });
  };
  const change = async (fields: Partial<FilmRecipe>) => {
    if (!recipe || !subject) return;
    setRecipe({ ...recipe, ...fields });
    const { language } = fields;
    if (!language) return;
    // Price and call are said anew; what the merchant wrote instead stays.
    const found = await read(subject.product.id, language);
    const own = recipe.words.call !== FILM_PHRASES[recipe.language].call;
    if (found)
      setRecipe((now) =>
        now && now.language === language
          ? {
              ...now,
              words: {
                title: now.words.title,
                price: now.words.price === "" ? "" : found.words.price,
                call: own ? now.words.call : found.words.call,
              },
            }
          : now,
      );
  };
  const make = (anyway: boolean) => {
    if (!subject || !recipe) return;
    const body = { deed: "order", id: newId(), product: subject.product.id, recipe, anyway };
    sendJson(order, body, "/app/library/films");
  };

  if (!subject || !recipe)
    return (
      <BlockStack gap="400">
        <Text as="p">{t("films.text")}</Text>
        <div>
          <Button variant="primary" loading={loading} onClick={choose}>
            {t("films.choose")}
          </Button>
        </div>
      </BlockStack>
    );
  const none = subject.pictures.length === 0;
  return (
    <BlockStack gap="400">
      <InlineStack gap="300" blockAlign="center">
        <Text as="h3" variant="headingMd" breakWord>
          {subject.product.title}
        </Text>
        <Button size="slim" loading={loading} onClick={choose}>
          {t("films.another")}
        </Button>
      </InlineStack>
      {none ? (
        <Banner tone="warning" title={t("films.noPictures.title")}>
          <p>{t("films.noPictures.text")}</p>
        </Banner>
      ) : (
        <div className="cs-film-maker">
          <FilmForm recipe={recipe} pictures={subject.pictures} onChange={change} />
          <div className="cs-film-maker__stage">
            <BlockStack gap="200">
              {preview.fault && recipe.pictures.length > 0 ? (
                <FaultBanner title={t("films.preview.failed")} fault={preview.fault} />
              ) : null}
              <FilmStage
                film={recipe.pictures.length > 0 ? preview.film : null}
                busy={preview.busy && recipe.pictures.length > 0}
                music={recipe.music}
              />
            </BlockStack>
          </div>
          <BlockStack gap="400">
            {fault?.kind === "film-here" ? (
              <Banner
                tone="info"
                title={t("films.here.title")}
                action={{
                  content: t("films.here.open"),
                  url: `/app/library/${fault.params?.id}`,
                }}
                secondaryAction={{ content: t("films.here.anyway"), onAction: () => make(true) }}
              >
                <p>{t("films.here.text")}</p>
              </Banner>
            ) : fault ? (
              <FaultBanner title={t("add.notStarted")} fault={fault} />
            ) : null}
            <div>
              <Button
                variant="primary"
                loading={order.state !== "idle"}
                disabled={recipe.pictures.length === 0}
                onClick={() => make(false)}
              >
                {t("films.make")}
              </Button>
            </div>
          </BlockStack>
        </div>
      )}
    </BlockStack>
  );
}

/** A title in Chinese is spoken to in Chinese; else the language that the merchant works in. */
function languageFor(title: string, locale: string): FilmLanguage {
  if (/\p{Script=Han}/u.test(title))
    return /\p{Script=Hiragana}|\p{Script=Katakana}/u.test(title) ? "ja" : "zh-CN";
  if (locale.startsWith("zh")) return "en";
  return FILM_LANGUAGES.find((language) => language === locale) ?? "en";
}
