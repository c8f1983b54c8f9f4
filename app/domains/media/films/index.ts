/** The browser-safe part of films: what they are made of, and what is seen when. */
export * from "./film.ts";
export * from "./music.ts";
export * from "./plan-film.ts";
