import { Link } from "@remix-run/react";
import { Badge, Button, ButtonGroup, Checkbox, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import {
  gravest,
  type QueuedClip,
  REVIEW_DECISIONS,
  type ReviewDecision,
} from "../domains/clearance/index.ts";
import { FindingList } from "./finding-list.tsx";
import { Player } from "./player.tsx";
import { Poster } from "./poster.tsx";
import { useFormatters } from "./shop-context.tsx";

const TONES = { note: "info", look: "attention", stop: "critical" } as const;
const DECISIONS = Object.keys(REVIEW_DECISIONS) as ReviewDecision[];

/** Clips one below the other; the one that is looked at is open, with its player and what was found. */
export function ReviewList({
  clips,
  open,
  selected,
  busy,
  onOpen,
  onSelect,
  onDecide,
  onHistory,
  onVideo,
}: {
  clips: QueuedClip[];
  /** Id of the open one. */
  open: string | null;
  selected: string[];
  busy: boolean;
  onOpen: (id: string) => void;
  onSelect: (ids: string[]) => void;
  onDecide: (clips: QueuedClip[], decision: ReviewDecision) => void;
  onHistory: (clip: QueuedClip) => void;
  /** The open clip's video element. */
  onVideo: (video: HTMLVideoElement | null) => void;
}) {
  const { t } = useTranslation();
  const chosen = clips.filter(({ review }) => selected.includes(review.videoId));
  const all = chosen.length === clips.length;
  return (
    <>
      <div className="cs-comments__bar">
        <Checkbox
          label={
            chosen.length > 0
              ? t("review.selected", { count: chosen.length })
              : t("review.selectAll")
          }
          checked={all ? true : chosen.length > 0 ? "indeterminate" : false}
          onChange={() => onSelect(all ? [] : clips.map(({ review }) => review.videoId))}
        />
        {chosen.some(({ review }) => review.state !== "approved") ? (
          <Button size="slim" disabled={busy} onClick={() => onDecide(chosen, "approve")}>
            {t("review.approveSelected")}
          </Button>
        ) : null}
      </div>
      <ul className="cs-reviews" aria-label={t("review.title")}>
        {clips.map((clip) => {
          const id = clip.review.videoId;
          return (
            <li key={id} className="cs-review" data-review={id}>
              <Checkbox
                label={t("review.select", { title: clip.video.title })}
                labelHidden
                checked={selected.includes(id)}
                onChange={(on) =>
                  onSelect(on ? [...selected, id] : selected.filter((one) => one !== id))
                }
              />
              <div className="cs-grow">
                <Head clip={clip} open={open === id} onOpen={() => onOpen(id)} />
                {open === id ? (
                  <Body
                    clip={clip}
                    busy={busy}
                    onDecide={(decision) => onDecide([clip], decision)}
                    onHistory={() => onHistory(clip)}
                    onVideo={onVideo}
                  />
                ) : null}
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Head({
  clip: { video, review },
  open,
  onOpen,
}: {
  clip: QueuedClip;
  open: boolean;
  onOpen: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const worst = gravest(review.findings);
  return (
    <button type="button" className="cs-review__head" aria-expanded={open} onClick={onOpen}>
      <span className="cs-thumb">
        <Poster clip={video} />
      </span>
      <span className="cs-grow">
        <Text as="span" fontWeight="semibold" breakWord>
          {video.title}
        </Text>
        <span className="cs-review__facts">
          {worst ? (
            <Badge tone={TONES[worst]}>
              {t("review.findings", { count: review.findings.length })}
            </Badge>
          ) : null}
          <Text as="span" tone="subdued" variant="bodySm">
            {t("review.waitsSince", { when: format.dateTime(review.since) })}
          </Text>
        </span>
      </span>
    </button>
  );
}

function Body({
  clip: { video, review },
  busy,
  onDecide,
  onHistory,
  onVideo,
}: {
  clip: QueuedClip;
  busy: boolean;
  onDecide: (decision: ReviewDecision) => void;
  onHistory: () => void;
  onVideo: (video: HTMLVideoElement | null) => void;
}) {
  const { t } = useTranslation();
  const ratio = video.width && video.height ? video.width / video.height : 9 / 16;
  const offered = DECISIONS.filter((one) => REVIEW_DECISIONS[one] !== review.state);
  return (
    <div className="cs-review__body">
      <div className="cs-review__stage">
        {video.hls ? (
          <Player
            hls={video.hls}
            poster={video.poster}
            title={video.title}
            ratio={ratio}
            onVideo={onVideo}
          />
        ) : (
          <Poster clip={video} />
        )}
      </div>
      <div className="cs-review__told">
        <ButtonGroup>
          {offered.map((decision) => (
            <Button
              key={decision}
              variant={decision === "approve" ? "primary" : "secondary"}
              tone={decision === "refuse" ? "critical" : undefined}
              disabled={busy}
              onClick={() => onDecide(decision)}
            >
              {t(`review.${decision}`)}
            </Button>
          ))}
        </ButtonGroup>
        {review.reason ? (
          <Text as="p" breakWord>
            {t("review.reasonIs", { reason: review.reason })}
          </Text>
        ) : null}
        {review.findings.length > 0 ? (
          <FindingList
            findings={review.findings}
            onPlay={(ms) => {
              const element = document.querySelector<HTMLVideoElement>(".cs-review__stage video");
              if (element) playFrom(element, ms);
            }}
          />
        ) : (
          <Text as="p" tone="subdued">
            {review.state === "waiting" ? t("review.noFindings") : t("review.nothingFound")}
          </Text>
        )}
        {video.description ? (
          <p className="cs-comment__text" dir="auto">
            {video.description}
          </p>
        ) : null}
        <div className="cs-comment__deeds">
          <span>
            <Link to={`/app/library/${video.id}`}>{t("review.openClip")}</Link>
          </span>
          <Button variant="plain" onClick={onHistory}>
            {t("review.history")}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** Nothing of the clip may have been fetched yet: then the place is taken as soon as there is one. */
function playFrom(element: HTMLVideoElement, ms: number): void {
  const seek = () => {
    element.currentTime = ms / 1000;
  };
  if (element.readyState > 0) seek();
  else element.addEventListener("loadedmetadata", seek, { once: true });
  element.play().catch(() => {});
}
