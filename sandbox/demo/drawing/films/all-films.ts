import type { Film } from "./film.ts";
import { beaconFilm, candleEvening, lampOn } from "./light-films.ts";
import { breeze } from "./linen-films.ts";
import { pour, slowMorning, table, teapotTurn, threeMugs, vaseLight } from "./stoneware-films.ts";

/** The demo shop's clips that are drawn. */
export const allFilms: Film[] = [
  pour,
  slowMorning,
  lampOn,
  candleEvening,
  teapotTurn,
  table,
  breeze,
  vaseLight,
  threeMugs,
  beaconFilm,
];
