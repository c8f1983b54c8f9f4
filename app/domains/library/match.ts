/**
 * Proposes tags, categories and products for a clip from its own words: matching against what the shop
 * has, nothing learnt and nothing guessed. Each proposal names the words it rests on.
 */
import type { ProductName } from "../catalog/index.ts";
import type { Category, Suggestion, SuggestionPlace } from "./index.ts";
import { foldText, hashtagsOf, runsOf, spacedWords, UNSPACED } from "./words.ts";

export interface ClipText {
  videoId: string;
  title: string;
  description: string;
  sourceName: string;
  /** Captions and words in the picture. */
  said: string;
  tags: string[];
  categories: string[];
  products: string[];
}

/** What a shop has that clips can be matched against. */
export interface Knowledge {
  /** Tags in use, and on how many clips. */
  tags: { tag: string; clips: number }[];
  categories: Category[];
  products: ProductName[];
}

/** How far a name's standing in this place tells what the clip is about. */
const TRUST: Record<SuggestionPlace, number> = {
  title: 0.95,
  hashtag: 0.9,
  description: 0.8,
  file: 0.7,
  said: 0.65,
};
const PLACES = ["title", "hashtag", "description", "file", "said"] as const;

const LEAST_CONFIDENCE = 0.45;
/** Of a product's name, weighed by how rare its words are among the shop's products. */
const LEAST_SHARE = 0.6;
const MOST = { tag: 8, category: 3, product: 3 } as const;
/** Hashtags that say nothing about what is shown. */
const IDLE_HASHTAGS = new Set(
  "fyp foryou foryoupage viral trending trend explore explorepage reels reel shorts tiktok instagram youtube video ad ads 推荐 热门 热门推荐 抖音 小红书 视频号 上热门".split(
    " ",
  ),
);

/** Prepares a shop's names once for any number of clips. */
export function createMatcher(knowledge: Knowledge): (clip: ClipText) => Suggestion[] {
  const tags = new Map(knowledge.tags.map(({ tag, clips }) => [foldText(tag), { tag, clips }]));
  const categories = knowledge.categories.map((one) => ({ ...one, name: nameOf(one.name) }));
  const products = knowledge.products.map((one) => ({
    ...one,
    name: nameOf(one.title),
    handle: foldText(one.handle),
  }));
  const rarity = rarityOf(products.map(({ name }) => name.parts));
  // Only products that share a word with the clip are weighed: a shop has thousands.
  const byPart = new Map<string, typeof products>();
  for (const product of products)
    for (const part of product.name.parts) byPart.set(part, [...(byPart.get(part) ?? []), product]);

  // A hashtag writes a name in one word.
  for (const product of products) {
    const joined = joinedOf(product.name);
    byPart.set(joined, [...(byPart.get(joined) ?? []), product]);
  }

  return (clip) => {
    const texts = readTexts(clip);
    const found = [
      ...matchTags(clip, texts, tags),
      ...matchCategories(clip, texts, categories),
      ...matchProducts(clip, texts, byPart, rarity),
    ].filter(({ confidence }) => confidence >= LEAST_CONFIDENCE);
    return (["product", "category", "tag"] as const).flatMap((kind) =>
      found
        .filter((one) => one.kind === kind)
        .sort((a, b) => b.confidence - a.confidence || a.label.localeCompare(b.label))
        .slice(0, MOST[kind]),
    );
  };
}

// ── What a clip says ─────────────────────────────────────────────────────────────────────────────

interface PlacedText {
  place: SuggestionPlace;
  folded: string;
  /** Its spaced words, with blanks around each. */
  spaced: string;
  words: Set<string>;
}

interface ClipTexts {
  places: PlacedText[];
  hashtags: { written: string; folded: string }[];
}

function readTexts(clip: ClipText): ClipTexts {
  const hashtags = hashtagsOf(`${clip.title}\n${clip.description}`).map((written) => ({
    written,
    folded: foldText(written),
  }));
  const written: Record<SuggestionPlace, string> = {
    title: clip.title,
    hashtag: hashtags.map(({ folded }) => folded).join(" "),
    description: clip.description,
    file: clip.sourceName.replace(/\.[^.]{1,5}$/, ""),
    said: clip.said,
  };
  const places = PLACES.map((place) => {
    const folded = foldText(written[place]);
    const words = spacedWords(folded);
    return { place, folded, spaced: ` ${words.join(" ")} `, words: new Set(words) };
  });
  return { places, hashtags };
}

// ── Names ────────────────────────────────────────────────────────────────────────────────────────

interface Name {
  folded: string;
  /** Spaced words in order, blanks between them. */
  spaced: string;
  /** Characters of the runs without spaces, together. */
  unspaced: string;
  /** What parts of it are looked for: spaced words, and pairs of characters. */
  parts: string[];
}

function nameOf(written: string): Name {
  const folded = foldText(written);
  const words = spacedWords(folded);
  const runs = runsOf(folded);
  const pairs = runs.flatMap((run) => {
    const characters = [...run];
    return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
  });
  return {
    folded,
    spaced: words.join(" "),
    unspaced: runs.join(""),
    parts: [...new Set([...words.filter((word) => word.length > 1), ...pairs])],
  };
}

/** The name without blanks and signs. */
function joinedOf(name: Name): string {
  return name.folded.replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** Whether the whole name stands in a text: its words next to each other, its characters in a run. */
function standsIn(name: Name, text: PlacedText): boolean {
  if (name.spaced === "" && [...name.unspaced].length < 2) return false;
  const spaced = name.spaced === "" || holdsWords(text.spaced, name.spaced);
  return spaced && runsOf(name.folded).every((run) => text.folded.includes(run));
}

/** Words as they are, or the last of them in the plural or singular. */
function holdsWords(text: string, words: string): boolean {
  return [words, `${words}s`, `${words}es`, words.replace(/s$/, ""), words.replace(/es$/, "")].some(
    (form) => form !== "" && text.includes(` ${form} `),
  );
}

/** The first and so most trusted place a name stands in. A hashtag may write it without blanks. */
function placeOf(
  name: Name,
  { places, hashtags }: ClipTexts,
): { place: SuggestionPlace; words: string } | null {
  const joined = joinedOf(name);
  for (const text of places) {
    if (text.place === "hashtag") {
      const tag = hashtags.find(({ folded }) => folded.replaceAll("_", "") === joined);
      if (tag) return { place: "hashtag", words: `#${tag.written}` };
    } else if (standsIn(name, text)) return { place: text.place, words: name.folded };
  }
  return null;
}

// ── Kinds ────────────────────────────────────────────────────────────────────────────────────────

function matchTags(
  clip: ClipText,
  texts: ClipTexts,
  tags: Map<string, { tag: string; clips: number }>,
): Suggestion[] {
  const has = new Set(clip.tags.map(foldText));
  const found = new Map<string, Suggestion>();
  const add = (key: string, value: string, place: SuggestionPlace, words: string, trust = 1) => {
    if (has.has(key) || found.has(key)) return;
    const confidence = round(TRUST[place] * trust);
    const reason = { place, words, share: 1 };
    found.set(key, { videoId: clip.videoId, kind: "tag", value, label: value, reason, confidence });
  };
  // A hashtag that is no tag of the shop yet is a proposal too, but a weaker one.
  for (const { written, folded } of texts.hashtags) {
    if (IDLE_HASHTAGS.has(folded)) continue;
    const known = tags.get(folded);
    add(folded, known?.tag ?? written, "hashtag", `#${written}`, known ? 1.05 : 0.85);
  }
  for (const [key, { tag, clips }] of tags) {
    const at = placeOf(nameOf(tag), texts);
    // A tag on a single clip may be a slip; one on many is part of how the shop keeps order.
    if (at) add(key, tag, at.place, at.words, clips > 1 ? 0.95 : 0.8);
  }
  return [...found.values()];
}

function matchCategories(
  clip: ClipText,
  texts: ClipTexts,
  categories: (Omit<Category, "name"> & { name: Name })[],
): Suggestion[] {
  const found = categories.flatMap((one) => {
    if (clip.categories.includes(one.id)) return [];
    const at = placeOf(one.name, texts);
    return at ? [{ ...one, at }] : [];
  });
  const parents = new Set([
    ...found.map(({ parentId }) => parentId),
    // Already in a category below it: it counts as in this one.
    ...categories.filter(({ id }) => clip.categories.includes(id)).map(({ parentId }) => parentId),
  ]);
  return found
    .filter(({ id }) => !parents.has(id))
    .map(({ id, name, at }) => ({
      videoId: clip.videoId,
      kind: "category" as const,
      value: id,
      label: name.folded,
      reason: { ...at, share: 1 },
      confidence: round(TRUST[at.place] * 0.95),
    }));
}

function matchProducts(
  clip: ClipText,
  texts: ClipTexts,
  byPart: Map<string, { id: string; title: string; handle: string; name: Name }[]>,
  rarity: (part: string) => number,
): Suggestion[] {
  const candidates = new Map<string, { id: string; title: string; handle: string; name: Name }>();
  for (const { words, folded } of texts.places) {
    for (const word of words)
      for (const form of [word, word.replace(/s$/, "")])
        for (const product of byPart.get(form) ?? []) candidates.set(product.id, product);
    for (const part of pairsOf(folded))
      for (const product of byPart.get(part) ?? []) candidates.set(product.id, product);
  }
  for (const { folded } of texts.hashtags)
    for (const product of byPart.get(folded) ?? []) candidates.set(product.id, product);

  return [...candidates.values()].flatMap(({ id, title, handle, name }) => {
    if (clip.products.includes(id)) return [];
    const make = (place: SuggestionPlace, words: string, share: number, trust: number) => ({
      videoId: clip.videoId,
      kind: "product" as const,
      value: id,
      label: title,
      reason: { place, words, share: round(share) },
      confidence: round(TRUST[place] * trust),
    });
    const at = placeOf(name, texts);
    // A name of one short word (a "Bowl") is said of many things.
    if (at) return [make(at.place, at.words, 1, name.parts.length > 1 ? 1 : 0.8)];
    const file = texts.places.find(({ place }) => place === "file");
    const slug = handle.replaceAll("-", " ");
    if (file && slug.includes(" ") && file.spaced.includes(` ${slug} `))
      return [make("file", slug, 1, 1.1)];

    const whole = name.parts.reduce((sum, part) => sum + rarity(part), 0);
    const best = texts.places
      .map((text) => {
        const held = name.parts.filter(
          (part) =>
            (UNSPACED.test(part) ? text.folded.includes(part) : text.words.has(part)) ||
            text.words.has(`${part}s`),
        );
        const share = whole > 0 ? held.reduce((sum, part) => sum + rarity(part), 0) / whole : 0;
        return { place: text.place, held, share };
      })
      .filter(({ held, share }) => held.length > 1 && share >= LEAST_SHARE)
      .sort((a, b) => TRUST[b.place] * b.share - TRUST[a.place] * a.share)[0];
    if (!best) return [];
    const words = UNSPACED.test(best.held[0] ?? "") ? joinPairs(best.held) : best.held.join(" ");
    return [make(best.place, words, best.share, best.share * 0.9)];
  });
}

/** ln(names / names with it) + 1: a word that every product has tells little. */
function rarityOf(names: string[][]): (part: string) => number {
  const counts = new Map<string, number>();
  for (const parts of names)
    for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  return (part) => Math.log(Math.max(1, names.length) / (counts.get(part) ?? 1)) + 1;
}

function pairsOf(folded: string): Set<string> {
  const pairs = new Set<string>();
  for (const run of runsOf(folded)) {
    const characters = [...run];
    for (let at = 1; at < characters.length; at++)
      pairs.add(`${characters[at - 1]}${characters[at]}`);
  }
  return pairs;
}

/** Overlapping pairs written as the text they come from: 亚麻 麻衣 → 亚麻衣. */
function joinPairs(pairs: string[]): string {
  return pairs
    .reduce((text, pair) => {
      const [first = "", second = ""] = [...pair];
      return text.endsWith(first) ? text + second : `${text} ${pair}`;
    }, "")
    .trim();
}

function round(value: number): number {
  return Math.min(1, Math.round(value * 100) / 100);
}
