import { useTranslation } from "react-i18next";
import type { Messages } from "../locales/i18n.ts";

type FaultKey = keyof Messages["faults"];

/**
 * The sentence of a fault. Kinds come from engines and jobs too, so a kind may be newer than the page
 * that shows it: then it says that something went wrong and what to do.
 */
export function useFaultText() {
  const { t, i18n } = useTranslation();
  return (fault: { kind: string; params?: Record<string, string | number> }): string => {
    const key = `faults.${fault.kind as FaultKey}` as const;
    return i18n.exists(key) ? String(t(key, fault.params as never)) : t("faults.unknown");
  };
}
