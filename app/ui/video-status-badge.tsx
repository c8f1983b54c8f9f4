import { Badge } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { VideoCard } from "../domains/media/index.ts";
import { useFormatters } from "./shop-context.tsx";

const LOOK = {
  wanted: { tone: "attention", progress: "incomplete" },
  uploading: { tone: "info", progress: "incomplete" },
  queued: { tone: "info", progress: "incomplete" },
  processing: { tone: "info", progress: "partiallyComplete" },
  ready: { tone: "success", progress: "complete" },
  failed: { tone: "critical", progress: undefined },
} as const;

/** Status in words first; colour and dot only repeat it. */
export function VideoStatusBadge({
  video: { status, progress, withheld },
}: {
  video: Pick<VideoCard, "status" | "progress" | "withheld">;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  if (status === "ready" && withheld.length > 0)
    return (
      <Badge tone="warning" progress="complete">
        {withheld.map((reason) => t(`common.withheld.${reason}`)).join(" · ")}
      </Badge>
    );
  const { tone, progress: dot } = LOOK[status];
  const name = t(`common.videoStatus.${status}`);
  return (
    <Badge tone={tone} progress={dot}>
      {status === "processing" && progress
        ? t("common.statusWithShare", { status: name, share: format.percent(progress) })
        : name}
    </Badge>
  );
}
