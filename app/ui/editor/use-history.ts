import { useCallback, useState } from "react";
import type { EditDocument } from "../../domains/media/index.ts";

/** As many steps back as anybody goes. */
const STEPS = 200;
/** Changes of one field this close together are one step: dragging a slider is one deed. */
const TOGETHER_MS = 700;

interface History {
  past: EditDocument[];
  now: EditDocument;
  future: EditDocument[];
  /** What the last change was of, and when. */
  last: { what: string; at: number } | null;
}

/** A document that can be undone and redone. `what`: changes with the same word in a row are one step. */
export function useHistory(first: EditDocument) {
  const [history, set] = useState<History>({ past: [], now: first, future: [], last: null });
  const change = useCallback(
    (next: EditDocument | ((now: EditDocument) => EditDocument), what = "") =>
      set((before) => {
        const document = typeof next === "function" ? next(before.now) : next;
        if (document === before.now) return before;
        const at = Date.now();
        const { last } = before;
        const goesOn = what !== "" && last?.what === what && at - last.at < TOGETHER_MS;
        return {
          past: goesOn ? before.past : [...before.past, before.now].slice(-STEPS),
          now: document,
          future: [],
          last: { what, at },
        };
      }),
    [],
  );
  const undo = useCallback(
    () =>
      set((before) => {
        const now = before.past.at(-1);
        if (!now) return before;
        const future = [before.now, ...before.future];
        return { past: before.past.slice(0, -1), now, future, last: null };
      }),
    [],
  );
  const redo = useCallback(
    () =>
      set((before) => {
        const [now, ...future] = before.future;
        return now ? { past: [...before.past, before.now], now, future, last: null } : before;
      }),
    [],
  );
  return {
    document: history.now,
    change,
    undo: history.past.length > 0 ? undo : null,
    redo: history.future.length > 0 ? redo : null,
  };
}
