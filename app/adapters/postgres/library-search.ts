import { Prisma, type PrismaClient } from "@prisma/client";
import type { SearchCorrection } from "../../domains/media/index.ts";

/** A typed search, ready to be put into a query. */
export interface SearchPlan {
  /** A tsquery over library.entries.words; null when nothing in the text can be searched for. */
  words: string | null;
  /** Folded texts that must stand in a clip as they are: quoted ones that no words of ours can promise. */
  exact: string[];
  /** Folded words, for asking whether they stand in the title. */
  terms: string[];
  /** Words no clip has, and what was looked for instead. */
  meant: SearchCorrection[];
}

const QUOTED = /["“”]([^"“”]+)["“”]/gu;
/** More words than these narrow nothing further. */
const MOST_WORDS = 12;
/** Of the words that hold a typed part inside, so many are looked for. */
const MOST_WITHIN = 60;
const MOST_MEANT = 3;

/** What stood in quotation marks, folded: its text, its spaced words, and whether it has others beside them. */
interface PhraseRow {
  text: string;
  words: string[];
  unspaced: boolean;
}

interface WordRow {
  word: string;
  /** Whether a word begins so. */
  begins: boolean;
  /** Words that hold it further in. */
  within: string[];
  /** The likest words, when there are neither. */
  alike: string[];
}

/**
 * Reads what was typed. Spaced words are looked for by their beginnings and, from three letters on, in
 * the middle of words too; one that no clip has is taken for a slip of the finger. Those in quotation marks are
 * whole words side by side. Chinese, Japanese and Korean are looked for as typed, wherever they stand.
 * Everything must be found.
 */
export async function planSearch(
  prisma: PrismaClient,
  shopId: string,
  typed: string,
): Promise<SearchPlan> {
  const quoted = [...typed.matchAll(QUOTED)].map((match) => match[1] ?? "");
  const unquoted = typed.replace(QUOTED, " ");
  const [row] = await prisma.$queryRaw<
    { shop_key: string; runs: string[]; phrases: PhraseRow[] | null; words: WordRow[] | null }[]
  >`
    SELECT library.shop_key(${shopId}) AS shop_key,
      library.unspaced_runs(library.fold(${typed})) AS runs,
      (SELECT json_agg(json_build_object('text', text, 'words', library.spaced_words(text),
          'unspaced', library.unspaced_runs(text) <> '{}'))
       FROM (SELECT library.fold(phrase) AS text FROM unnest(${quoted}::text[]) AS phrase) q) AS phrases,
      (SELECT json_agg(json_build_object('word', w.word, 'begins', w.begins, 'within', w.within,
          'alike', CASE WHEN w.begins OR w.within <> '{}' THEN '{}'::text[] ELSE ARRAY(
            SELECT v.word FROM library.vocabulary v
            WHERE v.shop_id = ${shopId} AND length(w.word) > 3 AND v.word % w.word
            ORDER BY similarity(v.word, w.word) DESC, v.word LIMIT 20) END))
       FROM (
         SELECT t.word,
           EXISTS (SELECT 1 FROM library.vocabulary v
             WHERE v.shop_id = ${shopId} AND v.word >= t.word
               AND v.word < (t.word || U&'\\FFFF') COLLATE "C") AS begins,
           CASE WHEN length(t.word) < 3 THEN '{}'::text[] ELSE ARRAY(
             SELECT v.word FROM library.vocabulary v
             WHERE v.shop_id = ${shopId} AND v.word LIKE '%' || t.word || '%'
               AND NOT starts_with(v.word, t.word)
             LIMIT ${MOST_WITHIN}) END AS within
         FROM (SELECT DISTINCT left(word, 40) AS word FROM unnest(library.spaced_words(folded)) AS word
               LIMIT ${MOST_WORDS}) t) w) AS words
    FROM (SELECT library.fold(${unquoted}) AS folded) given`;

  const key = row?.shop_key ?? "";
  const lexeme = (word: string) => `'${key}${word}'`;
  const begin = (word: string) => `${lexeme(word)}:*`;
  const asked: string[] = [];
  const terms: string[] = [];
  const meant: SearchCorrection[] = [];
  for (const { word, begins, within, alike } of row?.words ?? []) {
    const close = begins || within.length > 0 ? [] : closest(word, alike);
    const [first] = close;
    if (first) meant.push({ typed: word, found: first });
    terms.push(first ?? word);
    asked.push(
      word.length < 3
        ? lexeme(`^${word}`)
        : anyOf([begin(word), ...within.map(lexeme), ...close.map(begin)]),
    );
  }
  const phrases = row?.phrases ?? [];
  for (const { words } of phrases) {
    const few = words.slice(0, MOST_WORDS).map((word) => word.slice(0, 64));
    terms.push(...few);
    // By each two neighbours; a single one by itself.
    if (few.length === 1) asked.push(...few.map(lexeme));
    for (let at = 1; at < few.length; at++) asked.push(lexeme(`${few[at - 1]} ${few[at]}`));
  }
  const runs = row?.runs ?? [];
  for (const run of runs) {
    const characters = [...run];
    terms.push(run);
    const size = Math.min(3, characters.length);
    for (let at = 0; at + size <= characters.length; at++)
      asked.push(lexeme(characters.slice(at, at + size).join("")));
  }
  return {
    words: asked.length > 0 ? asked.join(" & ") : null,
    // Runs are found by their threes. Four and more characters whose threes stand apart in one clip, and
    // nowhere together, are not worth reading all its text for.
    exact: phrases.filter(({ unspaced }) => unspaced).map(({ text }) => text),
    terms,
    meant,
  };
}

/** Condition on `library.entries e`: the clip says what the plan asks for. */
export function says({ words, exact }: SearchPlan): Prisma.Sql {
  if (!words) return Prisma.sql`FALSE`;
  // The case keeps it from being asked of every text before the words have chosen a few.
  const phrases = exact.map(
    (text) =>
      Prisma.sql`CASE e.video_id WHEN t.video_id THEN position(${text} IN t.folded) ELSE 0 END > 0`,
  );
  const inOrder =
    phrases.length > 0
      ? Prisma.sql`AND EXISTS (SELECT FROM library.texts t WHERE t.shop_id = e.shop_id
          AND t.video_id = e.video_id AND ${Prisma.join(phrases, " AND ")})`
      : Prisma.empty;
  return Prisma.sql`e.words @@ ${words}::tsquery ${inOrder}`;
}

/** Numbers of clips that say it: all of them, or `most` and one more. */
export async function findSaying(
  prisma: PrismaClient,
  shopId: string,
  plan: SearchPlan,
  most: number,
): Promise<bigint[]> {
  const rows = await askByWords<{ n: bigint }>(
    prisma,
    Prisma.sql`SELECT e.n FROM library.entries e
      WHERE e.shop_id = ${shopId} AND ${says(plan)} LIMIT ${most + 1}`,
  );
  return rows.map(({ n }) => n);
}

/**
 * Asks with the index of words and never by reading every clip's: unpacking those costs more than any
 * index, which the planner does not know.
 */
export async function askByWords<Row>(prisma: PrismaClient, sql: Prisma.Sql): Promise<Row[]> {
  const [, rows] = await prisma.$transaction([
    prisma.$queryRaw`SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`,
    prisma.$queryRaw<Row[]>(sql),
  ]);
  return rows;
}

const anyOf = (parts: string[]) => (parts.length > 1 ? `(${parts.join(" | ")})` : (parts[0] ?? ""));

/** The likeliest of the words alike: within one slip for short words, two for longer ones. */
function closest(word: string, alike: string[]): string[] {
  const allowed = word.length < 6 ? 1 : 2;
  const near = alike
    .map((other) => ({ other, slips: slipsBetween(word, other) }))
    .filter(({ slips }) => slips <= allowed)
    .sort((a, b) => a.slips - b.slips);
  return near.slice(0, MOST_MEANT).map(({ other }) => other);
}

/**
 * Letters left out, added, exchanged, or two neighbours swapped, between two words: the optimal string
 * alignment distance (Damerau 1964).
 */
export function slipsBetween(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
