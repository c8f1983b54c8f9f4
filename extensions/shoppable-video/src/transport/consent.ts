import { shopify } from "./shopify.ts";

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
