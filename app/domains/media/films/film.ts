import type { Fault } from "../../../kernel/result.ts";
import type { Size } from "../edits/geometry.ts";
import type { Rate } from "../edits/timeline.ts";

/** A film is a clip made of a product's pictures: what it is made of, and what it is called. */

export const FILM_STYLES = ["calm", "bold", "stage"] as const;
export type FilmStyle = (typeof FILM_STYLES)[number];

/** Pieces of music that come with the app: see music.ts. */
export const FILM_MOODS = ["soft", "bright", "pulse"] as const;
export type FilmMood = (typeof FILM_MOODS)[number];

/** Languages of the storefront whose letters the app's own font has. */
export const FILM_LANGUAGES = [
  "en",
  "zh-CN",
  "zh-TW",
  "ja",
  "fr",
  "de",
  "es",
  "pt-BR",
  "pt-PT",
] as const;
export type FilmLanguage = (typeof FILM_LANGUAGES)[number];

export interface FilmRecipe {
  style: FilmStyle;
  language: FilmLanguage;
  /** Addresses of the product's pictures, in the order they are shown. */
  pictures: string[];
  words: FilmWords;
  music: FilmMood | null;
}

/** What is written over the pictures. Empty: nothing. */
export interface FilmWords {
  title: string;
  price: string;
  call: string;
}

export const FILM_LIMITS = {
  pictures: 6,
  title: 120,
  price: 60,
  call: 40,
} as const;

export const FILM_FRAME: Size = { width: 1080, height: 1920 };
export const FILM_RATE: Rate = { num: 30, den: 1 };

/** queued → making → done | failed | cancelled. The last two may be queued again. */
export type FilmStatus = "queued" | "making" | "done" | "failed" | "cancelled";

/** A film under way, or that ended not long ago. */
export interface FilmView {
  /** Of its clip as well, once it is done. */
  id: string;
  title: string;
  style: FilmStyle;
  status: FilmStatus;
  progress: number;
  failure: Fault | null;
  createdAt: number;
}

/** "Shop now" and "from", as a shop of that language writes them. */
export const FILM_PHRASES: Record<FilmLanguage, { call: string; from: (price: string) => string }> =
  {
    en: { call: "Shop now", from: (price) => `From ${price}` },
    "zh-CN": { call: "立即选购", from: (price) => `${price} 起` },
    "zh-TW": { call: "立即選購", from: (price) => `${price} 起` },
    ja: { call: "今すぐ見る", from: (price) => `${price}〜` },
    fr: { call: "Découvrir", from: (price) => `À partir de ${price}` },
    de: { call: "Jetzt entdecken", from: (price) => `Ab ${price}` },
    es: { call: "Comprar ahora", from: (price) => `Desde ${price}` },
    "pt-BR": { call: "Compre agora", from: (price) => `A partir de ${price}` },
    "pt-PT": { call: "Comprar agora", from: (price) => `Desde ${price}` },
  };
