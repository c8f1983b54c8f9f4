import type { Step } from "./journey.ts";

/** From the theme editor to the refund. */
export const shopperSteps: Step[] = [];
