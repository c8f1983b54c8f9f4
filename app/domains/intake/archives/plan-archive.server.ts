import { MAX_DURATION_MS } from "../../media/index.ts";
import { isPlatform, NO_COUNTS } from "../platforms.ts";
import type { IntakePorts, KnownPost, SourceItem } from "../ports.ts";
import type { ArchiveKind, ArchiveReport, ArchiveRow } from "./archive.ts";
import type { Contents } from "./look-into.server.ts";
import { nameOf, type Pair, pairFiles, wordsKey } from "./pair-files.ts";
import type { ArchiveEntry, ArchivePost } from "./ports.ts";

export interface ArchivePlan {
  report: ArchiveReport;
  /** What would be brought in, in a lasting order. */
  items: SourceItem[];
}

const ROWS_SHOWN = 60;
/** By how much two tellings of when a post was made may differ. */
const SAME_MOMENT_MS = 2_000;

/**
 * What bringing an archive in would do: its files and posts are paired, also with what other parts of the
 * same export tell, and looked for among the shop's clips. Writes nothing; done again, it says the same.
 */
export async function planArchive(
  { accounts, archives, store }: Pick<IntakePorts, "accounts" | "archives" | "store">,
  { shopId, id }: { shopId: string; id: string },
  contents: Contents,
): Promise<ArchivePlan> {
  const { kind, files, closed, others } = contents;
  const elsewhere = await archives.postsElsewhere(shopId, kind, id);
  const own = new Set(contents.posts.map(postKey));
  const posts = [...contents.posts, ...elsewhere.filter((post) => !own.has(postKey(post)))];
  const library = isPlatform(kind) ? librarian(kind, await accounts.postsOf(shopId, kind)) : null;

  const found = new Map<string, { pair: Pair; item: SourceItem; clip: KnownPost | null }>();
  let fileless = 0;
  for (const pair of pairFiles(files, posts)) {
    const clip = library?.find(pair) ?? null;
    const hasFile = pair.file !== null || pair.post?.url != null;
    // Longer than clips may be: whoever looks through an account leaves these out as well.
    if ((pair.post?.duration ?? 0) > MAX_DURATION_MS) continue;
    if (!hasFile && !clip) fileless++;
    if (!hasFile && !clip) continue;
    const item = itemOf(id, kind, pair, clip);
    // The same file twice in one archive is one.
    if (!found.has(item.ref)) found.set(item.ref, { pair, item, clip });
  }
  // By where the files lie, so that a listing in pages meets each once whatever else is told meanwhile.
  const planned = [...found.values()].sort(
    (a, b) =>
      (a.pair.file?.at ?? Number.MAX_SAFE_INTEGER) - (b.pair.file?.at ?? Number.MAX_SAFE_INTEGER) ||
      (a.item.ref < b.item.ref ? -1 : 1),
  );
  const here = await store.byRefs(shopId, [...found.keys()]);
  const rows = planned.map(({ pair, item, clip }): ArchiveRow => {
    const known = clip?.videoId ?? here.get(item.ref) ?? null;
    const hasFile = pair.file !== null || pair.post?.url != null;
    return {
      key: item.ref,
      name: item.title || item.name,
      what: !known ? "adds" : clip?.wanted && hasFile ? "gives" : "here",
      at: pair.post?.at ?? null,
      clip: known,
    };
  });
  const count = (what: ArchiveRow["what"]) => rows.filter((row) => row.what === what).length;
  const unreadable = closed.map(
    ({ path }): ArchiveRow => ({ key: path, name: path, what: "unreadable", at: null, clip: null }),
  );
  return {
    items: planned.map(({ item }) => item),
    report: {
      ...{ videos: files.length + closed.length, posts: contents.posts.length },
      ...{ gives: count("gives"), adds: count("adds"), here: count("here") },
      bare: isPlatform(kind) ? planned.filter(({ pair, clip }) => !pair.post && !clip).length : 0,
      ...{ fileless, unreadable: closed.length, others },
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      rows: [...unreadable, ...rows.sort(byNews)].slice(0, ROWS_SHOWN),
    },
  };
}

const ORDER: ArchiveRow["what"][] = ["unreadable", "gives", "adds", "here"];

function byNews(a: ArchiveRow, b: ArchiveRow): number {
  return ORDER.indexOf(a.what) - ORDER.indexOf(b.what) || (b.at ?? 0) - (a.at ?? 0);
}

function postKey({ id, at, title, files }: ArchivePost): string {
  return id ?? files[0] ?? `${at} ${title}`;
}

/** Looks for the clip that a post or a file is, among those that came from the platform. */
function librarian(kind: ArchiveKind, known: KnownPost[]) {
  const byId = new Map(known.map((each) => [each.postId, each]));
  const moment = (at: number) => Math.floor(at / SAME_MOMENT_MS);
  const byMoment = new Map<number, KnownPost[]>();
  for (const each of known)
    if (each.publishedAt !== null) {
      const at = moment(each.publishedAt);
      byMoment.set(at, [...(byMoment.get(at) ?? []), each]);
    }
  const waiting = known.filter(({ wanted }) => wanted);
  const given = new Set<string>();
  const one = (some: KnownPost[]) => (some.length === 1 ? some[0]! : null);
  const alike = (some: KnownPost[], words: string) => {
    const key = wordsKey(words);
    return key === null ? null : one(some.filter(({ title }) => wordsKey(title) === key));
  };
  const look = ({ post, file }: Pair): KnownPost | null => {
    if (post?.id && byId.has(post.id)) return byId.get(post.id)!;
    if (post && post.at !== null) {
      const { at, title } = post;
      const near = [-1, 0, 1]
        .flatMap((step) => byMoment.get(moment(at) + step) ?? [])
        .filter(({ publishedAt }) => Math.abs(publishedAt! - at) <= SAME_MOMENT_MS);
      // A number that is not the clip's says that it is another post; Instagram's are read off files' names,
      // and nobody promises that they are the API's.
      const told = post.id !== null && kind !== "instagram";
      const free = told ? near.filter(({ postId }) => postId.startsWith("file:")) : near;
      return one(free) ?? alike(free, title);
    }
    if (post || !file) return null;
    const name = nameOf(file.path);
    const number = /(?<!\d)\d{17,20}(?!\d)/.exec(name)?.[0];
    return (number ? byId.get(number) : null) ?? alike(waiting, name);
  };
  return {
    find(pair: Pair): KnownPost | null {
      const clip = look(pair);
      if (!clip || given.has(clip.videoId)) return null;
      given.add(clip.videoId);
      return clip;
    },
  };
}

/** Files without a number are known by what is in them, wherever they come from. */
function fingerprint({ crc, bytes }: ArchiveEntry): string {
  return `${(crc >>> 0).toString(16)}-${bytes}`;
}

function itemOf(
  archive: string,
  kind: ArchiveKind,
  { post, file }: Pair,
  clip: KnownPost | null,
): SourceItem {
  const mark = file ? `file:${fingerprint(file)}` : (post?.url ?? post?.page ?? "");
  const id = post?.id ?? clip?.postId ?? null;
  // Every file of a post with several is a clip of its own.
  const several = (post?.files.length ?? 0) > 1;
  const platform = isPlatform(kind) ? kind : null;
  return {
    ref: platform ? `${platform}:${id && !several ? id : mark}` : mark,
    url: file ? null : (post?.url ?? null),
    name: file ? (file.path.split("/").at(-1) ?? file.path) : `${kind}-${id ?? "video"}.mp4`,
    ...(post ? { title: post.title, description: post.description, tags: post.tags } : {}),
    ...(platform ? { from: platform } : { tags: foldersOf(file) }),
    ...(post?.page ? { page: post.page } : {}),
    ...(platform && post
      ? {
          post: {
            id: id ?? mark,
            author: post.author,
            publishedAt: post.at,
            duration: post.duration,
            thumbnail: null,
            counts: { ...NO_COUNTS, likes: post.likes },
          },
        }
      : {}),
    archive: { id: archive, entry: file, match: clip?.videoId ?? null },
  };
}

/** Folders of a plain archive become tags, as dropped ones do; the one around everything says nothing. */
function foldersOf(file: ArchiveEntry | null): string[] {
  return file?.path.split("/").slice(0, -1).slice(-3) ?? [];
}
