import { useEffect, useState } from "react";
import type { Fault } from "../../kernel/result.ts";
import { useFaultText } from "../../ui/fault-text.ts";

const FIELDS: Record<string, string> = {
  "title-empty": "title",
  "title-too-long": "title",
  "description-too-long": "description",
  "tag-too-long": "tags",
  "too-many-tags": "tags",
  "product-not-found": "products",
  "too-many-products": "products",
  "range-invalid": "products",
  "rights-text-too-long": "rights",
  "rights-link-invalid": "rights",
  "rights-day-invalid": "rights",
  "rights-days-reversed": "rights",
  "rights-no-channel": "rights",
  "rights-no-country": "rights",
  "too-many-moments": "moments",
  "moment-text-empty": "moments",
  "moment-text-too-long": "moments",
  "moment-outside-clip": "moments",
  "moment-range-empty": "moments",
  "moments-meet": "moments",
  "too-many-bars": "moments",
  "link-unsafe": "moments",
  "link-product-gone": "moments",
  "countdown-not-a-time": "moments",
  "choice-count": "moments",
  "choice-leads-nowhere": "moments",
  "choice-leads-to-itself": "moments",
  "choice-clip-gone": "moments",
  "quiz-has-no-answer": "moments",
  "discount-not-found": "moments",
  "discount-over": "moments",
  "discount-unreadable": "moments",
};

/**
 * Shows a fault at the field that it is about, brings the merchant there, and forgets it when the field
 * is changed. `answer` is what brought the fault: a new one is a new fault.
 */
export function useFieldFault(fault: Fault | null, answer: unknown) {
  const say = useFaultText();
  const [forgotten, setForgotten] = useState<unknown>(null);
  const current = fault && answer !== forgotten ? fault : null;
  const about = fault ? (FIELDS[fault.kind] ?? null) : null;
  const shown = current !== null && about !== null;
  useEffect(() => {
    if (!shown) return;
    const place = document.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault]');
    place?.scrollIntoView({ block: "center" });
    place?.focus({ preventScroll: true });
  }, [shown]);
  return {
    /** Which field it is about, also after it was changed; null: none, or no single one. */
    name: about,
    errorOf: (field: string) => (current && about === field ? say(current) : undefined),
    /** The fault, while it stands and is about this field. */
    of: (field: string) => (current && about === field ? current : null),
    forget: () => setForgotten(answer),
  };
}
