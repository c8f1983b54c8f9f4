import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { BlockKind } from "../contract/feed.ts";
import { isByProduct } from "../domains/placements/index.ts";
import { Poster, type PosterClip, useMotion } from "./poster.tsx";

/** What a shopper meets, drawn on a phone. It shows the clips as they are set now, saved or not. */
export function PhonePreview({
  block,
  title,
  clips,
}: {
  block: BlockKind;
  title: string;
  clips: (PosterClip & { id: string })[];
}) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("placements.preview.title")}
        </Text>
        <div className={`cs-phone cs-phone--${block}`}>
          <div className="cs-phone__bar" aria-hidden="true" />
          {clips.length === 0 ? (
            <p className="cs-phone__none">{t("placements.preview.none")}</p>
          ) : (
            <Shown block={block} title={title} clips={clips} />
          )}
        </div>
        <Text as="p" tone="subdued" variant="bodySm">
          {isByProduct(block) ? t("placements.preview.product") : t("placements.preview.note")}
        </Text>
      </BlockStack>
    </Card>
  );
}

function Shown({
  block,
  title,
  clips,
}: {
  block: BlockKind;
  title: string;
  clips: (PosterClip & { id: string })[];
}) {
  const motion = useMotion();
  const lines = (
    <div className="cs-phone__lines" aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  );
  if (block === "carousel")
    return (
      <>
        <p className="cs-phone__title">{title}</p>
        <div className="cs-phone__row">
          {clips.map((clip) => (
            <div key={clip.id}>
              <Poster clip={clip} moving={motion} />
              <p>{clip.title}</p>
            </div>
          ))}
        </div>
        {lines}
      </>
    );
  if (block === "floating")
    return (
      <>
        {lines}
        {lines}
        <div className="cs-phone__float">
          <Poster clip={clips[0]!} moving={motion} />
        </div>
      </>
    );
  if (block === "stories")
    return (
      <>
        <div className="cs-phone__stories">
          {clips.map((clip) => (
            <div key={clip.id}>
              <Poster clip={clip} moving={false} />
              <p>{clip.title}</p>
            </div>
          ))}
        </div>
        <div className="cs-phone__product" aria-hidden="true" />
        {lines}
      </>
    );
  if (block === "grid" || block === "page")
    return (
      <>
        <p className="cs-phone__title">{title}</p>
        <div className="cs-phone__inline">
          {clips.slice(0, 6).map((clip) => (
            <Poster key={clip.id} clip={clip} moving={motion} />
          ))}
        </div>
      </>
    );
  if (block === "hero")
    return (
      <>
        <div className="cs-phone__hero">
          <Poster clip={clips[0]!} moving={motion} />
          <div aria-hidden="true">
            <span />
            <span />
          </div>
        </div>
        {lines}
      </>
    );
  if (block === "single")
    return (
      <>
        {lines}
        <div className="cs-phone__single">
          <Poster clip={clips[0]!} moving={motion} />
        </div>
        {lines}
      </>
    );
  if (block === "gallery")
    return (
      <>
        <div className="cs-phone__gallery">
          <Poster clip={clips[0]!} moving={motion} />
          <div aria-hidden="true" />
        </div>
        {lines}
        {lines}
      </>
    );
  return (
    <>
      <div className="cs-phone__product" aria-hidden="true" />
      {lines}
      <div className="cs-phone__inline">
        {clips.slice(0, 2).map((clip) => (
          <Poster key={clip.id} clip={clip} moving={motion} />
        ))}
      </div>
    </>
  );
}
