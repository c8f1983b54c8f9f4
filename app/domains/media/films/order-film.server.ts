import { formatMoney } from "../../../kernel/money.ts";
import { type Fault, ok, type Result, refuse } from "../../../kernel/result.ts";
import type { ProductCard } from "../../catalog/index.ts";
import {
  FILM_LIMITS,
  FILM_PHRASES,
  type FilmLanguage,
  type FilmRecipe,
  type FilmWords,
} from "./film.ts";
import { makeFilmJob } from "./film-jobs.ts";
import type { FilmNeighbours, FilmPorts } from "./ports.ts";

/** A product that a film can be made of, and what such a film would say. */
export interface FilmSubject {
  product: { id: string; title: string };
  /** Addresses, in the product's order. */
  pictures: string[];
  words: FilmWords;
}

/** Null: the shop has no such product. Throws ShopFault. */
export async function readSubject(
  { catalog }: FilmNeighbours,
  productId: string,
  language: FilmLanguage,
): Promise<FilmSubject | null> {
  const [product] = await catalog.products([productId]);
  if (!product) return null;
  return {
    product: { id: product.id, title: product.title },
    pictures: await catalog.pictures(productId),
    words: {
      title: product.title.slice(0, FILM_LIMITS.title),
      price: priceOf(product, language),
      call: FILM_PHRASES[language].call,
    },
  };
}

/** As shops of that language write it; "from" where variants differ. */
function priceOf({ priceFrom, priceTo }: ProductCard, language: FilmLanguage): string {
  const price = formatMoney(priceFrom, language).replace(/\u00a0|\u202f/g, " ");
  return priceFrom.amount === priceTo.amount ? price : FILM_PHRASES[language].from(price);
}

export interface FilmOrder {
  /** Made by the page, so that asking twice makes one film. */
  id: string;
  productId: string;
  recipe: FilmRecipe;
  staff: string;
  /** Make it although there is one of that product in that style. */
  anyway: boolean;
}

export type FilmOrderFault = Fault<
  | "product-not-found"
  | "film-no-pictures"
  | "film-too-many-pictures"
  | "film-words-too-long"
  /** {id}: the clip that is there */
  | "film-here"
>;

/** Queues a film. Its clip comes under the film's id once it is made. */
export async function orderFilm(
  { films, clock }: FilmPorts,
  { shop, catalog }: FilmNeighbours,
  { id, productId, recipe, staff, anyway }: FilmOrder,
): Promise<Result<void, FilmOrderFault>> {
  if (await films.find(shop.id, id)) return ok();
  const { words, pictures } = recipe;
  for (const field of ["title", "price", "call"] as const)
    if (words[field].length > FILM_LIMITS[field])
      return refuse("film-words-too-long", { limit: FILM_LIMITS[field] });
  if (pictures.length > FILM_LIMITS.pictures)
    return refuse("film-too-many-pictures", { limit: FILM_LIMITS.pictures });
  const [product] = await catalog.products([productId]);
  if (!product) return refuse("product-not-found");
  const chosen = await ownPictures(catalog, productId, pictures);
  if (chosen.length === 0) return refuse("film-no-pictures");
  const alike = anyway ? null : await films.alike(shop.id, productId, recipe.style);
  if (alike) return refuse("film-here", { id: alike });
  await films.insert(
    shop.id,
    {
      ...{ id, productId, createdBy: staff, at: clock.now() },
      recipe: { ...recipe, pictures: chosen },
    },
    [makeFilmJob(shop.id, id)],
  );
  return ok();
}

/** Of the addresses that a page names, those that are the product's: nothing else is ever fetched. */
export async function ownPictures(
  catalog: FilmNeighbours["catalog"],
  productId: string,
  named: string[],
): Promise<string[]> {
  const own = new Set(await catalog.pictures(productId));
  return [...new Set(named)].filter((url) => own.has(url));
}
