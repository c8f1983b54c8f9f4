import { useFetcher } from "@remix-run/react";
import { useEffect, useMemo, useRef } from "react";
import type { VideoCard } from "../../domains/media/index.ts";
import type { loader } from "../app.library.status.ts";

const EVERY_MS = 1_500;

/** Whether a card will change by itself. */
export function inFlight(card: VideoCard): boolean {
  return card.status === "queued" || card.status === "processing";
}

/**
 * The cards as they are by now: asks only for those under way, only while the page is in view.
 * `onSettled` is called when one became ready or failed.
 */
export function useLiveCards<Card extends VideoCard>(
  cards: Card[],
  onSettled?: () => void,
): Card[] {
  const fetcher = useFetcher<typeof loader>();
  const fresh = fetcher.data?.cards;
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
  const { load, state } = fetcher;
  const idle = useRef(true);
  idle.current = state === "idle";
  useEffect(() => {
    if (wanted === "") return;
    const timer = setInterval(() => {
      if (idle.current && document.visibilityState === "visible")
        load(`/app/library/status?ids=${wanted}`);
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [wanted, load]);

  const settled = cards.filter(inFlight).length - live.filter(inFlight).length;
  const tell = useRef(onSettled);
  tell.current = onSettled;
  useEffect(() => {
    if (settled > 0) tell.current?.();
  }, [settled]);

  return live;
}
