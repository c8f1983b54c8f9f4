import type { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef } from "react";
import type { Fault } from "../../kernel/result.ts";
import type { Answer } from "./answer.server.ts";

/**
 * Follows a deed that was sent: when it is done, `onDone` tidies up and says it in a toast; when it was
 * refused, the fault is returned for a banner. Each answer counts once.
 */
export function useDone<Deed extends string>(
  fetcher: Pick<ReturnType<typeof useFetcher>, "state"> & { data?: Answer<Deed> },
  onDone: (deed: Deed) => string | null,
): (Fault & { deed: Deed }) | null {
  const shopify = useAppBridge();
  const { state, data } = fetcher;
  const seen = useRef<unknown>(data);
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    if (state !== "idle" || !data || seen.current === data) return;
    seen.current = data;
    if (!data.ok) return;
    const said = done.current(data.deed);
    if (said) shopify.toast.show(said);
  }, [state, data, shopify]);
  return data && !data.ok && state === "idle" ? { ...data.fault, deed: data.deed } : null;
}
