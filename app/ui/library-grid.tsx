import { Link } from "@remix-run/react";
import { Box, Checkbox, Text } from "@shopify/polaris";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { isShowable, type ListedCard } from "../domains/media/index.ts";
import { CLIPS_TYPE } from "./category-tree.tsx";
import { useFaultText } from "./fault-text.ts";
import { Poster, useMovingPoster } from "./poster.tsx";
import { useFormatters } from "./shop-context.tsx";
import { type UploadDeeds, UploadTile, type UploadView } from "./upload-tile.tsx";
import { VideoStatusBadge } from "./video-status-badge.tsx";

export interface LibraryViewProps {
  videos: ListedCard[];
  uploads: UploadView[];
  /** Ids. */
  selected: string[];
  onSelect: (ids: string[]) => void;
  /** About the uploads. */
  deeds: UploadDeeds;
}

/** The library as a wall of posters. Files on their way stand first, where their clips will be. */
export function LibraryGrid({ videos, uploads, selected, onSelect, deeds }: LibraryViewProps) {
  const pick = useRangePick(videos, selected, onSelect);
  return (
    <Box padding="400">
      <ul className="cs-grid">
        {uploads.map((upload) => (
          <li key={upload.key} className="cs-tile">
            <UploadTile upload={upload} deeds={deeds} />
          </li>
        ))}
        {videos.map((video) => (
          <li
            key={video.id}
            className="cs-tile"
            data-clip={video.id}
            draggable
            onDragStart={(event) => {
              // A clip that is not selected is dragged alone, as in a file manager.
              const ids = selected.includes(video.id) ? selected : [video.id];
              event.dataTransfer.setData(CLIPS_TYPE, ids.join(","));
              event.dataTransfer.effectAllowed = "copy";
            }}
          >
            <Tile
              video={video}
              selected={selected.includes(video.id)}
              onSelect={(on, range) => pick(video.id, on, range)}
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
  video: ListedCard;
  selected: boolean;
  /** `range`: with Shift, so all since the last one. */
  onSelect: (on: boolean, range: boolean) => void;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const say = useFaultText();
  const { moving, handlers } = useMovingPoster();
  const shift = useRef(false);
  return (
    <>
      <div
        className="cs-tile__select"
        onClickCapture={(event) => {
          shift.current = event.shiftKey;
        }}
      >
        <Checkbox
          label={t("library.select", { title: video.title })}
          labelHidden
          checked={selected}
          onChange={(on) => onSelect(on, shift.current)}
        />
      </div>
      <Link
        to={`/app/library/${video.id}`}
        className="cs-tile__link"
        draggable={false}
        {...handlers}
      >
        <span className="cs-tile__picture">
          <Poster clip={video} moving={moving} />
          {isShowable(video) ? (
            <span className="cs-visually-hidden">{t("common.videoStatus.ready")}</span>
          ) : (
            <span className="cs-tile__badge">
              <VideoStatusBadge video={video} />
            </span>
          )}
          {isShowable(video) && video.duration !== null ? (
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

/** Selects one clip, or with Shift all from the last one touched to this one. */
function useRangePick(videos: ListedCard[], selected: string[], onSelect: (ids: string[]) => void) {
  const last = useRef<string | null>(null);
  return (id: string, on: boolean, range: boolean) => {
    const ids = videos.map((video) => video.id);
    const [from, to] = [ids.indexOf(last.current ?? id), ids.indexOf(id)];
    const touched =
      range && from >= 0 ? ids.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
    last.current = id;
    const others = selected.filter((one) => !touched.includes(one));
    onSelect(on ? [...others, ...touched] : others);
  };
}
