import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { PLATFORM_NAMES, type PostView } from "../domains/intake/index.ts";
import { NumbersList } from "./numbers-list.tsx";
import { useFormatters } from "./shop-context.tsx";

/** The post that a clip is from, and what its platform counted when it was last asked. */
export function ClipPost({ post }: { post: PostView }) {
  const { t } = useTranslation();
  const format = useFormatters();
  const platform = PLATFORM_NAMES[post.kind];
  const counts = (["views", "likes", "comments", "shares"] as const).flatMap((name) => {
    const value = post.counts[name];
    return value === null ? [] : [{ name: t(`clip.post.${name}`), value: format.number(value) }];
  });
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("clip.post.title", { platform })}
        </Text>
        <NumbersList
          lines={[
            ...(post.author ? [{ name: t("clip.post.author"), value: post.author }] : []),
            ...(post.publishedAt === null
              ? []
              : [{ name: t("clip.post.published"), value: format.dateTime(post.publishedAt) }]),
            ...counts,
          ]}
        />
        {counts.length > 0 ? (
          <Text as="p" variant="bodySm" tone="subdued">
            {t("clip.post.counted", { platform, at: format.dateTime(post.countedAt) })}
          </Text>
        ) : null}
        {post.page ? (
          <a className="cs-link" href={post.page} target="_blank" rel="noreferrer">
            {t("add.wanted.open", { platform })}
          </a>
        ) : null}
      </BlockStack>
    </Card>
  );
}
