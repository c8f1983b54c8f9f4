import type { Clock } from "../../../../app/kernel/clock.ts";
import { isId, newId } from "../../../../app/kernel/ids.ts";
import { shopify } from "./shopify.ts";

const VIEWER_KEY = "clipshelf:viewer";

/** Asks Shopify for its consent interface where the theme has not loaded it. */
export function loadConsent(): void {
  if (shopify().customerPrivacy) return;
  try {
    shopify().loadFeatures?.([{ name: "consent-tracking-api", version: "0.1" }], () => {});
  } catch {
    // Without an answer there is no consent, which is the safe side.
  }
}

/** No interface, no consent. */
export function mayAnalyse(): boolean {
  return shopify().customerPrivacy?.analyticsProcessingAllowed?.() === true;
}

export function mayRemember(): boolean {
  return shopify().customerPrivacy?.preferencesProcessingAllowed?.() === true;
}

/** The shopper's first-party id, made when there is none; null and removed without consent. */
export function viewerId(clock: Clock): string | null {
  try {
    if (!mayAnalyse()) {
      localStorage.removeItem(VIEWER_KEY);
      return null;
    }
    const kept = localStorage.getItem(VIEWER_KEY);
    if (isId(kept)) return kept;
    const made = newId(clock);
    localStorage.setItem(VIEWER_KEY, made);
    return made;
  } catch {
    // Storage is closed in some in-app browsers.
    return null;
  }
}
