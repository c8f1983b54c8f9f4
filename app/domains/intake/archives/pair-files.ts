import type { ArchiveEntry, ArchivePost } from "./ports.ts";

export interface Pair {
  post: ArchivePost | null;
  file: ArchiveEntry | null;
}

/**
 * Which file is which post's: by the path that the post tells, by its number or its moment in the file's
 * name, by its title. What could be two is nobody's: a clip under a stranger's words is worse than one
 * without any. Answers every file and every post once.
 */
export function pairFiles(files: ArchiveEntry[], posts: ArchivePost[]): Pair[] {
  const pairs: Pair[] = [];
  const left = new Set(files);
  const waiting = new Set(posts);
  const join = (post: ArchivePost, file: ArchiveEntry) => {
    pairs.push({ post, file });
    left.delete(file);
    waiting.delete(post);
  };

  // An archive may have a folder around everything that its own paths know nothing of.
  const byPath = groupBy(files, ({ path }) => path.split("/").at(-1)!);
  for (const post of posts)
    for (const told of post.files)
      for (const file of byPath.get(told.split("/").at(-1)!) ?? [])
        if (left.has(file) && (file.path === told || file.path.endsWith(`/${told}`)))
          join(post, file);

  const ways: [(file: ArchiveEntry) => string | null, (post: ArchivePost) => string | null][] = [
    [({ path }) => numberIn(path), ({ id }) => id],
    [({ path }) => momentIn(path), ({ at }) => (at === null ? null : String(at))],
    [({ path }) => wordsKey(nameOf(path)), ({ title }) => wordsKey(title)],
    // "Tea bowl(1).mp4": a second file of that name. It is told apart only where one post has the title.
    [({ path }) => wordsKey(nameOf(path).replace(/\(\d+\)$/, "")), ({ title }) => wordsKey(title)],
  ];
  for (const [ofFile, ofPost] of ways) {
    const filesBy = groupBy([...left], ofFile);
    const postsBy = groupBy([...waiting], ofPost);
    for (const [key, [post, ...others]] of postsBy) {
      const [file, ...more] = filesBy.get(key) ?? [];
      if (post && file && others.length === 0 && more.length === 0) join(post, file);
    }
  }
  joinCut([...left], [...waiting], join);
  return [
    ...pairs,
    ...[...left].map((file) => ({ post: null, file })),
    ...[...waiting].map((post) => ({ post, file: null })),
  ];
}

/** Names that are cut say enough of a title when it is the only one that begins so. */
const CUT_FROM = 16;

function joinCut(
  files: ArchiveEntry[],
  posts: ArchivePost[],
  join: (post: ArchivePost, file: ArchiveEntry) => void,
): void {
  const titles = posts
    .map((post) => ({ post, key: wordsKey(post.title) ?? "" }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const byName = groupBy(files, ({ path }) => wordsKey(nameOf(path)));
  for (const [key, [file, ...more]] of byName) {
    if (!file || more.length > 0 || key.length < CUT_FROM) continue;
    let low = 0;
    let high = titles.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (titles[middle]!.key < key) low = middle + 1;
      else high = middle;
    }
    const [first, second] = [titles[low], titles[low + 1]];
    if (first?.key.startsWith(key) && !second?.key.startsWith(key)) join(first.post, file);
  }
}

/** Letters and digits alone: file names keep no other character of a title for sure. */
export function wordsKey(text: string): string | null {
  const key = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
  return key === "" ? null : key;
}

/** A file's name without folders and ending. */
export function nameOf(path: string): string {
  return (path.split("/").at(-1) ?? path).replace(/\.[A-Za-z0-9]{1,5}$/, "");
}

/** A post's number in a file's name: TikTok's and Instagram's are long, YouTube's stands in brackets. */
function numberIn(path: string): string | null {
  const name = nameOf(path);
  return /(?<!\d)\d{17,20}(?!\d)/.exec(name)?.[0] ?? /\[([\w-]{11})\]/.exec(name)?.[1] ?? null;
}

/** `2026-11-20 09-00-00` and its kin, in milliseconds as text. */
function momentIn(path: string): string | null {
  const match =
    /(20\d\d)\D?([01]\d)\D?([0-3]\d)\D{0,2}([0-2]\d)\D?([0-5]\d)\D?([0-5]\d)(?!\d)/.exec(
      nameOf(path),
    );
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1);
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? null : String(at);
}

function groupBy<T>(all: T[], keyOf: (each: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const key = keyOf(each);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}
