import { useEffect, useRef } from "react";

/** What the keys of the review queue do. */
export interface ReviewKeys {
  j(): void;
  k(): void;
  x(): void;
  a(): void;
  r(): void;
  c(): void;
  p(): void;
  "?"(): void;
}

const TYPING = "input, textarea, select, [contenteditable=true]";

/**
 * One letter a deed, as queues for mail have them: see review-keys-help.tsx. Not while something is typed or
 * a dialog is open, and never with Ctrl or Alt, which belong to the browser and to screen readers.
 */
export function useReviewKeys(keys: ReviewKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const control = new AbortController();
    addEventListener(
      "keydown",
      (event) => {
        const at = event.target instanceof Element ? event.target : null;
        if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
        if (document.querySelector('[role="dialog"]')) return;
        if (at?.closest(TYPING) && !at.matches('[type="checkbox"]')) return;
        if (!(event.key in latest.current)) return;
        latest.current[event.key as keyof ReviewKeys]();
        event.preventDefault();
      },
      { signal: control.signal },
    );
    return () => control.abort();
  }, []);
}
