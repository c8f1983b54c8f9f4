import { Link } from "@remix-run/react";
import { Box, Button, Checkbox, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { VideoCard } from "../domains/media/index.ts";
import { useFaultText } from "./fault-text.ts";
import { Poster, useMovingPoster } from "./poster.tsx";
import { useFormatters } from "./shop-context.tsx";
import { UploadTile, type UploadView } from "./upload-tile.tsx";
import { VideoStatusBadge } from "./video-status-badge.tsx";

export interface LibraryViewProps {
  videos: VideoCard[];
  uploads: UploadView[];
  /** Ids. */
  selected: string[];
  onSelect: (ids: string[]) => void;
  onDelete: () => void;
  onCancel: (key: string) => void;
  onRetry: (key: string) => void;
  onForget: (key: string) => void;
}

/** The library as a wall of posters. Files on their way stand first, where their clips will be. */
export function LibraryGrid({
  videos,
  uploads,
  selected,
  onSelect,
  onDelete,
  onCancel,
  onRetry,
  onForget,
}: LibraryViewProps) {
  const { t } = useTranslation();
  return (
    <Box padding="400">
      <div className="cs-selection" aria-live="polite">
        {selected.length > 0 ? (
          <InlineStack gap="200" blockAlign="center">
            <Text as="span" variant="bodyMd" fontWeight="semibold">
              {t("library.selected", { count: selected.length })}
            </Text>
            <Button tone="critical" onClick={onDelete}>
              {t("common.delete")}
            </Button>
            <Button variant="tertiary" onClick={() => onSelect([])}>
              {t("library.clearSelection")}
            </Button>
          </InlineStack>
        ) : null}
      </div>
      <ul className="cs-grid">
        {uploads.map((upload) => (
          <li key={upload.key} className="cs-tile">
            <UploadTile
              upload={upload}
              onCancel={() => onCancel(upload.key)}
              onRetry={() => onRetry(upload.key)}
              onForget={() => onForget(upload.key)}
            />
          </li>
        ))}
        {videos.map((video) => (
          <li key={video.id} className="cs-tile">
            <Tile
              video={video}
              selected={selected.includes(video.id)}
              onSelect={(on) =>
                onSelect(on ? [...selected, video.id] : selected.filter((id) => id !== video.id))
              }
            />
          </li>
        ))}
      </ul>
    </Box>
  );
}

function Tile({
  video,
  selected,
  onSelect,
}: {
  video: VideoCard;
  selected: boolean;
  onSelect: (on: boolean) => void;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const say = useFaultText();
  const { moving, handlers } = useMovingPoster();
  return (
    <>
      <div className="cs-tile__select">
        <Checkbox
          label={t("library.select", { title: video.title })}
          labelHidden
          checked={selected}
          onChange={onSelect}
        />
      </div>
      <Link to={`/app/library/${video.id}`} className="cs-tile__link" {...handlers}>
        <span className="cs-tile__picture">
          <Poster clip={video} moving={moving} />
          {video.status === "ready" ? (
            <span className="cs-visually-hidden">{t("common.videoStatus.ready")}</span>
          ) : (
            <span className="cs-tile__badge">
              <VideoStatusBadge status={video.status} progress={video.progress} />
            </span>
          )}
          {video.status === "ready" && video.duration !== null ? (
            <span className="cs-tile__duration">{format.duration(video.duration)}</span>
          ) : null}
        </span>
        <span className="cs-tile__text">
          <span className="cs-tile__title" title={video.title}>
            {video.title}
          </span>
          <Text as="span" tone="subdued" variant="bodySm">
            {video.failure ? say(video.failure) : null}
            {video.status === "ready" ? t("library.products", { count: video.productCount }) : null}
          </Text>
        </span>
      </Link>
    </>
  );
}
