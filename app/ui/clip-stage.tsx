import { BlockStack, Card } from "@shopify/polaris";
import { type ReactNode, useState } from "react";
import type { TaggedProduct, VideoDetail } from "../domains/media/index.ts";
import { HotspotMarks } from "./hotspot-marks.tsx";
import { Player } from "./player.tsx";
import { TagTimeline } from "./tag-timeline.tsx";
import { useVideoTime } from "./use-video-time.ts";

/** A clip that plays, with the places and times of its products over and under it. */
export function ClipStage({
  video,
  hls,
  products,
  onProducts,
  children,
}: {
  video: VideoDetail;
  hls: string;
  /** As they are in the draft. */
  products: TaggedProduct[];
  onProducts: (products: TaggedProduct[]) => void;
  /** Stands right under the player. */
  children?: ReactNode;
}) {
  const [element, setElement] = useState<HTMLVideoElement | null>(null);
  const [placing, setPlacing] = useState<number | null>(null);
  const now = useVideoTime(element);
  const ratio = video.width && video.height ? video.width / video.height : 9 / 16;
  const place = (at: number) => {
    onProducts(products.map((one, index) => (index === at ? { ...one, x: 0.5, y: 0.5 } : one)));
    element?.pause();
    setPlacing(at);
  };
  return (
    <BlockStack gap="400">
      <Card padding="0">
        <Player
          hls={hls}
          poster={video.poster}
          title={video.title}
          ratio={ratio}
          onVideo={setElement}
        >
          <HotspotMarks
            products={products}
            ratio={ratio}
            now={now}
            placing={placing}
            onPlaced={() => setPlacing(null)}
            onChange={onProducts}
          />
        </Player>
        {children}
      </Card>
      {video.duration && products.length > 0 ? (
        <Card>
          <TagTimeline
            products={products}
            duration={video.duration}
            now={now}
            onChange={onProducts}
            onSeek={(ms) => {
              // Nothing is fetched only because a handle moved: the picture follows once it plays.
              if (element?.readyState) element.currentTime = ms / 1000;
            }}
            onPlace={place}
          />
        </Card>
      ) : null}
    </BlockStack>
  );
}
