import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";
import type { LibraryFacets } from "../../domains/library/index.ts";

const NONE: LibraryFacets = { tags: [], products: [], languages: [], categories: {} };

/**
 * What the filters may offer. Asked after the page is there, and again when `stamp` changes: counting
 * over a whole library must not keep the page waiting.
 */
export function useFacets(stamp: unknown): LibraryFacets {
  const shopify = useAppBridge();
  const [facets, setFacets] = useState(NONE);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stamp says when to ask again
  useEffect(() => {
    const over = new AbortController();
    const ask = async () => {
      const response = await fetch("/app/library/facets", {
        headers: { Authorization: `Bearer ${await shopify.idToken()}` },
        signal: over.signal,
      });
      if (response.ok) setFacets((await response.json()) as LibraryFacets);
    };
    // Without them the filters offer less, and everything else works.
    ask().catch(() => {});
    return () => over.abort();
  }, [stamp, shopify]);
  return facets;
}
