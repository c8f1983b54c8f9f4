import { useEffect, useMemo, useRef, useState } from "react";

/** The fetcher that saves: an answer is only final with the page's data, when it rests again. */
interface Saving {
  state: string;
  data?: { ok: boolean };
}

/**
 * What a form holds until it is saved. When what is saved changes (after saving, or because somebody
 * else saved), a draft without changes of its own follows it. What comes of a draft that was sent takes its
 * place, even where the shop wrote it otherwise, as a title without the space at its end, unless it was changed
 * meanwhile. `bar` is for its `DraftBar`, which tells of the sending.
 */
export function useDraft<Draft extends object>(saved: Draft, { state, data }: Saving) {
  const [draft, setDraft] = useState(saved);
  const latest = useRef(saved);
  latest.current = saved;
  const sent = useRef<string | null>(null);
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

  useEffect(() => {
    if (state !== "idle" || sent.current === null) return;
    const key = sent.current;
    sent.current = null;
    if (data?.ok) setDraft((now) => (draftKey(now) === key ? latest.current : now));
  }, [state, data]);

  return {
    draft,
    dirty,
    change: (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part })),
    bar: {
      dirty,
      saving: state !== "idle",
      onDiscard: () => setDraft(base),
      onSending: () => {
        sent.current = draftKey(draft);
      },
    },
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
