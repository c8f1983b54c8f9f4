import { useKeys } from "./use-keys.ts";

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

/** One letter a deed, as queues for mail have them: see review-keys-help.tsx. */
export function useReviewKeys(keys: ReviewKeys): void {
  useKeys((key) => {
    if (!Object.hasOwn(keys, key)) return false;
    keys[key as keyof ReviewKeys]();
    return true;
  });
}
