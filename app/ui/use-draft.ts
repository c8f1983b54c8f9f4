import { useEffect, useMemo, useState } from "react";

/**
 * What a form holds until it is saved. When what is saved changes (after saving, or because somebody
 * else saved), a draft without changes of its own follows it.
 */
export function useDraft<Draft extends object>(saved: Draft) {
  const [draft, setDraft] = useState(saved);
  const [base, setBase] = useState(saved);
  const savedKey = draftKey(saved);
  const dirty = useMemo(() => draftKey(draft) !== draftKey(base), [draft, base]);

  useEffect(() => {
    const next = JSON.parse(savedKey) as Draft;
    setBase((before) => {
      setDraft((now) =>
        draftKey(now) === draftKey(before) || draftKey(now) === savedKey ? next : now,
      );
      return next;
    });
  }, [savedKey]);

  return {
    draft,
    dirty,
    change: (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part })),
    reset: () => setDraft(base),
  };
}

/** The same text for the same content: what PostgreSQL keeps as jsonb comes back with its keys reordered. */
export function draftKey(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
