import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

const EVERY_MS = 1_500;

/** Loads the screen again and again while something in it moves by itself and somebody looks. */
export function useRefreshWhile(moving: boolean) {
  const { revalidate, state } = useRevalidator();
  const idle = useRef(true);
  idle.current = state === "idle";
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => {
      // A failed reload would put the error page in the screen's place.
      const worthIt = navigator.onLine && document.visibilityState === "visible";
      if (idle.current && worthIt) revalidate();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [moving, revalidate]);
}
