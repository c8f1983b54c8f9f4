import { useTranslation } from "react-i18next";
import type { ReviewActor } from "../domains/clearance/index.ts";

/** How whoever decided about a clip is called. */
export function useActorName(): (by: ReviewActor) => string {
  const { t } = useTranslation();
  return (by) =>
    by.startsWith("staff:")
      ? t("review.who.staff", { id: by.slice("staff:".length) })
      : t(`review.who.${by as "policy" | "before"}`);
}
