import { type Fault, ok, type Result, refuse } from "../../../kernel/result.ts";
import { type DrawnFilm, drawShots, drawWords } from "./draw-film.server.ts";
import type { FilmLanguage, FilmStyle, FilmView, FilmWords } from "./film.ts";
import { makeFilmJob } from "./film-jobs.ts";
import { makeFilm } from "./make-film.server.ts";
import {
  type FilmOrder,
  type FilmOrderFault,
  type FilmSubject,
  orderFilm,
  ownPictures,
  readSubject,
} from "./order-film.server.ts";
import type { FilmLayerPicture, FilmNeighbours, FilmPorts } from "./ports.ts";

/** Clips of product pictures, bound to one shop. */
export interface FilmsDoor {
  subject(productId: string, language: FilmLanguage): Promise<FilmSubject | null>;
  /** Small drawings of the shots of a film. */
  previewShots(
    productId: string,
    style: FilmStyle,
    pictures: string[],
    signal: AbortSignal,
  ): Promise<Result<DrawnFilm, Fault<"film-no-pictures">>>;
  previewWords(style: FilmStyle, words: FilmWords, accent: string): Promise<FilmLayerPicture[]>;
  order(order: FilmOrder): Promise<Result<void, FilmOrderFault>>;
  /** Newest first. */
  films(): Promise<FilmView[]>;
  cancel(id: string): Promise<Result<void, Fault<"film-not-under-way">>>;
  retry(id: string): Promise<Result<void, Fault<"film-not-failed">>>;
}

/** What the worker calls. Each is idempotent and may be killed at any point. */
export interface FilmJobsDoor {
  makeFilm(payload: { shopId: string; filmId: string }, signal: AbortSignal): Promise<void>;
  /** Every few minutes: queues again what no worker is at. */
  sweepFilms(): Promise<void>;
}

/** Films that ended are shown for so long beside those under way. */
const SHOWN_MS = 24 * 60 * 60 * 1000;
const MOST_SHOWN = 20;

export function createFilmsDoor(ports: FilmPorts, neighbours: FilmNeighbours): FilmsDoor {
  const { films, clock } = ports;
  const { shop, catalog } = neighbours;
  return {
    subject: (productId, language) => readSubject(neighbours, productId, language),
    previewShots: async (productId, style, pictures, signal) =>
      drawShots(ports, style, await ownPictures(catalog, productId, pictures), "preview", signal),
    previewWords: (style, words, accent) => drawWords(ports, style, words, accent),
    order: (order) => orderFilm(ports, neighbours, order),
    films: async () =>
      (await films.recent(shop.id, clock.now() - SHOWN_MS, MOST_SHOWN)).map(
        ({ id, recipe, status, progress, failure, createdAt }) => ({
          ...{ id, status, progress, failure, createdAt },
          ...{ title: recipe.words.title, style: recipe.style },
        }),
      ),
    cancel: async (id) =>
      (await films.cancel(shop.id, id, clock.now())) ? ok() : refuse("film-not-under-way"),
    retry: async (id) =>
      (await films.queue(shop.id, id, clock.now(), [makeFilmJob(shop.id, id)]))
        ? ok()
        : refuse("film-not-failed"),
  };
}

/** Progress is written every second or so; silence this long means that no worker is at it. */
const SILENT_MS = 15 * 60 * 1000;
const BATCH = 100;

export function createFilmJobs(
  ports: FilmPorts,
  neighboursOf: (shopId: string) => Promise<FilmNeighbours | null>,
): FilmJobsDoor {
  return {
    async makeFilm({ shopId, filmId }, signal) {
      const neighbours = await neighboursOf(shopId);
      if (neighbours) await makeFilm(ports, neighbours, filmId, signal);
    },
    async sweepFilms() {
      for (const { shopId, id } of await ports.films.stale(ports.clock.now() - SILENT_MS, BATCH))
        await ports.store.enqueue([makeFilmJob(shopId, id)]);
    },
  };
}
