import { type Fault, ok, type Result, refuse } from "../../../kernel/result.ts";
import type { FilmStyle, FilmWords } from "./film.ts";
import { type FilmLayerStyle, planFilm, type Shot, shotsOf } from "./plan-film.ts";
import type { FilmLayerPicture, FilmPorts, FilmShot, SeenPicture } from "./ports.ts";

export interface DrawnFilm {
  shots: FilmShot[];
  accent: string;
}

/**
 * Every shot of a film of these pictures. Pictures that are gone or cannot be read are left out; with
 * none left there is nothing to show.
 */
export async function drawShots(
  { pictures, drawer }: Pick<FilmPorts, "pictures" | "drawer">,
  style: FilmStyle,
  urls: string[],
  quality: "preview" | "film",
  signal: AbortSignal,
): Promise<Result<DrawnFilm, Fault<"film-no-pictures">>> {
  const seen: SeenPicture[] = [];
  for (const url of urls) {
    signal.throwIfAborted();
    const fetched = await pictures.fetch(url, signal);
    const looked = fetched.ok ? await drawer.look(fetched.value) : fetched;
    if (looked.ok) seen.push(looked.value);
  }
  const [first] = seen;
  if (!first) return refuse("film-no-pictures");
  const shots: FilmShot[] = [];
  const known = new Map<string, FilmShot>();
  for (const shot of shotsOf(seen.length)) {
    signal.throwIfAborted();
    const drawn =
      known.get(nameOf(shot)) ??
      (await drawer.drawShot(style, seen[shot.picture]!, shot, first.accent, quality === "film"));
    known.set(nameOf(shot), drawn);
    shots.push(drawn);
  }
  return ok({ shots, accent: first.accent });
}

/** What a film of that style writes, drawn: in the order of its plan's layers. */
export async function drawWords(
  { drawer }: Pick<FilmPorts, "drawer">,
  style: FilmStyle,
  words: FilmWords,
  accent: string,
): Promise<FilmLayerPicture[]> {
  const styles: FilmLayerStyle[] = planFilm(style, [], words, accent).layers.map(
    (layer) => layer.style,
  );
  return Promise.all(styles.map((each) => drawer.drawLayer(each)));
}

function nameOf({ picture, close }: Shot): string {
  return `${picture}${close ? " close" : ""}`;
}
