import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";

/**
 * The number of clips that `search` finds, where the page counted only so far: asked once the page is
 * there. Null while it is not known.
 */
export function useFullCount(search: string, more: boolean): number | null {
  const shopify = useAppBridge();
  const [known, setKnown] = useState<{ search: string; total: number } | null>(null);
  useEffect(() => {
    if (!more) return;
    const over = new AbortController();
    const ask = async () => {
      const response = await fetch(`/app/library/count?${search}`, {
        headers: { Authorization: `Bearer ${await shopify.idToken()}` },
        signal: over.signal,
      });
      if (!response.ok) return;
      const { total } = (await response.json()) as { total: number };
      setKnown({ search, total });
    };
    // Without it the page says "more than".
    ask().catch(() => {});
    return () => over.abort();
  }, [search, more, shopify]);
  return more && known?.search === search ? known.total : null;
}
