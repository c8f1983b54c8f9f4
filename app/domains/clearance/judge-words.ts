import { COMMON_BLOCKED_WORDS } from "./common-words.ts";
import { findClaims } from "./find-claims.ts";
import type { Finding, ReviewPolicy, WordPlace, WordSpot } from "./index.ts";
import { createWordFinder, type Span } from "./match-words.ts";

/** Words of a clip that belong together. */
export interface WordPiece {
  place: WordPlace;
  /** Of captions. */
  language?: string;
  /** From which character of the text on what time of the clip: captions and what is laid over it. */
  times?: { from: number; ms: number }[];
  text: string;
}

/** So much of what stands around a finding is kept with it: characters. */
const AROUND = 24;
/** A clip with more findings than this needs no longer list. */
const MOST = 60;

/** Blocked words and advertising claims in what a clip says, each with the place where it stands. */
export function judgeWords(
  pieces: readonly WordPiece[],
  policy: Pick<ReviewPolicy, "words" | "commonWords" | "markets">,
): Finding[] {
  const own = createWordFinder(policy.words);
  const common = createWordFinder(policy.commonWords ? COMMON_BLOCKED_WORDS : []);
  const findings = pieces.flatMap((piece): Finding[] => {
    const { text } = piece;
    const words = [
      ...own(text).map((found) => ({ ...found, list: "own" as const })),
      ...common(text).map((found) => ({ ...found, list: "common" as const })),
    ];
    return [
      ...words.map(
        (found): Finding => ({
          kind: "word",
          severity: "stop",
          list: found.list,
          spot: spotOf(piece, found),
        }),
      ),
      ...findClaims(text, policy.markets).map(
        ({ rule, severity, laws, ...span }): Finding => ({
          ...{ kind: "claim", severity, rule, laws },
          spot: spotOf(piece, span),
        }),
      ),
    ];
  });
  return findings.slice(0, MOST);
}

function spotOf({ place, language, times, text }: WordPiece, { from, to }: Span): WordSpot {
  const ms = times?.findLast((time) => time.from <= from)?.ms;
  const [start, end] = [Math.max(0, from - AROUND), to + AROUND];
  const before = `${start > 0 ? "…" : ""}${text.slice(start, from)}`.split("\n").at(-1) ?? "";
  const after = `${text.slice(to, end)}${end < text.length ? "…" : ""}`.split("\n")[0] ?? "";
  return {
    place,
    ...(language === undefined ? {} : { language }),
    ...(ms === undefined ? {} : { ms }),
    // A cut through a letter of two halves leaves no half behind.
    before: before.replace(/\p{Surrogate}/gu, ""),
    found: text.slice(from, to),
    after: after.replace(/\p{Surrogate}/gu, ""),
  };
}
