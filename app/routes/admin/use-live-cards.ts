import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { VideoCard } from "../../domains/media/index.ts";

const EVERY_MS = 1_500;

/** A new clip is checked within seconds of being ready; one that is held longer waits for somebody. */
const CHECKED_WITHIN_MS = 120_000;

/** Whether a card will change by itself. */
export function inFlight(card: VideoCard): boolean {
  if (card.status === "ready")
    return card.withheld.includes("review") && Date.now() - card.createdAt < CHECKED_WITHIN_MS;
  return ["uploading", "queued", "processing"].includes(card.status);
}

/**
 * The cards as they are by now: asks only for those under way, only while the page is in view.
 * `onSettled` is called when one became ready or failed.
 */
export function useLiveCards<Card extends VideoCard>(
  cards: Card[],
  onSettled?: () => void,
): Card[] {
  const shopify = useAppBridge();
  const [fresh, setFresh] = useState<VideoCard[]>();
  const live = useMemo(() => {
    const newer = new Map(fresh?.map((card) => [card.id, card]));
    return cards.map((card) =>
      inFlight(card) && newer.has(card.id) ? { ...card, ...newer.get(card.id)! } : card,
    );
  }, [cards, fresh]);

  const wanted = live
    .filter(inFlight)
    .map((card) => card.id)
    .join(",");
  useEffect(() => {
    if (wanted === "") return;
    let asking = false;
    const over = new AbortController();
    // Not through Remix: a question that fails would put the error page in the screen's place.
    const ask = async () => {
      const response = await fetch(`/app/library/status?ids=${wanted}`, {
        headers: { Authorization: `Bearer ${await shopify.idToken()}` },
        signal: over.signal,
      });
      if (response.ok) setFresh(((await response.json()) as { cards: VideoCard[] }).cards);
    };
    const timer = setInterval(() => {
      if (asking || document.visibilityState !== "visible") return;
      asking = true;
      // What cannot be answered now is asked again soon.
      ask()
        .catch(() => {})
        .finally(() => {
          asking = false;
        });
    }, EVERY_MS);
    return () => {
      over.abort();
      clearInterval(timer);
    };
  }, [wanted, shopify]);

  const settled = cards.filter(inFlight).length - live.filter(inFlight).length;
  const tell = useRef(onSettled);
  tell.current = onSettled;
  useEffect(() => {
    if (settled > 0) tell.current?.();
  }, [settled]);

  return live;
}
