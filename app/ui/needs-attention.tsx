import { Link } from "@remix-run/react";
import { Badge, BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { type IntakeAttention, PLATFORM_NAMES } from "../domains/intake/index.ts";
import type { VideoCard } from "../domains/media/index.ts";
import type { PlacementCard } from "../domains/placements/index.ts";
import { useFaultText } from "./fault-text.ts";

/** What somebody should look at, each line a link to where it is put right. Nothing when all is well. */
export function NeedsAttention({
  failed,
  waiting,
  rights,
  reviews,
  intake,
  underWay,
  untagged,
  placements,
}: {
  failed: { videos: VideoCard[]; total: number };
  /** People to write to: what they wait for is back. */
  waiting: number;
  /** Clips whose rights end within a week, the first of them, and how many have ended. */
  rights: { ending: VideoCard[]; total: number; ended: number };
  /** Clips that somebody has to decide about. */
  reviews: number;
  /** Accounts to connect again, clips to add files to, and exports that are ready to be brought in. */
  intake: IntakeAttention;
  underWay: number;
  untagged: VideoCard[];
  placements: PlacementCard[];
}) {
  const { t } = useTranslation();
  const say = useFaultText();
  const lines = [
    ...failed.videos.map((video) => ({
      key: video.id,
      url: `/app/library/${video.id}`,
      badge: <Badge tone="critical">{t("common.videoStatus.failed")}</Badge>,
      title: video.title,
      text: video.failure ? say(video.failure) : t("faults.unknown"),
    })),
    ...(failed.total > failed.videos.length
      ? [
          {
            key: "failed",
            url: "/app/library?status=failed",
            badge: <Badge tone="critical">{t("common.videoStatus.failed")}</Badge>,
            title: t("home.attention.moreFailed", { count: failed.total - failed.videos.length }),
            text: null,
          },
        ]
      : []),
    ...placements.map((placement) => ({
      key: placement.id,
      url: `/app/placements/${placement.id}`,
      badge:
        placement.sync.kind === "failed" ? (
          <Badge tone="critical">{t("home.attention.notWritten")}</Badge>
        ) : (
          <Badge tone="attention">{t("placements.state.changed")}</Badge>
        ),
      title: placement.title,
      text:
        placement.sync.kind === "failed"
          ? say({ kind: placement.sync.fault, params: placement.sync.params })
          : t("home.attention.changed"),
    })),
    ...rights.ending.map((video) => ({
      key: `rights ${video.id}`,
      url: `/app/library/${video.id}`,
      badge: <Badge tone="warning">{t("home.attention.rights")}</Badge>,
      title: video.title,
      text: t("home.attention.rightsEnd"),
    })),
    ...(rights.total > rights.ending.length
      ? [
          {
            key: "rights",
            url: "/app/library?rights=ending7",
            badge: <Badge tone="warning">{t("home.attention.rights")}</Badge>,
            title: t("home.attention.moreRights", { count: rights.total - rights.ending.length }),
            text: null,
          },
        ]
      : []),
    ...(rights.ended > 0
      ? [
          {
            key: "ended",
            url: "/app/library?rights=expired",
            badge: <Badge tone="critical">{t("home.attention.rightsOver")}</Badge>,
            title: t("home.attention.ended", { count: rights.ended }),
            text: t("home.attention.endedText"),
          },
        ]
      : []),
    ...(reviews > 0
      ? [
          {
            key: "reviews",
            url: "/app/review",
            badge: <Badge tone="attention">{t("home.attention.review")}</Badge>,
            title: t("home.attention.reviewWaits", { count: reviews }),
            text: t("home.attention.reviewText"),
          },
        ]
      : []),
    ...intake.lapsed.map(({ id, kind, name }) => ({
      key: `account ${id}`,
      url: "/app/library/add?way=accounts",
      badge: <Badge tone="critical">{t("add.accounts.lapsed")}</Badge>,
      title: t("home.attention.lapsed", { platform: PLATFORM_NAMES[kind], name }),
      text: t("home.attention.lapsedText"),
    })),
    ...(intake.exports > 0
      ? [
          {
            key: "exports",
            url: "/app/library/add?way=archive",
            badge: <Badge tone="attention">{t("add.archive.state.read")}</Badge>,
            title: t("home.attention.exports", { count: intake.exports }),
            text: t("home.attention.exportsText"),
          },
        ]
      : []),
    ...(intake.wanted > 0
      ? [
          {
            key: "wanted",
            url: "/app/library/add?way=archive",
            badge: <Badge tone="attention">{t("common.videoStatus.wanted")}</Badge>,
            title: t("add.wanted.title", { count: intake.wanted }),
            text: t("home.attention.wantedText"),
          },
        ]
      : []),
    ...(waiting > 0
      ? [
          {
            key: "waiting",
            url: "/app/sold-out",
            badge: <Badge tone="attention">{t("home.attention.back")}</Badge>,
            title: t("home.attention.waiting", { count: waiting }),
            text: t("home.attention.writeToThem"),
          },
        ]
      : []),
    ...(underWay > 0
      ? [
          {
            key: "processing",
            url: "/app/library?status=processing",
            badge: <Badge tone="info">{t("common.videoStatus.processing")}</Badge>,
            title: t("home.attention.underWay", { count: underWay }),
            text: null,
          },
        ]
      : []),
    ...untagged.slice(0, 3).map((video) => ({
      key: video.id,
      url: `/app/library/${video.id}`,
      badge: <Badge tone="attention">{t("home.attention.noProduct")}</Badge>,
      title: video.title,
      text: t("home.attention.tagIt"),
    })),
  ];
  if (lines.length === 0) return null;
  return (
    <Card padding="0">
      <div className="cs-card-title">
        <Text as="h2" variant="headingMd">
          {t("home.attention.title")}
        </Text>
      </div>
      <ul className="cs-rows">
        {lines.map((line) => (
          <li key={line.key}>
            <Link to={line.url} className="cs-row-link" prefetch="intent">
              <span className="cs-grow">
                <BlockStack gap="050">
                  <Text as="span" fontWeight="semibold" breakWord>
                    {line.title}
                  </Text>
                  {line.text ? (
                    <Text as="span" tone="subdued" variant="bodySm">
                      {line.text}
                    </Text>
                  ) : null}
                </BlockStack>
              </span>
              {line.badge}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
