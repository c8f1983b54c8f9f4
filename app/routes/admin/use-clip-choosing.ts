import { useFetcher } from "@remix-run/react";
import type { ClipChoosing } from "../../ui/moment-targets.ts";
import type { loader as libraryLoader } from "../app.library._index.tsx";

/** Looks clips of the library up for a picker on the page of one of them. */
export function useClipChoosing(own: string): ClipChoosing {
  const library = useFetcher<typeof libraryLoader>();
  return {
    own,
    page: library.data?.page ?? null,
    loading: library.state !== "idle",
    onLook: (query, after) => {
      const search = new URLSearchParams({ q: query, ...(after ? { after } : {}) });
      library.load(`/app/library?index&${search}`);
    },
  };
}
