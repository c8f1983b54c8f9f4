import { useEffect, useMemo, useState } from "react";

/**
 * What a form holds until it is saved. When what is saved changes (after saving, or because somebody
 * else saved), a draft without changes of its own follows it.
 */
export function useDraft<Draft extends object>(saved: Draft) {
  const [draft, setDraft] = useState(saved);
  const [base, setBase] = useState(saved);
  const savedKey = JSON.stringify(saved);
  const dirty = useMemo(() => JSON.stringify(draft) !== JSON.stringify(base), [draft, base]);

  useEffect(() => {
    const next = JSON.parse(savedKey) as Draft;
    setBase((before) => {
      setDraft((now) =>
        JSON.stringify(now) === JSON.stringify(before) || JSON.stringify(now) === savedKey
          ? next
          : now,
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
