import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import sharp from "sharp";

export type FontWeight = 400 | 700;

interface Font {
  family: string;
  /** A file of the package that it comes in. */
  root: string;
  /** Of the files beside it: `<stem>_400Regular.ttf`. */
  stem: string;
}

const require = createRequire(import.meta.url);
/** Where each font's package lies. */
export const FONT_ROOTS = {
  main: require.resolve("@expo-google-fonts/noto-sans-sc/package.json"),
  korean: require.resolve("@expo-google-fonts/noto-sans-kr/package.json"),
  arabic: require.resolve("@expo-google-fonts/noto-sans-arabic/package.json"),
};

/** Latin, Cyrillic, Greek, kana and Chinese in one family, so that a line of several scripts looks like one. */
const MAIN: Font = { family: "Noto Sans SC", root: FONT_ROOTS.main, stem: "NotoSansSC" };

/** What it lacks. `first`: its Latin and Chinese are drawn alike, so that it can take the whole line. */
const MORE: (Font & { script: RegExp; sample: string; first: boolean; spacing?: number })[] = [
  {
    ...{ family: "Noto Sans KR", root: FONT_ROOTS.korean, stem: "NotoSansKR" },
    ...{ script: /\p{Script=Hangul}/u, sample: "가", first: true },
  },
  {
    ...{ family: "Noto Sans Arabic", root: FONT_ROOTS.arabic, stem: "NotoSansArabic" },
    ...{ script: /\p{Script=Arabic}/u, sample: "ا", first: false },
    // Its lines stand far apart for signs above and below vowels, which titles do without.
    spacing: 0.85,
  },
];

const loaded = new Map<string, Promise<unknown>>();

/**
 * The fonts a text is drawn from, all of which come with the app: no machine draws it otherwise. `families`
 * is a list as Pango reads it, `file` the main font's, `spacing` a share of the usual distance of lines.
 */
export async function fontsFor(text: string, weight: FontWeight) {
  const needed = MORE.filter(({ script }) => script.test(text));
  // The renderer takes one file a text and keeps it from then on: others are given to it by texts of theirs.
  await Promise.all(needed.map((font) => load(font, weight)));
  const families = [
    ...needed.filter(({ first }) => first),
    MAIN,
    ...needed.filter(({ first }) => !first),
  ].map(({ family }) => family);
  return {
    families: families.join(","),
    file: fileOf(MAIN, weight),
    spacing: Math.min(1, ...needed.map(({ spacing = 1 }) => spacing)),
  };
}

function load(font: (typeof MORE)[number], weight: FontWeight): Promise<unknown> {
  const fontfile = fileOf(font, weight);
  const known = loaded.get(fontfile);
  if (known) return known;
  const loading = sharp({ text: { text: font.sample, font: `${font.family} 12`, fontfile } })
    .raw()
    .toBuffer();
  loaded.set(fontfile, loading);
  return loading;
}

/** Where a font lies on this machine. */
export function fileOf({ root, stem }: Pick<Font, "root" | "stem">, weight: FontWeight): string {
  const name = weight === 700 ? "700Bold" : "400Regular";
  return join(dirname(root), name, `${stem}_${name}.ttf`);
}
