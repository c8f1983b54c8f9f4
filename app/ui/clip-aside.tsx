import { BlockStack, Card, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Totals } from "../domains/analytics/index.ts";
import type { PostView } from "../domains/intake/index.ts";
import type { TaggedProduct, VideoDetail } from "../domains/media/index.ts";
import { ClipPost } from "./clip-post.tsx";
import { ClipStage } from "./clip-stage.tsx";
import { NumbersList } from "./numbers-list.tsx";
import { Poster } from "./poster.tsx";
import { useFormatters } from "./shop-context.tsx";

/** What a clip looks like, how it does, and what was uploaded. */
export function ClipAside({
  video,
  numbers,
  days,
  products,
  post,
  onProducts,
}: {
  video: VideoDetail;
  numbers: Totals;
  days: number;
  /** As they are in the draft: when and where they are shown is set here. */
  products: TaggedProduct[];
  /** Null for clips of no platform. */
  post: PostView | null;
  onProducts: (products: TaggedProduct[]) => void;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const size = video.width && video.height ? { width: video.width, height: video.height } : null;
  return (
    <BlockStack gap="400">
      {video.hls ? (
        <ClipStage video={video} hls={video.hls} products={products} onProducts={onProducts}>
          <Processing video={video} />
        </ClipStage>
      ) : (
        <Card padding="0">
          <div className="cs-player">
            <Poster clip={video} />
          </div>
          <Processing video={video} />
        </Card>
      )}
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t("clip.numbers.title", { count: days })}
          </Text>
          <NumbersList
            lines={[
              { name: t("common.numbers.revenue"), value: format.money(numbers.revenue) },
              { name: t("common.numbers.orders"), value: format.number(numbers.orders) },
              { name: t("common.numbers.adds"), value: format.number(numbers.adds) },
              { name: t("common.numbers.plays"), value: format.number(numbers.plays) },
              { name: t("common.numbers.watchTime"), value: format.watchTime(numbers.watchTime) },
              {
                name: t("common.numbers.completion"),
                value:
                  numbers.plays > 0
                    ? format.percent(numbers.completions / numbers.plays)
                    : t("common.none"),
              },
            ]}
          />
        </BlockStack>
      </Card>
      {post ? <ClipPost post={post} /> : null}
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t("clip.file.title")}
          </Text>
          <NumbersList
            lines={[
              { name: t("clip.file.source"), value: t(`common.source.${video.source}`) },
              ...(video.status === "wanted"
                ? []
                : [
                    { name: t("clip.file.name"), value: video.sourceName },
                    { name: t("clip.file.size"), value: format.bytes(video.sourceBytes) },
                  ]),
              ...(video.duration === null
                ? []
                : [{ name: t("clip.file.length"), value: format.duration(video.duration) }]),
              ...(size
                ? [{ name: t("clip.file.picture"), value: t("clip.file.pixels", size) }]
                : []),
              ...(video.hasAudio === null
                ? []
                : [
                    {
                      name: t("clip.file.sound"),
                      value: video.hasAudio ? t("clip.file.withSound") : t("clip.file.noSound"),
                    },
                  ]),
              { name: t("clip.file.added"), value: format.dateTime(video.createdAt) },
            ]}
          />
        </BlockStack>
      </Card>
    </BlockStack>
  );
}

function Processing({ video }: { video: VideoDetail }) {
  const { t } = useTranslation();
  const format = useFormatters();
  if (video.status === "ready" || video.status === "failed") return null;
  return (
    <div className="cs-processing" role="status">
      <Text as="p" variant="bodySm">
        {video.status === "processing"
          ? t("clip.processing", { share: format.percent(video.progress) })
          : t(`clip.${video.status}`)}
      </Text>
      {video.status === "processing" ? (
        <ProgressBar progress={video.progress * 100} size="small" tone="primary" />
      ) : null}
    </div>
  );
}
