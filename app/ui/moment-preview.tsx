import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { isBar, isQuestion, type Moment } from "../domains/media/index.ts";

/**
 * What shoppers would see over the clip at this time, over the page's own player. Looks like it and does
 * nothing: it is no part of the page for a screen reader, which has the list. A question stands there when
 * it was asked for.
 */
export function MomentPreview({
  moments,
  now,
  asked,
  onAnswered,
}: {
  moments: Moment[];
  /** Where the player is, milliseconds. */
  now: number;
  /** The question that is to be shown, by id. */
  asked: string | null;
  onAnswered: () => void;
}) {
  const { t } = useTranslation();
  const [player, setPlayer] = useState<Element | null>(null);
  useEffect(() => setPlayer(document.querySelector(".cs-player")), []);
  const bars = moments
    .filter(isBar)
    .filter(({ from, to }) => now >= from && now < (to ?? Infinity));
  const chapter = moments.findLast((one) => one.kind === "chapter" && one.at <= now);
  const question = moments.filter(isQuestion).find(({ id }) => id === asked);
  useEffect(() => {
    if (!question) return;
    const timer = setTimeout(onAnswered, 6000);
    return () => clearTimeout(timer);
  }, [question, onAnswered]);
  if (!player?.isConnected || now === 0) return null;
  return createPortal(
    <div className="cs-moments-preview" aria-hidden="true">
      {question ? (
        <div className="cs-moments-preview__question">
          <strong dir="auto">{question.question}</strong>
          {question.choices.map(({ text }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: choices are known by their place
            <span key={at} dir="auto">
              {text}
            </span>
          ))}
        </div>
      ) : (
        <>
          {bars.map((bar) => (
            <div key={bar.id} className="cs-moments-preview__bar" data-kind={bar.kind} dir="auto">
              <span>{bar.text}</span>
              {bar.kind === "coupon" ? <b>{bar.code}</b> : null}
              {bar.kind === "countdown" ? <b>{t("moments.clock")}</b> : null}
            </div>
          ))}
          {chapter?.kind === "chapter" ? (
            <div className="cs-moments-preview__chapter" dir="auto">
              {chapter.title}
            </div>
          ) : null}
        </>
      )}
    </div>,
    player,
  );
}
