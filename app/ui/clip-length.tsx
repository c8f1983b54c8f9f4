import { Text } from "@shopify/polaris";
import { isShowable, type VideoCard } from "../domains/media/index.ts";
import { useFormatters } from "./shop-context.tsx";
import { VideoStatusBadge } from "./video-status-badge.tsx";

/** How long a clip of a list is, or why shoppers do not see it. */
export function ClipLength({ video }: { video: VideoCard }) {
  const format = useFormatters();
  if (!isShowable(video)) return <VideoStatusBadge video={video} />;
  return (
    <Text as="p" tone="subdued" variant="bodySm">
      {video.duration === null ? "" : format.duration(video.duration)}
    </Text>
  );
}
