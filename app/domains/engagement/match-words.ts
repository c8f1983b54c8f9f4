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

/** Traditional forms that the lists below would miss. */
const SIMPLIFIED = new Map(
  [
    ..."賤贱媽妈滾滚騙骗發发賭赌幣币賣卖買买號号煙烟槍枪雞鸡腦脑殘残廢废豬猪錢钱貸贷單单開开證证視视頻频約约辦办財财點点鏈链黃黄圖图電电話话訊讯幹干爛烂龜龟髒脏該该",
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
/** What may stand between two letters of a word: see `plain`. */
const BETWEEN = "[ .*!|+@$]";

/**
 * One form for many spellings: full-width letters, accents, piled marks, invisible characters and letters
 * of other scripts come out as the plain letter; traditional Chinese as simplified.
 */
export function fold(text: string): string {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .normalize("NFC");
  let folded = "";
  for (const letter of plain) folded += LOOKALIKES.get(letter) ?? SIMPLIFIED.get(letter) ?? letter;
  return folded;
}

/**
 * Finds the first of `words` that a text contains, however it is dressed: f u c k, f.u.c.k, fuuuck, f*ck,
 * sh1t, ｆｕｃｋ, 傻 逼, 傻.逼. Whole words only where words have ends, so that Scunthorpe and 'classic' pass.
 * Made once a list; asking takes well under a millisecond.
 */
export function createWordMatcher(words: readonly string[]): (text: string) => string | null {
  const patterns = words.flatMap((word) => {
    const folded = fold(word).trim();
    if (!/[\p{L}\p{N}]/u.test(folded)) return [];
    return [{ word, find: HAN.test(folded) ? findHan(folded) : findLetters(folded) }];
  });
  return (text) => {
    const folded = fold(text);
    const squeezed = folded.replace(/[^\p{L}\p{N}]+/gu, "");
    const spaced = plain(folded);
    return patterns.find(({ find }) => find(spaced, squeezed))?.word ?? null;
  };
}

/**
 * Letters, digits, what can stand in for a letter, space, and a point for all else: with so few kinds of
 * characters the patterns need no tables of Unicode, which take milliseconds each to make ready.
 */
function plain(folded: string): string {
  return folded.replace(/\s+/g, " ").replace(/[^\p{L}\p{N} *!|+@$]/gu, ".");
}

type Find = (spaced: string, squeezed: string) => boolean;

/** Chinese has no spaces, so nothing between two characters keeps them apart. */
function findHan(word: string): Find {
  const wanted = word.replace(/[^\p{L}\p{N}]+/gu, "");
  return (_, squeezed) => squeezed.includes(wanted);
}

function findLetters(word: string): Find {
  const letters = runsOf(word);
  const close = letters.join("[.*]*");
  const apart = letters.join(`${BETWEEN}+`);
  const shapes = letters.length > 2 ? `${close}|${apart}` : close;
  // Before and after it stands no letter and no digit.
  const pattern = new RegExp(`(?<![^ .*!|+@$])(?:${shapes})(?![^ .*!|+@$])`, "g");
  return (spaced) => {
    // A price such as 455 is made of stand-ins only: it is no word.
    for (const [found] of spaced.matchAll(pattern)) if (/\p{L}/u.test(found)) return true;
    return false;
  };
}

/** A pattern for each run of one letter. Drawn out it still counts; 'good' is not a drawn-out 'god'. */
function runsOf(word: string): string[] {
  const runs = [...plain(word).matchAll(/(.)\1*/g)];
  return runs.map(([run, letter = ""], at) => {
    if (letter === " ") return `${BETWEEN}+`;
    const length = run.length;
    const inside = at > 0 && at < runs.length - 1;
    const one = `[${(STAND_INS[letter] ?? letter).replace(/[\\\]^|-]/g, "\\$&")}${inside ? "*" : ""}]`;
    return length === 1 ? `(?:${one}|${one}{3,})` : `${one}{${length},}`;
  });
}
