import { useEffect, useRef } from "react";

/** Elements that keys are typed into; a box that is ticked is none of them. */
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable=true]";

/**
 * Hears keys of the whole page. Not while something is typed or a dialog is open, and never with Ctrl or Alt,
 * which belong to the browser and to screen readers. `press` is told what had the focus, and answers whether
 * the key meant something.
 */
export function useKeys(press: (key: string, focused: Element | null) => boolean): void {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    const control = new AbortController();
    addEventListener(
      "keydown",
      (event) => {
        const focused = event.target instanceof Element ? event.target : null;
        if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
        if (document.querySelector('[role="dialog"]') || focused?.closest(TYPING)) return;
        if (latest.current(event.key, focused)) event.preventDefault();
      },
      { signal: control.signal },
    );
    return () => control.abort();
  }, []);
}
