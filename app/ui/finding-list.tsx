import { Badge, Button, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import {
  type BodySpot,
  type Finding,
  LAWS,
  SEVERITIES,
  type WordSpot,
} from "../domains/clearance/index.ts";
import { useFormatters } from "./shop-context.tsx";

const TONES = { note: "info", look: "attention", stop: "critical" } as const;

/** What was found in a clip: why it matters, where it stands, and which law says so. */
export function FindingList({
  findings,
  onPlay,
}: {
  findings: Finding[];
  /** Plays the clip from that millisecond on; left out where there is no player beside the list. */
  onPlay?: (ms: number) => void;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const gravestFirst = [...SEVERITIES]
    .reverse()
    .flatMap((severity) => findings.filter((finding) => finding.severity === severity));
  return (
    <ul className="cs-findings">
      {gravestFirst.map((finding) => {
        const spot = "spot" in finding ? finding.spot : null;
        const ms = spot?.ms;
        return (
          <li key={keyOf(finding)}>
            <div className="cs-findings__head">
              <Badge tone={TONES[finding.severity]}>
                {t(`review.severity.${finding.severity}`)}
              </Badge>
              {spot ? (
                <Text as="span" tone="subdued" variant="bodySm">
                  <Where spot={spot} />
                </Text>
              ) : null}
              {ms !== undefined && onPlay ? (
                <Button variant="plain" onClick={() => onPlay(ms)}>
                  {t("review.playAt", { time: format.duration(ms) })}
                </Button>
              ) : null}
            </div>
            {spot ? (
              <p className="cs-findings__words" dir="auto">
                {spot.before}
                <mark>{spot.found}</mark>
                {spot.after}
              </p>
            ) : null}
            <p>
              <Reason finding={finding} />
            </p>
            {"spots" in finding ? <Spots spots={finding.spots} onPlay={onPlay} /> : null}
            {finding.kind === "claim" ? (
              <Text as="p" tone="subdued" variant="bodySm">
                {t("review.source")}{" "}
                {finding.laws.map((law, at) => (
                  <span key={law}>
                    {at > 0 ? " · " : ""}
                    <a href={LAWS[law]} target="_blank" rel="noreferrer">
                      {t(`review.law.${law}`)}
                    </a>
                  </span>
                ))}
              </Text>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function Where({ spot }: { spot: WordSpot }) {
  const { t } = useTranslation();
  const format = useFormatters();
  const place = t(`review.place.${spot.place}`, {
    language: t(`common.language.${(spot.language ?? "") as "en"}`, {
      defaultValue: spot.language ?? "",
    }),
  });
  return spot.ms === undefined
    ? place
    : t("review.spotAt", { place, time: format.duration(spot.ms) });
}

/** Pictures by their time, each with what the looker said of it and how sure it is. */
function Spots({
  spots,
  onPlay,
}: {
  spots: BodySpot[];
  onPlay: ((ms: number) => void) | undefined;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  return (
    <ul className="cs-findings__spots">
      {spots.map(({ ms, confidence, reason }) => {
        const share = format.percent(confidence);
        const text = t("review.bodySpot", { time: format.duration(ms), share, reason });
        return (
          <li key={ms}>
            {onPlay ? (
              <Button variant="plain" onClick={() => onPlay(ms)}>
                {text}
              </Button>
            ) : (
              text
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Reason({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  if (finding.kind === "claim") return t(`review.rule.${finding.rule}`);
  if (finding.kind === "word") return t(`review.finding.word-${finding.list}`);
  if ("spots" in finding) return t(`review.finding.${finding.kind}`);
  return t(`review.finding.${finding.kind}`, { ...finding.params });
}

function keyOf(finding: Finding): string {
  if (!("spot" in finding)) return finding.kind;
  const { place, language, before, found } = finding.spot;
  const what = finding.kind === "claim" ? finding.rule : finding.list;
  return [finding.kind, what, place, language, before, found].join("\u0000");
}
