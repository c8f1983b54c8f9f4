import { Button, Icon, Text } from "@shopify/polaris";
import { DeleteIcon, DragHandleIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { VideoCard } from "../domains/media/index.ts";
import { ClipLength } from "./clip-length.tsx";
import { moved } from "./moved.ts";
import { OrderButtons } from "./order-buttons.tsx";
import { Poster } from "./poster.tsx";

/** Clips in the order shoppers see them. Moved by its buttons, or dragged. */
export function OrderedClips({
  videos,
  onChange,
}: {
  videos: VideoCard[];
  onChange: (videos: VideoCard[]) => void;
}) {
  const { t } = useTranslation();
  const [dragged, setDragged] = useState<number | null>(null);
  const [said, setSaid] = useState("");

  const move = (from: number, to: number) => {
    onChange(moved(videos, from, to));
    setSaid(
      t("playlists.moved", {
        title: videos[from]!.title,
        place: to + 1,
        count: videos.length,
      }),
    );
  };

  return (
    <>
      <p className="cs-visually-hidden" role="status">
        {said}
      </p>
      <ol className="cs-rows">
        {videos.map((video, at) => (
          <li
            key={video.id}
            className={dragged === at ? "cs-dragged" : undefined}
            draggable
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = "move";
              setDragged(at);
            }}
            onDragOver={(event) => {
              if (dragged !== null) event.preventDefault();
            }}
            onDrop={(event) => {
              if (dragged === null) return;
              event.preventDefault();
              if (dragged !== at) move(dragged, at);
              setDragged(null);
            }}
            onDragEnd={() => setDragged(null)}
          >
            <div className="cs-ordered">
              <span className="cs-drag" aria-hidden="true">
                <Icon source={DragHandleIcon} tone="subdued" />
              </span>
              <span className="cs-thumb">
                <Poster clip={video} />
              </span>
              <div className="cs-grow">
                <Text as="p" fontWeight="semibold" breakWord>
                  {video.title}
                </Text>
                <ClipLength video={video} />
              </div>
              <OrderButtons
                name={video.title}
                at={at}
                count={videos.length}
                onMove={(to) => move(at, to)}
              />
              <Button
                icon={DeleteIcon}
                variant="tertiary"
                accessibilityLabel={t("playlists.removeClip", { title: video.title })}
                onClick={() => onChange(videos.filter((_, index) => index !== at))}
              />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}
