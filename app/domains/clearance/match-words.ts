/** Letters of other scripts that pass for Latin ones. */
const LOOKALIKES = new Map(
  Object.entries({
    а: "a",
    в: "b",
    с: "c",
    ԁ: "d",
    е: "e",
    һ: "h",
    і: "i",
    ј: "j",
    к: "k",
    м: "m",
    о: "o",
    р: "p",
    ѕ: "s",
    т: "t",
    у: "y",
    х: "x",
    ѵ: "v",
    α: "a",
    β: "b",
    ε: "e",
    ι: "i",
    κ: "k",
    ν: "v",
    ο: "o",
    ρ: "p",
    τ: "t",
    υ: "u",
    χ: "x",
    ı: "i",
    ł: "l",
    ø: "o",
  }),
);

/** Traditional forms that lists of simplified ones would miss. */
const SIMPLIFIED = new Map(
  [
    ..."國国級级極极頂顶絕绝對对療疗癒愈藥药減减壓压腫肿無无風风險险專专獎奖醫医學学驗验認认優优過过敗败檢检測测豐丰纖纤飲饮營营養养純纯環环氣气東东領领導导機机關关軍军隊队馳驰標标証证穩稳賺赚報报賤贱媽妈滾滚騙骗發发賭赌幣币賣卖買买號号煙烟槍枪雞鸡腦脑殘残廢废豬猪錢钱貸贷單单開开證证視视頻频約约辦办財财點点鏈链黃黄圖图電电話话訊讯幹干爛烂龜龟髒脏該该",
  ].flatMap((letter, at, all) => (at % 2 === 0 ? [[letter, all[at + 1] ?? letter] as const] : [])),
);

/** What people type in a letter's place. */
const STAND_INS: Record<string, string> = {
  a: "a4@",
  b: "b8",
  e: "e3",
  g: "g9",
  i: "i1!|",
  l: "l1|",
  o: "o0",
  s: "s5$",
  t: "t7+",
  z: "z2",
};

const HAN = /\p{Script=Han}/u;
/** What may stand between two letters of a word: see FlatText. */
const BETWEEN = "[ .*!|+@$]";

/**
 * One form for many spellings: full-width letters, accents, piled marks, invisible characters and letters
 * of other scripts come out as the plain letter; traditional Chinese as simplified.
 */
export function fold(text: string): string {
  let folded = "";
  for (const letter of text) folded += foldLetter(letter);
  return folded;
}

const FOLDED = new Map<string, string>();

/** Letter by letter, so that what is found in the one form has its place in the other. */
function foldLetter(letter: string): string {
  let folded = FOLDED.get(letter);
  if (folded === undefined) {
    folded = "";
    const plain = letter
      .normalize("NFKC")
      .toLowerCase()
      .normalize("NFD")
      .replace(/[\p{M}\p{Cf}]/gu, "")
      .normalize("NFC");
    for (const each of plain) folded += LOOKALIKES.get(each) ?? SIMPLIFIED.get(each) ?? each;
    // Texts come from strangers: what is remembered must have an end.
    if (FOLDED.size >= 20_000) FOLDED.clear();
    FOLDED.set(letter, folded);
  }
  return folded;
}

/** A text in the forms that words are looked for in, and where each character of them stands in it. */
export interface FlatText {
  /**
   * Letters, digits, what can stand in for a letter, single spaces, and a point for all else: with so few
   * kinds of characters patterns need no tables of Unicode, which take milliseconds each to make ready.
   */
  spaced: string;
  spacedAt: number[];
  /** Letters and digits alone: Chinese has no spaces, so nothing between two characters keeps them apart. */
  squeezed: string;
  squeezedAt: number[];
}

export function flatten(text: string): FlatText {
  const flat: FlatText = { spaced: "", spacedAt: [], squeezed: "", squeezedAt: [] };
  let at = 0;
  for (const letter of text) {
    for (const folded of foldLetter(letter)) {
      const isWord = /[\p{L}\p{N}]/u.test(folded);
      const plain = isWord || /[*!|+@$]/.test(folded) ? folded : /\s/.test(folded) ? " " : ".";
      if (plain !== " " || !flat.spaced.endsWith(" ")) {
        flat.spaced += plain;
        // A letter beyond the first 65,536 is two characters of a string.
        for (let unit = 0; unit < plain.length; unit++) flat.spacedAt.push(at);
      }
      if (!isWord) continue;
      flat.squeezed += folded;
      for (let unit = 0; unit < folded.length; unit++) flat.squeezedAt.push(at);
    }
    at += letter.length;
  }
  return flat;
}

/** A part of a text: its characters from `from` up to `to`. */
export interface Span {
  from: number;
  to: number;
}

/** Where `length` characters from `start` on of a flat form stand in the text itself. */
export function spanIn(text: string, places: number[], start: number, length: number): Span {
  const last = places[start + length - 1] ?? 0;
  return { from: places[start] ?? 0, to: last + ((text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1) };
}

export interface FoundWord extends Span {
  /** As the list has it. */
  word: string;
}

/**
 * Finds each of `words` that a text contains, once each, however it is dressed: f u c k, f.u.c.k, fuuuck,
 * f*ck, sh1t, ｆｕｃｋ, 傻 逼, 傻.逼. Whole words only where words have ends, so that Scunthorpe and
 * 'classic' pass. Made once a list; asking takes well under a millisecond for a comment.
 */
export function createWordFinder(
  words: readonly string[],
): (text: string, most?: number) => FoundWord[] {
  const patterns = words.flatMap((word) => {
    const folded = fold(word).trim();
    if (!/[\p{L}\p{N}]/u.test(folded)) return [];
    return [{ word, find: HAN.test(folded) ? findHan(folded) : findLetters(folded) }];
  });
  return (text, most = Number.POSITIVE_INFINITY) => {
    const flat = flatten(text);
    const found: FoundWord[] = [];
    for (const { word, find } of patterns) {
      if (found.length >= most) break;
      const span = find(text, flat);
      if (span) found.push({ word, ...span });
    }
    return found;
  };
}

/** The same for who only asks whether there is any: the first of `words` that a text contains. */
export function createWordMatcher(words: readonly string[]): (text: string) => string | null {
  const find = createWordFinder(words);
  return (text) => find(text, 1)[0]?.word ?? null;
}

type Find = (text: string, flat: FlatText) => Span | null;

function findHan(word: string): Find {
  const wanted = word.replace(/[^\p{L}\p{N}]+/gu, "");
  return (text, { squeezed, squeezedAt }) => {
    const at = squeezed.indexOf(wanted);
    return at < 0 ? null : spanIn(text, squeezedAt, at, wanted.length);
  };
}

function findLetters(word: string): Find {
  const letters = runsOf(word);
  const close = letters.join("[.*]*");
  const apart = letters.join(`${BETWEEN}+`);
  const shapes = letters.length > 2 ? `${close}|${apart}` : close;
  // Before and after it stands no letter and no digit.
  const pattern = new RegExp(`(?<![^ .*!|+@$])(?:${shapes})(?![^ .*!|+@$])`, "g");
  return (text, { spaced, spacedAt }) => {
    // A price such as 455 is made of stand-ins only: it is no word.
    for (const { 0: found, index } of spaced.matchAll(pattern))
      if (/\p{L}/u.test(found)) return spanIn(text, spacedAt, index, found.length);
    return null;
  };
}

/** A pattern for each run of one letter. Drawn out it still counts; 'good' is not a drawn-out 'god'. */
function runsOf(word: string): string[] {
  const runs = [...flatten(word).spaced.matchAll(/(.)\1*/g)];
  return runs.map(([run, letter = ""], at) => {
    if (letter === " ") return `${BETWEEN}+`;
    const length = run.length;
    const inside = at > 0 && at < runs.length - 1;
    const one = `[${(STAND_INS[letter] ?? letter).replace(/[\\\]^|-]/g, "\\$&")}${inside ? "*" : ""}]`;
    return length === 1 ? `(?:${one}|${one}{3,})` : `${one}{${length},}`;
  });
}
